/** Findings of the text before an edit, moved to where they stand after it. */
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Finding } from './finding.ts';
import { withoutEdits } from './typing.ts';

/** UTF-16 offsets into the text before the edit, and the length of what came in their place. */
export interface EditSpan {
  readonly start: number;
  readonly end: number;
  readonly length: number;
}

/** Those the edit touches are dropped; the others lose their fixes, which were made for the earlier text. */
export function findingsAfter(findings: readonly Finding[], edit: EditSpan, before: TextDocument, after: TextDocument): readonly Finding[] {
  return findings.flatMap((finding) => {
    const { message } = finding;
    const start = before.offsetAt({ line: message.line - 1, character: message.column - 1 });
    const end =
      message.endLine === undefined || message.endColumn === undefined
        ? start
        : before.offsetAt({ line: message.endLine - 1, character: message.endColumn - 1 });
    if (start < edit.end && edit.start < end) return [];
    const shift = start >= edit.end ? edit.length - (edit.end - edit.start) : 0;
    const from = after.positionAt(start + shift);
    const to = after.positionAt(end + shift);
    return [
      withoutEdits({
        ...finding,
        message: { ...message, line: from.line + 1, column: from.character + 1, endLine: to.line + 1, endColumn: to.character + 1 },
        related: [],
      }),
    ];
  });
}
