/**
 * Finds a line that keeps a text from parsing and hides it behind a harmless statement of the same length.
 * It knows lines, quotes, brackets and keywords, no syntax tree.
 */

/** `[start, end)` of the line with `offset`, without its line break. */
export function lineAround(text: string, offset: number): readonly [number, number] {
  let start = offset;
  while (start > 0 && !isBreak(text.charCodeAt(start - 1))) start--;
  let end = offset;
  while (end < text.length && !isBreak(text.charCodeAt(end))) end++;
  return [start, end];
}

function isBreak(code: number): boolean {
  return code === 10 || code === 13;
}

/**
 * Texts of the same length with the code of line `[start, end)` replaced, most likely repair first.
 * Indentation stays, so does a comment at the end of the line.
 */
export function hideLine(text: string, start: number, end: number): string[] {
  const line = text.slice(start, end);
  const codeStart = line.length - line.trimStart().length;
  const code = line.slice(codeStart, commentStart(line)).trimEnd();
  if (code === '') return [];
  const before = text.slice(0, start + codeStart);
  const after = text.slice(start + codeStart + code.length);
  return substitutes(code, opensBlock(text, end, codeStart))
    .filter((substitute) => substitute.length <= code.length && substitute !== code)
    .map((substitute) => before + substitute.padEnd(code.length) + after);
}

/** Statements that can stand for `code`; a line with an indented block below must open one. */
function substitutes(code: string, opens: boolean): string[] {
  if (!opens) return ['pass', '0', ''];
  const definition = /^(?:async\s+)?(?:def|class)\s+\w+/.exec(code)?.[0];
  if (definition === undefined) return ['if 0:', ''];
  return [definition.includes('class') ? `${definition}:` : `${definition}():`, 'if 0:', ''];
}

/** Whether the next line with code is indented deeper than `indent`. */
function opensBlock(text: string, lineEnd: number, indent: number): boolean {
  const next = /(?:\r\n|\r|\n)([ \t]*)(?![ \t\r\n#])/g;
  next.lastIndex = lineEnd;
  return (next.exec(text)?.[1]?.length ?? 0) > indent;
}

/** Where a comment starts in `line`, or its length. A `#` after an odd number of quotes may belong to a string. */
function commentStart(line: string): number {
  for (let at = line.indexOf('#'); at >= 0; at = line.indexOf('#', at + 1)) {
    const before = line.slice(0, at);
    if (count(before, '"') % 2 === 0 && count(before, "'") % 2 === 0) return at;
  }
  return line.length;
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}

/** Strings (closed or not), comments, line breaks, brackets and words; all else is skipped a character at a time. */
const TOKEN =
  /(?<comment>#[^\r\n]*)|(?<triple>"""|''')|(?<string>"(?:[^"\\\r\n]|\\(?:\r\n|[^]))*"?|'(?:[^'\\\r\n]|\\(?:\r\n|[^]))*'?)|(?<newline>\r\n|\r|\n)|(?<joined>\\(?:\r\n|\r|\n))|(?<open>[([{])|(?<close>[)\]}])|(?<word>\w+)|(?<space>[ \t\f]+)|[^]/gu;

/** What cannot begin a line between brackets. */
const STATEMENT_WORDS = new Set(
  'def class return import while try with raise assert del pass break continue global nonlocal elif except finally'.split(' '),
);

/** What no line outside brackets can end with. */
const UNFINISHED = /(?:[-+/%@&|^<>=.~]|\b(?:and|or|not|in|is|if|lambda|await|as|def|class|import|from))$/;

/**
 * Offset of the first line that cannot be whole: a string that is not closed, a bracket that is still open where a statement begins,
 * or an operator at the end. `undefined` when nothing is that plain.
 */
export function unfinishedLine(text: string): number | undefined {
  const brackets: number[] = [];
  /** Where the last token before the line break ends. */
  let codeEnd = 0;
  let lineStart = 0;
  let isFirst = true;
  for (let match: RegExpExecArray | null, at = 0; at < text.length; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at;
    match = TOKEN.exec(text);
    if (match === null) break;
    const [token] = match;
    const kind = match.groups ?? {};
    if (kind['comment'] !== undefined || kind['space'] !== undefined || kind['joined'] !== undefined) continue;
    if (kind['newline'] !== undefined) {
      if (brackets.length === 0 && codeEnd > lineStart && UNFINISHED.test(text.slice(lineStart, codeEnd))) return codeEnd - 1;
      lineStart = at + token.length;
      isFirst = true;
      continue;
    }
    if (kind['triple'] !== undefined) {
      const close = closingQuotes(text, at + 3, token);
      if (close < 0) return at;
      TOKEN.lastIndex = close;
    } else if (kind['string'] !== undefined) {
      if (token.length < 2 || !token.endsWith(token.charAt(0))) return at;
    } else if (kind['open'] !== undefined) brackets.push(at);
    else if (kind['close'] !== undefined) brackets.pop();
    else if (isFirst && kind['word'] !== undefined && STATEMENT_WORDS.has(token)) {
      const open = brackets.at(-1);
      if (open !== undefined) return open;
    }
    isFirst = false;
    codeEnd = TOKEN.lastIndex;
  }
  return brackets.at(-1);
}

/** Where three closing quotes end, or -1. */
function closingQuotes(text: string, start: number, quotes: string): number {
  for (let at = start; ; ) {
    const end = text.indexOf(quotes, at);
    if (end < 0) return -1;
    let backslashes = 0;
    while (text.charCodeAt(end - 1 - backslashes) === 92) backslashes++;
    if (backslashes % 2 === 0) return end + 3;
    at = end + 1;
  }
}
