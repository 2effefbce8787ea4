/** A name, or a member of the object, that keeps what a weak reference alone would lose. */
import type { Offer, TextEdit } from '../facts/edits.ts';
import { strongName } from '../facts/strong-name.ts';
import type { Site } from '../flow/graph.ts';
import type { Expression, PythonNode, Statement } from './ast.ts';
import { isEvaluatedOnce, readsOf } from './edit-order.ts';
import { functionAround, hasComment, inOrder, isExpression, isNode, lineEnd, namesIn, nodesIn, placeBefore, scopeOf, statementOf, textOf } from './edit-text.ts';
import type { Place, ScopeNode, Source } from './edit-text.ts';

export function keep(source: Source, value: Site): Offer<'name' | 'member'>[] {
  const kept = isNode(value) && isExpression(value) ? ownerOf(value) : undefined;
  const statement = kept === undefined ? undefined : statementOf(kept);
  const scope = kept === undefined ? undefined : scopeOf(kept);
  if (kept === undefined || statement === undefined || scope === undefined || !isEvaluatedOnce(kept, statement)) return [];
  const place = placeBefore(source, statement);
  if (place === undefined || hasComment(source, kept.range)) return [];
  const edits = { source, place, kept };
  const named = nameFor(source, kept, scope);
  if (kept.type !== 'Name') {
    const others = scope.type === 'Module' ? [] : asked(source, statement, scope);
    if (others !== undefined) return [{ intent: 'name', name: named, edits: bound(edits, named, others) }];
  }
  const receiver = receiverOf(kept);
  const member = receiver === undefined ? undefined : `${receiver}._${named}`;
  if (member === undefined || isMember(source, `_${named}`)) return [];
  return [{ intent: 'member', name: member, edits: bound(edits, member, []) }];
}

/** Of `Node().method` the object. */
function ownerOf(value: Expression): Expression {
  return value.type === 'Attribute' && value.value.type === 'Call' ? value.value : value;
}

/** `node` of `Node()` and of `self.node`. */
function nameFor(source: Source, kept: Expression, scope: ScopeNode): string {
  if (kept.type === 'Name') return kept.id.replace(/^_+/, '');
  return strongName(kept.type === 'Lambda' ? 'callback' : textOf(source, kept), namesIn(scope));
}

/**
 * Where the rest of the function asks for what has just been put in: it can have the object itself. undefined where nothing in the
 * function has a use for it.
 */
function asked(source: Source, statement: Statement, scope: ScopeNode): readonly Expression[] | undefined {
  const [target, ...others] = statement.type === 'Assign' ? statement.targets : [];
  if (target === undefined || others.length > 0) return undefined;
  if (target.type === 'Name') return readsOf(source, scope, target.id).some((read) => read.parent?.type === 'Return') ? undefined : [];
  const returned = target.type === 'Subscript' ? readsOf(source, scope, textOf(source, target)).filter((read) => read.parent?.type === 'Return' && read.range[0] > statement.range[1]) : [];
  return returned.length > 0 ? returned : undefined;
}

interface Binding {
  readonly source: Source;
  readonly place: Place;
  readonly kept: Expression;
}

function bound({ source, place, kept }: Binding, name: string, others: readonly Expression[]): readonly TextEdit[] {
  const text = `${place.indent}${name} = ${textOf(source, kept)}${lineEnd(source)}`;
  const replaced = kept.type === 'Name' ? others : [kept, ...others];
  return inOrder([{ range: [place.offset, place.offset], text }, ...replaced.map(({ range }) => ({ range, text: name }))]);
}

/** What the method around calls its object. */
function receiverOf(node: PythonNode): string | undefined {
  const around = functionAround(node);
  const [first] = around === undefined ? [] : [...around.args.posonlyargs, ...around.args.args];
  return around?.parent?.type === 'ClassDef' && around.decorator_list.length === 0 ? first?.arg : undefined;
}

function isMember({ module }: Source, name: string): boolean {
  for (const node of nodesIn(module)) if (node.type === 'Attribute' && node.attr === name) return true;
  return false;
}
