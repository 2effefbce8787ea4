/** JSON with the place of each value. */
import { parseTree, printParseErrorCode } from 'jsonc-parser';
import type { Node, ParseError } from 'jsonc-parser';
import type { ConfigEntry, ConfigValue } from './config-value.ts';
import type { Parsed } from './parsed.ts';

export function parseJson(text: string): Parsed {
  try {
    const errors: ParseError[] = [];
    const root = parseTree(text, errors, { disallowComments: true });
    const [error] = errors;
    if (error !== undefined || root === undefined) {
      return { kind: 'broken', offset: error?.offset ?? 0, reason: `Not JSON${error === undefined ? '' : ` (${printParseErrorCode(error.error)})`}` };
    }
    return { kind: 'value', value: valueOf(root, text) };
  } catch (error) {
    if (error instanceof RangeError) return { kind: 'broken', offset: 0, reason: 'Too deeply nested' };
    throw error;
  }
}

function valueOf(node: Node, text: string): ConfigValue {
  const range = [node.offset, node.offset + node.length] as const;
  const value: unknown = node.value;
  if (typeof value === 'string') return { kind: 'text', value, range };
  if (typeof value === 'boolean') return { kind: 'flag', value, range };
  if (node.type === 'array') return { kind: 'list', items: (node.children ?? []).map((item) => valueOf(item, text)), range };
  if (node.type === 'object') return { kind: 'table', entries: (node.children ?? []).flatMap((property) => entryOf(property, text)), range };
  return { kind: 'other', written: text.slice(...range), range };
}

function entryOf({ children: [key, value] = [] }: Node, text: string): ConfigEntry[] {
  if (key === undefined || value === undefined) return [];
  return [{ key: String(key.value), keyRange: [key.offset, key.offset + key.length], value: valueOf(value, text) }];
}
