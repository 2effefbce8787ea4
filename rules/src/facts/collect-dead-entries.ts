/**
 * Collections of weak handles that only grow: handles are put in while the program runs, and nothing in the file takes one out,
 * replaces the collection or hands it to somebody who might.
 */
import type { Block, ClassSource, Op, OpOf, Temp, Variable } from '../flow/graph.ts';
import type { DeadEntries } from './facts.ts';
import type { FrontEnd } from './front-end.ts';
import { inTextOrder, keyOf } from './in-text-order.ts';
import { isLimited } from './is-limited.ts';
import { isReceiver, lastingHome } from './lasting-home.ts';
import type { Home } from './lasting-home.ts';
import { entriesOf, mappingOf } from './mapping-entries.ts';
import type { Entries } from './mapping-entries.ts';
import { givesPlain, makesPlain } from './plain-collections.ts';
import type { Program } from './program.ts';
import type { Scope } from './scopes.ts';
import { tempsOf } from './temps.ts';

export function deadEntries(frontEnd: FrontEnd, program: Program): DeadEntries[] {
  const found = new Map<string, DeadEntries>();
  const seen = new Set<string | Variable>();
  const stored = program.relevantScopes.flatMap((scope) => program.events(scope).flatMap((event) => (event.kind === 'handle-stored' ? [{ scope, event }] : [])));
  // What has been in there before may be put in again: it grows where one is made.
  stored.sort((a, b) => Number(b.event.isNew) - Number(a.event.isNew));
  for (const { scope, event } of stored) {
    const own = lastingHome(frontEnd, program, scope, event.collection);
    const around = own === undefined && !event.isFirst ? mappingOf(frontEnd.model, program, scope, event.collection) : undefined;
    const home = own ?? (around === undefined ? undefined : lastingHome(frontEnd, program, scope, around));
    if (home === undefined || isLimited(frontEnd.model, scope.graph, event.collection)) continue;
    const identity = home.kind === 'member' ? `${home.of?.name ?? ''}.${home.name}` : home.variable;
    if (seen.has(identity)) continue;
    seen.add(identity);
    if (!program.scopes.every((one) => onlyGrows(frontEnd, program, one, home, own === undefined))) continue;
    found.set(keyOf(event.site), { site: event.site, name: frontEnd.text(home.site).replace(/\s+/g, ''), isOfEntries: own === undefined });
  }
  return inTextOrder(found, ({ site }) => site);
}

/**
 * Everything that the graph does to the collection leaves its entries in it.
 * @param isOfCollections its entries are the collections in question
 */
export function onlyGrows(frontEnd: FrontEnd, program: Program, scope: Scope, home: Home, isOfCollections = false): boolean {
  const { graph } = scope;
  const name = home.kind === 'member' ? home.name : home.variable.name;
  if (!graph.mentions.has(name)) return true;
  // `self.__dict__["refs"] = [...]`: who writes members this way may write this one.
  if (home.kind === 'member' && frontEnd.model.allMembers !== undefined && graph.mentions.has(frontEnd.model.allMembers)) return false;
  const isHome = (variable: Variable): boolean => home.kind === 'variable' && program.tree.ownVariable(scope, variable) === home.variable;
  const isFilling = graph.kind === 'module' || frontEnd.classes.constructors.includes(scope.owner?.method.name ?? '');
  const reads = new Set<Temp>();
  const temps = tempsOf(graph);
  const isOfOther = (op: OpOf<'member'> | OpOf<'set-member'>): boolean => home.kind === 'member' && isOfOtherClass(scope, temps.variable(op.of), home.of);
  for (const { ops } of graph.blocks) {
    for (const op of ops) {
      if ((op.kind === 'member' || op.kind === 'set-member') && isOfOther(op)) continue;
      const isMade = (op.kind === 'write' && isHome(op.variable)) || (op.kind === 'set-member' && home.kind === 'member' && op.name === name);
      if (isMade && (isBounded(temps.maker(op.from)) || (isOfCollections && !isOfPlain(frontEnd, program, scope, temps.maker(op.from))))) return false;
      if (op.kind === 'read' && isHome(op.from)) reads.add(op.to);
      else if (op.kind === 'member' && home.kind === 'member' && op.name === name) reads.add(op.to);
      else if (op.kind === 'write' && isHome(op.variable) && !isFilling && op.variable.kind === 'free') return false;
      else if (op.kind === 'unbind' && isHome(op.variable)) return false;
      else if (op.kind === 'set-member' && home.kind === 'member' && op.name === name && !isFilling) return false;
    }
  }
  if (reads.size === 0) return true;
  const entries = isOfCollections ? entriesOf(frontEnd.model, program, scope, reads) : { temps: reads, variables: new Set<Variable>(), placings: new Set<Op>() };
  return entries !== undefined && graph.blocks.every((block) => isHarmless(frontEnd, block, entries));
}

