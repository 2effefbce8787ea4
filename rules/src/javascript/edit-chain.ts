/** Puts `?.` behind a deref or a strong name, where the code around it can do with `undefined`. */
import type { GuardIntent, Offer, TextEdit } from '../facts/edits.ts';
import { resultOf } from './edit-exit.ts';
import { hasComment, innermostFunction, type File } from './edit-place.ts';
import { castEdit, isWrapper } from './edit-wrapper.ts';
import { isFunction, type Node } from './syntax.ts';

/** `ref.deref().x` -> `ref.deref()?.x`, `ref.deref()!.x` -> `ref.deref()?.x`. */
export function optionalChain(file: File, path: readonly Node[]): readonly Offer<GuardIntent>[] {
  const used = path.at(-1);
  let i = path.length - 1;
  while (i > 0 && isWrapper(path[i - 1])) i--;
  const inner = path[i];
  const link = path[i - 1];
  if (used === undefined || inner === undefined || link === undefined || !isLink(link) || link.optional || leftOf(link) !== inner) return [];
  if (!toleratesAbsent(file, path, i - 1)) return [];
  const edit = chainEdit(file, inner, link);
  const cast = castEdit(path.slice(i));
  if (edit === undefined || cast === 'unclear') return [];
  return [{ intent: 'optional-chain', name: file.text.slice(used.range[0], used.range[1]), edits: [...cast, edit] }];
}

type Link = Extract<Node, { type: 'MemberExpression' | 'CallExpression' }>;

function isLink(node: Node): node is Link {
  return node.type === 'MemberExpression' || node.type === 'CallExpression';
}

function leftOf(link: Link): Node {
  return link.type === 'MemberExpression' ? link.object : link.callee;
}

/** Puts `?.` between `inner` and the rest of `link`; every `!` right before it goes. */
function chainEdit(file: File, inner: Node, link: Link): TextEdit | undefined {
  let claimed = inner.range[1];
  for (let node = inner; node.type === 'TSNonNullExpression' && file.text[claimed - 1] === '!'; node = node.expression) claimed--;
  const isComputed = link.type === 'CallExpression' || link.computed;
  if (link.type === 'CallExpression' && link.typeArguments !== undefined) return undefined;
  const opening = link.type === 'CallExpression' ? '(' : link.computed ? '[' : '.';
  const from = inner.range[1];
  const opens = nextOutsideParens(file.text, from, opening);
  if (opens === undefined || hasComment(file, claimed, opens)) return undefined;
  const between = file.text.slice(from, opens);
  return { range: [claimed, opens], text: `${between}?${isComputed ? '.' : ''}` };
}

/** The offset of `opening`, with nothing but white space and closing parentheses before it. */
function nextOutsideParens(text: string, from: number, opening: string): number | undefined {
  let at = from;
  while (/[\s)]/.test(text[at] ?? '')) at++;
  return text[at] === opening ? at : undefined;
}

/** May the value of the whole chain be `undefined` where it stands? */
function toleratesAbsent(file: File, path: readonly Node[], start: number): boolean {
  let i = start;
  for (let parent = path[i - 1]; parent !== undefined && i > 0; parent = path[i - 1]) {
    const node = path[i];
    if (node === undefined) return false;
    if (isLink(parent) && leftOf(parent) === node) {
      // Parentheses end a chain: `(a?.b).c` fails.
      if (!parent.optional && file.text.slice(node.range[1], parent.range[1]).trimStart().startsWith(')')) return false;
    } else if (parent.type !== 'ChainExpression' && !(parent.type === 'TSNonNullExpression' && isLink(path[i - 2] ?? parent))) {
      return isTolerant(parent, node) && mayBeResult(path, i);
    }
    i--;
  }
  return false;
}

function isTolerant(parent: Node, node: Node): boolean {
  switch (parent.type) {
    case 'ExpressionStatement':
    case 'AwaitExpression':
    case 'ReturnStatement':
    case 'YieldExpression':
    case 'LogicalExpression':
    case 'ConditionalExpression':
    case 'IfStatement':
    case 'WhileStatement':
    case 'DoWhileStatement':
    case 'ArrayExpression':
    case 'JSXExpressionContainer':
      return !(parent.type === 'YieldExpression' && parent.delegate);
    case 'UnaryExpression':
      return parent.operator === '!' || parent.operator === 'typeof' || parent.operator === 'void' || parent.operator === 'delete';
    case 'BinaryExpression':
      return parent.operator === '===' || parent.operator === '!==' || parent.operator === '==' || parent.operator === '!=';
    case 'CallExpression':
    case 'NewExpression':
      return parent.callee !== node;
    case 'ArrowFunctionExpression':
      return parent.body === node;
    case 'VariableDeclarator':
      return parent.init === node && parent.id.type === 'Identifier' && parent.id.typeAnnotation === undefined;
    case 'AssignmentExpression':
      return parent.right === node && (parent.left.type === 'Identifier' || parent.left.type === 'MemberExpression') && !ARITHMETIC.test(parent.operator);
    case 'Property':
      return parent.value === node && !parent.computed;
    default:
      return false;
  }
}

const ARITHMETIC = /^[^&|?=]+=$|^[&|]=$/;

/** Where the value becomes the function's result: may that be `undefined`, as far as it is written? */
function mayBeResult(path: readonly Node[], start: number): boolean {
  for (let i = start; i > 0; i--) {
    const node = path[i];
    const parent = path[i - 1];
    switch (parent?.type) {
      case 'AwaitExpression':
      case 'ChainExpression':
        break;
      case 'LogicalExpression':
        // `a?.b ?? 0`, `a?.b || 0`: the other side stands in.
        if (parent.left === node && parent.operator !== '&&') return true;
        break;
      case 'ConditionalExpression':
        if (parent.test === node) return true;
        break;
      case 'ReturnStatement':
      case 'ArrowFunctionExpression': {
        const at = innermostFunction(path.slice(0, i));
        const around = path[at];
        return around === undefined || !isFunction(around) || resultOf(around, path[at - 1]) === 'undefined';
      }
      default:
        return true;
    }
  }
  return true;
}
