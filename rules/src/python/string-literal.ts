/**
 * Reads Python string literals: prefix, quotes, and what the text between them means.
 * It knows no syntax tree.
 */

export interface LiteralShape {
  /** Lower case: `''`, `r`, `b`, `rb`, `f`, ... */
  readonly prefix: string;
  /** Offset of the content from the start of the literal. */
  readonly contentStart: number;
  readonly contentEnd: number;
}

/** The parts of one literal. A literal without closing quotes reaches to the end of `raw`. */
export function literalShape(raw: string): LiteralShape {
  const match = /^([a-zA-Z]*)("""|'''|"|')/.exec(raw);
  const prefix = (match?.[1] ?? '').toLowerCase();
  const quotes = match?.[2] ?? '';
  const contentStart = prefix.length + quotes.length;
  const closed = quotes !== '' && raw.length >= contentStart + quotes.length && raw.endsWith(quotes);
  return { prefix, contentStart, contentEnd: closed ? raw.length - quotes.length : raw.length };
}

const SIMPLE_ESCAPES: Readonly<Record<string, string>> = {
  '\n': '',
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/**
 * The run-time value of the content of a `str` literal (https://docs.python.org/3/reference/lexical_analysis.html#escape-sequences).
 * `\N{...}` stays as written: the table of names is too big to carry.
 */
export function decodeContent(content: string, raw: boolean): string {
  const text = content.includes('\r') ? content.replace(/\r\n?/g, '\n') : content;
  if (raw || !text.includes('\\')) return text;
  let result = '';
  let at = 0;
  while (at < text.length) {
    const backslash = text.indexOf('\\', at);
    if (backslash < 0) break;
    result += text.slice(at, backslash);
    const escape = readEscape(text, backslash);
    result += escape.value;
    at = escape.end;
  }
  return result + text.slice(at);
}

function readEscape(text: string, backslash: number): { value: string; end: number } {
  const next = text[backslash + 1] ?? '';
  const simple = SIMPLE_ESCAPES[next];
  if (simple !== undefined) return { value: simple, end: backslash + 2 };
  const rest = text.slice(backslash + 1, backslash + 10);
  const octal = /^[0-7]{1,3}/.exec(rest)?.[0];
  if (octal !== undefined) return { value: String.fromCharCode(parseInt(octal, 8)), end: backslash + 1 + octal.length };
  const hexadecimal = /^(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})/.exec(rest)?.[0];
  if (hexadecimal !== undefined) {
    const code = parseInt(hexadecimal.slice(1), 16);
    if (code <= 0x10ffff) return { value: String.fromCodePoint(code), end: backslash + 1 + hexadecimal.length };
  }
  return { value: '\\' + next, end: backslash + 1 + next.length };
}
