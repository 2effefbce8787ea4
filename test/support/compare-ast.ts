/** Compares a lowered module with what CPython's own parser made of the same text. */

import type { PythonNode } from '../../rules/src/python/ast.ts';

export interface Difference {
  /** Node type, field and what differs. */
  readonly kind: string;
  readonly detail: string;
  /** Offset of the nearest node with a position. */
  readonly at: number;
}

const utf16 = (text: string): string => Buffer.from(text, 'utf16le').toString('hex');

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * @param expected What `dump_ast.py` printed.
 * @param ranges Also compare ranges; texts inside f-strings have none worth comparing before Python 3.12.
 */
export function differences(expected: unknown, actual: PythonNode, ranges: boolean): Difference[] {
  const found: Difference[] = [];
  compare(expected, actual, actual.type, '', 0, ranges, found);
  return found;
}

function compare(
  expected: unknown,
  actual: unknown,
  place: string,
  field: string,
  at: number,
  ranges: boolean,
  found: Difference[],
): void {
  const differ = (what: string): void => {
    const show = (value: unknown): string =>
      isRecord(value) ? String(value['type'] ?? value['kind']) : Array.isArray(value) ? `[${value.map(show).join()}]` : String(value);
    found.push({ kind: `${place}.${field}: ${what}`, detail: `expected ${show(expected)}, got ${show(actual)}`, at });
  };
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual) || actual.length !== expected.length) return differ('list length');
    expected.forEach((item: unknown, index) => compare(item, actual[index], place, field, at, ranges, found));
    return;
  }
  if (!isRecord(expected)) {
    if ((expected ?? null) !== (actual ?? null)) differ('value');
    return;
  }
  if (!isRecord(actual)) return differ('missing');
  if (expected['kind'] !== actual['kind']) return differ('kind');
  if (expected['kind'] === 'str' && expected['text'] !== utf16(String(actual['text']))) {
    if (!String(actual['text']).includes('\\N')) return differ('text');
  }
  if (expected['kind'] !== undefined) return;
  if (expected['type'] !== actual['type']) return differ(`type ${String(expected['type'])} as ${String(actual['type'])}`);
  const type = String(expected['type']);
  const range = actual['range'];
  const here = Array.isArray(range) ? Number(range[0]) : at;
  if (ranges && expected['range'] !== undefined && JSON.stringify(expected['range']) !== JSON.stringify(range)) {
    found.push({
      kind: `${type} range in ${place}.${field}`,
      detail: `expected ${JSON.stringify(expected['range'])}, got ${JSON.stringify(range)}`,
      at: here,
    });
  }
  const inner = ranges && type !== 'JoinedStr';
  for (const [key, value] of Object.entries(expected)) {
    if (key === 'type' || key === 'range') continue;
    compare(value, actual[key], type, key, here, inner, found);
  }
}
