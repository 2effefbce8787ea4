/** What other files say, in terms of the file that asks: their classes with the members, their functions, their weak handles. */
import type { Closure, FlowGraph } from '../flow/graph.ts';
import { UNKNOWN } from '../flow/shape.ts';
import type { ClassKey, InstanceShape, Shape } from '../flow/shape.ts';
import type { AskedInside, Summary } from '../flow/summary.ts';
import type { ClassTraits } from './class-traits.ts';
import type { Grounds, Library } from './library.ts';
import { MAX_STEPS } from './modules.ts';
import type { ModulePlace, Modules } from './modules.ts';
import type { OpenedFile } from './opened-file.ts';
import type { ImportedNames, Program } from './program.ts';

interface Place {
  readonly path: string;
  readonly member: string;
}

/** Where a name is defined: as the text shows, or with the value that the analysis has found. */
type Home = (Place & { readonly kind: 'class' | 'function' }) | Value;

interface Value {
  readonly kind: 'value';
  readonly shape: Shape;
  readonly from: OpenedFile;
}

interface HandedOn {
  readonly kind: 'handed-on';
  /** In terms of the file that hands it on. */
  readonly name: string;
}

interface ClassHome {
  readonly from: OpenedFile;
  /** The class in terms of its own file. */
  readonly key: ClassKey;
}

/** Whose function was handed out, and what the names of its file start with here. */
interface Origin {
  readonly from: OpenedFile;
  readonly module: string;
}

export class Imports implements ImportedNames {
  readonly #library: Library;
  readonly #path: string;
  readonly #level: number;
  readonly grounds: Grounds;
  readonly #places = new Map<string, ModulePlace | undefined>();
  readonly #homes = new Map<string, Home | undefined>();
  readonly #values = new Map<Home, Value | undefined>();
  readonly #origins = new Map<FlowGraph, Origin>();
  /** How the files see others that hand their names on. */
  readonly #peers = new Map<string, Imports>();

  /** @param level of the file at `path`: those it imports are a level below */
  constructor(library: Library, path: string, level: number, grounds: Grounds = { reads: new Map(), uses: new Set() }) {
    this.#library = library;
    this.#path = path;
    this.#level = level;
    this.grounds = grounds;
  }

  /** What a weak API made; undefined for everything else. */
  value(name: string): InstanceShape | undefined {
    const home = this.#home(name);
    return home?.kind === 'value' && home.shape.kind === 'instance' ? this.#instance(home.shape, { from: home.from, module: moduleOf(name) }) : undefined;
  }

  /** A class, with the qualified name as its key, or a function. */
  callee(name: string): Shape | undefined {
    const home = this.#home(name);
    if (home === undefined || home.kind === 'class') return home && { kind: 'class', class: name };
    const value = this.#value(home);
    switch (value?.shape.kind) {
      case 'class':
        return { kind: 'class', class: name };
      case 'closure':
        return this.#here(value.shape, { from: value.from, module: moduleOf(name) });
      default:
        return undefined;
    }
  }

  /** Of a class that `callee` has named, or that something from its file is an object of. */
  traits(key: ClassKey): ClassTraits | undefined {
    const home = this.#classHome(key);
    return home?.from.classes.traits(home.key);
  }

