/** Destructors that put their object where it lives on. */
import type { ClassSource, MethodSource, Op, Temp } from '../flow/graph.ts';
import { aliasesOf, opsOf } from './aliases.ts';
import type { Resurrection } from './facts.ts';
import type { FrontEnd } from './front-end.ts';
import { inTextOrder, keyOf } from './in-text-order.ts';
import { makesPlain } from './plain-collections.ts';
import type { Program } from './program.ts';
import { makerOf } from './qualified-name.ts';
import type { PlacedOp } from './qualified-name.ts';
import type { PlacedClass, Scope } from './scopes.ts';
import { tempsOf } from './temps.ts';
import type { Temps } from './temps.ts';
import { onOneLine } from './written.ts';

export function resurrections(frontEnd: FrontEnd, program: Program): Resurrection[] {
  const names = frontEnd.classes.destructor;
  const found = new Map<string, Resurrection>();
  for (const placed of program.classes.values()) {
    const [destructor, constructor] = [names?.destructor, names?.constructor].map((name) => placed.source.methods.find((method) => method.name === name));
    const scope = destructor && program.tree.scopeOf(destructor.closure.graph);
    // What is found without a constructor would depend on the other classes of the file, which is searched for both words.
    if (destructor === undefined || constructor === undefined || scope === undefined) continue;
    for (const one of new Destructor(frontEnd, program, placed, scope, destructor).resurrections()) found.set(keyOf(one.site), one);
  }
  return inTextOrder(found, ({ site }) => site);
}

class Destructor {
  readonly #frontEnd: FrontEnd;
  readonly #program: Program;
  readonly #placed: PlacedClass;
  readonly #scope: Scope;
  readonly #temps: Temps;
  /** Where the object is. */
  readonly #own: ReadonlySet<Temp>;

  constructor(frontEnd: FrontEnd, program: Program, placed: PlacedClass, scope: Scope, { closure: { graph } }: MethodSource) {
    const [receiver] = graph.parameters;
    this.#frontEnd = frontEnd;
    this.#program = program;
    this.#placed = placed;
    this.#scope = scope;
    this.#temps = tempsOf(graph);
    this.#own = receiver === undefined ? new Set() : aliasesOf(graph, { variable: receiver.variable }).temps;
  }

  *resurrections(): Generator<Resurrection> {
    for (const temp of this.#own) {
      for (const op of this.#temps.readers(temp)) {
        const home = this.#homeGivenBy(op);
        const read = home === undefined ? undefined : this.#temps.maker(home);
        if (read !== undefined && !this.#isWaitingRoom(nameOf(read)) && 'site' in read && 'site' in op) yield { site: op.site, object: this.#nameOf(temp), home: onOneLine(this.#frontEnd.text(read.site)) };
      }
    }
  }

  /** Somebody takes each object out again: its end is put off. */
  #isWaitingRoom(name: string): boolean {
    const { searches } = this.#frontEnd.model.collections;
    return this.#program.scopes.some(({ graph }) => {
      const temps = tempsOf(graph);
      return graph.mentions.has(name) && [...opsOf(graph)].some((op) => op.kind === 'member' && searches.has(op.name) && nameOf(temps.maker(op.of)) === name);
    });
  }

  #nameOf(temp: Temp): string {
    return this.#temps.variable(temp)?.name ?? '';
  }

  /** The collection that the operation puts the object into, if it is there as long as the module. */
  #homeGivenBy(op: Op): Temp | undefined {
    if (op.kind === 'set-index') return this.#own.has(op.from) && this.#lasts(op.of) ? op.of : undefined;
    if (op.kind !== 'call') return undefined;
    const callee = this.#temps.maker(op.callee);
    const position = callee?.kind === 'member' ? this.#frontEnd.model.collections.puts.get(callee.name) : undefined;
    if (callee?.kind !== 'member' || position === undefined) return undefined;
    return op.arguments.slice(position).some(({ temp }) => this.#own.has(temp)) && this.#lasts(callee.of) ? callee.of : undefined;
  }

  #lasts(collection: Temp): boolean {
    const op = this.#temps.maker(collection);
    const { tree } = this.#program;
    if (op?.kind === 'read') {
      const made = op.from.kind === 'free' ? makerOf(tree, this.#scope, collection) : undefined;
      return made?.scope.graph.kind === 'module' && this.#isPlain(made);
    }
    if (op?.kind !== 'member') return false;
    const { source, scope } = this.#placed;
    if (this.#own.has(op.of)) return tree.writersOf(op.name).length === 0 && this.#isPlainField(source, scope, op.name);
    const holder = makerOf(tree, this.#scope, op.of);
    return holder?.op.kind === 'class' && this.#isPlainField(holder.op.class, holder.scope, op.name);
  }

  /** `instances = []` in the body of the class. */
  #isPlainField({ fields }: ClassSource, scope: Scope, name: string): boolean {
    const value = fields.find((field) => field.name === name)?.value;
    return value !== undefined && this.#isPlain(makerOf(this.#program.tree, scope, value));
  }

  #isPlain(made: PlacedOp | undefined): boolean {
    return made !== undefined && makesPlain(this.#frontEnd.model, this.#program, made.scope, made.op);
  }
}

function nameOf(read: Op | undefined): string {
  if (read?.kind === 'read') return read.from.name;
  return read?.kind === 'member' ? read.name : '';
}
