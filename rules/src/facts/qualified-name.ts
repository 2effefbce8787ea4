/** What names mean, as imports and assignments say it: cheap, since nothing is analysed for it. */
import type { Op, Temp, Variable } from '../flow/graph.ts';
import type { LanguageModel } from '../flow/language-model.ts';
import type { OwnVariable, Scope, Scopes } from './scopes.ts';
import { tempsOf } from './temps.ts';

/** An operation, and where it stands. */
export interface PlacedOp {
  readonly op: Op;
  readonly scope: Scope;
}

/** What made the value, through names that are bound once; the read of a name that the file does not bind. */
export function makerOf(tree: Scopes, scope: Scope, temp: Temp): PlacedOp | undefined {
  const op = tempsOf(scope.graph).maker(temp);
  const own = op?.kind === 'read' ? tree.resolve(scope, op.from) : undefined;
  return own === undefined ? op && { op, scope } : boundTo(tree, own);
}

/** What made the value of a name as code of the scope sees it. */
export function makerOfName(tree: Scopes, scope: Scope, name: string): PlacedOp | undefined {
  const own = tree.variable(scope, name);
  return own && boundTo(tree, own);
}

/** What made the value of a variable that is bound once. */
export function soleMaker({ scope, variable }: OwnVariable): Op | undefined {
  const temps = tempsOf(scope.graph);
  const [write, ...others] = temps.writesOf(variable);
  return write === undefined || others.length > 0 ? undefined : temps.maker(write.from);
}

/** A name may stand for a name: `cached = lru_cache`. */
function boundTo(tree: Scopes, first: OwnVariable): PlacedOp | undefined {
  const seen = new Set<Variable>();
  for (let own = first; !seen.has(own.variable); ) {
    const op = soleMaker(own);
    const next = op?.kind === 'read' ? tree.resolve(own.scope, op.from) : undefined;
    if (next === undefined) return op && { op, scope: own.scope };
    seen.add(own.variable);
    own = next;
  }
  return undefined;
}

/** `functools.lru_cache`, however it was imported; `globalThis.Map`. */
export function qualifiedName(model: LanguageModel, tree: Scopes, made: PlacedOp | undefined): string | undefined {
  const path: string[] = [];
  const seen = new Set<Op>();
  for (let at = made; at !== undefined && !seen.has(at.op); ) {
    const { op, scope } = at;
    if (op.kind === 'import') return [op.name, ...path].join('.');
    if (op.kind === 'read') return [model.global(op.from.name), ...path].join('.');
    if (op.kind !== 'member') return undefined;
    path.unshift(op.name);
    seen.add(op);
    at = makerOf(tree, scope, op.of);
  }
  return undefined;
}
