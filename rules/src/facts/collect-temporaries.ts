/** What is made for a weak reference alone: nobody keeps it, so it is gone at once, or when the function that made it returns. */
import type { Held, WeakHoldEvent } from '../flow/event.ts';
import type { Op, OpOf, Temp } from '../flow/graph.ts';
import { opsOf } from './aliases.ts';
import type { Classes } from './classes.ts';
import type { Facts, MisusedMethodHandle, WeakTemporary } from './facts.ts';
import { forcesCollection } from './forces-collection.ts';
import type { FrontEnd } from './front-end.ts';
import { holdingOperation } from './holding-operation.ts';
import { inTextOrder, keyOf } from './in-text-order.ts';
import { isFromOutside } from './is-from-outside.ts';
import { leavesFunction } from './leaves-function.ts';
import { isMeantToBeGone } from './meant-to-be-gone.ts';
import { NewObjects } from './new-objects.ts';
import type { Program } from './program.ts';
import type { Scope } from './scopes.ts';
import { tempsOf } from './temps.ts';
import type { Temps } from './temps.ts';
import { onOneLine } from './written.ts';
import { lastName } from '../flow/last-name.ts';

export function temporaries(frontEnd: FrontEnd, program: Program, classes: Classes): Pick<Facts, 'weakTemporaries' | 'misusedMethodHandles'> {
  const objects = new NewObjects(program, classes, frontEnd.classes);
  const isMember = (name: string): boolean => program.scopes.some(({ graph }) => graph.writesMembers.has(name));
  const temporary = new Map<string, WeakTemporary>();
  const misused = new Map<string, MisusedMethodHandle>();
  for (const { scope, holds, connections } of holdsIn(program)) {
    const { graph } = scope;
    const within = new Holds({ temps: tempsOf(graph), holds, connections, frontEnd, objects, isMember });
    for (const hold of holds) {
      const found = within.temporary(hold);
      if (found !== undefined && !forcesCollection(program, scope)) temporary.set(keyOf(found.site), found);
      const wrong = within.misused(hold);
      if (wrong !== undefined) misused.set(keyOf(wrong.site), wrong);
    }
  }
  return { weakTemporaries: inTextOrder(temporary, ({ site }) => site), misusedMethodHandles: inTextOrder(misused, ({ site }) => site) };
}

function* holdsIn(program: Program): Generator<{ readonly scope: Scope } & Pick<World, 'holds' | 'connections'>> {
  for (const scope of program.relevantScopes) {
    const events = program.events(scope);
    const holds = events.filter((event) => event.kind === 'weak-hold');
    const connections = new Set(events.flatMap((event) => (event.kind === 'connection' ? [event.op] : [])));
    if (holds.length > 0) yield { scope, holds, connections };
  }
}

interface World {
  readonly temps: Temps;
  readonly holds: readonly WeakHoldEvent[];
  /** Calls that connect receivers, weakly or not. */
  readonly connections: ReadonlySet<Op>;
  readonly frontEnd: FrontEnd;
  readonly objects: NewObjects;
  /** Somebody sets a member of that name: what a class says of it need not be so. */
  readonly isMember: (name: string) => boolean;
}

/** The weak holds of one graph. */
class Holds {
  readonly #world: World;
  /** The call or assignment of each. */
  readonly #operations: ReadonlyMap<WeakHoldEvent, Op | undefined>;
  readonly #holding: ReadonlySet<Op>;

  constructor(world: World) {
    this.#world = world;
    this.#operations = new Map(world.holds.map((hold) => [hold, holdingOperation(world.temps, hold)]));
    this.#holding = new Set([...this.#operations.values()].filter((op) => op !== undefined));
  }

