/** Changes nobody has to make: offered where something is selected, or where the editor asks for them. */
import { CodeActionKind } from 'vscode-languageserver';
import type { CodeAction, Range, WorkspaceEdit } from 'vscode-languageserver';
import { knownFacts } from '../core.ts';
import type { OffsetEdit } from '../disable-comment.ts';
import type { DocumentSnapshot } from '../snapshot.ts';

export const extractKind = CodeActionKind.RefactorExtract;

/**
 * A name for each deref within the range. `sourceCode` is what the findings were made from.
 * @param workspaceEdit makes of edits to the document what the client takes
 */
export function namedDerefs(
  { document }: DocumentSnapshot,
  sourceCode: object | undefined,
  range: Range,
  workspaceEdit: (edits: readonly OffsetEdit[]) => WorkspaceEdit,
): CodeAction[] {
  const facts = sourceCode === undefined ? undefined : knownFacts(sourceCode);
  const [from, to] = [document.offsetAt(range.start), document.offsetAt(range.end)];
  return (facts?.askedHandles ?? []).flatMap(({ deref: { site, handle } }) => {
    if (site.range[1] < from || to < site.range[0]) return [];
    const [offer] = facts?.edits.nameDeref(site, handle) ?? [];
    return offer === undefined ? [] : [{ title: `Bind this deref to \`${offer.name}\``, kind: extractKind, edit: workspaceEdit(offer.edits) }];
  });
}