/** It is a plain mapping, which loses no entries by itself; `defaultdict(list)` makes them, too. */
function isOfPlain({ model }: FrontEnd, program: Program, scope: Scope, op: Op | undefined): boolean {
  const [factory] = op?.kind === 'call' && !op.isNew ? op.arguments : [];
  return makesPlain(model, program, scope, op) && (factory === undefined || givesPlain(model, program, scope, factory.temp));
}

/** Objects of a class that has no bases, nor has the other, have members of their own, whatever they are called. */
function isOfOtherClass(scope: Scope, variable: Variable | undefined, of: ClassSource | undefined): boolean {
  const own = isReceiver(scope, variable) ? scope.owner?.class : undefined;
  return own !== undefined && of !== undefined && own !== of && own.bases.length === 0 && of.bases.length === 0;
}

/** `deque(maxlen=10)`, `deque((), 10)`: made with more than what it begins with. `{ left: null, right: null }`: made with all its places. */
function isBounded(op: Op | undefined): boolean {
  if (op?.kind === 'display') return op.parts.some(({ role, name }) => role === 'value' && name !== undefined);
  return op?.kind === 'call' && op.arguments.some(({ name }, i) => name !== undefined || i > 0);
}

function isHarmless(frontEnd: FrontEnd, { ops }: Block, entries: Entries): boolean {
  const producers = new Map(ops.flatMap((op) => ('to' in op ? [[op.to, op] as const] : [])));
  return ops.every((op) => entries.placings.has(op) || keepsEntries(frontEnd, op, entries, producers));
}

function keepsEntries({ model }: FrontEnd, op: Op, { temps: reads, variables }: Entries, producers: ReadonlyMap<Temp, Op>): boolean {
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
      return !reads.has(op.from) || op.variable.kind === 'hidden' || variables.has(op.variable);
    case 'set-member':
      // `refs.length = kept`.
      return !reads.has(op.from) && !reads.has(op.of);
    case 'copy':
      return !reads.has(op.from) || reads.has(op.to);
    case 'display':
      return op.parts.every((part) => part.role === 'spread' || !reads.has(part.temp));
    case 'closure':
      return op.closure.defaults.every((value) => !reads.has(value));
    case 'call':
      return op.arguments.every((argument) => !reads.has(argument.temp) || onlyReads(model, op, producers)) && !isHandedToVisitor(model, op, reads, producers);
    default:
      return true;
  }
}

/** `refs.forEach((ref, key, all) => all.delete(key))`: behind the element and its key the function gets the collection. */
function isHandedToVisitor({ collections }: FrontEnd['model'], { callee, arguments: [by] }: OpOf<'call'>, reads: ReadonlySet<Temp>, producers: ReadonlyMap<Temp, Op>): boolean {
  const called = producers.get(callee);
  const positions = called?.kind === 'member' && reads.has(called.of) ? collections.visits.get(called.name) : undefined;
  const visitor = by === undefined ? undefined : producers.get(by.temp);
  return positions !== undefined && visitor?.kind === 'closure' && visitor.closure.graph.parameters.length > Math.max(...positions) + 2;
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
