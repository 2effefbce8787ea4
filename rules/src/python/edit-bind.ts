/** One deref, one strong name: the deref that was checked is bound, and the later ones read the name. */
import type { BindRequest, Offer, TextEdit } from '../facts/edits.ts';
import { strongName } from '../facts/strong-name.ts';
import type { PythonNode } from './ast.ts';
import { isInClassComprehension } from './edit-order.ts';
import { hasComment, inOrder, isNode, namesIn, nodesIn, scopeOf, textOf } from './edit-text.ts';
import type { ScopeNode, Source } from './edit-text.ts';

export function bindOnce(source: Source, { earlier, later, handle }: BindRequest): Offer<'bind'>[] {
  if (!isNode(earlier) || earlier.type !== 'Call' || later.length === 0) return [];
  const scope = scopeOf(earlier);
  if (scope === undefined || hasComment(source, earlier.range)) return [];
  const known = boundName(earlier);
  if (known !== undefined && countWrites(scope, known) > 1) return [];
  if (known === undefined && isInClassComprehension(earlier)) return [];
  const name = known ?? strongName(handle, namesIn(scope));
  const edits: TextEdit[] = known === undefined ? [{ range: earlier.range, text: walrus(earlier, name, textOf(source, earlier)) }] : [];
  for (const site of later) {
    if (edits.some(({ range }) => range[0] === site.range[0] && range[1] === site.range[1])) continue;
    if (!isNode(site) || hasComment(source, site.range) || !readsNamesOf(site, scope)) return [];
    edits.push({ range: site.range, text: name });
  }
  return [{ intent: 'bind', name, edits: inOrder(edits) }];
}

/** Parentheses may be left out where the whole test of `if` or `while` is bound. */
function walrus(deref: PythonNode, name: string, text: string): string {
  const { parent } = deref;
  const isWholeTest = (parent?.type === 'If' || parent?.type === 'While') && parent.test === deref;
  return isWholeTest && !text.includes('\n') ? `${name} := ${text}` : `(${name} := ${text})`;
}

/** `node = r()`, `(node := r())`: `node`. */
function boundName(deref: PythonNode): string | undefined {
  const { parent } = deref;
  if (parent?.type === 'NamedExpr') return parent.target.type === 'Name' ? parent.target.id : undefined;
  const only = parent?.type === 'Assign' && parent.targets.length === 1 ? parent.targets[0] : undefined;
  return only?.type === 'Name' ? only.id : undefined;
}

function countWrites(scope: ScopeNode, name: string): number {
  let count = 0;
  for (const node of nodesIn(scope)) if (node.type === 'Name' && node.id === name && node.ctx !== 'Load') count++;
  return count;
}

/** A name bound in `scope` is readable at `node`: a comprehension in a class body does not see it, a lambda may run later. */
function readsNamesOf(node: PythonNode, scope: ScopeNode): boolean {
  if (scopeOf(node) !== scope) return false;
  return scope.type !== 'ClassDef' || !isInComprehension(node, scope);
}

function isInComprehension(node: PythonNode, scope: ScopeNode): boolean {
  for (let at: PythonNode | null = node; at !== null && at !== scope; at = at.parent) if ('generators' in at) return true;
  return false;
}
