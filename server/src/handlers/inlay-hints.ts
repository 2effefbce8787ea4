/** Words at the end of a deref that say how long its answer can be trusted. */
import type { AskedHandle } from 'eslint-plugin-weakref/internal';
import type { InlayHint, Range } from 'vscode-languageserver';
import { knownFacts } from '../core.ts';
import type { DocumentSnapshot } from '../snapshot.ts';
import { isBefore } from './hover.ts';

/** Those within the range. `sourceCode` is what the findings were made from. */
export function inlayHints({ document }: DocumentSnapshot, sourceCode: object | undefined, range: Range): InlayHint[] {
  const asked = sourceCode === undefined ? [] : (knownFacts(sourceCode)?.askedHandles ?? []);
  return asked.flatMap((one): InlayHint[] => {
    const words = wordsFor(one);
    const position = document.positionAt(one.deref.site.range[1]);
    if (words === undefined || isBefore(position, range.start) || isBefore(range.end, position)) return [];
    return [{ position, ...words, paddingLeft: true }];
  });
}

function wordsFor({ deref, presence, isLookedAt, aliveUntil }: AskedHandle): Pick<InlayHint, 'label' | 'tooltip'> | undefined {
  if (presence === 'maybe' && !isLookedAt) return { label: 'may be dead', tooltip: `Nobody looks whether the object behind ${deref.handle} is still there.` };
  if (aliveUntil === undefined) return undefined;
  return { label: 'alive until await', tooltip: `On line ${aliveUntil.loc.start.line} the collector may take the object behind ${deref.handle}: no name keeps it.` };
}
