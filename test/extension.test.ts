/** The extension's manifest against what the rest of the project says. */
import { readFileSync, readdirSync } from 'node:fs';
import { passages } from 'eslint-plugin-weakref/lessons';
import { describe, expect, it } from 'vitest';
import { samples } from '../client/src/samples.ts';
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
  readonly id: string;
  readonly description: string;
  readonly media: { readonly svg: string; readonly altText: string };
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
const folder = new URL('../client/src/', import.meta.url);
const sources = readdirSync(folder).filter((name) => name.endsWith('.ts')).map((name) => readFileSync(new URL(name, folder), 'utf8')).join('\n');
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
    for (const { command } of manifest.contributes.commands) expect(sources).toContain(`'${command}'`);
  });

  it('has a walkthrough whose every step offers a command, and is done by one or by what the extension sees', () => {
    const steps = manifest.contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);
    expect(steps.map(({ id }) => id)).toEqual(['sample', 'warning', 'card', 'fix', 'exercise', 'quiz']);
    const deeds = [...sources.matchAll(/'(weakrefLint\.\w+)'/g)].map(([, name = '']) => name);
    for (const { description, completionEvents } of steps) {
      const offered = [...description.matchAll(/\]\(command:([\w.]+)(?:\?([^)]*))?\)/g)];
      const commands = offered.map(([, command = '']) => command);
      expect(commands).not.toEqual([]);
      expect(deeds).toEqual(expect.arrayContaining(commands));
      expect(completionEvents).toHaveLength(1);
      for (const event of completionEvents) {
        const [kind, name = ''] = event.split(':');
        expect({ onCommand: commands, onContext: deeds }[kind ?? '']).toContain(name);
      }
      for (const [, command, args = '[]'] of offered) {
        const [wish]: readonly string[] = JSON.parse(decodeURIComponent(args));
        const known: Readonly<Record<string, readonly string[]>> = {
          'weakrefLint.openLesson': Object.keys(passages),
          'weakrefLint.openSample': samples.map(({ languageId }) => languageId),
          'weakrefLint.showInSample': ['warning', 'card', 'fix'],
        };
        if (wish !== undefined) expect(known[command ?? '']).toContain(wish);
      }
    }
  });

  it('has a picture for every step, which says in words what it shows and takes its colours from the theme', () => {
    for (const { media } of manifest.contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps)) {
      expect(media.altText).toMatch(/^[A-Z].*\.$/);
      const picture = readFileSync(new URL(`../${media.svg}`, import.meta.url), 'utf8');
      expect(picture).toContain('var(--vscode-editor-background)');
      expect(picture.match(/#[0-9a-f]{6}\b/gi)).toBeNull();
      // The page of a walkthrough takes no styles from a picture: it would be all black.
      expect(picture).not.toMatch(/<style|style=|class=/);
    }
  });

  it('asks for no trust and no folder', () => {
    expect(manifest.capabilities).toEqual({ untrustedWorkspaces: { supported: true }, virtualWorkspaces: true });
  });
});
