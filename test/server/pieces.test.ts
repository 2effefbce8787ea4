/** The small parts of the server that stand on their own. */
import { describe, expect, it } from 'vitest';
import { codeFrame } from '../../server/src/format/code-frame.ts';
import { plainStyle } from '../../server/src/format/style.ts';
import { wrap } from '../../server/src/format/wrap.ts';
import { languageOfPath, pathForLanguage } from '../../server/src/languages.ts';
import { hasGeneratedName, hasTooLongLine, longestLine } from '../../server/src/limits.ts';
import { nearest } from '../../server/src/nearest.ts';

describe('codeFrame', () => {
  it('puts the mark under what is meant, behind tabs and wide characters', () => {
    expect(codeFrame('\tx = "漢字"; r()', { line: 1, column: 12, endLine: 1, endColumn: 15 }, plainStyle)).toEqual([
      '1 │ \tx = "漢字"; r()',
      '  │ \t            ^^^',
    ]);
  });

  it('shows the lines around, and marks the first line of a longer place to its end', () => {
    expect(codeFrame('a\nbb\nccc\nd', { line: 2, column: 2, endLine: 3, endColumn: 1 }, plainStyle)).toEqual(['1 │ a', '2 │ bb', '  │  ^', '3 │ ccc']);
  });

  it('cuts a very long line', () => {
    const [line, mark] = codeFrame('x'.repeat(5000), { line: 1, column: 4000, endLine: 1, endColumn: 4001 }, plainStyle);
    expect(line).toMatch(/^1 │ x{160}…$/);
    expect(mark).toBeUndefined();
  });
});

describe('wrap', () => {
  it('keeps words whole', () => {
    expect(wrap('one two  three fourteen', 9)).toEqual(['one two', 'three', 'fourteen']);
  });
});

describe('hasTooLongLine', () => {
  const limit = 'x'.repeat(longestLine);
  it.each([
    ['', false],
    [limit, false],
    [`${limit}x`, true],
    [`a\n${limit}\nb`, false],
    [`a\n${limit}x\nb`, true],
    ['a\n'.repeat(longestLine), false],
    [`${'a\n'.repeat(longestLine)}${limit}x`, true],
  ])('of case %#', (text, expected) => {
    expect(hasTooLongLine(text)).toBe(expected);
  });
});

describe('hasGeneratedName', () => {
  it.each([
    ['/a/tree_pb2.py', true],
    ['/a/tree_pb2_grpc.pyi', true],
    ['/a/jquery.min.js', true],
    ['/a/api.generated.ts', true],
    ['/a/tree_pb2.py/b.py', false],
    ['/a/admin.js', false],
    ['/a/bundle.py', false],
    ['', false],
  ])('of %s is %s', (path, expected) => {
    expect(hasGeneratedName(path)).toBe(expected);
  });
});

describe('nearest', () => {
  it.each([
    ['no-uncheked-deref', 'no-unchecked-deref'],
    ['no-repeated-derefs', 'no-repeated-deref'],
    ['zzz', undefined],
    ['x'.repeat(10_000), undefined],
  ])('finds what %s may have meant', (word, expected) => {
    expect(nearest(word, ['no-unchecked-deref', 'no-repeated-deref'])).toBe(expected);
  });
});

describe('languages', () => {
  it('are told by the extension, in any case', () => {
    expect(languageOfPath('a/b.PY')).toBe('python');
    expect(languageOfPath('a.b/c')).toBeUndefined();
    expect(languageOfPath('.py')).toBe('python');
  });

  it('win over the name of the file', () => {
    expect(pathForLanguage('untitled:Untitled-1', 'typescriptreact')).toBe('untitled:Untitled-1.tsx');
    expect(pathForLanguage('a.mts', 'typescript')).toBe('a.mts');
  });
});
