/** How settings win over one another, and what patterns stand for. */
import { describe, expect, it } from 'vitest';
import { isExcluded } from '../../server/src/config/exclusion.ts';
import { oldestPython, pythonVersionOf } from '../../server/src/config/python-version.ts';
import { readEditorChoices, settingsFrom } from '../../server/src/settings.ts';

describe('settings', () => {
  const choicesOf = (value: unknown): object => readEditorChoices(value, '/p').choices;

  it.each([undefined, null, {}, { preset: null, rules: undefined }, { trace: { server: 'off' } }])('%j choose nothing', (value) => {
    expect(readEditorChoices(value, '/p')).toEqual({ choices: {}, complaints: [] });
  });

  it('win over those of the file only where the user has set them', () => {
    const file = choicesOf({ preset: 'strict', rules: { 'no-dead-hit': 'error', 'no-id-key': 'error' } });
    const editor = choicesOf({ rules: { 'no-dead-hit': 'off' } });
    const { preset, rules } = settingsFrom(file, editor);
    expect([preset, rules]).toEqual(['strict', new Map([['no-dead-hit', 'off'], ['no-id-key', 'error']])]);
  });

  it('of the editor win with a pattern over a name in the file', () => {
    const { rules } = settingsFrom(choicesOf({ rules: { 'no-dead-hit': 'error' } }), choicesOf({ rules: { 'no-*': 'hint' } }));
    expect(rules.get('no-dead-hit')).toBe('hint');
  });

  it.each([
    [{ '*': 'off', 'no-*': 'warn', 'no-dead-*': 'hint', 'no-dead-hit': 'error' }],
    [{ 'no-dead-hit': 'error', 'no-dead-*': 'hint', 'no-*': 'warn', '*': 'off' }],
  ])('take the most exact of several patterns: %j', (rules) => {
    const levels = settingsFrom(choicesOf({ rules })).rules;
    expect(['no-dead-hit', 'no-dead-entry-accumulation', 'no-id-key', 'valid-callback'].map((name) => levels.get(name))).toEqual(['error', 'hint', 'warn', 'off']);
  });

  it('ask for advice only where it is named', () => {
    expect(settingsFrom(choicesOf({ rules: { '*': 'warn' } })).rules.has('no-truthy-deref/advice')).toBe(false);
    expect(settingsFrom(choicesOf({ rules: { '*/advice': 'warn' } })).rules.get('no-truthy-deref/advice')).toBe('warn');
  });
});

describe('a pattern of files', () => {
  it.each([
    ['/p', ['generated/'], '/p/a/generated/b.py', true],
    ['/p', ['/generated/'], '/p/a/generated/b.py', false],
    ['/p', ['*_old.py', '!keep_old.py'], '/p/a/keep_old.py', false],
    ['/p', ['*_old.py'], '/p/a/very_old.py', true],
    ['/p', ['*'], '/other/a.py', false],
    // Another folder whose name begins the same.
    ['/p', ['*'], '/p-two/a.py', false],
    ['file:///p q', ['a/**'], 'file:///p q/a/b.ts', true],
    ['C:\\p', ['a/'], 'C:\\p\\a\\b.ts', true],
    ['', ['*'], 'untitled:Untitled-1', false],
    ['/p', [], '/p/a.py', false],
  ])('from %s, %j for %s: %s', (folder, patterns, path, expected) => {
    expect(isExcluded(path, { folder, patterns })).toBe(expected);
  });
});

describe('the oldest Python', () => {
  it.each([
    ['>=3.9', '3.9'],
    ['>=3.9,<4', '3.9'],
    ['>= 3.10.2', '3.10'],
    ['~=3.11', '3.11'],
    ['==3.12.*', '3.12'],
    ['>3.8, >=3.9, !=3.9.1', '3.9'],
    ['>=3', '3.0'],
    ['<4', undefined],
    ['', undefined],
    ['whatever', undefined],
  ])('that %s lets in is %s', (specifiers, expected) => {
    expect(oldestPython(specifiers)).toEqual(expected === undefined ? undefined : pythonVersionOf(expected));
  });
});
