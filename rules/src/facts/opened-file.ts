/** Another file, as it is seen from above its level. What it says is only worked out when somebody asks. */
import type { FlowGraph, Temp } from '../flow/graph.ts';
import { Classes } from './classes.ts';
import type { FrontEnd } from './front-end.ts';
import type { Imports } from './imports.ts';
import { Program } from './program.ts';

export class OpenedFile {
  readonly path: string;
  readonly #frontEnd: FrontEnd;
  readonly #imports: Imports;
  #program: Program | undefined;
  #classes: Classes | undefined;
  #handedOn: ReadonlyMap<string, string> | undefined;

  constructor(path: string, frontEnd: FrontEnd, imports: Imports) {
    this.path = path;
    this.#frontEnd = frontEnd;
    this.#imports = imports;
  }

  get program(): Program {
    return (this.#program ??= new Program(this.#frontEnd.graph(), this.#frontEnd.model, this.#frontEnd.model.names, this.#imports));
  }

  get classes(): Classes {
    return (this.#classes ??= new Classes(this.program, this.#frontEnd.classes, this.#imports));
  }

  /** The qualified name of what a name of the module stands for, where it was imported and never becomes anything else. */
  handedOn(name: string): string | undefined {
    return (this.#handedOn ??= handedOnBy(this.#frontEnd.graph())).get(name);
  }
}

function handedOnBy(module: FlowGraph): ReadonlyMap<string, string> {
  const imported = new Map<Temp, string>();
  const names = new Map<string, string>();
  const others = new Set(graphsIn(module).flatMap(({ writesFree }) => [...writesFree]));
  for (const op of module.blocks.flatMap(({ ops }) => ops)) {
    if (op.kind === 'import') imported.set(op.to, op.name);
    if ((op.kind !== 'write' && op.kind !== 'unbind') || op.variable.kind !== 'local') continue;
    const { name } = op.variable;
    const origin = op.kind === 'write' && !names.has(name) ? imported.get(op.from) : undefined;
    if (origin === undefined) others.add(name);
    else names.set(name, origin);
  }
  for (const name of others) names.delete(name);
  return names;
}

/** Of all functions, however deep. */
function graphsIn({ closures, classes }: FlowGraph): FlowGraph[] {
  const inside = [...closures, ...classes.flatMap(({ methods }) => methods.map(({ closure }) => closure))];
  return inside.flatMap(({ graph }) => [graph, ...graphsIn(graph)]);
}
