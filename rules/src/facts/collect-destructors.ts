/** Destructors that read members of an object whose constructor may have stopped before it set them. */
import type { Block, FlowGraph, MethodSource, Op, OpOf, Site, Temp } from '../flow/graph.ts';
import type { ClassKey } from '../flow/shape.ts';
import { opsOf } from './aliases.ts';
import { firstBlocks } from './blocks.ts';
import type { DestructorNames } from './class-traits.ts';
import { withBases } from './derives-from.ts';
import type { UnsetMember } from './facts.ts';
import type { FrontEnd } from './front-end.ts';
import { inTextOrder, keyOf } from './in-text-order.ts';
import type { Program } from './program.ts';
import { onceFor } from '../flow/once-for.ts';
import { successors } from '../flow/successors.ts';
import { makerOf, qualifiedName } from './qualified-name.ts';
import { tempsOf } from './temps.ts';

export function unsetMembers(frontEnd: FrontEnd, program: Program): UnsetMember[] {
  const names = frontEnd.classes.destructor;
  const found = new Map<string, UnsetMember>();
  if (names === undefined) return [];
  for (const [key, { source }] of program.classes) {
    const destructor = source.methods.find(({ name }) => name === names.destructor);
    if (destructor === undefined) continue;
    const family = familyOf(frontEnd, program, key);
    if (family === undefined) continue;
    for (const unset of new DestroyedClass(frontEnd, names, family).unsetIn(destructor)) found.set(keyOf(unset.site), unset);
  }
  return inTextOrder(found, ({ site }) => site);
}

interface Family {
  /** Of the class itself first. */
  readonly methods: readonly MethodSource[];
  /** Members that the classes themselves have. */
  readonly members: ReadonlySet<string>;
  /** Members that nothing but methods of theirs sets, which somebody has to call. */
  isSetLater(member: string): boolean;
  /** A call that fails in the ordinary run of things: of `open`, where there is no such file. */
  isExpectedToFail(graph: FlowGraph, op: Op): boolean;
}

/** The class and its bases, nearest first; undefined where not all of them are in sight. */
function familyOf({ classes, model }: FrontEnd, program: Program, key: ClassKey): Family | undefined {
  const keys = new Set([key]);
  for (const one of keys) {
    const event = program.classEvent(one);
    if (event === undefined || event.options.length > 0) return undefined;
    for (const base of event.bases) {
      if (base.kind === 'class') keys.add(base.class);
      else {
        const room = base.kind === 'named' ? classes.named(base.name).room : undefined;
        if (room?.kind !== 'lacks' || !room.isBare) return undefined;
      }
    }
  }
  const sources = [...keys].flatMap((one) => program.classes.get(one)?.source ?? []);
  // A decorator may give members, too.
  if (sources.some(({ decorators }) => decorators.length > 0)) return undefined;
  const methods = sources.flatMap((source) => source.methods);
  // `process: Popen` alone declares what objects are to have.
  const fields = sources.flatMap((source) => source.fields.filter(({ type, value }) => type === undefined || value !== undefined));
  const members = new Set([...methods, ...fields].map(({ name }) => name));
  const isDerivedFrom = [...program.classes.keys()].some((other) => other !== key && withBases(program, other).has(key));
  const isSetLater = (member: string): boolean => {
    const writers = program.tree.writersOf(member);
    const own = writers.filter(({ owner }) => owner !== undefined && methods.includes(owner.method));
    const isForCallers = own.length > 0 && own.every(({ graph }) => !graph.name.startsWith('__'));
    return isForCallers && !isDerivedFrom && writers.every(({ graph, owner }) => owner !== undefined && setsOwn(graph, member));
  };
  const isExpectedToFail = (graph: FlowGraph, op: Op): boolean => {
    const scope = op.kind === 'call' ? program.tree.scopeOf(graph) : undefined;
    const name = op.kind === 'call' && scope !== undefined ? qualifiedName(model, program.tree, makerOf(program.tree, scope, op.callee)) : undefined;
    return name !== undefined && classes.destructor?.failing.has(name) === true;
  };
  return { methods, members, isSetLater, isExpectedToFail };
}

