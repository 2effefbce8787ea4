/** Edits of class statements: a place for weak handles, a hash. */
import type { LanguageVersion, Offer, TextEdit } from '../facts/edits.ts';
import type { Site } from '../flow/graph.ts';
import type { Call, ClassDef, Expression, keyword, PythonNode } from './ast.ts';
import { hasComment, isFunction, isNode, lineEnd, placeBefore, textOf } from './edit-text.ts';
import type { Source } from './edit-text.ts';

const WEAK_SLOT = '__weakref__';
const WEAK_OPTION = 'weakref_slot';

type Sequence = Extract<Expression, { type: 'Tuple' | 'List' | 'Set' }>;

/** `__slots__ = ("a",)` gets `"__weakref__"`, `@dataclass(slots=True)` gets `weakref_slot=True`. */
export function giveRoom(source: Source, definition: Site, oldest: LanguageVersion | undefined): Offer<'room'>[] {
  if (!isNode(definition) || definition.type !== 'ClassDef') return [];
  const slots = slotsOf(definition);
  const edit = slots === undefined ? weakOption(definition, oldest) : weakSlot(source, slots);
  return edit === undefined ? [] : [{ intent: 'room', name: slots === undefined ? `${WEAK_OPTION}=True` : `'${WEAK_SLOT}'`, edits: [edit] }];
}

/** Data classes do since Python 3.11: https://docs.python.org/3/library/dataclasses.html#dataclasses.dataclass */
function knowsWeakOption(oldest: LanguageVersion | undefined): boolean {
  return oldest === undefined || oldest.major > 3 || (oldest.major === 3 && oldest.minor >= 11);
}

function slotsOf({ body }: ClassDef): Expression | undefined {
  for (const statement of body) {
    const target = statement.type === 'Assign' ? statement.targets[0] : statement.type === 'AnnAssign' ? statement.target : undefined;
    if (target?.type === 'Name' && target.id === '__slots__' && (statement.type === 'Assign' || statement.type === 'AnnAssign')) return statement.value ?? undefined;
  }
  return undefined;
}

