/**
 * Turns tree-sitter's `string` and `concatenated_string` into `Constant`, `JoinedStr` or `TemplateStr`.
 * It knows expressions only through the function that lowers the ones between braces.
 */

import type { Constant, Conversion, Expression, JoinedStr } from './ast.ts';
import type { ConcreteNode } from './concrete-syntax.ts';
import { decodeContent, literalShape } from './string-literal.ts';
import type { SyntaxContext } from './syntax-context.ts';

export type LowerExpression = (context: SyntaxContext, node: ConcreteNode) => Expression;

/** `"a"`, `"a" f"{b}"`, `b"c"`, t`"{d}"`: one node for all literals that stand side by side. */
export function lowerString(context: SyntaxContext, node: ConcreteNode, lower: LowerExpression): Expression {
  const literals = node.type === 'concatenated_string' ? node.children : [node];
  const prefixes = literals.map((literal) => literalShape(literal.text).prefix);
  const isTemplate = prefixes.some((prefix) => prefix.includes('t'));
  if (!isTemplate && !prefixes.some((prefix) => prefix.includes('f'))) return plainString(context, node, literals);

  const values = new InterpolatedValues(context, isTemplate, lower);
  for (const literal of literals) values.addLiteral(literal);
  return isTemplate
    ? context.place({ type: 'TemplateStr', values: values.finish() }, node.start, node.end)
    : context.place({ type: 'JoinedStr', values: values.finish() }, node.start, node.end);
}

function plainString(context: SyntaxContext, node: ConcreteNode, literals: readonly ConcreteNode[]): Constant {
  const raw = node.text;
  let text = '';
  let contentOffset: number | null = null;
  for (const literal of literals) {
    const source = literals.length === 1 ? raw : literal.text;
    const shape = literalShape(source);
    if (shape.prefix.includes('b')) {
      return context.place({ type: 'Constant', value: { kind: 'bytes', raw } }, node.start, node.end);
    }
    const content = source.slice(shape.contentStart, shape.contentEnd);
    const decoded = decodeContent(content, shape.prefix.includes('r'));
    if (literals.length === 1 && decoded === content) contentOffset = shape.contentStart;
    text += decoded;
  }
  return context.place({ type: 'Constant', value: { kind: 'str', raw, text, contentOffset } }, node.start, node.end);
}

const CONVERSIONS: Readonly<Record<string, Conversion>> = { '!a': 97, '!r': 114, '!s': 115 };

/** Collects the values of an interpolated string; texts that meet become one `Constant`. */
class InterpolatedValues {
  readonly #context: SyntaxContext;
  readonly #isTemplate: boolean;
  readonly #lower: LowerExpression;
  readonly #values: Expression[] = [];
  #text = '';
  #textStart = -1;
  #textEnd = -1;

  constructor(context: SyntaxContext, isTemplate: boolean, lower: LowerExpression) {
    this.#context = context;
    this.#isTemplate = isTemplate;
    this.#lower = lower;
  }

  addLiteral(literal: ConcreteNode): void {
    const shape = literalShape(literal.text);
    const raw = shape.prefix.includes('r');
    const end = literal.start + shape.contentEnd;
    if (!/[ft]/.test(shape.prefix)) {
      const start = literal.start + shape.contentStart;
      this.#addText(decodeContent(this.#context.text.slice(start, end), raw), literal.start, literal.end);
      return;
    }
    this.#addContent(literal, 'interpolation', literal.start + shape.contentStart, end, (text) =>
      decodeContent(text.replace(/\{\{|\}\}/g, (braces) => braces.charAt(0)), raw),
    );
  }

  /** `:>{width}` in `{value:>{width}}`. */
  addFormat(format: ConcreteNode): void {
    this.#addContent(format, 'format_expression', format.start + 1, format.end, (text) => decodeContent(text, false));
  }

  finish(): Expression[] {
    this.#flush();
    return this.#values;
  }

  #addContent(node: ConcreteNode, type: string, start: number, end: number, decode: (text: string) => string): void {
    let at = start;
    const source = this.#context.text;
    for (const child of node.parts) {
      if (child.type === type) {
        if (child.start > at) this.#addText(decode(source.slice(at, child.start)), at, child.start);
        this.#addInterpolation(child);
        at = child.end;
      } else if (child.type === 'ERROR') {
        this.#flush();
        this.#values.push(this.#context.broken(child.start, child.end));
        at = Math.max(at, child.end);
      }
    }
    if (end > at) this.#addText(decode(source.slice(at, end)), at, end);
  }

  #addText(text: string, start: number, end: number): void {
    if (text === '') return;
    if (this.#textStart < 0) this.#textStart = start;
    this.#textEnd = end;
    this.#text += text;
  }

  #flush(): void {
    if (this.#textStart < 0) return;
    const raw = this.#context.text.slice(this.#textStart, this.#textEnd);
    const contentOffset = raw === this.#text ? 0 : null;
    this.#values.push(
      this.#context.place(
        { type: 'Constant', value: { kind: 'str', raw, text: this.#text, contentOffset } },
        this.#textStart,
        this.#textEnd,
      ),
    );
    this.#text = '';
    this.#textStart = -1;
  }

  /** `{value=!r:spec}` */
  #addInterpolation(node: ConcreteNode): void {
    const context = this.#context;
    const equals = node.child('=');
    const conversion = node.child('type_conversion');
    const format = node.child('format_specifier');
    let expression = node.children[1];
    // `{x:=10}` formats `x` with `=10`; a walrus needs parentheses here.
    const walrus = expression?.type === 'named_expression' ? expression : undefined;
    if (walrus) expression = walrus.children[0];
    if (equals) {
      const closing = conversion ?? format;
      const end = closing ? closing.start : context.text.endsWith('}', node.end) ? node.end - 1 : node.end;
      this.#addText(context.text.slice(node.start + 1, end), node.start + 1, end);
    }
    this.#flush();
    const value =
      expression && expression !== equals && expression.type !== '}'
        ? this.#lower(context, expression)
        : context.broken(node.start, node.end);
    const whole = node.errors.length > 0 ? context.broken(value.range[0], value.range[1], [value]) : value;
    const format_spec = format ? this.#formatSpec(format) : walrus ? this.#walrusSpec(walrus, node) : null;
    const code = conversion ? (CONVERSIONS[conversion.text] ?? -1) : equals && !format ? 114 : -1;
    const { start, end } = node;
    this.#values.push(
      this.#isTemplate
        ? context.place(
            { type: 'Interpolation', value: whole, str: expression?.text ?? '', conversion: code, format_spec },
            start,
            end,
          )
        : context.place({ type: 'FormattedValue', value: whole, conversion: code, format_spec }, start, end),
    );
  }

  #walrusSpec(walrus: ConcreteNode, interpolation: ConcreteNode): JoinedStr {
    const context = this.#context;
    const colon = walrus.children[1]?.start ?? walrus.end;
    const end = interpolation.child('}')?.start ?? interpolation.end;
    const raw = context.text.slice(colon + 1, end);
    const text = context.place({ type: 'Constant', value: { kind: 'str', raw, text: raw, contentOffset: 0 } }, colon + 1, end);
    return context.place({ type: 'JoinedStr', values: [text] }, colon, end);
  }

  #formatSpec(format: ConcreteNode): JoinedStr {
    const values = new InterpolatedValues(this.#context, false, this.#lower);
    values.addFormat(format);
    return this.#context.place({ type: 'JoinedStr', values: values.finish() }, format.start, format.end);
  }
}