  temporary(hold: WeakHoldEvent): WeakTemporary | undefined {
    const what = this.#kindOf(hold);
    const dies = what === undefined ? undefined : this.#dies(hold);
    if (what === undefined || dies === undefined) return undefined;
    const { frontEnd, temps } = this.#world;
    const maker = temps.maker(hold.target);
    const made = maker !== undefined && 'site' in maker ? maker.site : hold.targetSite;
    const text = maker?.kind === 'closure' && maker.closure.graph.name !== '' ? maker.closure.graph.name : onOneLine(frontEnd.text(made));
    // Of a decorated function the decorator.
    const site = this.#decorated(hold) === undefined ? made : hold.site;
    const through = hold.through && { site: hold.through.site, path: hold.through.path };
    return { site, text, what, api: through === undefined ? lastName(hold.api) : this.#calledAs(hold), role: hold.role, dies, making: hold.site, option: hold.option, through };
  }

  misused({ held, holdsOwner, isCaught, role, target, targetSite, site }: WeakHoldEvent): MisusedMethodHandle | undefined {
    if (!holdsOwner || role !== 'handle' || isCaught) return undefined;
    const isFunction = held.kind === 'function' && (held.method === undefined || !this.#world.isMember(held.method));
    if (!isFunction && held.kind !== 'partial' && held.kind !== 'built-in' && held.kind !== 'class') return undefined;
    const what = held.kind !== 'function' ? 'other' : held.method === undefined ? 'function' : 'static';
    return { site: targetSite, text: onOneLine(this.#world.frontEnd.text(targetSite)), what, isKept: what !== 'other' && this.#isKeptOutside(target), making: site };
  }

  #isKeptOutside(target: Temp): boolean {
    const { temps } = this.#world;
    return isFromOutside(temps, target) || (temps.graph.kind === 'module' && temps.maker(target)?.kind === 'read');
  }

  /** Undefined for what is not surely new and unknown to anybody else. */
  #kindOf(hold: WeakHoldEvent): WeakTemporary['what'] | undefined {
    const { held, holdsOwner, role } = hold;
    if (holdsOwner && held.kind === 'method') return held.owner === undefined || this.#world.isMember(held.name) ? undefined : this.#newKind(held.owner);
    if (holdsOwner) return undefined;
    // An empty object is made to be collected: it tells when the collector has run. In a container that lasts it tells nobody.
    if (held.kind === 'built-in' && held.isEmpty && role !== 'look-up' && !this.#isForLastingContainer(hold)) return undefined;
    return this.#newKind(held);
  }

  #isForLastingContainer(hold: WeakHoldEvent): boolean {
    const op = hold.role === 'container' && !hold.isInitial ? this.#operations.get(hold) : undefined;
    const container = op?.kind === 'set-index' ? op.of : op?.kind === 'call' ? op.receiver : undefined;
    return isFromOutside(this.#world.temps, container);
  }

  #newKind(held: Held): WeakTemporary['what'] | undefined {
    switch (held.kind) {
      case 'object':
        return this.#world.objects.isPrivate(held.class) && !this.#world.objects.isStandIn(held.class) ? 'object' : undefined;
      case 'built-in':
        return this.#world.frontEnd.model.canBeReferent(held.type) === true ? 'object' : undefined;
      case 'weak':
        return 'object';
      case 'function':
        return held.isNew ? 'function' : undefined;
      case 'partial':
        return 'function';
      case 'method':
        return this.#world.isMember(held.name) ? undefined : 'method';
      case 'bound':
        return 'method';
      case 'class':
      case 'parameter':
        return undefined;
    }
  }

  #dies(hold: WeakHoldEvent): WeakTemporary['dies'] | undefined {
    const { temps } = this.#world;
    const target = hold.holdsOwner ? ownerOf(temps.maker(hold.target)) : hold.target;
    const maker = target === undefined ? undefined : temps.maker(target);
    if (target === undefined || maker === undefined) return undefined;
    if (maker.kind === 'read') return this.#diesAtReturn(maker, hold) ? 'at-return' : undefined;
    const decorated = this.#decorated(hold);
    if (decorated !== undefined) return temps.readsOf(decorated.variable)?.length === 0 && temps.isLast(decorated, (op) => this.#isQuiet(op)) ? 'at-return' : undefined;
    return !makesAnew(maker, hold.held) || this.#isKept(target, hold.held) || this.#isHandedOn(hold) || this.#isToBeGone(hold) || this.#isProbe(hold) ? undefined : 'at-once';
  }

  /** What the caller calls the function that does it. */
  #calledAs(hold: WeakHoldEvent): string {
    const op = this.#operations.get(hold);
    const callee = op?.kind === 'call' ? this.#world.temps.maker(op.callee) : undefined;
    if (callee?.kind === 'member') return callee.name;
    return callee?.kind === 'read' ? callee.from.name : hold.api;
  }

  /** Does anything but the weak holds get the value? */
  #isKept(temp: Temp, held: Held): boolean {
    const { temps, objects } = this.#world;
    return temps.readers(temp).some((op) => {
      if (this.#holding.has(op)) return false;
      switch (op.kind) {
        case 'copy':
        case 'claim':
        case 'display':
          return this.#isKept(op.to, held);
        case 'member':
          // `item.rows.push(row)` does something with the rows alone.
          if (held.kind === 'object' && objects.isPlainField(held.class, op.name)) return temps.readers(op.to).some((reader) => reader.kind === 'call' && reader.callee === op.to);
          return temps.readers(op.to).some((reader) => !this.#holding.has(reader));
        case 'set-member':
          return op.from === temp;
        case 'use':
        case 'discard':
        case 'outcome':
          return false;
        default:
          return true;
      }
    });
  }

  /** `@signal.connect` leaves the function to the name it is bound to. */
  #decorated(hold: WeakHoldEvent): OpOf<'write'> | undefined {
    const connected = hold.role === 'receiver' ? this.#operations.get(hold) : undefined;
    const [only] = connected?.kind === 'call' ? this.#world.temps.readers(connected.to) : [];
    return only?.kind === 'write' ? only : undefined;
  }

  /** `d.setdefault(k, C())` gives the object to whoever asked. */
  #isHandedOn(hold: WeakHoldEvent): boolean {
    const op = this.#operations.get(hold);
    if (hold.role !== 'container' || hold.isInitial || op?.kind !== 'call') return false;
    return this.#world.temps.readers(op.to).some(({ kind }) => kind !== 'discard');
  }

