/** Methods that give back by hand what the clean-up of a registered object gives back, too. */
import { contains } from '../flow/contains.ts';
import type { FlowGraph, Op, OpOf, Site, Temp, Variable } from '../flow/graph.ts';
import type { EnrolEvent } from '../flow/lifetime-event.ts';
import { isReceiver, isSameOrigin, shapeOfOrigin } from '../flow/origin.ts';
import type { Shape } from '../flow/shape.ts';
import { aliasesOf, opsOf } from './aliases.ts';
import type { CallbackFunction } from './cleanups.ts';
import type { Program } from './program.ts';
import type { Scope } from './scopes.ts';
import { tempsOf } from './temps.ts';
import type { Temps } from './temps.ts';

/** Names of what may be done twice, and nothing comes of it: `delete`, `removeListener`. */
const UNDOES = /^[#_]*(?:cancel|clear|delete|detach|off|remove|stop|un(?!link))/i;

/** Names of functions that give something back, and should not twice: `close`, `__wbg_image_free`. */
const RELEASES = /(?:^|_)(?:abort|close|dealloc|deallocate|destroy|dispose|disconnect|drop|finalize|free|kill|release|shutdown|terminate|unlink|unmap|unref)/i;

interface Method {
  readonly name: string;
  readonly site: Site;
  readonly graph: FlowGraph;
}

/** A method of the target that gives back what the clean-up gives back, too. */
export function releaseByHand(program: Program, scope: Scope, event: EnrolEvent, { scope: { graph: cleanup }, parameters }: CallbackFunction): Method | undefined {
  const released = releasesIn(cleanup);
  const asked = membersReadIn(cleanup);
  const handled = actionsIn(cleanup, parameters, memberWithHeld(scope, event));
  return methodsOf(program, event).find(({ name, graph }) => {
    // A flag that the clean-up looks at tells it that there is nothing left to do.
    if ([...graph.writesMembers].some((member) => asked.has(member))) return false;
    if ([...releasesIn(graph)].some((one) => released.has(one))) return true;
    const receiver = graph.receiver === undefined ? [] : [graph.receiver];
    return RELEASES.test(name) && [...actionsIn(graph, receiver, undefined)].some((action) => handled.has(action));
  });
}

/** The member of the target that has what is handed to the clean-up: `this.release = free`. What keeps book itself may be called twice. */
function memberWithHeld({ graph }: Scope, { held, target }: EnrolEvent): string | undefined {
  const origin = held?.origin;
  if (target.kind !== 'variable' || origin === undefined || keepsBook(shapeOfOrigin(origin))) return undefined;
  if (origin.kind === 'member') return isSameOrigin(origin.of, target) ? origin.name : undefined;
  const seed = origin.kind === 'variable' ? { variable: origin.variable } : origin.kind === 'made' && 'to' in origin.op ? { temp: origin.op.to } : undefined;
  if (seed === undefined) return undefined;
  const temps = tempsOf(graph);
  const aliases = aliasesOf(graph, seed);
  if ([...aliases.variables].some((variable) => temps.writesOf(variable).length > (variable.kind === 'local' ? 1 : 0))) return undefined;
  const isKept = (op: Op): op is OpOf<'set-member'> => op.kind === 'set-member' && aliases.temps.has(op.from) && temps.variable(op.of) === target.variable;
  return [...opsOf(graph)].find(isKept)?.name;
}

function keepsBook(shape: Shape): boolean {
  return shape.kind === 'closure' && [...opsOf(shape.closure.graph)].some((op) => op.kind === 'set-member' || (op.kind === 'write' && op.variable.kind === 'free'));
}

function methodsOf(program: Program, { target }: EnrolEvent): readonly Method[] {
  const isObject = (target.kind === 'variable' && isReceiver(target)) || (target.kind === 'made' && target.op.kind === 'call' && target.op.isNew);
  if (isObject && target.shape.kind === 'object') {
    const source = program.classes.get(target.shape.class)?.source;
    return (source?.methods ?? [])
      .filter(({ binding, form, name }) => binding === 'instance' && form === 'method' && name !== '<fields>')
      .map(({ name, site, closure }) => ({ name, site, graph: closure.graph }));
  }
  if (target.kind !== 'made' || target.op.kind !== 'display') return [];
  const { site } = target.op;
  return target.op.parts.flatMap(({ name }) => name ?? []).flatMap((name) => {
    const closure = program.scopes.flatMap(({ graph }) => graph.closures).find((one) => one.graph.name === name && contains(site, one.graph.site));
    return closure === undefined ? [] : [{ name, site: closure.graph.site, graph: closure.graph }];
  });
}

/** By name what a function calls that gives something back. */
function releasesIn(graph: FlowGraph): ReadonlySet<string> {
  const names = new Map<Temp, string>();
  const released = new Set<string>();
  for (const op of opsOf(graph)) {
    if (op.kind === 'member') names.set(op.to, op.name);
    else if (op.kind === 'read') names.set(op.to, op.from.name);
    const name = op.kind === 'call' ? names.get(op.callee) : undefined;
    if (name !== undefined && RELEASES.test(name)) released.add(name);
  }
  return released;
}

function membersReadIn(graph: FlowGraph): ReadonlySet<string> {
  return new Set([...opsOf(graph)].flatMap((op) => (op.kind === 'member' ? [op.name] : [])));
}

/**
 * What a function does with what it is given, and with what: `wire.send({ kill: id })` of a clean-up, `this.wire.send({ kill: this.id })`
 * of a method.
 * @param name what the given is called
 */
function actionsIn(graph: FlowGraph, given: readonly Variable[], name: string | undefined): ReadonlySet<string> {
  const words = new Words(tempsOf(graph), given, name);
  return new Set([...opsOf(graph)].flatMap((op) => (op.kind === 'call' && words.isOfGiven(op.callee) ? (words.ofCall(op) ?? []) : [])));
}

/** Values by the names that lead to them. */
class Words {
  readonly #temps: Temps;
  readonly #given: readonly Variable[];
  readonly #name: string | undefined;

  constructor(temps: Temps, given: readonly Variable[], name: string | undefined) {
    this.#temps = temps;
    this.#given = given;
    this.#name = name;
  }

  /** It is a function that is given, or a method of what comes out of that, which it matters to call twice. */
  isOfGiven(callee: Temp): boolean {
    const op = this.#origin(callee);
    if (op?.kind === 'member') return this.#isGiven(op.of) && !UNDOES.test(op.name);
    return this.#name !== undefined && RELEASES.test(this.#name) && this.#isGiven(callee);
  }

  ofCall({ callee, arguments: passed }: OpOf<'call'>): string | undefined {
    const words = [callee, ...passed.map(({ temp }) => temp)].map((temp) => this.#of(temp));
    return words.includes(undefined) ? undefined : words.join(' ');
  }

  #isGiven(temp: Temp): boolean {
    const op = this.#origin(temp);
    return op?.kind === 'member' ? this.#isGiven(op.of) : op?.kind === 'read' && this.#given.includes(op.from);
  }

  #of(temp: Temp): string | undefined {
    const op = this.#origin(temp);
    switch (op?.kind) {
      case 'read':
        if (this.#given.includes(op.from)) return this.#name;
        return op.from.kind === 'free' ? op.from.name : undefined;
      case 'constant':
        return op.text === undefined ? undefined : JSON.stringify(op.text);
      case 'member': {
        const of = this.#of(op.of);
        const isOfGiven = this.#name === undefined && this.#isItself(op.of);
        return isOfGiven ? op.name : of === undefined ? undefined : `${of}.${op.name}`;
      }
      case 'display': {
        const parts = op.parts.map(({ name, temp: part }) => [name, this.#of(part)]);
        return parts.flat().includes(undefined) ? undefined : `{${parts.join()}}`;
      }
      default:
        return undefined;
    }
  }

  #isItself(temp: Temp): boolean {
    const op = this.#origin(temp);
    return op?.kind === 'read' && this.#given.includes(op.from);
  }

  /** Through variables that have one value. */
  #origin(temp: Temp): Op | undefined {
    const op = this.#temps.maker(temp);
    const writes = op?.kind === 'read' && op.from.kind === 'local' ? this.#temps.writesOf(op.from) : [];
    const [only] = writes;
    return only !== undefined && writes.length === 1 ? this.#origin(only.from) : op;
  }
}
