/** Methods that say how the objects of a class are pickled and copied. */
import type { HookRequest, Offer, TextEdit } from '../facts/edits.ts';
import { strongName } from '../facts/strong-name.ts';
import type { Call, ClassDef, Expression } from './ast.ts';
import { isSlots } from './edit-cache.ts';
import { imported } from './edit-import.ts';
import { endsItsLine, inOrder, isNode, lineEnd, nodesIn, placeBefore, textOf } from './edit-text.ts';
import type { Source } from './edit-text.ts';

/** Below the last statement of the class: `__getstate__` leaves the handles out, `__deepcopy__` makes them anew. */
export function hooked(source: Source, { definition, as, members }: HookRequest): Offer<'hook'>[] {
  if (!isNode(definition) || definition.type !== 'ClassDef' || !hasDictionary(definition)) return [];
  const last = definition.body.at(-1);
  const place = last === undefined ? undefined : placeBefore(source, last);
  if (last === undefined || place === undefined || !endsItsLine(source, last)) return [];
  const handles = members.map((name) => handleOf(source, definition, name));
  const written = as === 'copy' ? deepCopy(source, handles, place.unit) : stateWithout(source, handles, place.unit);
  if (written === undefined) return [];
  const end = lineEnd(source);
  const at = endOfLine(source, last.range[1]);
  const text = written.lines.map((line) => `${end}${place.indent}${line}`).join('');
  return [{ intent: 'hook', name: written.name, edits: inOrder([...written.edits, { range: [at, at], text: `${end}${text}` }]) }];
}

/** Where its objects have none, there is no saying what they hold. */
function hasDictionary({ body, decorator_list: decorators }: ClassDef): boolean {
  return !body.some(isSlots) && decorators.every((decorator) => decorator.type !== 'Call' || decorator.keywords.every(({ arg }) => arg !== 'slots'));
}

interface Handle {
  readonly member: string;
  /** Some objects have none. */
  readonly mayBeNone: boolean;
  /** How it is made, where that is by one argument. */
  readonly ref: string | undefined;
}

interface Method {
  readonly name: string;
  readonly lines: readonly string[];
  readonly edits: readonly TextEdit[];
}

function handleOf(source: Source, definition: ClassDef, member: string): Handle {
  const values = [...nodesIn(definition)].flatMap((node): Expression[] => {
    const target = node.type === 'Assign' ? node.targets[0] : node.type === 'AnnAssign' ? node.target : undefined;
    if (target?.type !== 'Attribute' || target.attr !== member || (node.type !== 'Assign' && node.type !== 'AnnAssign') || node.value === null) return [];
    return node.value.type === 'IfExp' ? [node.value.body, node.value.orelse] : [node.value];
  });
  const made = values.filter((value) => !isNone(value));
  const functions = new Set(made.map((value) => (isPlainRef(value) ? textOf(source, value.func) : undefined)));
  return { member, mayBeNone: made.length < values.length, ref: functions.size === 1 ? [...functions][0] : undefined };
}

function isNone(value: Expression): boolean {
  return value.type === 'Constant' && value.value.kind === 'none';
}

function isPlainRef(value: Expression): value is Call {
  return value.type === 'Call' && value.args.length === 1 && value.keywords.length === 0 && lastPart(value.func) === 'ref';
}

function lastPart(func: Expression): string {
  return func.type === 'Attribute' ? func.attr : func.type === 'Name' ? func.id : '';
}

function stateWithout(source: Source, handles: readonly Handle[], unit: string): Method {
  const quote = source.quote();
  const removed = handles.map(({ member, mayBeNone }) => (mayBeNone ? `${unit}state[${quote}${member}${quote}] = None` : `${unit}del state[${quote}${member}${quote}]`));
  return { name: '__getstate__', lines: ['def __getstate__(self):', `${unit}state = self.__dict__.copy()`, ...removed, `${unit}return state`], edits: [] };
}

function deepCopy(source: Source, handles: readonly Handle[], unit: string): Method | undefined {
  const copy = imported(source, 'copy', 'deepcopy');
  const names = new Set(['self', 'memo', 'cls', 'copied', 'name', 'value']);
  const pointed = handles.flatMap(({ member, mayBeNone, ref }) => {
    if (ref === undefined) return [];
    const target = strongName(`self.${member}`, names);
    names.add(target);
    return [
      `${unit}${target} = ${mayBeNone ? `None if self.${member} is None else ` : ''}self.${member}()`,
      `${unit}if ${target} is not None:`,
      `${unit}${unit}copied.${member} = ${ref}(memo.get(id(${target}), ${target}))`,
    ];
  });
  if (copy === undefined || handles.some(({ ref }) => ref === undefined)) return undefined;
  const lines = [
    'def __deepcopy__(self, memo):',
    `${unit}cls = type(self)`,
    `${unit}copied = memo[id(self)] = cls.__new__(cls)`,
    `${unit}for name, value in self.__dict__.items():`,
    `${unit}${unit}setattr(copied, name, ${copy.name}(value, memo))`,
    ...pointed,
    `${unit}return copied`,
  ];
  return { name: '__deepcopy__', lines, edits: copy.edits };
}

function endOfLine({ text }: Source, offset: number): number {
  return offset + (/^[^\r\n]*/.exec(text.slice(offset))?.[0].length ?? 0);
}
