/** The call that is missing where a weak handle is tested or compared. */
import { contains } from '../flow/contains.ts';
import type { Offer } from '../facts/edits.ts';
import { strongName } from '../facts/strong-name.ts';
import type { Site } from '../flow/graph.ts';
import { comparePresence } from './edit-compare.ts';
import { hasComment, isExpression, isFunction, isNode, isStable, namesIn, nodesIn, scopeOf, textOf } from './edit-text.ts';
import type { Source } from './edit-text.ts';

const ASKABLE: ReadonlySet<string> = new Set(['Name', 'Attribute', 'Subscript', 'Call']);

/** `ref().size if ref else 0` becomes `target.size if (target := ref()) is not None else 0`. */
export function askOnce(source: Source, handle: Site, answer: Site): Offer<'ask'>[] {
  const tested = isNode(handle) && isExpression(handle) && isStable(handle) ? handle : undefined;
  const around = tested?.parent;
  const scope = tested === undefined ? undefined : scopeOf(tested);
  if (tested === undefined || around?.type !== 'IfExp' || around.test !== tested || scope === undefined || !isFunction(scope)) return [];
  const question = `${textOf(source, tested)}()`;
  // The name would keep the object for as long as a loop waits.
  const types = new Set([...nodesIn(scope)].map(({ type }) => type));
  if (types.has('Await') && (types.has('While') || types.has('For') || types.has('AsyncFor'))) return [];
  const isAsked = textOf(source, answer) === question && contains(around.body, answer);
  if (!isAsked || hasComment(source, around.range) || around.body.type === 'Lambda' || [...nodesIn(around)].some((node) => 'generators' in node)) return [];
  const name = strongName(textOf(source, tested), namesIn(scope));
  return [{ intent: 'ask', name: question, edits: [{ range: answer.range, text: name }, { range: tested.range, text: `(${name} := ${question}) is not None` }] }];
}

/** `node() or node` becomes `node()`. */
export function withoutFallback(source: Source, fallback: Site): Offer<'answer'>[] {
  const parent = isNode(fallback) ? fallback.parent : null;
  const [asked, ...others] = parent?.type === 'BoolOp' && parent.op === 'Or' ? parent.values : [];
  if (parent === null || asked === undefined || others.length !== 1 || others[0] !== fallback || hasComment(source, parent.range)) return [];
  const name = textOf(source, asked);
  return [{ intent: 'answer', name, edits: [{ range: [asked.range[1], fallback.range[1]], text: '' }] }];
}

/** `if self._r:` becomes `if self._r() is not None:`, `self._r is x` becomes `self._r() is x`. */
export function askHandle(source: Source, handle: Site): Offer<'ask'>[] {
  if (!isNode(handle) || !isExpression(handle) || !ASKABLE.has(handle.type)) return [];
  const name = textOf(source, handle);
  const end = handle.range[1];
  if (handle.parent?.type === 'Compare') return [{ intent: 'ask', name, edits: [{ range: [end, end], text: '()' }] }];
  return comparePresence(source, handle).flatMap(({ edits: [edit, ...others] }) => {
    if (edit === undefined || others.length > 0 || !edit.text.startsWith(name)) return [];
    return [{ intent: 'ask', name, edits: [{ ...edit, text: `${name}()${edit.text.slice(name.length)}` }] }];
  });
}
