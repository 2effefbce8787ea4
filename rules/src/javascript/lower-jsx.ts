/** JSX: an element is an object that holds its attributes and children. */
import type { TSESTree } from '@typescript-eslint/types';
import type { DisplayPart, Temp } from '../flow/graph.ts';
import { display, readName, use } from './emit.ts';
import { lowerExpression } from './lower-expression.ts';
import type { Lowering } from './scope.ts';
import type { Expression } from './syntax.ts';

export function lowerJsx(l: Lowering, node: TSESTree.JSXElement | TSESTree.JSXFragment): Temp {
  const parts: DisplayPart[] = [];
  if (node.type === 'JSXElement') {
    lowerTag(l, node.openingElement.name);
    for (const attribute of node.openingElement.attributes) {
      const part = lowerAttribute(l, attribute);
      if (part !== undefined) parts.push(part);
    }
  }
  for (const child of node.children) {
    const part = lowerChild(l, child);
    if (part !== undefined) parts.push(part);
  }
  return display(l, 'object', parts, node);
}

/** `<Foo>` and `<a.b>` read names, `<div>` does not. */
function lowerTag(l: Lowering, name: TSESTree.JSXTagNameExpression): Temp | undefined {
  if (name.type === 'JSXIdentifier') return /^[a-z]/.test(name.name) ? undefined : readName(l, name.name, name);
  if (name.type !== 'JSXMemberExpression') return undefined;
  const members: TSESTree.JSXMemberExpression[] = [];
  let root: TSESTree.JSXTagNameExpression = name;
  while (root.type === 'JSXMemberExpression') {
    members.push(root);
    root = root.object;
  }
  if (root.type !== 'JSXIdentifier') return undefined;
  let value = readName(l, root.name, root);
  for (const member of members.reverse()) {
    const to = l.builder.temp();
    l.builder.emit({ kind: 'member', to, of: value, name: member.property.name, site: member, nameSite: member.property });
    value = to;
  }
  return value;
}

function lowerAttribute(l: Lowering, attribute: TSESTree.JSXAttribute | TSESTree.JSXSpreadAttribute): DisplayPart | undefined {
  if (attribute.type === 'JSXSpreadAttribute') return { temp: lowerExpression(l, attribute.argument), role: 'spread', site: attribute };
  const { value } = attribute;
  if (value === null) return undefined;
  const part = value.type === 'Literal' ? { temp: lowerExpression(l, value), site: value } : lowerChild(l, value);
  if (part === undefined) return undefined;
  const name = attribute.name.type === 'JSXIdentifier' ? { name: attribute.name.name } : {};
  return { temp: part.temp, role: 'value', ...name, site: part.site };
}

function lowerChild(l: Lowering, child: TSESTree.JSXChild): DisplayPart | undefined {
  switch (child.type) {
    case 'JSXElement':
    case 'JSXFragment':
      return { temp: lowerExpression(l, child), role: 'element', site: child };
    case 'JSXExpressionContainer':
      return contained(l, child.expression, (temp, site) => ({ temp, role: 'element', site }));
    case 'JSXSpreadChild':
      return contained(l, child.expression, (temp, site) => {
        use(l, temp, 'iterate', child);
        return { temp, role: 'spread', site };
      });
    default:
      return undefined;
  }
}

function contained(l: Lowering, node: Expression | TSESTree.JSXEmptyExpression, part: (temp: Temp, site: Expression) => DisplayPart): DisplayPart | undefined {
  return node.type === 'JSXEmptyExpression' ? undefined : part(lowerExpression(l, node), node);
}
