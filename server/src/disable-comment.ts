/**
 * The edits that silence one rule with a comment, on one line or in the whole file, placed where a comment may stand: not inside a
 * string, a template or between the tags of JSX, nor after a backslash.
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

export interface CommentEdit extends OffsetEdit {
  /** Stands in the text once, for the user to write something better; undefined where the comment was there already. */
  readonly placeholder?: string;
}

const placeholder = 'reason';
const why = `-- ${placeholder}`;

const pythonStrings = new Set(['Constant', 'JoinedStr', 'TemplateStr']);
const jsxParents = new Set(['JSXElement', 'JSXFragment', 'JSXText']);

/** For the finding's line; undefined where no comment can stand. `sourceCode` is what the findings were made from. */
export function disableLineEdit(document: SourceDocument, sourceCode: object | undefined, finding: Finding): CommentEdit | undefined {
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
      return comment(start, `${indent}# eslint-disable-next-line ${rule} ${why}${newline}`);
    }
    const inString = nodesAcross(sourceCode, end).some(({ type }) => pythonStrings.has(type));
    if (inString || line.trimEnd().endsWith('\\') || line.includes('#')) return undefined;
    return comment(end, `  # eslint-disable-line ${rule} ${why}`);
  }
  if (before.some(({ type }) => type === 'TemplateLiteral')) {
    return comment(start + finding.message.column - 1, `/* eslint-disable-line ${rule} ${why} */ `);
  }
  if (jsxParents.has(before.at(-1)?.type ?? '')) {
    return comment(start, `${indent}{/* eslint-disable-next-line ${rule} ${why} */}${newline}`);
  }
  return comment(start, `${indent}// eslint-disable-next-line ${rule} ${why}${newline}`);
}

/** For the whole file: above everything but what has to stand on the first lines. */
export function disableFileEdit({ text, languageId }: SourceDocument, { rule }: Finding): CommentEdit {
  const name = `weakref/${rule}`;
  for (const [line, offset] of leadingComments(text)) {
    const extended = extendDirective(line, offset, 'eslint-disable', name);
    if (extended !== undefined) return extended;
  }
  const directive = `eslint-disable ${name} ${why}`;
  const newline = /\r?\n/.exec(text)?.[0] ?? '\n';
  return comment(firstLines.exec(text)?.[0].length ?? 0, `${familyOf(languageId) === 'python' ? `# ${directive}` : `/* ${directive} */`}${newline}`);
}

/** `#!` and Python's `# -*- coding: utf-8 -*-`, which count on the first and the second line only. */
const firstLines = /^\uFEFF?(?:#!.*(?:\r?\n|$))?(?:#.*coding[:=].*(?:\r?\n|$))?/;

/** The lines of a text before its first line of code, with where each begins. */
function* leadingComments(text: string): Generator<readonly [line: string, offset: number]> {
  for (let start = 0; start < text.length; ) {
    const end = lineEnd(text, start);
    const line = text.slice(start, end);
    if (!/^\uFEFF?\s*(?:#|\/[/*]|\*|$)/.test(line)) return;
    yield [line, start];
    start = text.indexOf('\n', end) + 1 || text.length;
  }
}

function comment(offset: number, text: string): CommentEdit {
  return { ...insertion(offset, text), placeholder };
}

/** Adds the rule to a comment that is there already: `# eslint-disable-next-line weakref/a -- why`. */
function extendDirective(line: string, lineOffset: number, directive: string, rule: string): CommentEdit | undefined {
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
