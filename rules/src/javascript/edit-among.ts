/** Objects that are looked for among weak handles. */
import type { Offer } from '../facts/edits.ts';
import type { Site } from '../flow/graph.ts';
import { hasComment, nodesIn, pathTo, type File } from './edit-place.ts';
import { memberName } from './syntax.ts';

/** `views.includes(view)` -> `views.some((handle) => handle.deref() === view)`. */
export function askEach(file: File, collection: Site): readonly Offer<'each'>[] {
  const [call, callee] = pathTo(file, collection).slice(-3);
  if (call?.type !== 'CallExpression' || callee?.type !== 'MemberExpression' || call.callee !== callee || callee.object.range[0] !== collection.range[0]) return [];
  const [sought, ...others] = call.arguments;
  const isPlain = sought?.type === 'Identifier' || sought?.type === 'ThisExpression';
  const isTaken = [...nodesIn(call)].some((node) => node.type === 'Identifier' && node.name === HANDLE);
  if (!isPlain || others.length > 0 || callee.computed || memberName(callee) !== 'includes' || isTaken || hasComment(file, ...call.range)) return [];
  const asked = `some((${HANDLE}) => ${HANDLE}.deref() === ${file.text.slice(...sought.range)})`;
  return [{ intent: 'each', name: asked, edits: [{ range: [callee.property.range[0], call.range[1]], text: asked }] }];
}

const HANDLE = 'handle';
