/** Entries of weak dictionaries whose value owns its key. */
import type { Offer, TextEdit } from '../facts/edits.ts';
import type { Site } from '../flow/graph.ts';
import type { Expression, Name } from './ast.ts';
import { imported } from './edit-import.ts';
import { hasComment, inOrder, isExpression, isNode, nodesIn, textOf } from './edit-text.ts';
import type { Source } from './edit-text.ts';

/** `groups[leader] = [leader, other]` -> `[weakref.ref(leader), other]`, `handlers[view] = view.draw` -> `weakref.WeakMethod(view.draw)`. */
export function entryHeldWeakly(source: Source, value: Site, key: Site): Offer<'entry'>[] {
  if (!isNode(value) || !isExpression(value) || !isNode(key) || key.type !== 'Name' || hasComment(source, value.range)) return [];
  const isMethod = value.type === 'Attribute' && value.value.type === 'Name' && value.value.id === key.id;
  const handle = imported(source, 'weakref', isMethod ? 'WeakMethod' : 'ref');
  const owners = isMethod ? [value] : ownersIn(value, key);
  const [first] = owners;
  // A function in the value owns the key in a way of its own.
  if (handle === undefined || first === undefined || [...nodesIn(value)].some(({ type }) => type === 'Lambda')) return [];
  const handleOf = (owner: Expression): string => `${handle.name}(${textOf(source, owner)})`;
  const edits = owners.map((owner): TextEdit => ({ range: owner.range, text: handleOf(owner) }));
  return [{ intent: 'entry', name: handleOf(first), edits: inOrder([...handle.edits, ...edits]) }];
}

/** The key as a part of the value. */
function ownersIn(value: Expression, key: Name): Expression[] {
  switch (value.type) {
    case 'Name':
      return value.id === key.id ? [value] : [];
    case 'Tuple':
    case 'List':
    case 'Set':
      return value.elts.flatMap((element) => ownersIn(element, key));
    case 'Dict':
      return [...value.keys, ...value.values].flatMap((part) => (part === null ? [] : ownersIn(part, key)));
    default:
      return [];
  }
}
