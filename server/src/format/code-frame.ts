/** The lines around a finding, with a mark under it. */
import type { Style } from './style.ts';

/** As in ESLint's messages: lines and columns 1-based, in UTF-16 units. */
interface Place {
  readonly line: number;
  readonly column: number;
  readonly endLine?: number | undefined;
  readonly endColumn?: number | undefined;
}

const widest = 160;

export function codeFrame(text: string, { line, column, endLine, endColumn }: Place, style: Style): string[] {
  const lines = text.split(/\r\n|[\r\n]/);
  const first = Math.max(1, line - 1);
  const last = Math.min(lines.length, line + 1);
  const margin = String(last).length;
  const frame: string[] = [];
  for (let current = first; current <= last; current += 1) {
    const code = lines[current - 1] ?? '';
    const gutter = `${String(current).padStart(margin)} │ `;
    frame.push(style.faint(gutter) + shown(code));
    if (current !== line) continue;
    const end = endLine === line && endColumn !== undefined ? endColumn : code.length + 1;
    const before = shown(code).slice(0, column - 1);
    const marked = shown(code).slice(column - 1, Math.max(column, end - 1));
    if (before.length === column - 1) {
      frame.push(`${style.faint(`${' '.repeat(margin)} │ `)}${blank(before)}${style.error('^'.repeat(Math.max(1, width(marked))))}`);
    }
  }
  return frame;
}

/** Control characters could be commands to the terminal; very long lines would bury the rest. */
function shown(code: string): string {
  const safe = code.replaceAll(/[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g, '\ufffd');
  return safe.length > widest ? `${safe.slice(0, widest)}…` : safe;
}

/** As wide as the text, tabs kept. */
function blank(text: string): string {
  return text.replaceAll(/[^\t]+/g, (part) => ' '.repeat(width(part)));
}

/** Columns of a terminal: East Asian wide characters and emoji take two, combining marks none. */
function width(text: string): number {
  let columns = 0;
  for (const character of text) {
    if (/\p{Mark}|\u200d|\ufe0f/u.test(character)) continue;
    columns += /\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u.test(character) ? 2 : 1;
  }
  return columns;
}
