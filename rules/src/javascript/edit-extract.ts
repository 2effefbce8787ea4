/** A deref gets a name of its own, in a statement before. */
import type { Offer } from '../facts/edits.ts';
import { strongName } from '../facts/strong-name.ts';
import type { Site } from '../flow/graph.ts';
import { hasComment, insertBefore, namesIn, pathTo, placeOf, styleOf, suspendsBefore, type File } from './edit-place.ts';

/** None where it has a name already, nobody takes the answer, or something may happen before it is asked. */
export function nameDeref(file: File, site: Site, handle: string): readonly Offer<'name'>[] {
  const path = pathTo(file, site);
  const [parent, deref] = path.slice(-2);
  const place = placeOf(path);
  if (parent === undefined || deref === undefined || place === undefined || suspendsBefore(place.statement, deref)) return [];
  if (parent.type === 'VariableDeclarator' || parent.type === 'ExpressionStatement' || hasComment(file, ...deref.range)) return [];
  const style = styleOf(file, place);
  const name = strongName(handle, namesIn(file, place));
  const statement = `const ${name} = ${file.text.slice(...deref.range)}${style.semicolon}`;
  return [{ intent: 'name', name, edits: [insertBefore(file, place, style, [statement]), { range: deref.range, text: name }] }];
}
