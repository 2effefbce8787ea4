import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Module, PythonNode } from '../../rules/src/python/ast.ts';
import { PythonDocument, parsePython } from '../../rules/src/python/incremental-parser.ts';
import { parseTree } from '../../rules/src/python/grammar.ts';
import { lower } from '../../rules/src/python/syntax.ts';
import { childrenOf } from '../../rules/src/python/visitor-keys.ts';
import { loadPython } from '../support/python-parser.ts';

beforeAll(loadPython);

const samples = fileURLToPath(new URL('samples/', import.meta.url));

/** Nodes without a parent, out of the text, or out of order. */
function misplaced(module: Module, length: number): string[] {
  const found: string[] = [];
  const open: PythonNode[] = [module];
  for (let node = open.pop(); node; node = open.pop()) {
    const [start, end] = node.range;
    if (start < 0 || end > length || start > end) found.push(`${node.type} at ${start}-${end}`);
    for (const child of childrenOf(node)) {
      if (child.parent !== node) found.push(`${child.type} below ${node.type} has another parent`);
      open.push(child);
    }
  }
  return found;
}

describe('every prefix parses', () => {
  it.each(readdirSync(samples))('of %s', (name) => {
    const text = readFileSync(samples + name, 'utf8');
    for (let end = 0; end <= text.length; end++) {
      const prefix = text.slice(0, end);
      const tree = parseTree(prefix);
      expect(misplaced(lower(tree, prefix), end), prefix).toEqual([]);
      tree.delete();
    }
  });

  it.each(readdirSync(samples))('as it is typed, of %s', (name) => {
    const text = readFileSync(samples + name, 'utf8');
    const document = new PythonDocument();
    for (let end = 0; end <= text.length; end++) {
      const prefix = text.slice(0, end);
      expect(misplaced(document.update(prefix), end), prefix).toEqual([]);
    }
    document.dispose();
    expect(parsePython(text).hasErrors).toBe(false);
  });
});
