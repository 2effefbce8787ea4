/** Collections of weak handles that lose the dead ones whenever one is put in. */
import type { Offer } from '../facts/edits.ts';
import type { Site } from '../flow/graph.ts';
import { insertBefore, namesIn, pathTo, placeOf, styleOf, type File } from './edit-place.ts';
import { dottedName, memberName, type Expression } from './syntax.ts';

/** `for (const [key, ref] of cache) if (ref.deref() === undefined) cache.delete(key);` before `cache.set(...)`. */
export function swept(file: File, put: Site): readonly Offer<'sweep'>[] {
  const path = pathTo(file, put);
  const call = path.at(-1);
  const place = placeOf(path);
  if (call?.type !== 'CallExpression' || call.callee.type !== 'MemberExpression' || place?.function === undefined) return [];
  // A handle may be the key.
  if (call.arguments.length > 1 && call.arguments[0]?.type === 'NewExpression') return [];
  const collection = nameOf(file, call.callee.object);
  const taken = namesIn(file, place);
  const sweep = SWEEPS[memberName(call.callee) ?? ''];
  if (collection === undefined || sweep === undefined) return [];
  const free = (name: string): string => (taken.has(name) ? `old${name.charAt(0).toUpperCase()}${name.slice(1)}` : name);
  const style = styleOf(file, place);
  return [{ intent: 'sweep', name: collection, edits: [insertBefore(file, place, style, [`${sweep(collection, free('handle'), free('key'))}${style.semicolon}`])] }];
}

const SWEEPS: Readonly<Partial<Record<string, (collection: string, handle: string, key: string) => string>>> = {
  set: (map, handle, key) => `for (const [${key}, ${handle}] of ${map}) if (${handle}.deref() === undefined) ${map}.delete(${key})`,
  push: (array, handle) => `${array}.splice(0, ${array}.length, ...${array}.filter((${handle}) => ${handle}.deref() !== undefined))`,
  add: (set, handle) => `for (const ${handle} of ${set}) if (${handle}.deref() === undefined) ${set}.delete(${handle})`,
};

/** `refs`, `this.refs`, `this.#refs`: reading it twice gives the same. */
function nameOf(file: File, node: Expression): string | undefined {
  const isOwn = node.type === 'MemberExpression' && !node.computed && node.object.type === 'ThisExpression';
  return isOwn ? file.text.slice(...node.range) : dottedName(node);
}
