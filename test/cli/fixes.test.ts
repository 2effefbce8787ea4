/** What becomes of files that are mended. */
import { spawnSync } from 'node:child_process';
import { chmodSync, lstatSync, readFileSync, readdirSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { replaceText, writeWhole } from '../../server/src/node/write-file.ts';
import { pythonDeref, pythonRepeated } from '../support/programs.ts';
import { folderWith, weakrefLint, withoutPrivileges } from '../support/weakref-lint.ts';

describe('--fix-dry-run', () => {
  const windows = `\ufeff${pythonRepeated.replaceAll('\n', '\r\n')}`;

  it('prints a patch that does what --fix does, and changes nothing', () => {
    const files = { 'a b.py': pythonRepeated, 'sub/ü.py': windows, 'last.py': pythonRepeated.trimEnd(), 'c.py': pythonDeref };
    const folder = folderWith(files);
    const { code, out, err } = weakrefLint(['check', '--fix-dry-run', '.'], folder);
    expect({ code, err }).toEqual({ code: 1, err: 'weakref-lint: the patch leaves 1 problem without a safe fix; without --fix-dry-run they are shown.\n' });
    for (const [name, text] of Object.entries(files)) expect(readFileSync(join(folder, name), 'utf8')).toBe(text);

    const fixed = folderWith(files);
    weakrefLint(['check', '--fix', '.'], fixed);
    const { stderr } = spawnSync('git', ['apply', '--whitespace=nowarn', '-'], { cwd: folder, input: out, encoding: 'utf8' });
    expect(stderr).toBe('');
    for (const name of Object.keys(files)) expect(readFileSync(join(folder, name), 'utf8')).toBe(readFileSync(join(fixed, name), 'utf8'));
    expect(readFileSync(join(folder, 'sub/ü.py'), 'utf8')).not.toBe(windows);
  });

  it('prints nothing where there is nothing to mend', () => {
    const folder = folderWith({ 'a.py': 'import weakref\n' });
    expect(weakrefLint(['check', '--fix-dry-run', 'a.py'], folder)).toEqual({ code: 0, out: '', err: '' });
  });

  it('leaves standard output to the patch when there is a report too', () => {
    const folder = folderWith({ 'a.py': pythonRepeated });
    const { out } = weakrefLint(['check', '--fix-dry-run', '--format', 'json', '--output-file', 'report.json', 'a.py'], folder);
    expect(out).toMatch(/^--- a\/a\.py\n/);
    const [report]: readonly unknown[] = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8'));
    expect(report).toMatchObject({ messages: [], output: expect.stringContaining('import weakref') });
  });
});

describe('a mended file', () => {
  it.skipIf(process.platform === 'win32')('keeps its mode, and its place behind a link', () => {
    const folder = folderWith({ 'real/a.py': pythonRepeated });
    chmodSync(join(folder, 'real/a.py'), 0o751);
    symlinkSync('real/a.py', join(folder, 'link.py'));
    expect(weakrefLint(['check', '--fix', 'link.py'], folder).code).toBe(0);
    expect(lstatSync(join(folder, 'link.py')).isSymbolicLink()).toBe(true);
    expect(statSync(join(folder, 'real/a.py')).mode & 0o7777).toBe(0o751);
    expect(readFileSync(join(folder, 'real/a.py'), 'utf8')).not.toBe(pythonRepeated);
  });

  it('leaves nothing beside it', () => {
    const folder = folderWith({ 'a.py': pythonRepeated });
    weakrefLint(['check', '--fix', 'a.py'], folder);
    expect(readdirSync(folder)).toEqual(['a.py']);
  });

  it('that was changed meanwhile is left alone', () => {
    const folder = folderWith({ 'a.py': 'theirs\n' });
    expect(replaceText(join(folder, 'a.py'), 'ours\n', 'mended\n')).toBe('it was changed meanwhile');
    expect(readFileSync(join(folder, 'a.py'), 'utf8')).toBe('theirs\n');
    expect(replaceText(join(folder, 'gone.py'), 'ours\n', 'mended\n')).toBe('it is not there any more');
    expect(readdirSync(folder)).toEqual(['a.py']);
  });

  it.skipIf(process.platform === 'win32')('that cannot be written is named, and the findings stay', () => {
    const folder = folderWith({ 'closed/a.py': pythonRepeated });
    chmodSync(folder, 0o755);
    chmodSync(join(folder, 'closed'), 0o555);
    const { code, out, err } = withoutPrivileges(['check', '--fix', 'closed/a.py'], folder);
    chmodSync(join(folder, 'closed'), 0o755);
    expect(code).toBe(2);
    expect(err).toBe('weakref-lint: the fixes to closed/a.py could not be written: permission denied.\n');
    expect(out).toContain('no-repeated-deref');
    expect(readFileSync(join(folder, 'closed/a.py'), 'utf8')).toBe(pythonRepeated);
  });
});

describe('a file that is written whole', () => {
  it('takes the place of the one before, with its mode', () => {
    const folder = folderWith({ report: 'before, and longer' });
    chmodSync(join(folder, 'report'), 0o640);
    expect(writeWhole(join(folder, 'report'), 'after')).toBeUndefined();
    expect(readFileSync(join(folder, 'report'), 'utf8')).toBe('after');
    expect(statSync(join(folder, 'report')).mode & 0o777).toBe(0o640);
  });
});
