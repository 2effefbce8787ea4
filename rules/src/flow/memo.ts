/**
 * Remembers what was found in a graph. A graph is analysed in an environment, and what is found depends on the answers it gave: they are
 * remembered too, and a result is good again wherever the same questions get the same answers. Front ends keep the graphs of
 * unchanged functions from one version of a text to the next, so an edit costs the functions it touches.
 */
import type { Environment } from './environment.ts';
import type { FlowEvent } from './event.ts';
import type { FlowGraph } from './graph.ts';
import { isSameShape } from './shape.ts';
import type { Shape } from './shape.ts';
import { solve } from './solve.ts';

interface Result {
  /** Each asks again, and tells whether the answer is still the same. */
  readonly questions: readonly ((environment: Environment) => boolean)[];
  readonly events: readonly FlowEvent[];
}

/** While the shapes of a file are found out a graph may be analysed with less known than at the end: both results are worth keeping. */
const KEPT_RESULTS = 3;

const results = new WeakMap<FlowGraph, Result[]>();

/** What happens in the graph, as `solve` tells it. */
export function eventsOf(graph: FlowGraph, environment: Environment): readonly FlowEvent[] {
  const known = results.get(graph) ?? [];
  const valid = known.find(({ questions }) => questions.every((isSame) => isSame(environment)));
  if (valid !== undefined) return valid.events;
  const result = record(graph, environment);
  results.set(graph, [result, ...known].slice(0, KEPT_RESULTS));
  return result.events;
}

function record(graph: FlowGraph, environment: Environment): Result {
  const questions: ((environment: Environment) => boolean)[] = [];
  const shapeOf = (ask: (of: Environment) => Shape): Shape => {
    const answer = ask(environment);
    questions.push((other) => isSameShape(ask(other), answer));
    return answer;
  };
  const plainOf = <T extends boolean | string>(ask: (of: Environment) => T): T => {
    const answer = ask(environment);
    questions.push((other) => ask(other) === answer);
    return answer;
  };
  const events: FlowEvent[] = [];
  solve(
    graph,
    {
      model: environment.model,
      outer: (variable) => shapeOf((of) => of.outer(variable)),
      member: (holder, name) => shapeOf((of) => of.member(holder, name)),
      type: (note) => shapeOf((of) => of.type(note)),
      isWrittenByClosures: (variable) => plainOf((of) => of.isWrittenByClosures(variable)),
      classKey: (source) => plainOf((of) => of.classKey(source)),
    },
    (event) => events.push(event),
  );
  return { questions, events };
}
