/** Findings as light bulbs: fixes, suggestions, the comment that silences a rule, and all safe fixes at once. */
import { CodeActionKind } from 'vscode-languageserver';
import type { CodeAction, CodeActionParams, Range, SnippetTextEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { ClientSupport } from '../client-support.ts';
import { disableFileEdit, disableLineEdit } from '../core.ts';
import type { CommentEdit, OffsetEdit } from '../disable-comment.ts';
import { remediesOf } from '../finding.ts';
import type { Finding } from '../finding.ts';
import type { DocumentSnapshot, Linted } from '../snapshot.ts';
import { rangeBetween, rangeOf, toDiagnostic, unusedDiagnostic } from './diagnostics.ts';
import { isBefore } from './hover.ts';
import { refactorings, refactorKinds } from './refactorings.ts';

export const fixAllKind = `${CodeActionKind.SourceFixAll}.weakref`;
/** In a cell, the kind for a document would change other cells too. */
export const notebookFixAllKind = `notebook.${fixAllKind}`;

/** @param sourceCode what the findings were made from */
export function codeActions(
  { snapshot, findings, unusedComments }: Linted,
  sourceCode: object | undefined,
  params: Pick<CodeActionParams, 'range' | 'context'>,
  client: ClientSupport,
): CodeAction[] {
  const { only } = params.context;
  const actions: CodeAction[] = [];
  if (isWanted(CodeActionKind.QuickFix, only)) {
    for (const finding of findings.filter((each) => touches(rangeOf(each), params.range))) {
      actions.push(...quickFixes(snapshot, sourceCode, finding, client));
    }
    for (const comment of unusedComments.filter((each) => touches(rangeBetween(snapshot, each.range), params.range))) {
      actions.push({
        title: 'Remove what this comment silences in vain',
        kind: CodeActionKind.QuickFix,
        diagnostics: [unusedDiagnostic(snapshot, comment, client)],
        isPreferred: true,
        edit: workspaceEdit(snapshot, [comment.removal], client),
      });
    }
  }
  if (isWanted(fixAllKind, only)) {
    const edits = compatible(findings.flatMap(({ message }) => (message.fix === undefined ? [] : [message.fix])));
    if (edits.length > 0) {
      actions.push({ title: 'Fix all weak-reference problems that have a safe fix', kind: fixAllKind, edit: workspaceEdit(snapshot, edits, client) });
    }
  }
  if (only === undefined ? !isEmpty(params.range) : refactorKinds.some((kind) => isWanted(kind, only))) {
    const wanted = refactorings(snapshot, sourceCode, params.range).filter(({ kind }) => isWanted(kind, only));
    actions.push(...wanted.map(({ title, kind, edits }) => ({ title, kind, edit: workspaceEdit(snapshot, edits, client) })));
  }
  return actions;
}

function isEmpty({ start, end }: Range): boolean {
  return start.line === end.line && start.character === end.character;
}

function quickFixes(snapshot: DocumentSnapshot, sourceCode: object | undefined, finding: Finding, client: ClientSupport): CodeAction[] {
  const diagnostics = [toDiagnostic(finding, snapshot.uri, client)];
  const actions = remediesOf(finding).map(({ title, edit }, index): CodeAction => ({
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics,
    ...(index === 0 ? { isPreferred: true } : {}),
    edit: workspaceEdit(snapshot, [edit], client),
  }));
  const silence = (where: string, comment: CommentEdit): CodeAction => ({
    title: `Disable ${finding.rule} for this ${where}`,
    kind: CodeActionKind.QuickFix,
    diagnostics,
    edit: workspaceEdit(snapshot, [comment], client),
  });
  // There are places where no comment can stand.
  const line = disableLineEdit(snapshot, sourceCode, finding);
  return [...actions, ...(line === undefined ? [] : [silence('line', line)]), silence('file', disableFileEdit(snapshot, finding))];
}

/** A client asks for a kind and everything below it: `source` includes `source.fixAll.weakref`. */
export function isWanted(kind: string, only: readonly string[] | undefined): boolean {
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
function workspaceEdit(snapshot: DocumentSnapshot, edits: readonly CommentEdit[], client: ClientSupport): WorkspaceEdit {
  const { uri, version } = snapshot;
  const plain = edits.map(({ range, text }): TextEdit => ({ range: rangeBetween(snapshot, range), newText: text }));
  if (!client.documentChanges) return { changes: { [uri]: plain } };
  const written = edits.map((edit, index) => (client.snippetEdits ? snippet(snapshot, edit) : undefined) ?? plain[index]).filter((edit) => edit !== undefined);
  return { documentChanges: [{ textDocument: { uri, version }, edits: written }] };
}

/** With the placeholder selected; undefined where there is none. */
function snippet(snapshot: DocumentSnapshot, { range, text, placeholder }: CommentEdit): SnippetTextEdit | undefined {
  if (placeholder === undefined) return undefined;
  const value = text.replaceAll(/[\\$}]/g, '\\$&').replace(placeholder, () => `\${0:${placeholder}}`);
  return { range: rangeBetween(snapshot, range), snippet: { kind: 'snippet', value } };
}
