/** The smallest change that makes one text of another. */
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Range } from 'vscode-languageserver';

export function changeTo(before: TextDocument, after: string): { readonly range: Range; readonly text: string } {
  const text = before.getText();
  const shorter = Math.min(text.length, after.length);
  let start = 0;
  while (start < shorter && text[start] === after[start]) start += 1;
  let tail = 0;
  while (tail < shorter - start && text.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  return {
    range: { start: before.positionAt(start), end: before.positionAt(text.length - tail) },
    text: after.slice(start, after.length - tail),
  };
}
