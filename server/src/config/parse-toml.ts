/** TOML with the place of each value. */
import { ParseError, parseTOML } from 'toml-eslint-parser';
import type { AST } from 'toml-eslint-parser';
import type { ConfigEntry, ConfigValue, TextRange } from './config-value.ts';
import type { Parsed } from './parsed.ts';

/** A table while it is filled: TOML spreads one over several headers and dotted keys. */
interface OpenTable {
  readonly kind: 'open';
  readonly range: TextRange;
  readonly entries: Map<string, OpenEntry>;
}

interface OpenEntry {
  readonly keyRange: TextRange;
  readonly value: OpenTable | ConfigValue;
}

export function parseToml(text: string): Parsed {
  try {
    const [{ body }] = parseTOML(text).body;
    const root: OpenTable = { kind: 'open', range: [0, 0], entries: new Map() };
    for (const part of body) {
      if (part.type === 'TOMLKeyValue') putAll(root, [part], text);
      else putAll(tableAt(root, part.key.keys), part.body, text);
    }
    return { kind: 'value', value: closed(root) };
  } catch (error) {
    if (error instanceof ParseError) return { kind: 'broken', offset: error.index, reason: error.message };
    if (error instanceof RangeError) return { kind: 'broken', offset: 0, reason: 'Too deeply nested' };
    throw error;
  }
}

function putAll(table: OpenTable, pairs: readonly AST.TOMLKeyValue[], text: string): void {
  for (const { key, value } of pairs) {
    const last = key.keys.at(-1);
    if (last === undefined) continue;
    tableAt(table, key.keys.slice(0, -1)).entries.set(nameOf(last), { keyRange: last.range, value: valueOf(value, text) });
  }
}

/** The table that dotted keys lead to, made where it is not there yet. */
function tableAt(root: OpenTable, keys: readonly Key[]): OpenTable {
  let table = root;
  for (const key of keys) {
    const known = table.entries.get(nameOf(key))?.value;
    const next: OpenTable = known?.kind === 'open' ? known : { kind: 'open', range: key.range, entries: new Map() };
    if (next !== known) table.entries.set(nameOf(key), { keyRange: key.range, value: next });
    table = next;
  }
  return table;
}

type Key = AST.TOMLBare | AST.TOMLQuoted;

function nameOf(key: Key): string {
  return key.type === 'TOMLBare' ? key.name : key.value;
}

function valueOf(node: AST.TOMLContentNode, text: string): OpenTable | ConfigValue {
  const { range } = node;
  switch (node.type) {
    case 'TOMLArray':
      return { kind: 'list', items: node.elements.map((element) => closed(valueOf(element, text))), range };
    case 'TOMLInlineTable': {
      const table: OpenTable = { kind: 'open', range, entries: new Map() };
      putAll(table, node.body, text);
      return table;
    }
    case 'TOMLValue':
      if (node.kind === 'string') return { kind: 'text', value: node.value, range };
      if (node.kind === 'boolean') return { kind: 'flag', value: node.value, range };
      return { kind: 'other', written: text.slice(...range), range };
  }
}

function closed(value: OpenTable | ConfigValue): ConfigValue {
  if (value.kind !== 'open') return value;
  const entries = [...value.entries].map(([key, { keyRange, value: part }]): ConfigEntry => ({ key, keyRange, value: closed(part) }));
  return { kind: 'table', entries, range: value.range };
}
