/** What other files say, in terms of the file that asks: their classes with the members, their functions, their weak handles. */
import type { Closure, FlowGraph } from '../flow/graph.ts';
import { UNKNOWN } from '../flow/shape.ts';
import type { ClassKey, InstanceShape, Shape } from '../flow/shape.ts';
import type { AskedInside, Summary } from '../flow/summary.ts';
import type { ClassTraits } from './class-traits.ts';
import { Classes } from './classes.ts';
import { MAX_MODULES, MAX_STEPS } from './modules.ts';
import type { ModulePlace, Modules } from './modules.ts';
import { Program } from './program.ts';
import type { ImportedNames } from './program.ts';

interface Opened {
  readonly path: string;
  readonly program: Program;
  readonly classes: Classes;
  readonly imports: Imports;
}

interface Place {
  readonly path: string;
  readonly member: string;
}

/** Where a name is defined: as the text shows, or with the value that the analysis has found. */
type Home = (Place & { readonly kind: 'class' | 'function' }) | { readonly kind: 'value'; readonly shape: Shape; readonly from: Opened };

interface ClassHome {
  readonly from: Opened;
  /** The class in terms of its own file. */
  readonly key: ClassKey;
}

/** Whose function was handed out, and what the names of its file start with here. */
interface Origin {
  readonly from: Opened;
  readonly module: string;
}

export class Imports implements ImportedNames {
  readonly #modules: Modules;
  readonly #path: string;
  /** Shared by all files that are looked into on behalf of one. A file that is still being looked into tells nothing. */
  readonly #opened: Map<string, Opened | undefined>;
  readonly #places = new Map<string, ModulePlace | undefined>();
  readonly #homes = new Map<string, Home | undefined>();
  readonly #origins = new Map<FlowGraph, Origin>();

  constructor(modules: Modules, path: string, opened = new Map<string, Opened | undefined>()) {
    this.#modules = modules;
    this.#path = path;
    this.#opened = opened;
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
    const exported = home.kind === 'value' ? home : this.#exported(home);
    switch (exported?.shape.kind) {
      case 'class':
        return { kind: 'class', class: name };
      case 'closure':
        return this.#here(exported.shape, { from: exported.from, module: moduleOf(name) });
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
    if (home?.kind === 'class' && !this.#modules.isOfInterest(home.path)) return undefined;
    const found = this.#classHome(key);
    if (found === undefined) return undefined;
    const shape = this.#here(found.from.program.member(found.key, name), { from: found.from, module: moduleOf(key) });
    return shape.kind === 'unknown' ? undefined : shape;
  }

  /** What a function does that `callee` or `member` has given. */
  summary(closure: Closure): Summary | undefined {
    const origin = this.#origins.get(closure.graph);
    const summary = origin?.from.program.summary(closure);
    if (origin === undefined || summary === undefined) return undefined;
    const { handsOn, outcome, needs } = summary;
    const asked = (one: AskedInside): AskedInside => ({ ...one, handle: this.#instance(one.handle, origin), path: one.path ?? origin.from.path });
    return {
      ...summary,
      result: this.#here(summary.result, origin),
      handsOn: handsOn && asked(handsOn),
      needs: needs.map((need) => ({ ...need, path: need.path ?? origin.from.path })),
      outcome: outcome?.of.kind === 'answer' ? { ...outcome, of: { ...outcome.of, asked: asked(outcome.of.asked) } } : outcome,
    };
  }

  /** The names that matter in the file that a name comes from, where that file speaks of weak references. */
  namesBeside(name: string): ReadonlySet<string> {
    const module = this.#place(name);
    const home = module?.members.length === 0 ? { kind: 'module', path: module.path } as const : this.#home(name);
    if (home?.kind === 'value') return home.from.program.names;
    return (home !== undefined && this.#modules.isOfInterest(home.path) ? this.#open(home.path)?.program.names : undefined) ?? new Set();
  }

  #place(name: string): ModulePlace | undefined {
    if (!this.#places.has(name)) this.#places.set(name, this.#modules.find(name, this.#path));
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
    const kind = this.#modules.sketch(place.path, member);
    if (kind === 'nothing') return undefined;
    if (kind !== 'unsure') return { kind, path: place.path, member };
    const found = this.#exported({ path: place.path, member });
    if (found?.shape.kind !== 'named') return found === undefined ? undefined : { kind: 'value', ...found };
    return steps === 0 ? undefined : found.from.imports.#findHome(found.shape.name, steps - 1);
  }

  #exported({ path, member }: Place): { readonly shape: Shape; readonly from: Opened } | undefined {
    const from = this.#open(path);
    const meant = this.#modules.exported(path, member);
    if (from === undefined || meant === undefined) return undefined;
    const shape: Shape | undefined = meant.kind === 'own' ? from.program.exported(meant.name) : { kind: 'named', name: meant.name };
    return shape && { shape, from };
  }

  #classHome(key: ClassKey): ClassHome | undefined {
    const home = this.#home(key);
    const exported = home === undefined || home.kind === 'value' ? home : this.#exported(home);
    return exported?.shape.kind === 'class' ? { from: exported.from, key: exported.shape.class } : undefined;
  }

  #open(path: string): Opened | undefined {
    if (this.#opened.has(path)) return this.#opened.get(path);
    if (this.#opened.size >= MAX_MODULES) return undefined;
    this.#opened.set(path, undefined);
    const frontEnd = this.#modules.open(path);
    if (frontEnd === undefined) return undefined;
    const imports = new Imports(this.#modules, path, this.#opened);
    const program = new Program(frontEnd.graph(), frontEnd.model, frontEnd.model.names, imports);
    const opened: Opened = { path, program, classes: new Classes(program, frontEnd.classes, imports), imports };
    this.#opened.set(path, opened);
    return opened;
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
        return { ...shape, element: shape.element && this.#here(shape.element, origin), parts: shape.parts?.map((part) => this.#here(part, origin)) };
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
