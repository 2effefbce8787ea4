/** Notebooks on the command line: a finding stands where the file has the line, and names the cell. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';
import { pythonDeref, pythonRepeated } from '../support/programs.ts';
import { folderWith, weakrefLint, withStdin } from '../support/weakref-lint.ts';

type Source = string | readonly string[];

/** As Jupyter writes it: a string for each line. */
const lines = (text: string): readonly string[] => text.split(/(?<=\n)/);
const code = (source: Source, metadata: object = {}): object => ({ cell_type: 'code', execution_count: null, metadata, outputs: [], source });
const prose = { cell_type: 'markdown', metadata: {}, source: ['# weakref\n'] };
const notebook = (cells: readonly object[], metadata: object = { language_info: { name: 'python' } }): string => `${JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 }, undefined, 1)}\n`;

const [imports = '', rest = ''] = pythonDeref.split('\n\n\n');
const study = notebook([prose, code(lines(`${imports}\n%matplotlib inline`)), code(lines(rest))]);

function messagesOf(text: string, ...options: readonly string[]): readonly ESLint.LintResult['messages'][number][] {
  const { out } = weakrefLint(['check', '--format', 'json', ...options, '.'], folderWith({ 'study.ipynb': text }));
  const reports: readonly ESLint.LintResult[] = JSON.parse(out);
  return reports.flatMap(({ messages }) => messages);
}

/** The text of the file that a message marks. */
function marked(text: string, { line, column, endColumn = column }: ESLint.LintResult['messages'][number]): string {
  return text.split('\n')[line - 1]?.slice(column - 1, endColumn - 1) ?? '';
}

describe('a finding in a notebook', () => {
  it('stands where the file has the line, and names its cell', () => {
    const [message, ...more] = messagesOf(study);
    expect(more).toEqual([]);
    expect(message).toMatchObject({ ruleId: 'weakref/no-unchecked-deref', message: expect.stringMatching(/^Cell 3, line 6: `/) });
    expect(message && marked(study, message)).toBe('self._parent()');
    expect(message?.fix ?? message?.suggestions).toBeUndefined();
  });

  it('is shown with that line, below a folder too', () => {
    const { code: exit, out, err } = weakrefLint(['check', '.'], folderWith({ 'sub/study.ipynb': study, 'sub/.ipynb_checkpoints/study.ipynb': study }));
    expect({ exit, err }).toEqual({ exit: 1, err: '' });
    expect(out).toMatch(/^sub[\\/]study\.ipynb:\d+:\d+ warning no-unchecked-deref\n {2}Cell 3, line 6: [^]+│ {3,}"        self\._parent\(\)\.changed\(\)/);
    expect(out).toMatch(/1 problem .+ in 1 file\.\n$/);
  });

  it.each([
    ['one string', notebook([code(`import weakref\n"é" + "\\\\"\n${rest}`)])],
    ['escapes', study.replace('self._parent().changed()', String.raw`x = \"\t\u00e9\\\\\"; self._parent().changed()`)],
    ['a byte order mark', `\uFEFF${study}`],
  ])('stands in its place after %s', (_, text) => {
    const [message] = messagesOf(text);
    expect(message && marked(text, message)).toBe('self._parent()');
  });

  it('is none where the notebook shows what a cell ends with', () => {
    const text = (last: string): string => notebook([code(lines(`import weakref\nhandle = weakref.ref(make())\n${last}`))]);
    expect(messagesOf(text('handle()'))).toEqual([]);
    expect(messagesOf(text('handle()\nprint(1)'))).toMatchObject([{ ruleId: 'weakref/no-useless-deref' }]);
  });

  it('is known to a baseline by its cell, as the editor knows it', () => {
    const folder = folderWith({ 'study.ipynb': study });
    weakrefLint(['check', '--baseline', 'known.json', '--update-baseline', '.'], folder);
    expect(JSON.parse(readFileSync(join(folder, 'known.json'), 'utf8'))).toEqual({ version: 1, findings: [{ path: 'study.ipynb', rule: 'no-unchecked-deref', inside: 'class Child: > def rename(self):', code: 'self._parent()' }] });
    expect(weakrefLint(['check', '--baseline', 'known.json', '.'], folder)).toMatchObject({ code: 0, err: '' });
  });

  it('is the same with threads, a cache and standard input', () => {
    const folder = folderWith({ 'study.ipynb': study, 'b.ipynb': study });
    const run = (...options: readonly string[]): string => weakrefLint(['check', '--format', 'jsonl', ...options, '.'], folder).out;
    const plain = run();
    expect(plain.trim().split('\n')).toHaveLength(2);
    expect([run('--concurrency', '2'), run('--cache'), run('--cache')]).toEqual([plain, plain, plain]);
    expect(withStdin(['check', '--stdin-filename', 'c.ipynb', '-'], folder, study).out).toContain('Cell 3, line 6');
  });
});

describe('a notebook', () => {
  it('is left as it is by --fix, which says so', () => {
    const text = notebook([code(lines(pythonRepeated))]);
    const folder = folderWith({ 'study.ipynb': text });
    expect(weakrefLint(['check', '--fix', '.'], folder)).toMatchObject({ code: 1, err: 'weakref-lint: study.ipynb is a notebook, which --fix leaves as it is; an editor offers the fixes in its cells.\n' });
    expect(readFileSync(join(folder, 'study.ipynb'), 'utf8')).toBe(text);
  });

  it('may hold pictures, however long', () => {
    expect(messagesOf(study.replace('"outputs": []', `"outputs": [{"data": {"image/png": "${'A'.repeat(30_000)}"}}]`))).toHaveLength(1);
  });

  it.each([
    ['is not JSON', 'weakref {', 'is not JSON, as notebooks are; it was not checked.'],
    ['is of an older format', '{"worksheets": [{"cells": []}], "nbformat": 3, "weakref": 1}', 'is not a notebook of format 4; save it with a newer Jupyter to have it checked.'],
    ['is in another language', notebook([code('weakref')], { kernelspec: { language: 'julia' } }), 'is a notebook in julia; only those in Python are checked.'],
  ])('that %s is named', (_, text, sentence) => {
    expect(weakrefLint(['check', 'study.ipynb'], folderWith({ 'study.ipynb': text }))).toMatchObject({ code: 0, err: `weakref-lint: study.ipynb ${sentence}\n` });
  });

  it('with a broken cell is checked as far as it can be', () => {
    const text = notebook([code(lines(pythonDeref)), code(['def f(:\n', '  x\n'])]);
    expect(messagesOf(text)).toMatchObject([{ message: expect.stringMatching(/^Cell 1, line 9: /) }]);
  });

  it('has cells in other languages, which are not looked at', () => {
    const other = code(['self._parent().changed()'], { vscode: { languageId: 'javascript' } });
    expect(messagesOf(notebook([other, code(lines(pythonDeref))]))).toMatchObject([{ message: expect.stringMatching(/^Cell 2, line 9: /) }]);
  });
});
