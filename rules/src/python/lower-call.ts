/** Calls and their arguments. */
import type { Argument, Temp } from '../flow/graph.ts';
import type { Call } from './ast.ts';
import { lowerExpression, lowerIterated } from './lower-expression.ts';
import { read } from './lowering.ts';
import type { Lowering } from './lowering.ts';
import { dottedPath } from './type-note.ts';

export interface LoweredCall {
  readonly to: Temp;
  /** Temps of the positional arguments, in order. */
  readonly args: readonly Temp[];
}

/** A call whose callee is evaluated; `receiver` is the temp before the dot. */
export function lowerCallee(l: Lowering, node: Call, callee: Temp, receiver: Temp | undefined): LoweredCall {
  const positional = node.args.map((argument): Argument => {
    if (argument.type !== 'Starred') return { temp: lowerExpression(l, argument), name: undefined, spread: 'none', site: argument };
    return { temp: lowerIterated(l, argument.value), name: undefined, spread: 'items', site: argument };
  });
  const named = node.keywords.map((keyword): Argument => {
    if (keyword.arg !== null) return { temp: lowerExpression(l, keyword.value), name: keyword.arg, spread: 'none', site: keyword.value };
    return { temp: lowerIterated(l, keyword.value), name: undefined, spread: 'keywords', site: keyword.value };
  });
  const args = positional.map((argument) => argument.temp);
  const member = node.func.type === 'Name' && node.func.id === 'getattr' ? node.args[1] : undefined;
  if (member?.type === 'Constant' && member.value.kind === 'str') l.builder.mention(member.value.text);
  const to = l.builder.temp();
  const cast = isCast(node) ? args[1] : undefined;
  if (cast !== undefined) l.builder.emit({ kind: 'claim', to, of: cast, form: 'cast', site: node });
  else l.builder.emit({ kind: 'call', to, callee, receiver, isNew: false, arguments: [...positional, ...named], site: node });
  return { to: lowerSuper(l, node, args, to) ?? to, args };
}

/** `super()`, `super(Class, self)`: a method's first parameter, as its bases see it. */
function lowerSuper(l: Lowering, node: Call, args: readonly Temp[], otherwise: Temp): Temp | undefined {
  if (node.func.type !== 'Name' || node.func.id !== 'super' || !l.names.isFree('super')) return undefined;
  const receiver = l.builder.firstParameter;
  const of = node.args.length === 0 && receiver !== undefined ? read(l, receiver, node) : args[1];
  if (of === undefined) return undefined;
  const to = l.builder.temp();
  l.builder.emit({ kind: 'inherited', to, of, otherwise, site: node });
  return to;
}

/** `typing.cast(T, x)`: a claim that checks nothing (https://docs.python.org/3/library/typing.html#typing.cast). */
function isCast(node: Call): boolean {
  return node.args.length === 2 && node.keywords.length === 0 && dottedPath(node.func)?.at(-1) === 'cast';
}
