/** What makes a finding the same one after an edit elsewhere: no line numbers, but the code it is about and where that stands. */
import type { Finding } from './finding.ts';

export interface FindingIdentity {
  readonly rule: string;
  /** The first lines of the classes and functions around it, outermost first. */
  readonly inside: string;
  /** The code that is marked, white space made equal. */
  readonly code: string;
}

export function identityOf({ rule, message, identity }: Finding, text: string): FindingIdentity {
  if (identity !== undefined) return identity;
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|[\r\n]/);
  const last = message.endLine ?? message.line;
  const marked = lines.slice(message.line - 1, last);
  marked.push((marked.pop() ?? '').slice(0, message.endColumn === undefined ? undefined : message.endColumn - 1));
  marked[0] = (marked[0] ?? '').slice(message.column - 1);
  return { rule, inside: headersAbove(lines, message.line - 1).join(' > '), code: evened(marked.join(' ')) };
}

/** Lines of statements that only steer: code that gets wrapped into one stays the same. */
const steering = /^(?:[})\]]|(?:if|elif|else|for|while|do|switch|case|match|try|except|catch|finally|with|return|await|async (?:for|with))\b)/;
const comment = /^(?:#|\/[/*]|\*)/;

/** Of the lines above, each that is indented less than all below it. */
function headersAbove(lines: readonly string[], start: number): string[] {
  const headers: string[] = [];
  let indent = indentOf(lines[start] ?? '');
  for (let index = start - 1; index >= 0 && indent > 0; index -= 1) {
    const line = lines[index] ?? '';
    const words = line.trim();
    if (words === '' || comment.test(words) || indentOf(line) >= indent) continue;
    indent = indentOf(line);
    if (!steering.test(words)) headers.unshift(evened(words));
  }
  return headers;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

function evened(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ');
}
