/** What stands around an expression and is nothing at run time: `x!`, `x as T`, `(x)`. */
import type { TSESTree } from '@typescript-eslint/types';
import type { TextEdit } from '../facts/edits.ts';
import { hasComment, type File } from './edit-place.ts';
import type { Node } from './syntax.ts';
import { admitsAbsent } from './type-note.ts';

type Wrapper = Extract<Node, { type: 'TSNonNullExpression' | 'TSAsExpression' | 'TSTypeAssertion' | 'ChainExpression' }>;

export function isWrapper(node: Node | undefined): node is Wrapper {
  return node !== undefined && WRAPPERS.has(node.type);
}

const WRAPPERS: ReadonlySet<string> = new Set(['TSNonNullExpression', 'TSAsExpression', 'TSTypeAssertion', 'ChainExpression']);

/** From `x!` and `x as T` down to `x`. */
export function withoutWrappers(path: readonly Node[]): readonly Node[] {
  const longer = [...path];
  for (let last = longer.at(-1); isWrapper(last); last = longer.at(-1)) longer.push(last.expression);
  return longer;
}

/** `(ref.deref() as T)!`: the whole of it, and what it says without the claim that the object is there. */
export interface Wrapped {
  readonly node: Node;
  /** What a strong name can stand for: with the parentheses around it. */
  readonly range: readonly [number, number];
  /** `ref.deref() as T | undefined`. */
  readonly text: string;
  readonly isClaimed: boolean;
}

/** undefined where a comment would be lost or a type cannot take `| undefined`. */
export function wrapped(file: File, path: readonly Node[]): Wrapped | undefined {
  const inner = path.at(-1);
  let i = path.length - 1;
  while (isWrapper(path[i - 1])) i--;
  const node = path[i];
  if (inner === undefined || node === undefined) return undefined;
  const edits = castEdit(path.slice(i));
  if (edits === 'unclear') return undefined;
  const around = path.slice(i, -1);
  const outermost = around.find((one) => one.type === 'TSAsExpression' || one.type === 'TSTypeAssertion') ?? inner;
  const removed: TextEdit[] = around.flatMap((one) => (one.type === 'TSNonNullExpression' ? [{ range: [one.range[1] - 1, one.range[1]] as const, text: '' }] : []));
  const range = withParentheses(file, node, path[i - 1]);
  if (hasComment(file, range[0], range[1])) return undefined;
  return { node, range, text: edited(file, outermost, [...edits, ...removed]), isClaimed: around.some((one) => one.type === 'TSNonNullExpression') };
}

/** `as T` becomes `as T | undefined` once somebody looks. `around` leads from the outermost wrapper inwards. */
export function castEdit(around: readonly Node[]): readonly TextEdit[] | 'unclear' {
  const type = around.flatMap((node): readonly TSESTree.TypeNode[] => (node.type === 'TSAsExpression' || node.type === 'TSTypeAssertion' ? [node.typeAnnotation] : []))[0];
  if (type === undefined) return [];
  if (admitsAbsent(type)) return [];
  return SIMPLE_TYPES.test(type.type) ? [{ range: [type.range[1], type.range[1]], text: ' | undefined' }] : 'unclear';
}

/** Those that can be part of a union as they stand. */
const SIMPLE_TYPES = /^TS(?:TypeReference|TypeLiteral|ArrayType|UnionType|IntersectionType|\w+Keyword)$/;

/** The parentheses around the left part of a chain or a constructor, which a name does not need. */
function withParentheses({ text }: File, node: Node, parent: Node | undefined): readonly [number, number] {
  let range: readonly [number, number] = node.range;
  if (parent === undefined || !isLeftOf(parent, node)) return range;
  for (;;) {
    const before = /\(\s*$/.exec(text.slice(parent.range[0], range[0]));
    const after = /^\s*\)/.exec(text.slice(range[1], parent.range[1]));
    if (before === null || after === null) return range;
    const start = range[0] - before[0].length;
    // `return(x).y`: without the parentheses two words would become one.
    if (/[\p{ID_Continue}$]/u.test(text[start - 1] ?? '')) return range;
    range = [start, range[1] + after[0].length];
  }
}

function isLeftOf(parent: Node, node: Node): boolean {
  if (parent.type === 'MemberExpression') return parent.object === node;
  return (parent.type === 'CallExpression' || parent.type === 'NewExpression') && parent.callee === node;
}

/** The text of a node with some parts changed; those outside of it do not matter. */
function edited({ text }: File, node: Node, edits: readonly TextEdit[]): string {
  const [start, end] = node.range;
  let result = text.slice(start, end);
  const inside = edits.filter(({ range }) => range[0] >= start && range[1] <= end).sort((a, b) => b.range[0] - a.range[0]);
  for (const { range, text: become } of inside) result = `${result.slice(0, range[0] - start)}${become}${result.slice(range[1] - start)}`;
  return result;
}
