/** The extension's manifest against what the rest of the project says. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ruleIds } from 'eslint-plugin-weakref';
import { languageIds } from '../server/src/languages.ts';
import { parseSettings } from '../server/src/settings.ts';

interface Setting {
  readonly default: unknown;
  readonly properties?: object;
  readonly items?: { readonly enum: unknown };
}

const manifest: {
  readonly activationEvents: unknown;
  readonly capabilities: unknown;
  readonly contributes: { readonly configuration: { readonly properties: Readonly<Record<string, Setting>> } };
} = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const settings = manifest.contributes.configuration.properties;

describe('the extension', () => {
  it('wakes up for the languages that are checked, and for nothing else', () => {
    expect(manifest.activationEvents).toEqual(languageIds.map((id) => `onLanguage:${id}`));
  });

  it('has a level for every rule', () => {
    expect(Object.keys(settings['weakrefLint.rules']?.properties ?? {}).sort()).toEqual([...ruleIds].sort());
  });

  it('offers every language', () => {
    expect(settings['weakrefLint.languages']?.items?.enum).toEqual(languageIds);
  });

  it('has defaults the server accepts', () => {
    const defaults = Object.fromEntries(Object.entries(settings).map(([name, setting]) => [name.replace('weakrefLint.', ''), setting.default]));
    const { settings: parsed, complaints } = parseSettings(defaults);
    expect(complaints).toEqual([]);
    expect(parsed).toEqual(parseSettings(undefined).settings);
  });

  it('asks for no trust and no folder', () => {
    expect(manifest.capabilities).toEqual({ untrustedWorkspaces: { supported: true }, virtualWorkspaces: true });
  });
});