/** Of no object but its receiver. */
function setsOwn(graph: FlowGraph, member: string): boolean {
  return [...opsOf(graph)].every((op) => op.kind !== 'set-member' || op.name !== member || receiverTemps(graph).has(op.of));
}

type Inherited =
  /** It may set the member. */
  | { readonly kind: 'may-set' }
  /** It does not set it, and may raise. */
  | { readonly kind: 'leaves'; readonly site: Site }
  | { readonly kind: 'goes-on' };

interface Read {
  readonly site: Site;
  readonly member: string;
}

/** How far calls of the object's own methods are followed. */
const MAX_CALL_DEPTH = 2;

class DestroyedClass {
  readonly #frontEnd: FrontEnd;
  readonly #names: DestructorNames;
  readonly #family: Family;

  constructor(frontEnd: FrontEnd, names: DestructorNames, family: Family) {
    this.#frontEnd = frontEnd;
    this.#names = names;
    this.#family = family;
  }

  *unsetIn(destructor: MethodSource): Generator<UnsetMember> {
    const { methods, members } = this.#family;
    const constructor = methods.find(({ name }) => name === this.#names.constructor);
    if (constructor === undefined || methods.some(({ name }) => this.#names.provide.includes(name))) return;
    const receiver = destructor.closure.graph.parameters[0]?.variable.name ?? '';
    const seen = new Set<string>();
    for (const { site, member } of this.#reads(destructor, 0)) {
      if (seen.has(member) || members.has(member)) continue;
      seen.add(member);
      const leaves = this.#leavesWithout(constructor, member);
      if (leaves !== undefined) yield { site, text: `${receiver}.${member}`, member, leaves };
    }
  }

  /** What the method reads of its object whatever it finds there, in order; of methods it calls, at the call. */
  #reads(method: MethodSource, depth: number): Read[] {
    const { graph } = method.closure;
    if (method.form !== 'method' || method.decorated || this.#names.guards.some((name) => graph.mentions.has(name))) return [];
    const self = receiverTemps(graph);
    const reads: Read[] = [];
    for (const block of firstBlocks(graph)) {
      if (this.#isGuarded(block)) continue;
      for (const op of block.ops) {
        if (op.kind !== 'member' || !self.has(op.of) || graph.writesMembers.has(op.name)) continue;
        const called = depth < MAX_CALL_DEPTH ? this.#family.methods.find(({ name }) => name === op.name) : undefined;
        if (called === undefined) reads.push({ site: op.site, member: op.name });
        else reads.push(...this.#reads(called, depth + 1).map(({ member }) => ({ site: op.site, member })));
      }
    }
    return reads;
  }

  #isGuarded({ catches }: Block): boolean {
    const raised = this.#frontEnd.model.raises('member');
    return catches.some((one) => one === 'everything' || one.some((name) => raised.includes(name)));
  }

  /** Where the constructor is last seen on a way out, without an unforeseen error of somebody else's, on which it has not set the member. */
  #leavesWithout(constructor: MethodSource, member: string): Site | undefined {
    const { graph } = constructor.closure;
    if (!graph.writesMembers.has(member) && !this.#family.isSetLater(member)) return undefined;
    const inherited = this.#inherited(constructor, member);
    const pending: { readonly id: number; readonly last: Site }[] = [{ id: graph.entry, last: graph.site }];
    const seen = new Set<number>();
    for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
      const block = graph.blocks[at.id];
      if (block === undefined || seen.has(at.id)) continue;
      seen.add(at.id);
      const settled = block.ops.find((op) => this.#maySet(graph, op, member) || (inherited.kind !== 'goes-on' && this.#isInheritedConstructor(graph, op)));
      const ops = settled === undefined ? block.ops : block.ops.slice(0, block.ops.indexOf(settled));
      const last = ops.reduce<Site>((site, op) => ('site' in op ? op.site : site), at.last);
      // A file that cannot be opened is nothing that anybody forgot to close.
      const failing = block.onError === undefined ? ops.find((op) => this.#family.isExpectedToFail(graph, op) && !isKeptBy(graph, op, settled)) : undefined;
      if (failing !== undefined && 'site' in failing) return failing.site;
      if (block.onError !== undefined && ops.some(({ kind }) => kind === 'call')) pending.push({ id: block.onError, last });
      if (settled !== undefined) {
        if (inherited.kind !== 'leaves' || block.onError !== undefined || !this.#isInheritedConstructor(graph, settled)) continue;
        return inherited.site;
      }
      if (isWayOut(block)) return last;
      for (const id of waysOn(graph, block)) pending.push({ id, last });
    }
    return undefined;
  }

  /** What the constructor that this one derives from does. */
  #inherited(constructor: MethodSource, member: string): Inherited {
    const constructors = this.#family.methods.filter(({ name }) => name === this.#names.constructor);
    const next = constructors[constructors.indexOf(constructor) + 1];
    if (next === undefined) return { kind: 'goes-on' };
    const { graph } = next.closure;
    const ops = [...opsOf(graph)];
    if (ops.some((op) => this.#maySet(graph, op, member))) return { kind: 'may-set' };
    const raised = graph.blocks.find((block) => block.end.kind === 'exit' && raises(block));
    if (raised !== undefined) return { kind: 'leaves', site: raised.ops.reduce<Site>((site, op) => ('site' in op ? op.site : site), graph.site) };
    return ops.some((op) => this.#isInheritedConstructor(graph, op)) ? this.#inherited(next, member) : { kind: 'goes-on' };
  }

  /** `type(self)`. */
  #looks(graph: FlowGraph, { callee }: OpOf<'call'>): boolean {
    const variable = tempsOf(graph).variable(callee);
    return variable?.kind === 'free' && this.#names.looks.includes(variable.name);
  }

  /** `super().__init__`. */
  #isInheritedConstructor(graph: FlowGraph, op: Op): boolean {
    return op.kind === 'member' && op.name === this.#names.constructor && tempsOf(graph).maker(op.of)?.kind === 'inherited';
  }

  /** Sets it, or hands the object to somebody who may. */
  #maySet(graph: FlowGraph, op: Op, member: string): boolean {
    const self = receiverTemps(graph);
    switch (op.kind) {
      case 'set-member':
        return self.has(op.of) && op.name === member;
      case 'member':
        return (op.name === this.#names.constructor && !this.#isInheritedConstructor(graph, op)) || (self.has(op.of) && this.#names.guards.includes(op.name));
      case 'call':
        return (op.receiver !== undefined && self.has(op.receiver)) || (op.arguments.some(({ temp }) => self.has(temp)) && !this.#looks(graph, op));
      default:
        return false;
    }
  }
}

const receiverTemps = onceFor(({ parameters: [receiver], blocks }: FlowGraph): ReadonlySet<Temp> => {
  const temps = new Set<Temp>();
  for (const { ops } of blocks) for (const op of ops) if (op.kind === 'read' && op.from === receiver?.variable) temps.add(op.to);
  return temps;
});

/** `self.file = open(path)`. */
function isKeptBy(graph: FlowGraph, made: Op, by: Op | undefined): boolean {
  return by?.kind === 'set-member' && tempsOf(graph).maker(by.from) === made;
}

/** Not a failing assertion, which nobody expects, nor what somebody else has raised. */
function isWayOut(block: Block): boolean {
  return block.end.kind === 'exit' && (block.end.as !== 'raise' || raises(block));
}

/** `raise ValueError`. */
function raises({ ops }: Block): boolean {
  return ops.some((op) => op.kind === 'use' && op.as === 'raise');
}

function waysOn({ blocks }: FlowGraph, { end }: Block): readonly number[] {
  // What is raised among handlers is taken to be caught by one of them.
  return end.kind === 'choice' ? end.to.filter((id) => blocks[id]?.end.kind !== 'exit' || blocks[id].ops.length > 0) : successors(end);
}
