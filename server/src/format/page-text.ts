/** A page of the documentation for a terminal: Markdown without its marks, in lines that fit. */
import { lexer } from 'marked';
import type { MarkedToken, Token, Tokens } from 'marked';
import type { Style } from './style.ts';
import { wrap } from './wrap.ts';

export function pageText(markdown: string, style: Style): string {
  return blocks(lexer(markdown), style).join('\n\n');
}

function blocks(tokens: readonly Token[], style: Style): string[] {
  return tokens.flatMap((token) => (isPlain(token) ? block(token, style) : []));
}

/** marked's token type is open for extensions; none are installed here. */
function isPlain(token: Token): token is MarkedToken {
  return token.type !== 'generic';
}

function block(token: MarkedToken, style: Style): string[] {
  switch (token.type) {
    case 'heading':
      return [style.strong(inline(token.tokens))];
    case 'paragraph':
      return [wrap(inline(token.tokens), style.width).join('\n')];
    case 'code':
      return [indented(token.text, '    ')];
    case 'blockquote':
      return [indented(blocks(token.tokens, { ...style, width: style.width - 2 }).join('\n\n'), `${style.faint('│')} `)];
    case 'list':
      return [token.items.map((item) => `- ${wrap(inline(item.tokens), style.width - 2).join('\n  ')}`).join('\n')];
    case 'table':
      return [table(token, style)];
    case 'space':
    case 'html':
      return [];
    default:
      return [token.raw.trim()];
  }
}

/** A terminal is too narrow for wide tables, so each row is a list: its first cell, and below it the others with their headings. */
function table({ header, rows }: Tokens.Table, { width }: Style): string {
  const hung = (text: string): string => wrap(text, width - 2).join('\n  ');
  const items = rows.map((row) => row.map((cell, column) => (column === 0 ? `- ${hung(inline(cell.tokens))}` : `  ${hung(`${inline(header[column]?.tokens ?? [])}: ${inline(cell.tokens)}`)}`)));
  return items.map((lines) => lines.join('\n')).join('\n');
}

function inline(tokens: readonly Token[]): string {
  return tokens.map(words).join('');
}

/** Of a link to a page that is not on the web, its text alone. */
function words(token: Token): string {
  if (!isPlain(token)) return token.raw;
  switch (token.type) {
    case 'link': {
      const text = inline(token.tokens);
      return /^https?:/.test(token.href) && token.href !== text ? `${text} (${token.href})` : text;
    }
    case 'strong':
    case 'em':
    case 'paragraph':
      return inline(token.tokens);
    case 'text':
      return token.tokens === undefined ? token.text : inline(token.tokens);
    case 'escape':
      return token.text;
    default:
      return token.raw;
  }
}

function indented(text: string, by: string): string {
  return text
    .split('\n')
    .map((line) => (by + line).trimEnd())
    .join('\n');
}
