import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { Parser, Tree } from 'web-tree-sitter';
import { PythonDocument, parsePython } from '../../rules/src/python/incremental-parser.ts';
import { loadPython } from '../support/python-parser.ts';

beforeAll(loadPython);
afterEach(() => void vi.restoreAllMocks());

/** Counts trees that were made and not deleted. Trees that are merely dropped are freed whenever the collector runs, which is too late. */
function countTrees(): () => number {
  const made = [vi.spyOn(Parser.prototype, 'parse'), vi.spyOn(Tree.prototype, 'copy')];
  const deleted = vi.spyOn(Tree.prototype, 'delete');
  return () => {
    expect(new Set(deleted.mock.contexts).size, 'a tree is deleted twice').toBe(deleted.mock.calls.length);
    return made.reduce((sum, { mock }) => sum + mock.calls.length, 0) - deleted.mock.calls.length;
  };
}

const text = readFileSync(fileURLToPath(new URL('samples/tree.py', import.meta.url)), 'utf8');

const broken = ['(', '"', 'x.', 'def f(:\n  x\n)', '"""', 'class A(\n', 'x = foo(1,\ndef g(): pass\nif x ==\ny = "\n', ')\n]\n'];

describe('trees are deleted', () => {
  it.each(['', ...broken])('by parsePython, with %j at the end', (end) => {
    const living = countTrees();
    for (const place of [0, text.length / 2, text.length]) {
      parsePython(`${text.slice(0, place)}\n${end}\n${text.slice(place)}`);
    }
    expect(living()).toBe(0);
  });

  it('by a document, but for the last one', () => {
    const living = countTrees();
    const document = new PythonDocument();
    for (const end of ['', 'x', ...broken, 'x = 1', ...[...broken].reverse()]) {
      for (const place of [text.length, text.indexOf('    def walk')]) {
        document.update(`${text.slice(0, place)}\n${end}\n${text.slice(place)}`);
        expect(living()).toBe(1);
      }
    }
    document.dispose();
    expect(living()).toBe(0);
  });
});
