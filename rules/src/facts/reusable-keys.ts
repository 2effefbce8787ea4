/** Keys that may come again while the object that they once stood for has not been found gone. */
import { contains } from '../flow/contains.ts';
import type { FlowGraph, Op, OpOf, Site, Temp, Variable } from '../flow/graph.ts';
import type { LanguageModel } from '../flow/language-model.ts';
import { lastName } from '../flow/last-name.ts';
import { onceFor } from '../flow/once-for.ts';
import type { Origin } from '../flow/origin.ts';
import type { Shape } from '../flow/shape.ts';
import { opsOf } from './aliases.ts';
import type { HandedIn } from './cleanups.ts';
import type { FrontEnd } from './front-end.ts';
import { isReceiver } from './lasting-home.ts';
import type { Program } from './program.ts';
import { soleMaker } from './qualified-name.ts';
import { returnsOnly } from './returns-only.ts';
import type { Scope } from './scopes.ts';
import { tempsOf } from './temps.ts';

export type Key = Pick<HandedIn, 'origin' | 'isOfTarget' | 'scope'>;

/** The caller chooses the key, or it is a text put together of what callers choose: it may come again. An identity that was made for the object does not. */
export function isReusable({ model }: FrontEnd, program: Program, { origin, isOfTarget, scope }: Key): boolean {
  switch (origin.kind) {
    case 'made':
      return (isTextShape(model, origin.shape) || givesText(model, program, scope, origin.op)) && isChosen(program, scope, origin.op);
    case 'variable':
      return origin.variable.kind === 'parameter';
    case 'member':
      return isOfTarget && isOwnName(program, origin);
    default:
      return false;
  }
}

function isTextShape({ textType }: LanguageModel, shape: Shape): boolean {
  return shape.kind === 'typed' && shape.type === textType;
}

/** `names.join()`, a method that gives a text, whatever it is of; a function of the file that returns one. */
function givesText(model: LanguageModel, program: Program, scope: Scope, op: Op): boolean {
  if (op.kind !== 'call') return false;
  const method = tempsOf(scope.graph).maker(op.callee);
  if (method?.kind === 'member') return textMethods(model).has(method.name);
  const callee = calledIn(program, scope, op);
  if (callee?.kind !== 'function') return false;
  return returnsOnly(callee.graph, (made) => made.kind === 'typed' && made.type === model.textType);
}

const textMethods = onceFor(({ methodTypes, textType }: LanguageModel) => new Set([...methodTypes].flatMap(([method, type]) => (type === textType ? [lastName(method)] : []))));

function isChosen(program: Program, scope: Scope, op: Op): boolean {
  if (op.kind === 'typed') return textIn(program, scope, op.site, new Set()) !== 'unique';
  return op.kind === 'call' && textIn(program, scope, op.site, new Set()) === 'given';
}

/**
 * - `given`: of what a caller has chosen
 * - `unique`: of something that is another one each time
 */
type Text = 'given' | 'unique' | 'neither';

/** Of everything that is evaluated for it. */
function textIn(program: Program, scope: Scope, site: Site, seen: Set<Variable>): Text {
  const { graph } = scope;
  let text: Text = 'neither';
  for (const op of opsOf(graph)) {
    if (!('site' in op) || !contains(site, op.site)) continue;
    const part = textOf(program, scope, op, seen);
    if (part === 'unique') return part;
    if (part === 'given') text = part;
  }
  return text;
}

function textOf(program: Program, scope: Scope, op: Op, seen: Set<Variable>): Text {
  switch (op.kind) {
    // `last++`
    case 'write':
    case 'set-member':
    case 'set-index':
      return 'unique';
    case 'member':
      return UNIQUE.test(op.name) || isCounted(program, op.name) ? 'unique' : 'neither';
    case 'read':
      return textOfVariable(program, scope, op.from, seen);
    case 'call':
      return isDeterminate(program, scope, op) ? 'neither' : 'unique';
    case 'closure':
      return changesNothing(op.closure.graph) ? 'neither' : 'unique';
    default:
      return 'neither';
  }
}