  /** What a member of such a class holds. A file without a word of weak references is not asked. */
  member(key: ClassKey, name: string): Shape | undefined {
    const home = this.#home(key);
    if (home?.kind === 'class' && !this.#isOfInterest(home.path)) return undefined;
    const found = this.#classHome(key);
    if (found === undefined) return undefined;
    const shape = this.#here(found.from.program.member(found.key, name), { from: found.from, module: moduleOf(key) });
    return shape.kind === 'unknown' ? undefined : shape;
  }

  /** What its objects are by a built-in base. */
  builtin(key: ClassKey, member: string | undefined): Shape | undefined {
    return this.#baseOf(key, (program, own) => program.builtin(own, member));
  }

  inherited(key: ClassKey): Shape | undefined {
    return this.#baseOf(key, (program, own) => program.inherited(own));
  }

  #baseOf(key: ClassKey, ask: (program: Program, own: ClassKey) => Shape | undefined): Shape | undefined {
    const home = this.#home(key);
    if (home?.kind === 'class' && !this.#isOfInterest(home.path)) return undefined;
    const found = this.#classHome(key);
    const shape = found && ask(found.from.program, found.key);
    return found && shape && this.#here(shape, { from: found.from, module: moduleOf(key) });
  }

  /** What a function does that `callee` or `member` has given. */
  summary(closure: Closure): Summary | undefined {
    const origin = this.#origins.get(closure.graph);
    const summary = origin?.from.program.summary(closure);
    if (origin === undefined || summary === undefined) return undefined;
    const { handsOn, outcome, needs, holdsWeakly } = summary;
    const asked = (one: AskedInside): AskedInside => ({ ...one, handle: this.#instance(one.handle, origin), path: one.path ?? origin.from.path });
    return {
      ...summary,
      result: this.#here(summary.result, origin),
      handsOn: handsOn && asked(handsOn),
      // An element tells where it comes from in its own file alone.
      lists: undefined,
      needs: needs.map((need) => ({ ...need, path: need.path ?? origin.from.path })),
      holdsWeakly: holdsWeakly.map((held) => ({ ...held, path: held.path ?? origin.from.path })),
      outcome: outcome?.of.kind === 'answer' ? { ...outcome, of: { ...outcome.of, asked: asked(outcome.of.asked) } } : outcome,
    };
  }

  /** The names that matter in the file that a name comes from, where that file speaks of weak references. */
  namesBeside(name: string): ReadonlySet<string> {
    const module = this.#place(name);
    const home = module?.members.length === 0 ? { kind: 'module', path: module.path } as const : this.#home(name);
    if (home?.kind === 'value') return home.from.program.sharedNames;
    return (home !== undefined && this.#isOfInterest(home.path) ? this.#open(home.path)?.program.sharedNames : undefined) ?? new Set();
  }

  #place(name: string): ModulePlace | undefined {
    if (!this.#places.has(name)) this.#places.set(name, this.#ask((modules) => modules.find(name, this.#path)));
    return this.#places.get(name);
  }

  #home(name: string): Home | undefined {
    if (!this.#homes.has(name)) this.#homes.set(name, this.#findHome(name, MAX_STEPS));
    return this.#homes.get(name);
  }

  #findHome(name: string, steps: number): Home | undefined {
    const place = this.#place(name);
    const [member, ...deeper] = place?.members ?? [];
    if (place === undefined || member === undefined || deeper.length > 0) return undefined;
    const kind = this.#ask((modules) => modules.sketch(place.path, member));
    if (kind === 'nothing') return undefined;
    if (kind !== 'unsure') return { kind, path: place.path, member };
    const found = this.#exported({ path: place.path, member });
    if (found?.kind !== 'handed-on') return found;
    return steps === 0 ? undefined : this.#peer(place.path).#findHome(found.name, steps - 1);
  }

  #peer(path: string): Imports {
    const peer = this.#peers.get(path) ?? new Imports(this.#library, path, this.#level, this.grounds);
    this.#peers.set(path, peer);
    return peer;
  }

  #exported({ path, member }: Place): Value | HandedOn | undefined {
    const meant = this.#ask((modules) => modules.exported(path, member));
    if (meant?.kind === 'others') return { kind: 'handed-on', name: meant.name };
    const from = meant && this.#open(path);
    if (meant === undefined || from === undefined) return undefined;
    const handedOn = from.handedOn(meant.name);
    if (handedOn !== undefined) return { kind: 'handed-on', name: handedOn };
    const shape = from.program.exported(meant.name);
    if (shape?.kind === 'named') return { kind: 'handed-on', name: shape.name };
    return shape && { kind: 'value', shape, from };
  }

  #classHome(key: ClassKey): ClassHome | undefined {
    const home = this.#home(key);
    const value = home && this.#value(home);
    return value?.shape.kind === 'class' ? { from: value.from, key: value.shape.class } : undefined;
  }

  #value(home: Home): Value | undefined {
    if (home.kind === 'value') return home;
    if (!this.#values.has(home)) {
      const found = this.#exported(home);
      this.#values.set(home, found?.kind === 'value' ? found : undefined);
    }
    return this.#values.get(home);
  }

  #open(path: string): OpenedFile | undefined {
    return this.#library.open(path, this.#level - 1, this.grounds);
  }

  #isOfInterest(path: string): boolean {
    return this.#ask((modules) => modules.isOfInterest(path));
  }

  #ask<Answer>(question: (modules: Modules) => Answer): Answer {
    return this.#library.noting(this.grounds.reads, question);
  }

  /** Without what only means something in the other file: its variables, its places, names relative to it. */
  #here(shape: Shape, origin: Origin): Shape {
    switch (shape.kind) {
      case 'class':
      case 'object': {
        const key = origin.from.program.classes.has(shape.class) ? `${origin.module}.${shape.class}` : undefined;
        return key === undefined ? UNKNOWN : { ...shape, class: key };
      }
      case 'instance':
        return this.#instance(shape, origin);
      case 'typed':
        return { ...shape, element: shape.element && this.#here(shape.element, origin), parts: shape.parts?.map((part) => this.#here(part, origin)), members: shape.members && new Map([...shape.members].map(([name, member]) => [name, this.#here(member, origin)])) };
      case 'closure':
      case 'property':
        this.#origins.set(shape.closure.graph, origin);
        return shape;
      case 'named':
        return shape.name.startsWith('.') ? UNKNOWN : shape;
      case 'unknown':
      case 'absent':
      case 'outcome':
        return shape;
    }
  }

  #instance(shape: InstanceShape, origin: Origin): InstanceShape {
    return { ...shape, referent: this.#here(shape.referent, origin), heldBy: undefined, madeAt: [] };
  }
}

/** `..shop.base.Tree`: `..shop.base`. */
function moduleOf(name: string): string {
  return name.slice(0, name.lastIndexOf('.'));
}
