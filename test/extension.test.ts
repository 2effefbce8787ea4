/** The extension's manifest against what the rest of the project says. */
import { readFileSync, readdirSync } from 'node:fs';
import { passages } from 'eslint-plugin-weakref/lessons';
import { describe, expect, it } from 'vitest';
import { languageIds } from '../server/src/languages.ts';
import { isPresetName, levelNames } from '../server/src/levels.ts';
import { defaultSettings, readEditorChoices, settingsFrom } from '../server/src/settings.ts';

interface Setting {
  readonly default: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: object;
  readonly items?: { readonly enum: unknown };
}

interface Step {
  readonly description: string;
  readonly completionEvents: readonly string[];
}

const manifest: {
  readonly activationEvents: unknown;
  readonly capabilities: unknown;
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, Setting>> };
    readonly walkthroughs: readonly { readonly steps: readonly Step[] }[];
  };
} = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const settings = manifest.contributes.configuration.properties;

describe('the extension', () => {
  it('wakes up for the languages that are checked, and for nothing else', () => {
    expect(manifest.activationEvents).toEqual(languageIds.map((id) => `onLanguage:${id}`));
  });

  it('has a level for every rule, and for the advice of those that give some', () => {
    expect(Object.keys(settings['weakrefLint.rules']?.properties ?? {})).toEqual(levelNames);
    expect(levelNames).toContain('no-truthy-deref/advice');
  });

  it('offers every preset', () => {
    const presets = settings['weakrefLint.preset']?.enum ?? [];
    expect([presets, presets.map(isPresetName)]).toEqual([['recommended', 'strict'], [true, true]]);
  });

  it('offers every language', () => {
    expect(settings['weakrefLint.languages']?.items?.enum).toEqual(languageIds);
  });

  it('has defaults the server accepts', () => {
    const defaults = Object.fromEntries(Object.entries(settings).map(([name, setting]) => [name.replace('weakrefLint.', ''), setting.default]));
    const { choices, complaints } = readEditorChoices(defaults, '');
    expect(complaints).toEqual([]);
    expect(settingsFrom(choices)).toEqual(defaultSettings);
  });

  it('registers every command it offers', () => {
    const folder = new URL('../client/src/', import.meta.url);
    const sources = readdirSync(folder).filter((name) => name.endsWith('.ts')).map((name) => readFileSync(new URL(name, folder), 'utf8')).join('\n');
    for (const { command } of manifest.contributes.commands) expect(sources).toContain(`'${command}'`);
  });

  it('has a walkthrough whose every step is done by the command it offers', () => {
    const commands = manifest.contributes.commands.map(({ command }) => command);
    const steps = manifest.contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);
    expect(steps.length).toBeGreaterThanOrEqual(5);
    for (const { description, completionEvents } of steps) {
      const offered = [...description.matchAll(/\]\(command:([\w.]+)(?:\?([^)]*))?\)/g)];
      expect(offered.map(([, command]) => `onCommand:${command}`)).toEqual(completionEvents);
      for (const [, command, args] of offered) {
        expect(commands).toContain(command);
        if (args === undefined) continue;
        const wanted: readonly string[] = JSON.parse(decodeURIComponent(args));
        expect(Object.keys(passages)).toEqual(expect.arrayContaining([...wanted]));
      }
    }
  });

  it('asks for no trust and no folder', () => {
    expect(manifest.capabilities).toEqual({ untrustedWorkspaces: { supported: true }, virtualWorkspaces: true });
  });
});
