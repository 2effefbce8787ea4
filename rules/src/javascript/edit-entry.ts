/** Entries under handles whose value owns what the handle points to. */
import type { TSESTree } from '@typescript-eslint/types';
import type { Offer, TextEdit } from '../facts/edits.ts';
import type { Site } from '../flow/graph.ts';
import { askInside } from './edit-inside.ts';
import { hasComment, inOrder, nodesIn, pathTo, type File } from './edit-place.ts';
import { isFunction, type Node } from './syntax.ts';

/** `notes.set(handle, { element })` -> `{ element: handle }`; a function in the entry asks the handle. */
export function entryHeldWeakly(file: File, value: Site, key: Site): readonly Offer<'entry'>[] {
  const [held, handle] = [pathTo(file, value).at(-1), pathTo(file, key).at(-1)];
  const making = handle === undefined ? undefined : makingOf(file, handle);
  const [target] = making?.arguments ?? [];
  if (held === undefined || handle === undefined || making === undefined || target?.type !== 'Identifier' || hasComment(file, ...held.range)) return [];
  const mentions = [...nodesIn(held)].filter((node) => node.type === 'Identifier' && node.name === target.name);
  const [mention] = mentions;
  if (isFunction(held)) return mention === undefined ? [] : askInside(file, { mention, handle: making }).map((offer) => ({ ...offer, intent: 'entry' }));
  const name = file.text.slice(...handle.range);
  const edits = ownersIn(held, target.name).map(({ range, isShorthand }): TextEdit => ({ range, text: isShorthand ? `${target.name}: ${name}` : name }));
  return edits.length === 0 || [...nodesIn(held)].some(isFunction) ? [] : [{ intent: 'entry', name, edits: inOrder(edits) }];
}

/** `new WeakRef(element)`: the key itself, or what the one variable of its name is. */
function makingOf(file: File, handle: Node): TSESTree.NewExpression | undefined {
  if (handle.type === 'NewExpression') return handle;
  if (handle.type !== 'Identifier') return undefined;
  const [declarator, ...others] = [...nodesIn(file.program)].filter((node) => node.type === 'VariableDeclarator' && node.id.type === 'Identifier' && node.id.name === handle.name);
  return others.length === 0 && declarator?.type === 'VariableDeclarator' && declarator.init?.type === 'NewExpression' ? declarator.init : undefined;
}

interface Owner {
  readonly range: readonly [number, number];
  readonly isShorthand: boolean;
}

/** What the handle points to as a part of the value. */
function ownersIn(value: Node, name: string): Owner[] {
  switch (value.type) {
    case 'Identifier':
      return value.name === name ? [{ range: value.range, isShorthand: false }] : [];
    case 'ArrayExpression':
      return value.elements.flatMap((element) => (element === null ? [] : ownersIn(element, name)));
    case 'ObjectExpression':
      return value.properties.flatMap((property) => {
        if (property.type !== 'Property') return [];
        return ownersIn(property.value, name).map((owner) => ({ ...owner, isShorthand: property.shorthand }));
      });
    default:
      return [];
  }
}
