/** Comprehensions and generator expressions: loops in place, with a scope of their own for their targets. */
import type { DisplayPart, Temp } from '../flow/graph.ts';
import type { comprehension, DictComp, Expression, GeneratorExp, ListComp, SetComp } from './ast.ts';
import { assign } from './assign.ts';
import { lowerCondition } from './condition.ts';
import { lowerExpression, lowerIterated } from './lower-expression.ts';
import { elementOf, keep, read } from './lowering.ts';
import type { Lowering } from './lowering.ts';
import { bindingsOf } from './scope.ts';

type Comprehension = ListComp | SetComp | DictComp | GeneratorExp;

const RESULT_TYPES = { ListComp: 'list', SetComp: 'set', DictComp: 'dict', GeneratorExp: 'generator' } as const;

/** The result is an empty display before the loop, and in it one with the parts of the current round. */
export function lowerComprehension(l: Lowering, node: Comprehension): Temp {
  const to = l.builder.temp();
  const type = RESULT_TYPES[node.type];
  l.builder.emit({ kind: 'display', to, type, parts: [], site: node });
  const targets = bindingsOf(node.generators.map((generator) => generator.target)).bound;
  const first = node.generators[0];
  // The first iterable belongs to the scope around (it matters in class bodies).
  const iterated = first === undefined ? undefined : lowerIterated(l, first.iter);
  l.names.withinTargets(targets, () => {
    lowerRounds(l, node.generators, iterated, () => {
      const parts = lowerParts(l, node);
      l.builder.emit({ kind: 'display', to, type, parts, site: node });
    });
  });
  return to;
}

function lowerParts(l: Lowering, node: Comprehension): DisplayPart[] {
  if (node.type !== 'DictComp') return [part(l, 'element', node.elt)];
  const key = part(l, 'key', node.key);
  return [key, part(l, 'value', node.value)];
}

function part(l: Lowering, role: DisplayPart['role'], node: Expression): DisplayPart {
  return { temp: lowerExpression(l, node), role, site: node };
}

function lowerRounds(l: Lowering, generators: readonly comprehension[], iterated: Temp | undefined, innermost: () => void): void {
  const [generator, ...inner] = generators;
  if (generator === undefined) return innermost();
  const { builder } = l;
  const iterator = keep(l, 'iterator', iterated ?? lowerIterated(l, generator.iter), generator.iter);
  const [head, body, end] = [builder.label(), builder.label(), builder.label()];
  builder.place(head);
  if (generator.is_async === 1) builder.emit({ kind: 'suspend', as: 'await', site: generator });
  builder.branch({ kind: 'unknown' }, body, end);
  builder.place(body);
  assign(l, generator.target, elementOf(l, read(l, iterator, generator.iter), generator.target));
  for (const condition of generator.ifs) {
    const next = builder.label();
    lowerCondition(l, condition, next, head);
    builder.place(next);
  }
  lowerRounds(l, inner, undefined, innermost);
  builder.jump(head);
  builder.place(end);
  builder.emit({ kind: 'unbind', variable: iterator, site: generator.iter });
}
