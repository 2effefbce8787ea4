/** Destructors that read members of an object whose constructor may have stopped before it set them. */
import type { Block, FlowGraph, MethodSource, Op, Site, Temp } from '../flow/graph.ts';
import type { ClassKey } from '../flow/shape.ts';
import { firstBlocks } from './blocks.ts';
import type { DestructorNames } from './class-traits.ts';
import type { UnsetMember } from './facts.ts';
import type { FrontEnd } from './front-end.ts';
import { inTextOrder, keyOf } from './in-text-order.ts';
import type { Program } from './program.ts';
import { successors } from '../flow/successors.ts';

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
  readonly methods: readonly MethodSource[];
  /** Members that the classes themselves have. */
  readonly members: ReadonlySet<string>;
}

/** The class and its bases, nearest first; undefined where not all of them are in sight. */
function familyOf({ classes }: FrontEnd, program: Program, key: ClassKey): Family | undefined {
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
  const members = new Set([...methods.map(({ name }) => name), ...sources.flatMap(({ fields }) => fields.map(({ name }) => name))]);
  return { methods, members };
}

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

  /** Where the constructor is last seen on a way out, without an error of somebody else's, on which it has not set the member. */
  #leavesWithout({ closure: { graph } }: MethodSource, member: string): Site | undefined {
    const self = receiverTemps(graph);
    if (!graph.writesMembers.has(member)) return undefined;
    const pending: { readonly id: number; readonly last: Site }[] = [{ id: graph.entry, last: graph.site }];
    const seen = new Set<number>();
    for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
      const block = graph.blocks[at.id];
      if (block === undefined || seen.has(at.id)) continue;
      seen.add(at.id);
      if (block.ops.some((op) => this.#maySet(op, self, member))) continue;
      const last = block.ops.reduce<Site>((site, op) => ('site' in op ? op.site : site), at.last);
      if (block.end.kind === 'exit') return last;
      for (const id of waysOn(graph, block)) pending.push({ id, last });
    }
    return undefined;
  }

  /** Sets it, or hands the object to somebody who may. */
  #maySet(op: Op, self: ReadonlySet<Temp>, member: string): boolean {
    switch (op.kind) {
      case 'set-member':
        return self.has(op.of) && op.name === member;
      case 'member':
        return op.name === this.#names.constructor || (self.has(op.of) && this.#names.guards.includes(op.name));
      case 'call':
        return (op.receiver !== undefined && self.has(op.receiver)) || op.arguments.some(({ temp }) => self.has(temp));
      default:
        return false;
    }
  }
}

function receiverTemps({ parameters: [receiver], blocks }: FlowGraph): ReadonlySet<Temp> {
  const temps = new Set<Temp>();
  for (const { ops } of blocks) for (const op of ops) if (op.kind === 'read' && op.from === receiver?.variable) temps.add(op.to);
  return temps;
}

function waysOn({ blocks }: FlowGraph, { end }: Block): readonly number[] {
  // What is raised among handlers is taken to be caught by one of them.
  return end.kind === 'choice' ? end.to.filter((id) => blocks[id]?.end.kind !== 'exit' || blocks[id].ops.length > 0) : successors(end);
}
