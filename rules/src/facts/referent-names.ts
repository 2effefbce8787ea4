/** The variables that the objects of handles and proxies go by, and those that may be handles or proxies themselves. */
import type { FlowEvent } from '../flow/event.ts';
import type { FlowGraph, Temp, TypeNote } from '../flow/graph.ts';
import type { InstanceShape } from '../flow/shape.ts';
import { append } from './append.ts';
import { keyOf } from './in-text-order.ts';
import type { Program } from './program.ts';
import type { Scope } from './scopes.ts';
import { tempsOf } from './temps.ts';

export class ReferentNames {
  readonly #program: Program;
  /** `worker` of `ref(worker)`, by the call that makes the handle. */
  readonly #made = new Map<string, string | undefined>();
  /** `worker` of `ref() is worker`, by where the handle was made or declared. */
  readonly #compared = new Map<string, string[]>();
  /** Who calls the callback of a handle gives it the handle, by whatever name it goes there. */
  readonly #called = new Set<string>();
  /** Names that a handle or proxy goes by somewhere. */
  readonly #ofWeak = new Set<string>();

  /** Methods that somebody passes one to, whatever they are methods of. */
  readonly #takers = new Set<string>();

  constructor(program: Program) {
    this.#program = program;
  }

  graph(graph: FlowGraph, events: readonly FlowEvent[]): void {
    for (const event of events) {
      switch (event.kind) {
        case 'weak-target':
          this.#made.set(keyOf(event.site), nameOf(graph, event.target));
          break;
        case 'answer-comparison': {
          const name = nameOf(graph, event.other);
          if (name !== undefined) for (const site of event.handle.madeAt) append(this.#compared, keyOf(site), name);
          break;
        }
        case 'callback':
          if (event.passed !== undefined) this.#called.add(keyOf(event.op.site));
          break;
        case 'write':
          if (event.shape.kind === 'instance') this.#ofWeak.add(event.variable.name);
          break;
        case 'pass':
          if (event.shape.kind === 'instance') this.#ofWeak.add(event.to.name);
          break;
        case 'weak-argument': {
          const callee = tempsOf(graph).maker(event.callee);
          if (callee?.kind === 'member') this.#takers.add(callee.name);
          break;
        }
        default:
      }
    }
  }

  /** After all graphs: what stands in the graph is a variable named as the object of each such handle is elsewhere, and no handle goes by that name. */
  isNamedAsReferent(graph: FlowGraph, other: Temp, { madeAt }: InstanceShape): boolean {
    const name = nameOf(graph, other);
    if (name === undefined || this.#ofWeak.has(name)) return false;
    const handles = madeAt.map((site) => keyOf(site));
    // Where it is declared is not where it is made.
    const isNamed = handles.some((handle) => this.#isNamed(handle, name)) && handles.every((handle) => !this.#made.has(handle) || this.#isNamed(handle, name));
    return isNamed && !this.#program.scopes.some((scope) => this.#mayTakeWeak(scope, name));
  }

  #isNamed(handle: string, name: string): boolean {
    return !this.#called.has(handle) && (this.#made.get(handle) === name || this.#compared.get(handle)?.includes(name) === true);
  }

  /** A parameter of the name may be one, by its written type or since somebody passes one to such a method. */
  #mayTakeWeak(scope: Scope, name: string): boolean {
    const isWeak = (type: TypeNote): boolean => this.#program.types.shape(scope, type).kind === 'instance' || type.arguments.some(isWeak);
    return scope.graph.parameters.some(({ variable, type }) => variable.name === name && (this.#takers.has(calledAs(scope)) || (type !== undefined && isWeak(type))));
  }
}

function calledAs({ graph, owner }: Scope): string {
  return owner?.method.name ?? graph.name;
}

/** Of the variable that the value was read from. */
export function nameOf(graph: FlowGraph, temp: Temp): string | undefined {
  const variable = tempsOf(graph).variable(temp);
  return variable === undefined || variable.kind === 'hidden' || variable.kind === 'receiver' ? undefined : variable.name;
}