function textOfVariable(program: Program, scope: Scope, variable: Variable, seen: Set<Variable>): Text {
  if (UNIQUE.test(variable.name)) return 'unique';
  if (variable.kind === 'parameter') return 'given';
  const own = program.tree.resolve(scope, variable);
  if (own === undefined || seen.has(own.variable)) return 'neither';
  seen.add(own.variable);
  if (own.scope !== scope) return program.tree.isConstant(own.scope, own.variable) ? 'neither' : 'unique';
  const writes = tempsOf(scope.graph).writesOf(variable).map(({ from }) => textFrom(program, scope, from, seen));
  return writes.find((text) => text === 'unique') ?? writes.find((text) => text === 'given') ?? 'neither';
}

function textFrom(program: Program, scope: Scope, from: Temp, seen: Set<Variable>): Text {
  const maker = tempsOf(scope.graph).maker(from);
  return maker === undefined || !('site' in maker) ? 'neither' : textIn(program, scope, maker.site, seen);
}

/** A number that somebody counts up. */
function isCounted(program: Program, member: string): boolean {
  return program.tree.writersOf(member).some(({ graph }) => {
    const temps = tempsOf(graph);
    return [...opsOf(graph)].some((op) => op.kind === 'set-member' && op.name === member && temps.maker(op.from)?.kind === 'typed');
  });
}

/** It gives the same for the same: a method of a value, a function of the file that changes nothing. */
function isDeterminate(program: Program, scope: Scope, op: OpOf<'call'>): boolean {
  const callee = calledIn(program, scope, op);
  switch (callee?.kind) {
    case 'named':
      return !MAKES_UNIQUE.test(callee.name);
    case 'function':
      return !MAKES_UNIQUE.test(callee.graph.name) && changesNothing(callee.graph);
    case undefined:
      return false;
  }
}

/** A function of the file, or a method or a global by its name. */
type Callee = { readonly kind: 'named'; readonly name: string } | { readonly kind: 'function'; readonly graph: FlowGraph };

function calledIn(program: Program, scope: Scope, { callee }: OpOf<'call'>): Callee | undefined {
  const op = tempsOf(scope.graph).maker(callee);
  if (op?.kind === 'member') return { kind: 'named', name: op.name };
  if (op?.kind !== 'read') return undefined;
  const own = program.tree.resolve(scope, op.from);
  if (own === undefined) return { kind: 'named', name: op.from.name };
  const made = soleMaker(own);
  return made?.kind === 'closure' ? { kind: 'function', graph: made.closure.graph } : undefined;
}

function changesNothing(graph: FlowGraph): boolean {
  if (graph.writesFree.size > 0 || graph.writesMembers.size > 0) return false;
  const temps = tempsOf(graph);
  const called = [...opsOf(graph)].flatMap((op) => (op.kind === 'call' ? [temps.maker(op.callee)] : []));
  const names = called.flatMap((op) => (op?.kind === 'member' ? [op.name] : op?.kind === 'read' ? [op.from.name] : []));
  return !names.some((name) => MAKES_UNIQUE.test(name)) && graph.closures.every((closure) => changesNothing(closure.graph));
}

/** `row.id`, the name that an object was given elsewhere, or by a caller: the next object of that name is another one. */
function isOwnName(program: Program, { of, name }: Extract<Origin, { kind: 'member' }>): boolean {
  if (of.kind !== 'variable' || UNIQUE.test(name)) return false;
  const writers = program.tree.writersOf(name);
  return writers.length === 0 ? !program.scopes.some((one) => isReceiver(one, of.variable)) : writers.every(({ graph }) => isGivenByCaller(graph, name));
}

function isGivenByCaller(graph: FlowGraph, member: string): boolean {
  const temps = tempsOf(graph);
  return [...opsOf(graph)].every((op) => {
    const from = op.kind === 'set-member' && op.name === member ? temps.maker(op.from) : undefined;
    return op.kind !== 'set-member' || op.name !== member || (from?.kind === 'read' && from.from.kind === 'parameter');
  });
}

/** Names of what no two objects have. */
const UNIQUE = /(?:address|guid|handle|hash|pointer|ptr|symbol|uuid|uid)$/i;

/** Names of functions that give something else each time, or for each object. */
const MAKES_UNIQUE = /counter|guid|^id$|monotonic|nanoid|^next|^now$|random|serial|^time$|token_|ulid|unique|uuid/i;