function weakSlot(source: Source, slots: Expression): TextEdit | undefined {
  const { text } = source;
  const [start, end] = slots.range;
  if (slots.type === 'Constant') return { range: slots.range, text: `(${textOf(source, slots)}, ${quoted(source, slots)})` };
  if (slots.type !== 'Tuple' && slots.type !== 'List' && slots.type !== 'Set') return undefined;
  const last = slots.elts.at(-1);
  if (last === undefined) return { range: slots.range, text: slots.type === 'List' ? `[${quoted(source)}]` : `(${quoted(source)},)` };
  const added = quoted(source, last);
  const after = last.range[1];
  const isBracketed = /[([{]/.test(text[start] ?? '');
  const rest = isBracketed ? text.slice(after, end - 1) : '';
  if (/^\s*,[^\S\r\n]*$/.test(rest)) return { range: [after, end - 1], text: `, ${added}` };
  const indent = /(?:^|[\r\n])([ \t]+)$/.exec(text.slice(0, last.range[0]))?.[1];
  const isListed = indent !== undefined && rest.includes('\n') && !hasComment(source, [after, end]);
  return { range: [after, after], text: isListed ? `,${lineEnd(source)}${indent}${added}` : `, ${added}` };
}

/** In the quotes of what stands beside it. */
function quoted(source: Source, beside?: Expression): string {
  const raw = beside?.type === 'Constant' && beside.value.kind === 'str' ? beside.value.raw : '';
  const quote = /^['"](?!['"]{2})/.exec(raw)?.[0] ?? source.quote();
  return `${quote}${WEAK_SLOT}${quote}`;
}

function weakOption(definition: ClassDef, oldest: LanguageVersion | undefined): TextEdit | undefined {
  const weak = optionIn(definition, WEAK_OPTION);
  if (weak !== undefined) return { range: weak.option.value.range, text: 'True' };
  const slots = optionIn(definition, 'slots');
  return slots === undefined || !knowsWeakOption(oldest) ? undefined : { range: [slots.option.range[1], slots.option.range[1]], text: `, ${WEAK_OPTION}=True` };
}

function optionIn({ decorator_list: decorators }: ClassDef, name: string): { readonly call: Call; readonly option: keyword } | undefined {
  for (const call of decorators) {
    const option = call.type === 'Call' ? call.keywords.find(({ arg }) => arg === name) : undefined;
    if (call.type === 'Call' && option !== undefined) return { call, option };
  }
  return undefined;
}

/** Takes out a slot that is named too often, or an option that only counts beside another. */
export function takeRoom(source: Source, place: Site, definition: Site): Offer<'remove'>[] {
  if (!isNode(place) && isNode(definition) && definition.type === 'ClassDef') {
    const found = optionIn(definition, WEAK_OPTION);
    if (found === undefined || hasComment(source, found.call.range)) return [];
    const edit = without(source, found.option, [...found.call.args, ...found.call.keywords]);
    return [{ intent: 'remove', name: textOf(source, found.option), edits: [edit] }];
  }
  const list = isNode(place) ? place.parent : undefined;
  if (!isNode(place) || list === undefined || list === null || !isSequence(list) || hasComment(source, list.range)) return [];
  const edit = list.elts.length === 1 ? { range: list.range, text: list.type === 'List' ? '[]' : '()' } : without(source, place, list.elts);
  const isPair = list.type === 'Tuple' && list.elts.length === 2;
  const other = list.elts.find((element) => element !== place);
  const edits = isPair && other !== undefined ? [{ range: list.range, text: `(${textOf(source, other)},)` }] : [edit];
  return [{ intent: 'remove', name: textOf(source, place), edits }];
}

function isSequence(node: PythonNode): node is Sequence {
  return node.type === 'Tuple' || node.type === 'List' || node.type === 'Set';
}

/** One of several, with the comma that stands before or behind it. */
function without({ text }: Source, part: PythonNode, all: readonly PythonNode[]): TextEdit {
  const at = all.indexOf(part);
  const before = all[at - 1];
  if (before !== undefined) return { range: [before.range[1], part.range[1]], text: '' };
  const next = all[at + 1];
  const end = next === undefined ? part.range[1] + (/^\s*,/.exec(text.slice(part.range[1]))?.[0].length ?? 0) : next.range[0];
  return { range: [part.range[0], end], text: '' };
}

/** Objects that are told apart by identity: `eq=False` of a dataclass, `__hash__ = object.__hash__` of others. */
export function identify(source: Source, definition: Site): Offer<'eq' | 'hash'>[] {
  if (!isNode(definition) || definition.type !== 'ClassDef') return [];
  const comparison = definition.body.filter(isFunction).find(({ name }) => name === '__eq__');
  if (comparison !== undefined) return hashByIdentity(source, comparison);
  const [decorator, ...others] = definition.decorator_list;
  if (decorator === undefined || others.length > 0) return [];
  const call = decorator.type === 'Call' ? decorator : undefined;
  if (call === undefined) return [{ intent: 'eq', name: 'eq=False', edits: [{ range: [decorator.range[1], decorator.range[1]], text: '(eq=False)' }] }];
  const compares = call.keywords.find(({ arg }) => arg === 'eq');
  if (compares !== undefined) return [{ intent: 'eq', name: 'eq=False', edits: [{ range: compares.value.range, text: 'False' }] }];
  const last = [...call.args, ...call.keywords].at(-1);
  const at = last?.range[1] ?? call.range[1] - 1;
  // `order=True` needs the comparison.
  if (call.keywords.some(({ arg }) => arg === 'order' || arg === 'cmp' || arg === null)) return [];
  return [{ intent: 'eq', name: 'eq=False', edits: [{ range: [at, at], text: last === undefined ? 'eq=False' : ', eq=False' }] }];
}

function hashByIdentity(source: Source, comparison: Extract<PythonNode, { type: 'FunctionDef' | 'AsyncFunctionDef' }>): Offer<'hash'>[] {
  const place = placeBefore(source, comparison);
  if (place === undefined) return [];
  const end = lineEnd(source);
  const text = `${place.indent}__hash__ = object.__hash__${end}${end}`;
  return [{ intent: 'hash', name: '__hash__ = object.__hash__', edits: [{ range: [place.offset, place.offset], text }] }];
}
