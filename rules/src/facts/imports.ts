/** What an imported name stands for: classes and weak handles of other files, in terms of the file that asks. */
import { UNKNOWN } from '../flow/shape.ts';
import type { ClassKey, Shape } from '../flow/shape.ts';
import type { ClassTraits } from './class-traits.ts';
import { Classes } from './classes.ts';
import { MAX_MODULES, MAX_STEPS } from './modules.ts';
import type { Modules } from './modules.ts';
import { Program } from './program.ts';

interface Opened {
  readonly program: Program;
  readonly classes: Classes;
  readonly imports: Imports;
}

interface Place {
  readonly path: string;
  readonly member: string;
}

interface Exported {
  readonly shape: Shape;
  readonly from: Opened;
}

export class Imports {
  readonly #modules: Modules;
  readonly #path: string;
  /** Shared by all files that are looked into on behalf of one. A file that is still being looked into tells nothing. */
  readonly #opened: Map<string, Opened | undefined>;
  readonly #shapes = new Map<string, Shape | undefined>();
  readonly #places = new Map<string, Place | undefined>();

  constructor(modules: Modules, path: string, opened = new Map<string, Opened | undefined>()) {
    this.#modules = modules;
    this.#path = path;
    this.#opened = opened;
  }

  /** A class, with the qualified name as its key, or a weak handle; undefined for everything else. */
  shape(name: string): Shape | undefined {
    if (this.#shapes.has(name)) return this.#shapes.get(name);
    const shape = this.#isClassByItsLooks(name) ? ({ kind: 'class', class: name } as const) : inTermsOf(name, this.#find(name, MAX_STEPS)?.shape);
    this.#shapes.set(name, shape);
    return shape;
  }

  #isClassByItsLooks(name: string): boolean {
    const place = this.#place(name);
    return place !== undefined && this.#modules.sketch(place.path, place.member) === 'class';
  }

  #place(name: string): Place | undefined {
    if (!this.#places.has(name)) this.#places.set(name, this.#findPlace(name));
    return this.#places.get(name);
  }

  #findPlace(name: string): Place | undefined {
    const place = this.#modules.find(name, this.#path);
    const [member, ...deeper] = place?.members ?? [];
    return place === undefined || member === undefined || deeper.length > 0 ? undefined : { path: place.path, member };
  }

  /** Of a class that `shape` has named. */
  traits(key: ClassKey): ClassTraits | undefined {
    const found = this.#find(key, MAX_STEPS);
    return found?.shape.kind === 'class' ? found.from.classes.traits(found.shape.class) : undefined;
  }

  #find(name: string, steps: number): Exported | undefined {
    const place = this.#place(name);
    if (place === undefined || this.#modules.sketch(place.path, place.member) === 'nothing') return undefined;
    const from = this.#open(place.path);
    const meant = this.#modules.exported(place.path, place.member);
    if (from === undefined || meant === undefined) return undefined;
    const shape: Shape | undefined = meant.kind === 'own' ? from.program.exported(meant.name) : { kind: 'named', name: meant.name };
    if (shape?.kind !== 'named') return shape === undefined ? undefined : { shape, from };
    return steps === 0 ? undefined : from.imports.#find(shape.name, steps - 1);
  }

  #open(path: string): Opened | undefined {
    if (this.#opened.has(path)) return this.#opened.get(path);
    if (this.#opened.size >= MAX_MODULES) return undefined;
    this.#opened.set(path, undefined);
    const frontEnd = this.#modules.open(path);
    if (frontEnd === undefined) return undefined;
    const imports = new Imports(this.#modules, path, this.#opened);
    const program = new Program(frontEnd.graph(), frontEnd.model, frontEnd.model.names, imports);
    const opened: Opened = { program, classes: new Classes(program, frontEnd.classes, imports), imports };
    this.#opened.set(path, opened);
    return opened;
  }
}

/** Without what only means something in the other file: its variables, its places, its classes. */
function inTermsOf(name: string, shape: Shape | undefined): Shape | undefined {
  switch (shape?.kind) {
    case 'class':
      return { kind: 'class', class: name };
    case 'instance':
      return { ...shape, referent: UNKNOWN, heldBy: undefined, madeAt: [] };
    default:
      return undefined;
  }
}
