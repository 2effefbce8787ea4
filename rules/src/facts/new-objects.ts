/** Does anybody but the caller get to see a new object? Its constructor may hand it on, or its class may do more than make it. */
import type { Closure, FlowGraph, MethodSource, OpOf, Temp, Variable } from '../flow/graph.ts';
import type { ClassKey, Shape } from '../flow/shape.ts';
import { opsOf } from './aliases.ts';
import { fieldNamed, methodsNamed } from './by-name.ts';
import type { ClassModel } from './class-traits.ts';
import type { Classes } from './classes.ts';
import type { Program } from './program.ts';
import { isCallOf, tempsOf } from './temps.ts';
import type { Temps } from './temps.ts';

export class NewObjects {
  readonly #program: Program;
  readonly #classes: Classes;
  readonly #model: ClassModel;
  readonly #known = new Map<ClassKey, boolean>();

  constructor(program: Program, classes: Classes, model: ClassModel) {
    this.#program = program;
    this.#classes = classes;
    this.#model = model;
  }

  /** A new object of the class is known to its caller alone. */
  isPrivate(key: ClassKey): boolean {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const family = this.#plainFamily(key);
    const isPrivate = family !== undefined && !this.#handsItselfOn(family);
    this.#known.set(key, isPrivate);
    return isPrivate;
  }

  /** The class has nothing of its own, and stands in the function that makes an object of it: there is nothing to keep the object for. */
  isStandIn(key: ClassKey): boolean {
    const placed = this.#program.classes.get(key);
    return placed?.scope.graph.kind === 'function' && placed.source.methods.length === 0 && placed.source.fields.length === 0;
  }

  /** What a new object of the class, which is private, has under the name is a value that does not know the object: no method or accessor. */
  isPlainField(key: ClassKey, name: string): boolean {
    const sources = [...(this.#plainFamily(key) ?? [])].flatMap((one) => this.#program.classes.get(one)?.source ?? []);
    const isMade = sources.some((source) => fieldNamed(source, name) !== undefined || this.#model.constructors.some((method) => methodsNamed(source, method).some(({ closure }) => closure.graph.writesMembers.has(name))));
    return isMade && sources.every((source) => fieldNamed(source, name)?.value === undefined && methodsNamed(source, name).length === 0 && source.getters?.has(name) !== true);
  }

  /** The class and its bases, where all of them are in sight and only make objects when they are called. */
  #plainFamily(key: ClassKey): ReadonlySet<ClassKey> | undefined {
    const family = new Set([key]);
    for (const one of family) {
      if (!this.#program.classes.has(one) || !this.#classes.traits(one).isPlainMaker) return undefined;
      for (const base of this.#program.basesOf(one) ?? []) {
        if (base.kind === 'class') family.add(base.class);
        else if (!this.#isPlainBase(base)) return undefined;
      }
    }
    return family;
  }

  #isPlainBase(base: Shape): boolean {
    if (base.kind === 'typed') return this.#model.typed(base.type).isPlainMaker;
    return base.kind === 'named' && this.#model.named(base.name).isPlainMaker;
  }

  #handsItselfOn(family: ReadonlySet<ClassKey>): boolean {
    const methods = [...family].flatMap((one) => this.#program.classes.get(one)?.source.methods ?? []);
    const own = new OwnMethods(methods, this.#program);
    return methods.some((method) => [...this.#model.constructors].includes(method.name) && (own.handOn(method) || givesAnother(method)));
  }
}

class OwnMethods {
  readonly #methods: readonly MethodSource[];
  readonly #program: Program;
  readonly #known = new Map<Closure, boolean>();

  constructor(methods: readonly MethodSource[], program: Program) {
    this.#methods = methods;
    this.#program = program;
  }

  /** The method lets its receiver out of its hands. */
  handOn({ binding, closure }: MethodSource): boolean {
    if (binding !== 'instance') return false;
    const known = this.#known.get(closure);
    if (known !== undefined) return known;
    // In a recursion each method answers for what it does itself.
    this.#known.set(closure, false);
    const { graph } = closure;
    const receiver = receiverOf(graph);
    const handsOn = graph.isGenerator || graph.isAsync || (receiver !== undefined && this.#lets(tempsOf(graph), receiver));
    this.#known.set(closure, handsOn);
    return handsOn;
  }

  #lets(temps: Temps, receiver: Variable): boolean {
    if (temps.captured.has(receiver)) return true;
    const weak = this.#weakTargets(temps.graph);
    return temps.allReadsOf(receiver).some(({ to }) => !weak.has(to) && this.#letsTemp(temps, to));
  }

  /** What only a weak reference gets to see: `weakref.finalize(self, close, fd)`, `new WeakRef(this)`. */
  #weakTargets(graph: FlowGraph): ReadonlySet<Temp> {
    const scope = this.#program.relevantScopes.find((one) => one.graph === graph);
    return new Set(scope === undefined ? [] : this.#program.events(scope).flatMap((event) => (event.kind === 'weak-target' ? event.target : [])));
  }

  #letsTemp(temps: Temps, receiver: Temp): boolean {
    return temps.readers(receiver).some((op) => {
      switch (op.kind) {
        case 'member':
          return this.#letsMember(temps, op);
        case 'set-member':
          return op.from === receiver;
        case 'copy':
        case 'claim':
          return this.#letsTemp(temps, op.to);
        // What a base does with it is the base's matter.
        case 'inherited':
        case 'use':
        case 'discard':
        case 'outcome':
          return false;
        default:
          return true;
      }
    });
  }

  #letsMember(temps: Temps, access: OpOf<'member'>): boolean {
    const methods = this.#methods.filter(({ name }) => name === access.name);
    if (methods.length === 0) return false;
    const isCalledOnly = temps.readers(access.to).every((op) => isCallOf(op, access.to));
    return methods.some((method) => method.decorated || (method.form === 'method' && !isCalledOnly) || this.handOn(method));
  }
}

/** In JavaScript `new` gives what the constructor returns, if that is an object. */
function givesAnother({ closure: { graph } }: MethodSource): boolean {
  const ops = [...opsOf(graph)];
  const constants = new Set(ops.flatMap((op) => (op.kind === 'constant' ? [op.to] : [])));
  return ops.some((op) => op.kind === 'escape' && op.as === 'return' && !constants.has(op.of));
}

function receiverOf({ receiver, parameters }: FlowGraph): Variable | undefined {
  return receiver ?? parameters[0]?.variable;
}
