/** What other programs read: every format through a parser, and against the schema of those who read it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import draft4 from 'ajv/lib/refs/json-schema-draft-04.json' with { type: 'json' };
import type { Log } from 'sarif';
import { beforeAll, describe, expect, it } from 'vitest';
import { formatSarif } from '../../server/src/format/sarif.ts';
import { plainStyle } from '../../server/src/format/style.ts';
import { clean, javascriptDeref, pythonDeref, pythonDerefLine, pythonRepeated } from '../support/programs.ts';
import { folderWith, weakrefLint } from '../support/weakref-lint.ts';
import { parseXml, schemaComplaints } from '../support/xml.ts';

const formatNames = ['pretty', 'json', 'jsonl', 'sarif', 'github', 'gitlab', 'junit', 'checkstyle'];

/** There many characters cannot be in a name. */
const isWindows = process.platform === 'win32';

/** Full of what paths, addresses and XML have to escape. */
const odd = isWindows ? "sub folder/ü & 'b'.py" : 'sub folder/ü & <"b">.py';
let folder = '';
const printed = new Map<string, string>();

beforeAll(() => {
  folder = folderWith({ 'a.py': pythonDeref, [odd]: pythonRepeated, 'c.js': javascriptDeref, 'd.py': clean });
  for (const format of formatNames) printed.set(format, weakrefLint(['check', '--format', format, '.'], folder).out);
});

function output(format: string): string {
  return printed.get(format) ?? '';
}

function schemaText(name: string): string {
  return readFileSync(new URL(`schemas/${name}`, import.meta.url), 'utf8');
}

function jsonSchema(name: string): object {
  return JSON.parse(schemaText(name));
}

function sarifOf(text: string): Log {
  return JSON.parse(text);
}

describe('every format', () => {
  it.each(formatNames)('%s ends with a line break and keeps the exit code', (format) => {
    expect(output(format)).toMatch(/\n$/);
    const { code, err } = weakrefLint(['check', `--format=${format}`, 'a.py'], folder);
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(weakrefLint(['check', '--format', format, 'd.py'], folder)).toMatchObject({ code: 0, err: '' });
  });

  it.each(formatNames)('%s goes into a file just as it is', (format) => {
    const target = folderWith({ 'a.py': pythonDeref });
    const direct = weakrefLint(['check', '--format', format, 'a.py'], target);
    expect(weakrefLint(['check', '--format', format, '--output-file', 'my report', 'a.py'], target)).toEqual({ code: 1, out: '', err: '' });
    expect(readFileSync(join(target, 'my report'), 'utf8')).toBe(direct.out);
  });

  it.each([
    ['.', 'it is a folder'],
    ['absent/report', 'its folder is not there, so make it first'],
  ])('cannot go to %s, and that is said', (target, reason) => {
    const { code, out, err } = weakrefLint(['check', '--output-file', target, 'a.py'], folder);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(`the report could not be written to ${target}: ${reason}`);
  });
});

