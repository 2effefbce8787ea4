/** Findings as light bulbs: fixes, suggestions, the comment that silences a rule, and all safe fixes at once. */
import { CodeActionKind } from 'vscode-languageserver';
import type { CodeAction, CodeActionParams, Range, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { ClientSupport } from '../client-support.ts';
import type { OffsetEdit } from '../disable-comment.ts';
import { remediesOf } from '../finding.ts';
import type { Finding } from '../finding.ts';
import type { DocumentSnapshot } from '../snapshot.ts';
import { rangeOf, toDiagnostic } from './diagnostics.ts';
import { isBefore } from './hover.ts';

export const fixAllKind = `${CodeActionKind.SourceFixAll}.weakref`;

/** @param disableEdit gives the edit that silences a finding by a comment, or undefined where none can stand */
export function codeActions(
  snapshot: DocumentSnapshot,
  findings: readonly Finding[],
  params: Pick<CodeActionParams, 'range' | 'context'>,
  client: ClientSupport,
  disableEdit: (finding: Finding) => OffsetEdit | undefined,
): CodeAction[] {
  const { only } = params.context;
  const actions: CodeAction[] = [];
  if (isWanted(CodeActionKind.QuickFix, only)) {
    for (const finding of findings.filter((each) => touches(rangeOf(each), params.range))) {
      actions.push(...quickFixes(snapshot, finding, client, disableEdit(finding)));
    }
  }
  if (isWanted(fixAllKind, only)) {
    const edits = compatible(findings.flatMap(({ message }) => (message.fix === undefined ? [] : [message.fix])));
    if (edits.length > 0) {
      actions.push({ title: 'Fix all weak-reference problems that have a safe fix', kind: fixAllKind, edit: workspaceEdit(snapshot, edits, client) });
    }
  }
  return actions;
}

function quickFixes(snapshot: DocumentSnapshot, finding: Finding, client: ClientSupport, disable: OffsetEdit | undefined): CodeAction[] {
  const diagnostics = [toDiagnostic(finding, snapshot.uri, client)];
  const actions = remediesOf(finding).map(({ title, edit }, index): CodeAction => ({
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics,
    ...(index === 0 ? { isPreferred: true } : {}),
    edit: workspaceEdit(snapshot, [edit], client),
  }));
  if (disable !== undefined) {
    actions.push({ title: `Disable ${finding.rule} for this line`, kind: CodeActionKind.QuickFix, diagnostics, edit: workspaceEdit(snapshot, [disable], client) });
  }
  return actions;
}

/** A client asks for a kind and everything below it: `source` includes `source.fixAll.weakref`. */
function isWanted(kind: string, only: readonly string[] | undefined): boolean {
  return only === undefined || only.some((wanted) => wanted === '' || kind === wanted || kind.startsWith(`${wanted}.`));
}

function touches(a: Range, b: Range): boolean {
  return !isBefore(a.end, b.start) && !isBefore(b.end, a.start);
}

/** The edits in order, without those that overlap an earlier one. */
function compatible(edits: readonly OffsetEdit[]): readonly OffsetEdit[] {
  const chosen: OffsetEdit[] = [];
  for (const edit of [...edits].sort((a, b) => a.range[0] - b.range[0])) {
    const last = chosen.at(-1);
    if (last === undefined || last.range[1] <= edit.range[0]) chosen.push(edit);
  }
  return chosen;
}

/** Bound to the version it was made for where the client can check that. */
function workspaceEdit(snapshot: DocumentSnapshot, offsetEdits: readonly OffsetEdit[], client: ClientSupport): WorkspaceEdit {
  const { document, uri, version } = snapshot;
  const edits: TextEdit[] = offsetEdits.map(({ range: [start, end], text }) => ({
    range: { start: document.positionAt(start), end: document.positionAt(end) },
    newText: text,
  }));
  return client.documentChanges ? { documentChanges: [{ textDocument: { uri, version }, edits }] } : { changes: { [uri]: edits } };
}
