/** Changes nobody has to make: offered where something is selected, or where the editor asks for them. */
import { CodeActionKind } from 'vscode-languageserver';
import type { Range } from 'vscode-languageserver';
import { knownFacts } from '../core.ts';
import type { OffsetEdit } from '../disable-comment.ts';
import type { DocumentSnapshot } from '../snapshot.ts';

export interface Refactoring {
  readonly title: string;
  readonly kind: CodeActionKind;
  readonly edits: readonly OffsetEdit[];
}

export const refactorKinds: readonly CodeActionKind[] = [CodeActionKind.RefactorExtract, CodeActionKind.RefactorRewrite];

/** Those within the range. `sourceCode` is what the findings were made from. */
export function refactorings({ document }: DocumentSnapshot, sourceCode: object | undefined, range: Range): readonly Refactoring[] {
  const facts = sourceCode === undefined ? undefined : knownFacts(sourceCode);
  if (facts === undefined) return [];
  const [from, to] = [document.offsetAt(range.start), document.offsetAt(range.end)];
  const isWithin = ([start, end]: readonly [number, number]): boolean => from <= end && start <= to;
  const { edits } = facts;
  const named = facts.askedHandles
    .filter(({ deref }) => isWithin(deref.site.range))
    .flatMap(({ deref }) => edits.nameDeref(deref.site, deref.handle))
    .map((offer) => ({ title: `Bind this deref to \`${offer.name}\``, kind: CodeActionKind.RefactorExtract, edits: offer.edits }));
  const weakened = facts.strongBackReferences
    .filter(({ assignment }) => isWithin(assignment.range))
    .flatMap((reference) => edits.weaken(reference))
    .map((offer) => ({ title: 'Make this back-reference weak', kind: CodeActionKind.RefactorRewrite, edits: offer.edits }));
  return [...named, ...weakened];
}