describe('sarif', () => {
  const validator = new Ajv({ schemaId: 'auto', meta: false, logger: false, unknownFormats: 'ignore' });
  validator.addMetaSchema(draft4);
  const validate = validator.compile(jsonSchema('sarif-2.1.0.json'));

  it('is what the published schema says', () => {
    expect(validate(sarifOf(output('sarif'))), JSON.stringify(validate.errors)).toBe(true);
    expect(validate(sarifOf(weakrefLint(['check', '--format', 'sarif', 'd.py'], folder).out)), JSON.stringify(validate.errors)).toBe(true);
    expect(validate({ version: '2.1.0' })).toBe(false);
  });

  it('has rules with a page whose links lead somewhere', () => {
    const rules = sarifOf(output('sarif')).runs[0]?.tool.driver.rules ?? [];
    expect(rules.map(({ id }) => id)).toEqual(['weakref/no-repeated-deref', 'weakref/no-unchecked-deref']);
    for (const { helpUri, help } of rules) {
      expect(helpUri).toMatch(/^https:\/\/.+\.md$/);
      expect(help?.markdown).toMatch(/^# weakref\//);
      expect(help?.markdown).toMatch(/\]\(https:\/\/.+\/rules\/lessons\/.+\.md#/);
      expect(help?.markdown).not.toContain('](..');
    }
  });

  it('names files from the working folder and places in UTF-16 units', () => {
    const { results = [], columnKind } = sarifOf(output('sarif')).runs[0] ?? {};
    expect(columnKind).toBe('utf16CodeUnits');
    expect(new Set(results.map((result) => result.locations?.[0]?.physicalLocation?.artifactLocation?.uri))).toEqual(
      new Set(['a.py', 'c.js', isWindows ? "sub%20folder/%C3%BC%20%26%20'b'.py" : 'sub%20folder/%C3%BC%20%26%20%3C%22b%22%3E.py']),
    );
    expect(results[0]?.locations?.[0]?.physicalLocation?.region).toMatchObject({ startLine: pythonDerefLine + 1, startColumn: 9 });
  });

  it.each([
    ['src/my app.py', { uri: 'src/my%20app.py', uriBaseId: '%SRCROOT%' }],
    ['../c:d.py', { uri: '../c%3Ad.py', uriBaseId: '%SRCROOT%' }],
    // From one drive or share of Windows to another no way leads.
    ['D:/my app/a.py', { uri: 'file:///D:/my%20app/a.py' }],
    ['//server/share/a.py', { uri: 'file://server/share/a.py' }],
  ])('names %s so that it is found', (relativePath, artifactLocation) => {
    const message = { ruleId: 'weakref/no-dead-hit', severity: 1, message: '', line: 1, column: 1 } as const;
    const finding = { rule: 'no-dead-hit', severity: 'warn', message, related: [] } as const;
    const report = { path: '/a.py', name: 'a.py', relativePath, text: 'a', findings: [finding], output: undefined, wasChecked: true };
    const host = { style: plainStyle, version: '', homepage: '', pageOf: () => '', hash: (text: string) => text };
    const { results = [] } = sarifOf(formatSarif({ files: [report], isComplete: true }, host)).runs[0] ?? {};
    expect(results[0]?.locations?.[0]?.physicalLocation?.artifactLocation).toEqual(artifactLocation);
  });

  it('has fixes that do what --fix does', () => {
    const target = folderWith({ 'a.py': `\ufeff${pythonRepeated}` });
    const fixes = sarifOf(weakrefLint(['check', '--format', 'sarif', 'a.py'], target).out).runs[0]?.results?.[0]?.fixes ?? [];
    const { charOffset = 0, charLength = 0 } = fixes[0]?.artifactChanges[0]?.replacements[0]?.deletedRegion ?? {};
    const inserted = fixes[0]?.artifactChanges[0]?.replacements[0]?.insertedContent?.text ?? '';
    weakrefLint(['check', '--fix', 'a.py'], target);
    expect(pythonRepeated.slice(0, charOffset) + inserted + pythonRepeated.slice(charOffset + charLength)).toBe(readFileSync(join(target, 'a.py'), 'utf8').slice(1));
  });

  it('has fingerprints that lines above do not change, and that differ from one another', () => {
    const printsOf = (text: string): readonly (string | undefined)[] =>
      (sarifOf(weakrefLint(['check', '--format', 'sarif', 'a.py'], folderWith({ 'a.py': text })).out).runs[0]?.results ?? []).map(
        ({ partialFingerprints }) => partialFingerprints?.['weakrefLint/v1'],
      );
    const twice = `${pythonDeref}        self._parent().changed()\n`;
    const prints = printsOf(twice);
    expect(new Set(prints).size).toBe(2);
    expect(printsOf(`\n# more\n${twice.replace('def rename', 'def other(self):\n        pass\n\n    def rename')}`)).toEqual(prints);
    expect(printsOf(twice.replace('rename', 'renamed'))).not.toEqual(prints);
  });
});

describe('jsonl', () => {
  it('has an object a line', () => {
    const lines = output('jsonl').trimEnd().split('\n');
    const findings: readonly unknown[] = lines.map((line) => JSON.parse(line));
    expect(findings[0]).toMatchObject({ path: join(folder, 'a.py'), line: pythonDerefLine + 1, rule: 'no-unchecked-deref', severity: 'warn', remedies: [{ isSafe: false }, {}] });
    expect(findings).toHaveLength(3);
  });
});

describe('github', () => {
  it.skipIf(isWindows)('has commands whose parts are escaped', () => {
    const target = folderWith({ 'a,b:100%.py': pythonDeref });
    const { out } = weakrefLint(['check', '--format', 'github', '.'], target);
    expect(out).toMatch(/^::warning file=.+\/a%2Cb%3A100%25\.py,line=9,endLine=9,col=9,endColumn=\d+,title=weakref\/no-unchecked-deref::[^\n]+\n$/);
  });

  it('says what GitHub will not show', () => {
    const target = folderWith({ 'a.py': pythonDeref + '        self._parent().changed()\n'.repeat(11) });
    const limited = weakrefLint(['check', '--format', 'github', 'a.py'], target).out.trimEnd().split('\n');
    expect(limited).toHaveLength(13);
    expect(limited.at(-1)).toBe('GitHub shows 10 annotations of a kind for each step; over that limit, and only in this log: 2 warnings.');
    expect(output('github')).not.toContain('GitHub shows');
  });
});

describe('gitlab', () => {
  it('is what the documentation says', () => {
    const validate = new Ajv().compile(jsonSchema('gitlab-code-quality.json'));
    expect(validate(JSON.parse(output('gitlab'))), JSON.stringify(validate.errors)).toBe(true);
    expect(validate([{ description: 'no fingerprint', check_name: 'a', severity: 'minor', location: { path: 'a.py', lines: { begin: 1 } } }])).toBe(false);
  });

  it('is a list of issues with all that GitLab asks for', () => {
    const issues: readonly { readonly fingerprint: string }[] = JSON.parse(output('gitlab'));
    expect(issues[0]).toEqual({
      description: expect.stringContaining('_parent'),
      check_name: 'weakref/no-unchecked-deref',
      fingerprint: expect.stringMatching(/^[\da-f]{32}$/),
      severity: 'minor',
      location: { path: 'a.py', lines: { begin: pythonDerefLine + 1, end: pythonDerefLine + 1 } },
    });
    expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(3);
    expect(JSON.parse(weakrefLint(['check', '--format', 'gitlab', 'd.py'], folder).out)).toEqual([]);
  });
});

describe('junit', () => {
  // Of Jenkins' xUnit plugin (MIT), in the copy that pytest tests its reports with.
  const schema = schemaText('junit-10.xsd');

  it('is what the schema of Jenkins says', async () => {
    const broken = weakrefLint(['check', '--format', 'junit', 'a.ts', 'd.py'], folderWith({ 'a.ts': 'const a: WeakRef = (;\n', 'd.py': clean })).out;
    const none = weakrefLint(['check', '--format', 'junit', '.'], folderWith({})).out;
    for (const report of [output('junit'), broken, none]) expect(await schemaComplaints(report, schema)).toEqual([]);
    expect(await schemaComplaints('<testsuites><testcase/></testsuites>', schema)).not.toEqual([]);
  });

  it('has a suite a file, a failure a finding', () => {
    expect(parseXml(output('junit'))).toMatchObject({
      name: 'testsuites',
      attributes: { tests: '4', failures: '3', errors: '0' },
      children: [
        {
          name: 'testsuite',
          attributes: { name: 'a.py', tests: '1', failures: '1' },
          children: [
            {
              name: 'testcase',
              attributes: { classname: 'a.py', name: 'weakref/no-unchecked-deref 9:9' },
              children: [{ name: 'failure', attributes: { type: 'weakref/no-unchecked-deref' }, text: expect.stringMatching(/^a\.py:9:9: /) }],
            },
          ],
        },
        { attributes: { name: 'c.js' } },
        { attributes: { name: 'd.py', tests: '1', failures: '0' }, children: [{ attributes: { name: 'd.py' }, children: [] }] },
        { attributes: { name: odd, failures: '1' } },
      ],
    });
  });

  it('does not call a file passed that could not be checked', () => {
    const target = folderWith({ 'a.ts': 'const a: WeakRef = (;\n' });
    const { children } = parseXml(weakrefLint(['check', '--format', 'junit', 'a.ts'], target).out);
    expect(children).toMatchObject([{ attributes: { skipped: '1' }, children: [{ children: [{ name: 'skipped' }] }] }]);
  });
});

describe('checkstyle', () => {
  // Checkstyle's own schema may not be copied under our license; this one asks for more.
  const schema = schemaText('checkstyle.xsd');

  it('is what Checkstyle writes', async () => {
    for (const report of [output('checkstyle'), weakrefLint(['check', '--format', 'checkstyle', 'd.py'], folder).out]) expect(await schemaComplaints(report, schema)).toEqual([]);
    expect(await schemaComplaints('<checkstyle version="4.3"><error/></checkstyle>', schema)).not.toEqual([]);
  });

  it('has the files with findings', () => {
    expect(parseXml(output('checkstyle'))).toMatchObject({
      name: 'checkstyle',
      children: [
        {
          name: 'file',
          attributes: { name: 'a.py' },
          children: [{ name: 'error', attributes: { line: '9', column: '9', severity: 'warning', source: 'weakref/no-unchecked-deref' } }],
        },
        { attributes: { name: 'c.js' } },
        { attributes: { name: odd } },
      ],
    });
  });

  it.skipIf(isWindows)('is XML whatever is in a name', () => {
    const target = folderWith({ 'a\u0001\t\n.py': pythonDeref });
    expect(parseXml(weakrefLint(['check', '--format', 'checkstyle', '.'], target).out).children).toMatchObject([{ attributes: { name: 'a\ufffd\t\n.py' } }]);
  });
});
