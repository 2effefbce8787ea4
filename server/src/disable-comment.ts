/**
 * The edit that silences one rule on one line with a comment, placed where a comment may stand: not inside a string,
 * a template or between the tags of JSX, nor after a backslash.
 */
import type { Finding } from './finding.ts';
import { familyOf } from './languages.ts';
import type { SourceDocument } from './linting.ts';
import { nodesAcross } from './syntax-path.ts';

export interface OffsetEdit {
  /** UTF-16 offsets into the document's text. */
  readonly range: readonly [number, number];
  readonly text: string;
}

const pythonStrings = new Set(['Constant', 'JoinedStr', 'TemplateStr']);
const jsxParents = new Set(['JSXElement', 'JSXFragment', 'JSXText']);

/** Returns undefined where no comment can stand. `sourceCode` is what the findings were made from. */
export function disableEdit(document: SourceDocument, sourceCode: object | undefined, finding: Finding): OffsetEdit | undefined {
  const { text } = document;
  const rule = `weakref/${finding.rule}`;
  const start = lineStart(text, finding.message.line);
  const end = lineEnd(text, start);
  const line = text.slice(start, end);
  const previousStart = start === 0 ? undefined : text.lastIndexOf('\n', start - 2) + 1;
  const previous = previousStart === undefined ? '' : text.slice(previousStart, lineEnd(text, previousStart));

  const extended =
    extendDirective(previous, previousStart ?? 0, 'eslint-disable-next-line', rule) ?? extendDirective(line, start, 'eslint-disable-line', rule);
  if (extended !== undefined) return extended;

  const indent = /^[ \t]*/.exec(line)?.[0] ?? '';
  const newline = text.startsWith('\r\n', end) || text.slice(0, start).includes('\r\n') ? '\r\n' : '\n';
  const before = nodesAcross(sourceCode, start);
  if (familyOf(document.languageId) === 'python') {
    if (!before.some(({ type }) => pythonStrings.has(type)) && !previous.trimEnd().endsWith('\\')) {
      return insertion(start, `${indent}# eslint-disable-next-line ${rule}${newline}`);
    }
    const inString = nodesAcross(sourceCode, end).some(({ type }) => pythonStrings.has(type));
    if (inString || line.trimEnd().endsWith('\\') || line.includes('#')) return undefined;
    return insertion(end, `  # eslint-disable-line ${rule}`);
  }
  if (before.some(({ type }) => type === 'TemplateLiteral')) {
    return insertion(start + finding.message.column - 1, `/* eslint-disable-line ${rule} */ `);
  }
  if (jsxParents.has(before.at(-1)?.type ?? '')) {
    return insertion(start, `${indent}{/* eslint-disable-next-line ${rule} */}${newline}`);
  }
  return insertion(start, `${indent}// eslint-disable-next-line ${rule}${newline}`);
}

/** Adds the rule to a comment that is there already: `# eslint-disable-next-line weakref/a -- why`. */
function extendDirective(line: string, lineOffset: number, directive: string, rule: string): OffsetEdit | undefined {
  const found = new RegExp(`(?:#|//|/\\*)\\s*${directive}\\s+([\\w@/-]+(?:\\s*,\\s*[\\w@/-]+)*)`).exec(line);
  return found === null ? undefined : insertion(lineOffset + found.index + found[0].length, `, ${rule}`);
}

function insertion(offset: number, text: string): OffsetEdit {
  return { range: [offset, offset], text };
}

/** Where a 1-based line begins. */
function lineStart(text: string, line: number): number {
  let offset = 0;
  for (let current = 1; current < line; current += 1) {
    const end = text.indexOf('\n', offset);
    if (end < 0) return offset;
    offset = end + 1;
  }
  return offset;
}

/** Where the line that begins at `start` ends, before its line break. */
function lineEnd(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  if (end < 0) return text.length;
  return text[end - 1] === '\r' && end > start ? end - 1 : end;
}
