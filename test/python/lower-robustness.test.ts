import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { FlowGraph } from '../../rules/src/flow/graph.ts';
import { printGraph } from '../../rules/src/flow/print.ts';
import { createFrontEnd } from '../../rules/src/python/front-end.ts';
import { VISITOR_KEYS, childrenOf } from '../../rules/src/python/visitor-keys.ts';
import type { PythonNode } from '../../rules/src/python/ast.ts';
import { loadPython } from '../support/python-parser.ts';
import { program } from '../support/python-program.ts';

beforeAll(loadPython);

const folder = new URL('samples/', import.meta.url);
const samples = readdirSync(folder)
  .filter((name) => name.endsWith('.py'))
  .map((name) => ({ name, text: readFileSync(new URL(name, folder), 'utf8') }));

/** Every jump leads to a block that exists, in this graph and all below it. */
function expectWhole(graph: FlowGraph): void {
  expect(printGraph(graph)).not.toContain('(never placed)');
}

function graphOf(text: string): FlowGraph {
  return program(text).frontEnd.graph();
}

describe('whole programs', () => {
  it.each(samples)('$name', ({ text }) => {
    expectWhole(graphOf(text));
  });

  it.each(samples)('prefixes of $name', ({ text }) => {
    for (let end = 0; end < text.length; end += 11) expectWhole(graphOf(text.slice(0, end)));
  });

  it('the samples hold every kind of node that lowers', () => {
    const met = new Set<string>();
    for (const { text } of samples) {
      const rest: PythonNode[] = [program(text).module];
      for (let node = rest.pop(); node !== undefined; node = rest.pop()) {
        met.add(node.type);
        rest.push(...childrenOf(node));
      }
    }
    // Broken code and PEP 696 and 750 are covered by the prefixes and by tests of their own.
    const optional = ['Broken', 'BrokenExpr', 'Interpolation', 'TemplateStr'];
    expect(Object.keys(VISITOR_KEYS).filter((type) => !met.has(type) && !optional.includes(type))).toEqual([]);
  });
});

describe('deep and long code', () => {
  it.each([
    ['a sum of 5,000 terms', `x = ${Array(5000).fill('a').join(' + ')}\n`],
    ['an elif chain of 1,000 branches', `if a: pass\n${'elif b: pass\n'.repeat(1000)}`],
    ['a method chain of 1,000 links', `x${'.y(z)'.repeat(1000)}\n`],
    ['a chain of 2,000 items', `x${'[0]'.repeat(2000)}\n`],
    ['1,000 operands of and', `x = ${Array(1000).fill('a').join(' and ')}\n`],
    ['a comparison of 1,000 parts', `x = ${Array(1000).fill('a').join(' < ')}\n`],
    ['180 brackets', `x = ${'['.repeat(180)}${']'.repeat(180)}\n`],
    ['180 negations', `if ${'not '.repeat(180)}a: pass\n`],
    ['90 nested functions', Array.from({ length: 90 }, (_, i) => `${' '.repeat(i)}def f${i}():\n`).join('') + `${' '.repeat(90)}pass\n`],
    ['90 nested blocks', Array.from({ length: 90 }, (_, i) => `${' '.repeat(i)}if a${i}:\n`).join('') + `${' '.repeat(90)}pass\n`],
    ['100 conditional expressions', `x = ${'a if b else '.repeat(100)}c\n`],
  ])('%s', (_name, text) => {
    expectWhole(graphOf(text));
  });

  it('nested finally bodies do not multiply', () => {
    const depth = 12;
    const body = Array.from({ length: depth }, (_, i) => `${' '.repeat(i)}try:\n${' '.repeat(i + 1)}return\n${' '.repeat(i)}finally:\n`).join('');
    const graph = graphOf(`def f():\n${body.replace(/^/gm, ' ').trimEnd()}\n${' '.repeat(depth + 1)}g()\n`);
    expect(graph.closures[0]?.graph.blocks.length).toBeLessThan(48 * depth);
  });
});

describe('identity', () => {
  it('an unchanged module keeps its graph, and those of its functions', () => {
    const { module, text } = program('def f():\n    return lambda: 1\n');
    const [first, second] = [createFrontEnd(module, text).graph(), createFrontEnd(module, text).graph()];
    expect(first.closures[0]?.graph).toBe(second.closures[0]?.graph);
    expect(first).toBe(second);
  });
});
