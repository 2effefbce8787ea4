/** What a configuration file chooses, and where its mistakes are. */
import { describe, expect, it } from 'vitest';
import { readConfigFile } from '../../server/src/config/config-file.ts';

/** The complaints with the text they stand at. */
function complaintsIn(path: string, text: string): readonly (readonly [string, string])[] {
  return (readConfigFile(path, text)?.complaints ?? []).map(({ range, sentence }) => [text.slice(...range), sentence]);
}

const files: readonly (readonly [string, string])[] = [
  ['/p/weakref-lint.toml', 'preset = "strict"\nexclude = ["generated/", "*_old.py"]\nlanguages = ["python"]\npythonVersion = "3.11"\ndeferToTypeChecker = true\n\n[rules]\n"no-*" = "warn"\nno-unchecked-deref = "hint"\n'],
  ['/p/pyproject.toml', '[tool.weakref-lint]\npreset = "strict"\nexclude = ["generated/", "*_old.py"]\nlanguages = ["python"]\npythonVersion = "3.11"\ndeferToTypeChecker = true\nrules = { "no-*" = "warn", "weakref/no-unchecked-deref" = "hint" }\n'],
  ['/p/package.json', '{ "name": "p", "weakref-lint": { "preset": "strict", "exclude": ["generated/", "*_old.py"], "languages": ["python"], "pythonVersion": "3.11", "deferToTypeChecker": true, "rules": { "no-unchecked-deref": "hint", "no-*": "warn" } } }'],
];

describe('a configuration file', () => {
  it.each(files)('%s says what every other says', (path, text) => {
    const file = readConfigFile(path, text);
    expect(file?.complaints).toEqual([]);
    const { rules, ...choices } = file?.choices ?? {};
    expect(choices).toEqual({
      preset: 'strict',
      exclude: { folder: '/p', patterns: ['generated/', '*_old.py'] },
      languages: new Set(['python']),
      pythonVersion: { major: 3, minor: 11 },
      deferToTypeChecker: true,
    });
    expect([rules?.get('no-unchecked-deref'), rules?.get('no-dead-hit'), rules?.get('valid-callback')]).toEqual(['hint', 'warn', undefined]);
  });

  it.each([
    ['/p/package.json', '{ "name": "p" }'],
    ['/p/pyproject.toml', '[project]\nname = "p"\n'],
    // Others report this one.
    ['/p/pyproject.toml', '[project\nrequires-python = ">=3.9"'],
    ['/p/settings.json', '{ "weakref-lint": {} }'],
  ])('%s without a section is none: %s', (path, text) => {
    expect(readConfigFile(path, text)).toBeUndefined();
  });

  it('gives the Python of the project without a section', () => {
    expect(readConfigFile('/p/pyproject.toml', '[project]\nrequires-python = ">=3.10,<4"\n')).toMatchObject({ section: undefined, oldestPython: { major: 3, minor: 10 } });
  });

  it.each([
    ['preset = "loud"', '"loud"', 'preset must be "recommended" or "strict", not "loud"; it is ignored.'],
    ['preset = 3', '3', 'preset must be "recommended" or "strict", not 3; it is ignored.'],
    ['perset = "strict"', 'perset', 'there is no setting "perset" (did you mean "preset"?); it is ignored.'],
    ['zzz = 1', 'zzz', 'there is no setting "zzz", only languages, preset, rules, exclude, pythonVersion, deferToTypeChecker and baseline; it is ignored.'],
    ['hover = "off"', 'hover', 'hover is a setting of the editor and not of a project; it is ignored.'],
    ['languages = "python"', '"python"', 'languages must be a list such as ["python"], not "python"; it is ignored.'],
    ['languages = ["ruby"]', '"ruby"', 'languages names "ruby", which is not one of python, javascript, javascriptreact, typescript, typescriptreact; it is ignored.'],
    ['exclude = "a"', '"a"', 'exclude must be a list such as ["generated/"], not "a"; it is ignored.'],
    ['exclude = [1]', '1', 'exclude must hold patterns such as "generated/", not 1; it is ignored.'],
    // As a number 3.10 would be 3.1.
    ['baseline = true', 'true', 'baseline must name a file such as "weakref-baseline.json", not true; it is ignored.'],
    ['pythonVersion = 3.10', '3.10', 'pythonVersion must be a text such as "3.11", not 3.10; it is ignored.'],
    ['deferToTypeChecker = "yes"', '"yes"', 'deferToTypeChecker must be true or false, not "yes"; it is ignored.'],
    ['rules = ["a"]', '["a"]', 'rules must name rules and their levels, such as no-unchecked-deref and "warn", not a list; it is ignored.'],
    ['rules.no-unchecked-dereff = "warn"', 'no-unchecked-dereff', 'rules names the rule "no-unchecked-dereff", which does not exist (did you mean "no-unchecked-deref"?); it is ignored.'],
    ['rules."mo-*" = "warn"', '"mo-*"', 'rules names "mo-*", which no rule fits; it is ignored.'],
    ['rules."no-*" = "loud"', '"loud"', 'the level of "no-*" in rules must be "off", "hint", "warn" or "error", not "loud"; it is ignored.'],
    ['preset = 1979-05-27', '1979-05-27', 'preset must be "recommended" or "strict", not 1979-05-27; it is ignored.'],
  ])('names the place of %s', (line, place, sentence) => {
    const text = `${line}\n`;
    expect(complaintsIn('/p/weakref-lint.toml', text)).toEqual([[place, sentence]]);
  });

  it('keeps what is right beside what is wrong', () => {
    const text = 'preset = "strict"\nexclude = ["a/", 3]\n[rules]\nno-dead-hit = "error"\nno-such = "off"\n';
    const file = readConfigFile('/p/weakref-lint.toml', text);
    expect(file?.complaints).toHaveLength(2);
    expect(file?.choices).toMatchObject({ preset: 'strict', exclude: { patterns: ['a/'] }, rules: new Map([['no-dead-hit', 'error']]) });
  });

  it('names the place in JSON too', () => {
    expect(complaintsIn('/p/package.json', '{"weakref-lint": {"preset": null, "rules": {"x": "warn"}}}')).toEqual([
      ['null', 'preset must be "recommended" or "strict", not null; it is ignored.'],
      ['"x"', expect.stringContaining('the rule "x", which does not exist')],
    ]);
    expect(complaintsIn('/p/package.json', '{"weakref-lint": "strict"}')).toEqual([
      ['"strict"', 'weakref-lint must hold settings such as preset and rules, not "strict"; it is ignored.'],
    ]);
  });

  it.each([
    ['/p/weakref-lint.toml', 'preset = \n'],
    ['/p/weakref-lint.toml', 'a = 1\na = 2\n'],
    ['/p/pyproject.toml', '[tool.weakref-lint\n'],
    ['/p/package.json', '{"weakref-lint": {]}'],
    ['/p/package.json', `{"weakref-lint": ${'['.repeat(200_000)}`],
    ['/p/weakref-lint.toml', `a = ${'['.repeat(200_000)}`],
  ])('%s that does not parse has one complaint', (path, text) => {
    const file = readConfigFile(path, text);
    expect(file).toMatchObject({ isBroken: true, choices: {}, complaints: [{ sentence: expect.stringMatching(/; no setting of this file can be read\.$/) }] });
  });
});