  /** `new WeakMap().set(Symbol(), 1)`, `new WeakSet([Symbol()]).has(x)`: the container goes with it, and only shows whether it can be done. */
  #isProbe(hold: WeakHoldEvent): boolean {
    const op = this.#operations.get(hold);
    if (hold.role !== 'container' || op?.kind !== 'call') return false;
    const { temps } = this.#world;
    const container = hold.isInitial ? op : op.receiver === undefined ? undefined : temps.maker(op.receiver);
    if (container?.kind !== 'call' || !container.isNew) return false;
    const readers = temps.readers(container.to);
    return !hold.isInitial || (readers.length > 0 && readers.every((reader) => reader.kind === 'member' || (reader.kind === 'call' && reader.arguments.every(({ temp }) => temp !== container.to))));
  }

  /** `ref(C())()` asks whether it is gone at once. */
  #isToBeGone(hold: WeakHoldEvent): boolean {
    const op = this.#operations.get(hold);
    if ((hold.role !== 'handle' && hold.role !== 'proxy') || op?.kind !== 'call') return false;
    const { temps, frontEnd } = this.#world;
    if (hold.role === 'handle' && hold.through === undefined && (this.#isForItsType(op) || this.#isForThisJob(op))) return true;
    if (isMeantToBeGone(temps, op.to, frontEnd.model.derefMember)) return true;
    return hold.role === 'handle' && temps.readers(op.to).some((reader) => (reader.kind === 'call' && reader.callee === op.to) || (reader.kind === 'member' && reader.name === frontEnd.model.derefMember));
  }

  /** `type(weakref.ref(C()))`. */
  #isForItsType({ to }: OpOf<'call'>): boolean {
    const { temps, frontEnd } = this.#world;
    const typeFunction = frontEnd.model.proxies?.typeFunction;
    const isType = (op: Op): boolean => op.kind === 'call' && typeFunction !== undefined && temps.variable(op.callee)?.name === lastName(typeFunction);
    const readers = temps.readers(to);
    return readers.length > 0 && readers.every(isType);
  }

  /** A handle in a variable that is gone before the language lets its object go. */
  #isForThisJob({ to }: OpOf<'call'>): boolean {
    const { temps, frontEnd } = this.#world;
    const { collector, collections } = frontEnd.model;
    if (collector.mayCollectAfter !== 'suspension' || temps.graph.kind !== 'function' || !temps.readers(to).some(({ kind }) => kind === 'write')) return false;
    return ![...opsOf(temps.graph)].some(({ kind }) => kind === 'suspend') && !leavesFunction(temps.graph, to, collections.puts);
  }

  /** A local variable is all that keeps it, and nothing happens between the weak hold and the end of the function. */
  #diesAtReturn(read: OpOf<'read'>, hold: WeakHoldEvent): boolean {
    const { temps } = this.#world;
    const reads = temps.readsOf(read.from);
    const [write] = temps.writesOf(read.from);
    if (hold.role === 'look-up' || hold.role === 'proxy' || reads === undefined || write === undefined) return false;
    if (temps.readers(write.from).length > 1 || this.#isHandedOn(hold) || reads.some(({ to }) => temps.isTested(to) || this.#isKept(to, hold.held))) return false;
    const holding = this.#operations.get(hold);
    if (holding === undefined || (hold.role === 'handle' && hold.through === undefined && !(holding.kind === 'call' && this.#isGivenAway(holding)))) return false;
    return temps.isLast(holding, (op) => this.#isQuiet(op));
  }

  /** The handle leaves the function, or is stored. */
  #isGivenAway({ to }: OpOf<'call'>): boolean {
    return this.#world.temps.readers(to).some((op) => op.kind === 'set-member' || op.kind === 'set-index' || op.kind === 'escape' || this.#puts(op));
  }

  /** `map.set(key, handle)`, `handles.push(handle)`. */
  #puts(op: Op): boolean {
    const callee = op.kind === 'call' ? this.#world.temps.maker(op.callee) : undefined;
    return callee?.kind === 'member' && this.#world.frontEnd.model.collections.puts.has(callee.name);
  }

  /** `signal.connect(partial(f, x))`. */
  #makesHeld({ to }: OpOf<'call'>): boolean {
    const readers = this.#world.temps.readers(to);
    return readers.length > 0 && readers.every((reader) => this.#holding.has(reader) || this.#world.connections.has(reader));
  }

  #isQuiet(op: Op): boolean {
    switch (op.kind) {
      case 'call':
        return this.#holding.has(op) || this.#world.connections.has(op) || this.#puts(op) || this.#makesHeld(op);
      case 'suspend':
      case 'element':
      case 'index':
        return false;
      case 'use':
        return op.as === 'member' || op.as === 'index';
      default:
        return true;
    }
  }
}

/** What was made before may be read again from where it is kept. */
function makesAnew(maker: Op, held: Held): boolean {
  if (maker.kind === 'member') return held.kind === 'method' && maker.name === held.name;
  return maker.kind === 'call' || maker.kind === 'closure' || maker.kind === 'display';
}

function ownerOf(access: Op | undefined): Temp | undefined {
  return access?.kind === 'member' ? access.of : undefined;
}

