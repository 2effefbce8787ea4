/**
 * Collections of weak handles that only grow: handles are put in while the program runs, and nothing in the file takes one out,
 * replaces the collection or hands it to somebody who might.
 */
import type { Block, Op, OpOf, Temp, Variable } from '../flow/graph.ts';
import type { DeadEntries } from './facts.ts';
import type { FrontEnd } from './front-end.ts';
import { inTextOrder, keyOf } from './in-text-order.ts';
import { lastingHome } from './lasting-home.ts';
import type { Home } from './lasting-home.ts';
import type { Program } from './program.ts';
import type { Scope } from './scopes.ts';

export function deadEntries(frontEnd: FrontEnd, program: Program): DeadEntries[] {
  const found = new Map<string, DeadEntries>();
  const seen = new Set<string | Variable>();
  const stored = program.relevantScopes.flatMap((scope) => program.events(scope).flatMap((event) => (event.kind === 'handle-stored' ? [{ scope, event }] : [])));
  // What has been in there before may be put in again: it grows where one is made.
  stored.sort((a, b) => Number(b.event.isNew) - Number(a.event.isNew));
  for (const { scope, event } of stored) {
    const home = lastingHome(frontEnd, program, scope, event.collection);
    if (home === undefined) continue;
    const identity = home.kind === 'member' ? home.name : home.variable;
    if (seen.has(identity)) continue;
    seen.add(identity);
    if (!program.scopes.every((one) => onlyGrows(frontEnd, program, one, home))) continue;
    found.set(keyOf(event.site), { site: event.site, name: frontEnd.text(home.site).replace(/\s+/g, '') });
  }
  return inTextOrder(found, ({ site }) => site);
}

/** Everything that the graph does to the collection leaves its entries in it. */
export function onlyGrows(frontEnd: FrontEnd, program: Program, scope: Scope, home: Home): boolean {
  const { graph } = scope;
  const name = home.kind === 'member' ? home.name : home.variable.name;
  if (!graph.mentions.has(name)) return true;
  const isHome = (variable: Variable): boolean => home.kind === 'variable' && program.tree.ownVariable(scope, variable) === home.variable;
  const isFilling = graph.kind === 'module' || frontEnd.classes.constructors.includes(scope.owner?.method.name ?? '');
  const reads = new Set<Temp>();
  for (const { ops } of graph.blocks) {
    for (const op of ops) {
      if (op.kind === 'read' && isHome(op.from)) reads.add(op.to);
      else if (op.kind === 'member' && home.kind === 'member' && op.name === name) reads.add(op.to);
      else if (op.kind === 'write' && isHome(op.variable) && !isFilling && op.variable.kind === 'free') return false;
      else if (op.kind === 'unbind' && isHome(op.variable)) return false;
      else if (op.kind === 'set-member' && home.kind === 'member' && op.name === name && !isFilling) return false;
    }
  }
  return reads.size === 0 || graph.blocks.every((block) => isHarmless(frontEnd, block, reads));
}

function isHarmless(frontEnd: FrontEnd, { ops }: Block, reads: ReadonlySet<Temp>): boolean {
  const producers = new Map(ops.flatMap((op) => ('to' in op ? [[op.to, op] as const] : [])));
  return ops.every((op) => keepsEntries(frontEnd, op, reads, producers));
}

function keepsEntries({ model }: FrontEnd, op: Op, reads: ReadonlySet<Temp>, producers: ReadonlyMap<Temp, Op>): boolean {
  switch (op.kind) {
    case 'member':
      return !reads.has(op.of) || model.collections.keeps.has(op.name);
    case 'set-index':
      // `refs[:] = ...` puts others in the place of all.
      return !reads.has(op.from) && !(reads.has(op.of) && isSlice(producers.get(op.key)));
    case 'remove-index':
    case 'claim':
    case 'escape':
      return !reads.has(op.of);
    case 'write':
      // The iterator of a loop.
      return !reads.has(op.from) || op.variable.kind === 'hidden';
    case 'set-member':
    case 'copy':
      return !reads.has(op.from);
    case 'display':
      return op.parts.every((part) => part.role === 'spread' || !reads.has(part.temp));
    case 'closure':
      return op.closure.defaults.every((value) => !reads.has(value));
    case 'call':
      return op.arguments.every((argument) => !reads.has(argument.temp) || onlyReads(model, op, producers));
    default:
      return true;
  }
}

function isSlice(key: Op | undefined): boolean {
  return key?.kind === 'typed' && key.type === 'slice';
}

/** `len(refs)`, `list(refs)`. */
function onlyReads(model: FrontEnd['model'], { callee }: OpOf<'call'>, producers: ReadonlyMap<Temp, Op>): boolean {
  const called = producers.get(callee);
  if (called?.kind !== 'read' || called.from.kind !== 'free') return false;
  const name = model.global(called.from.name);
  return model.collections.copiers.has(name) || model.api(name)?.role === 'needs' || model.api(name)?.role === 'returns';
}
