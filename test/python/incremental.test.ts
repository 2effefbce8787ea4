import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Module, PythonNode, Statement } from '../../rules/src/python/ast.ts';
import { PythonDocument, parsePython } from '../../rules/src/python/incremental-parser.ts';
import { RangeLocation } from '../../rules/src/python/text-lines.ts';
import { childrenOf } from '../../rules/src/python/visitor-keys.ts';
import { loadPython } from '../support/python-parser.ts';
import { randomFrom } from '../support/seeded-random.ts';

beforeAll(loadPython);

const sample = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`samples/${name}.py`, import.meta.url)), 'utf8');

/** The tree as plain data, with locations computed and parents left out. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== 'parent')
      .map(([key, field]: [string, unknown]) => [key, field instanceof RangeLocation ? [field.start, field.end] : plain(field)]),
  );
}

/** Nodes whose parent is not the node above. */
function strayNodes(module: Module): string[] {
  const found: string[] = [];
  const open: PythonNode[] = [module];
  for (let node = open.pop(); node; node = open.pop()) {
    for (const child of childrenOf(node)) {
      if (child.parent !== node) found.push(child.type);
      open.push(child);
    }
  }
  return found;
}

/** Edits of whole lines that leave code whole more often than not, and of characters, which mostly do not. */
function randomEdit(text: string, random: (limit: number) => number): string {
  const lines = text.split('\n');
  const line = random(lines.length);
  const current = lines[line] ?? '';
  const indent = current.slice(0, current.length - current.trimStart().length);
  switch (random(7)) {
    case 0:
      lines.splice(line, 0, `${indent}inserted = ${random(100)}`);
      return lines.join('\n');
    case 1:
      lines.splice(line, 1);
      return lines.join('\n');
    case 2:
      lines.splice(line, 0, `${indent}if inserted: # ${random(100)}`, `${indent}    inserted("😀")`);
      return lines.join('\n');
    case 3:
      lines[line] = `${current}  # comment`;
      return lines.join('\n');
    case 4:
      return text.replace(/\b(self|name|pass|value)\b/g, (word) => (random(8) === 0 ? `${word}_${random(10)}` : word));
    case 5: {
      const at = random(text.length);
      return text.slice(0, at) + '()": x\n.'.charAt(random(8)) + text.slice(at);
    }
    default: {
      const at = random(text.length);
      return text.slice(0, at) + text.slice(at + 1 + random(3));
    }
  }
}

describe('an edited document', () => {
  it.each([
    ['tree', 1],
    ['tree', 2],
    ['newer-syntax', 3],
    ['every-syntax', 4],
  ])('of %s has the tree of its text (seed %i)', (name, seed) => {
    const random = randomFrom(seed);
    const document = new PythonDocument();
    const whole = sample(name);
    let text = whole;
    let compared = 0;
    for (let step = 0; step < 150; step++) {
      const fresh = parsePython(text);
      const module = document.update(text);
      // Where code does not parse, recovery depends on what stood there before.
      if (!fresh.hasErrors) {
        expect(plain(module), text).toEqual(plain(fresh));
        compared++;
      }
      expect(strayNodes(module)).toEqual([]);
      // Code that stays broken would test nothing but recovery.
      text = fresh.hasErrors && random(3) === 0 ? whole : randomEdit(text, random);
    }
    expect(compared).toBeGreaterThan(30);
    document.dispose();
  });

  const find = (module: Module, name: string): Statement | undefined => {
    const open: PythonNode[] = [module];
    for (let node = open.shift(); node; node = open.shift()) {
      if ((node.type === 'FunctionDef' || node.type === 'ClassDef') && node.name === name) return node;
      open.push(...childrenOf(node));
    }
    return undefined;
  };

  it('keeps the identity of functions outside the edit, and moves them', () => {
    const text = sample('tree');
    const document = new PythonDocument();
    const before = document.update(text);
    const names = ['path', '__repr__', 'connect', 'find'];
    const kept = names.map((name) => find(before, name));
    const changed = find(before, 'walk');
    const at = text.indexOf('yield self');
    expect(kept[3]?.loc.start).toEqual({ line: 70, column: 0 });
    const after = document.update(`${text.slice(0, at)}yield self\n        ${text.slice(at)}`);
    names.forEach((name, index) => expect(find(after, name)).toBe(kept[index]));
    expect(find(after, 'walk')).not.toBe(changed);
    expect(kept[3]?.loc.start).toEqual({ line: 71, column: 0 });
  });

  it('gives the same module for the same text', () => {
    const document = new PythonDocument();
    const module = document.update('x = 1\n');
    expect(document.update('x = 1\n')).toBe(module);
  });

  it('starts afresh after dispose', () => {
    const document = new PythonDocument();
    document.update('x = 1\n');
    document.dispose();
    expect(document.module).toBeUndefined();
    expect(document.update('x = 2\n').body).toHaveLength(1);
  });
});

