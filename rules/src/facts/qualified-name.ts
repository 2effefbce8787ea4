/** What names mean, as imports and assignments say it: cheap, since nothing is analysed for it. */
import type { Op, Temp, Variable } from '../flow/graph.ts';
import type { Scope, Scopes } from './scopes.ts';
import { tempsOf } from './temps.ts';

/** An operation, and where it stands. */
export interface PlacedOp {
  readonly op: Op;
  readonly scope: Scope;
}

/** What made the value, through names that are bound once. */
export function makerOf(tree: Scopes, scope: Scope, temp: Temp): PlacedOp | undefined {
  const op = tempsOf(scope.graph).maker(temp);
  return op?.kind === 'read' ? boundTo(tree, scope, op.from) : op && { op, scope };
}

/** What made the value of a name as code of the scope sees it. */
export function makerOfName(tree: Scopes, scope: Scope, name: string): PlacedOp | undefined {
  const own = tree.variable(scope, name);
  return own && boundTo(tree, own.scope, own.variable);
}

/** A name may stand for a name: `cached = lru_cache`. */
function boundTo(tree: Scopes, from: Scope, variable: Variable): PlacedOp | undefined {
  const seen = new Set<Variable>();
  for (let own = tree.resolve(from, variable); own !== undefined && !seen.has(own.variable); ) {
    const { scope } = own;
    seen.add(own.variable);
    const [write, ...others] = tempsOf(scope.graph).writesOf(own.variable);
    const op = write === undefined || others.length > 0 ? undefined : tempsOf(scope.graph).maker(write.from);
    if (op?.kind !== 'read') return op && { op, scope };
    own = tree.resolve(scope, op.from);
  }
  return undefined;
}

/** `functools.lru_cache`, however it was imported. */
export function importedName(tree: Scopes, made: PlacedOp | undefined): string | undefined {
  const path: string[] = [];
  const seen = new Set<Op>();
  for (let at = made; at !== undefined && !seen.has(at.op); ) {
    const { op, scope } = at;
    if (op.kind === 'import') return [op.name, ...path].join('.');
    if (op.kind !== 'member') return undefined;
    path.unshift(op.name);
    seen.add(op);
    at = makerOf(tree, scope, op.of);
  }
  return undefined;
}
