/** What a clean-up looks at before it deletes, and what it does with its own errors. */
import type { Offer, TextEdit } from '../facts/edits.ts';
import type { Site } from '../flow/graph.ts';
import { indentOf, innermostFunction, inOrder, nodesIn, pathTo, styleOf, type File } from './edit-place.ts';
import { memberName, type Node } from './syntax.ts';

/** `cache.delete(key)` becomes `if (!cache.get(key)?.deref()) cache.delete(key)`. */
export function lookFirst(file: File, removal: Site): readonly Offer<'look'>[] {
  const path = pathTo(file, removal);
  const call = path.at(-1);
  const parent = path.at(-2);
  if (call?.type !== 'CallExpression' || call.callee.type !== 'MemberExpression' || memberName(call.callee) !== 'delete') return [];
  const [key, ...others] = call.arguments;
  if (key === undefined || others.length > 0 || !STABLE.has(key.type)) return [];
  const container = file.text.slice(...call.callee.object.range);
  const test = `if (${container}.get(${file.text.slice(...key.range)})?.deref() === undefined) `;
  const name = file.text.slice(...call.range);
  const [start, end] = call.range;
  if (parent?.type === 'ExpressionStatement') return [{ intent: 'look', name, edits: [{ range: [start, start], text: test }] }];
  if (parent?.type !== 'ArrowFunctionExpression' || parent.body !== call || file.text[start - 1] === '(') return [];
  const semicolon = file.habits().hasSemicolons ? ';' : '';
  return [{ intent: 'look', name, edits: [{ range: [start, start], text: `{ ${test}` }, { range: [end, end], text: `${semicolon} }` }] }];
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