describe('a text that is not edited', () => {
  it('has another module than a text that differs by a blank', () => {
    expect(parsePython('x = 1\n')).not.toBe(parsePython('x =  1\n'));
  });

  it('has another module than a document with the same text, which may be edited', () => {
    const document = new PythonDocument();
    expect(document.update('x = 1\n')).not.toBe(parsePython('x = 1\n'));
    document.dispose();
  });

  it('is parsed once, whoever asks', () => {
    const text = 'def f():\n    pass\n';
    const module = parsePython(text);
    expect(parsePython(text)).toBe(module);
  });
});

describe('while a line is being typed', () => {
  const names = (module: Module): string[] => {
    const found: string[] = [];
    const open: PythonNode[] = [module];
    for (let node = open.pop(); node; node = open.pop()) {
      if (node.type === 'FunctionDef' || node.type === 'ClassDef') found.push(node.name);
      open.push(...childrenOf(node));
    }
    return found.sort();
  };

  it.each([
    ['a call in a method', '        return "/".join(reversed(parts))', 'self._cache = weakref.ref(node, lambda _: print("gone"))'],
    ['a string at module level', 'def find(', '\nNAME = f"{root!r}" + \'it\' # why\n'],
    ['a condition', '            node = node.parent', 'if (node := node.parent) is not None and [x for x in node]: break'],
  ])('%s, all definitions stay', (_, anchor, typed) => {
    const text = sample('tree');
    const at = text.indexOf(anchor);
    const indent = /^ */.exec(anchor)?.[0] ?? '';
    const document = new PythonDocument();
    const expected = names(document.update(text));
    for (let length = 0; length <= typed.length; length++) {
      const now = `${text.slice(0, at)}${indent}${typed.slice(0, length)}\n${text.slice(at)}`;
      expect(names(document.update(now)), typed.slice(0, length)).toEqual(expected);
    }
    expect(document.module?.hasErrors).toBe(false);
  });

  it('keeps the functions outside identical', () => {
    const text = sample('tree');
    const document = new PythonDocument();
    const before = document.update(text).body.at(-1);
    const at = text.indexOf('        # The deref');
    for (const typed of ['x', 'x =', 'x = "', 'x = "a', 'x = "a"']) {
      expect(document.update(`${text.slice(0, at)}        ${typed}\n${text.slice(at)}`).body.at(-1)).toBe(before);
    }
  });

  it('keeps comments, also the one on the line', () => {
    const document = new PythonDocument();
    document.update('x = 1\nfoo()  # here\n# there\n');
    const module = document.update('x = 1\nfoo(  # here\n# there\n');
    expect(module.hasErrors).toBe(true);
    expect(module.comments.map(({ value }) => value)).toEqual([' here', ' there']);
  });

  it('does not hide a line when the code was broken before', () => {
    const document = new PythonDocument();
    document.update('def f(:\n    pass\n)\n]\n');
    const module = document.update('def f(:\n    pass\n)\n]\nx = 1\n');
    expect(names(module)).toEqual(expect.arrayContaining(['f']));
  });
});
