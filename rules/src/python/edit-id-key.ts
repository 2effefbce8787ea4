/** Dictionaries keyed by the numbers of objects. */
import type { Offer, TextEdit } from '../facts/edits.ts';
import type { Site } from '../flow/graph.ts';
import type { Call, Expression, PythonNode } from './ast.ts';
import { imported } from './edit-import.ts';
import { hasComment, inOrder, isExpression, isNode, isStable, nodesIn, scopeOf, textOf } from './edit-text.ts';
import type { Source } from './edit-text.ts';

/**
 *     sizes = {}                                sizes = weakref.WeakKeyDictionary()
 *     sizes[id(picture)] = size          ->     sizes[picture] = size
 *
 * Offered where the file makes the dictionary, and asks it for nothing but the numbers of objects.
 */
export function keyedWeakly(source: Source, dictionary: Site): Offer<'keys'>[] {
  const weak = imported(source, 'weakref', 'WeakKeyDictionary');
  if (!isNode(dictionary) || weak === undefined) return [];
  const mentions = [...nodesIn(source.module)].filter((node) => isExpression(node) && isSame(node, dictionary));
  const made = mentions.flatMap((mention) => emptyValueOf(mention) ?? []);
  if (made.length === 0 || isParameter(source, dictionary)) return [];
  const keys = mentions.flatMap((mention) => (emptyValueOf(mention) === undefined ? keysOf(mention) : []));
  const numbers = keys.map((key) => (key === undefined ? undefined : numberOf(source, key, keys)));
  const edits: TextEdit[] = made.map(({ range }) => ({ range, text: `${weak.name}()` }));
  for (const number of new Set(numbers)) {
    const object = number?.args[0];
    if (number === undefined || object === undefined || !isStable(object) || hasComment(source, number.range)) return [];
    edits.push({ range: number.range, text: textOf(source, object) });
  }
  return [{ intent: 'keys', name: weak.name, edits: inOrder([...weak.edits, ...edits]) }];
}

/** The same name, or a member of the same name. */
function isSame(node: PythonNode, other: PythonNode): boolean {
  if (node.type === 'Attribute') return other.type === 'Attribute' && node.attr === other.attr;
  return node.type === 'Name' && other.type === 'Name' && node.id === other.id;
}

function isParameter({ module }: Source, dictionary: PythonNode): boolean {
  return dictionary.type === 'Name' && [...nodesIn(module)].some((node) => node.type === 'arg' && node.arg === dictionary.id);
}

/** `{}` of `sizes = {}`. */
function emptyValueOf(mention: PythonNode): Expression | undefined {
  const { parent } = mention;
  if (parent?.type !== 'Assign' || parent.targets.length !== 1 || parent.targets[0] !== mention) return undefined;
  const { value } = parent;
  const isEmpty = value.type === 'Dict' ? value.values.length === 0 : value.type === 'Call' && isCallOf(value, 'dict') && value.args.length + value.keywords.length === 0;
  return isEmpty ? value : undefined;
}

const KEYED: ReadonlySet<string> = new Set(['get', 'pop', 'setdefault']);
const KEYLESS: ReadonlySet<string> = new Set(['values', 'clear']);

/** The keys that the dictionary is asked for here; one that is undefined where it is used in another way. */
function keysOf(mention: PythonNode): readonly (Expression | undefined)[] {
  const { parent } = mention;
  switch (parent?.type) {
    case 'Subscript':
      return [parent.value === mention ? parent.slice : undefined];
    case 'Compare':
      return [parent.ops.length === 1 && (parent.ops[0] === 'In' || parent.ops[0] === 'NotIn') && parent.left !== mention ? parent.left : undefined];
    case 'Attribute': {
      const call = parent.parent;
      if (call?.type !== 'Call' || call.func !== parent) return [undefined];
      return KEYLESS.has(parent.attr) ? [] : [KEYED.has(parent.attr) ? call.args[0] : undefined];
    }
    case 'Call':
      return isCallOf(parent, 'len') ? [] : [undefined];
    default:
      return [undefined];
  }
}

/** `id(x)`: the key itself, or what the variable is that serves as key and as nothing else. */
function numberOf({ module }: Source, key: Expression, keys: readonly (Expression | undefined)[]): Call | undefined {
  if (key.type === 'Call') return isNumber(key) ? key : undefined;
  const scope = scopeOf(key);
  if (key.type !== 'Name' || scope === undefined || scope === module) return undefined;
  const others = [...nodesIn(scope)].filter((node) => (node.type === 'Name' && node.id === key.id) || (node.type === 'arg' && node.arg === key.id));
  const [bound, ...more] = others.filter((node) => !keys.some((one) => one === node));
  const assignment = bound?.parent;
  if (more.length > 0 || assignment?.type !== 'Assign' || assignment.targets.length !== 1 || assignment.targets[0] !== bound) return undefined;
  return isNumber(assignment.value) ? assignment.value : undefined;
}

function isNumber(node: Expression): node is Call {
  return node.type === 'Call' && isCallOf(node, 'id') && node.args.length === 1 && node.keywords.length === 0;
}

function isCallOf({ func }: Call, name: string): boolean {
  return func.type === 'Name' && func.id === name;
}
