/** Edits of whole statements. */
import type { Offer } from '../facts/edits.ts';
import { lineStart } from '../facts/line-start.ts';
import type { Site } from '../flow/graph.ts';
import { hasComment, pathTo, type File } from './edit-place.ts';

/** `ref.deref();` on a line of its own. */
export function removed(file: File, expression: Site): readonly Offer<'remove'>[] {
  const path = pathTo(file, expression);
  const around = path.filter(({ type }) => type !== 'ChainExpression');
  const [block, statement] = around.slice(-3);
  if (statement?.type !== 'ExpressionStatement') return [];
  if (block?.type !== 'BlockStatement' && block?.type !== 'Program') return [];
  const [start, end] = statement.range;
  const from = lineStart(file.text, start);
  const rest = /^[ \t]*(?:\r?\n|$)/.exec(file.text.slice(end))?.[0];
  if (rest === undefined || file.text.slice(from, start).trim() !== '' || hasComment(file, start, end)) return [];
  return [{ intent: 'remove', name: file.text.slice(start, end), edits: [{ range: [from, end + rest.length], text: '' }] }];
}
