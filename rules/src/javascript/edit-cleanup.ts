/** What a clean-up looks at before it deletes, and what it does with its own errors. */
import type { Offer, TextEdit } from '../facts/edits.ts';
import type { Site } from '../flow/graph.ts';
import { indentOf, innermostFunction, inOrder, nodesIn, pathTo, styleOf, type File } from './edit-place.ts';
import { memberName, type Node } from './syntax.ts';

interface Deletion {
  /** The whole expression. */
  readonly whole: Node;
  /** What stands around it. */
  readonly parent: Node | undefined;
  readonly entry: string;
}

/** `cache.delete(key)` becomes `if (!cache.get(key)?.deref()) cache.delete(key)`. */
export function lookFirst(file: File, removal: Site): readonly Offer<'look'>[] {
  const deletion = deletionAt(file, pathTo(file, removal));
  if (deletion === undefined) return [];
  const { whole, parent, entry } = deletion;
  const test = `if (${entry}?.deref() === undefined) `;
  const name = file.text.slice(...whole.range);
  const [start, end] = whole.range;
  if (parent?.type === 'ExpressionStatement') return [{ intent: 'look', name, edits: [{ range: [start, start], text: test }] }];
  if (parent?.type !== 'ArrowFunctionExpression' || parent.body !== whole || file.text[start - 1] === '(') return [];
  const semicolon = file.habits().hasSemicolons ? ';' : '';
  return [{ intent: 'look', name, edits: [{ range: [start, start], text: `{ ${test}` }, { range: [end, end], text: `${semicolon} }` }] }];
}

/** `cache.delete(key)`, `delete cache[key]`. */
function deletionAt({ text }: File, path: readonly Node[]): Deletion | undefined {
  const [around, parent, node] = path.slice(-3);
  if (node?.type === 'MemberExpression') {
    const isDeleted = parent?.type === 'UnaryExpression' && parent.operator === 'delete' && !node.optional && STABLE.has(node.property.type);
    return isDeleted ? { whole: parent, parent: around, entry: text.slice(...node.range) } : undefined;
  }
  if (node?.type !== 'CallExpression' || node.callee.type !== 'MemberExpression' || memberName(node.callee) !== 'delete') return undefined;
  const [key, ...others] = node.arguments;
  if (key === undefined || others.length > 0 || !STABLE.has(key.type)) return undefined;
  return { whole: node, parent, entry: `${text.slice(...node.callee.object.range)}.get(${text.slice(...key.range)})` };
}

const STABLE: ReadonlySet<string> = new Set(['Identifier', 'Literal', 'MemberExpression', 'TemplateLiteral']);

/** The body of the function that throws, inside `try`, with the error printed. */
export function caught(file: File, thrown: Site): readonly Offer<'catch'>[] {
  const path = pathTo(file, thrown);
  const index = innermostFunction(path);
  const [around, block] = [path[index], path[index + 1]];
  if (around === undefined || block?.type !== 'BlockStatement') return [];
  const [first, last] = [block.body[0], block.body.at(-1)];
  const indent = first === undefined ? undefined : indentOf(file, first);
  if (first === undefined || last === undefined || indent === undefined || hasLongText(file, block)) return [];
  const { lineEnd, indentStep, semicolon } = styleOf(file, { statement: first, block, function: undefined });
  const edits: TextEdit[] = [{ range: [first.range[0], first.range[0]], text: `try {${lineEnd}${indent}${indentStep}` }];
  for (let at = file.text.indexOf('\n', first.range[0]); at >= 0 && at < last.range[1]; at = file.text.indexOf('\n', at + 1)) {
    if (/[^\r\n]/.test(file.text[at + 1] ?? '')) edits.push({ range: [at + 1, at + 1], text: indentStep });
  }
  const end = last.range[1] + (/^[ \t]*\/\/[^\r\n]*/.exec(file.text.slice(last.range[1]))?.[0].length ?? 0);
  const handler = ['', `${indent}} catch (error) {`, `${indent}${indentStep}console.error(error)${semicolon}`, `${indent}}`].join(lineEnd);
  return [{ intent: 'catch', name: 'console.error(error)', edits: inOrder([...edits, { range: [end, end], text: handler }]) }];
}

/** Text over several lines would get the indentation, too. */
function hasLongText(file: File, block: Node): boolean {
  return [...nodesIn(block)].some((node) => node.type === 'TemplateElement' && file.text.slice(...node.range).includes('\n'));
}
