/**
 * Remembers what was found in a graph. A graph is analysed in an environment, and what is found depends on the answers it gave: they are
 * remembered too, and a result is good again wherever the same questions get the same answers. Front ends keep the graphs of
 * unchanged functions from one version of a text to the next, so an edit costs the functions it touches.
 */
import type { Environment } from './environment.ts';
import type { FlowEvent, GivenPlace } from './event.ts';
import type { ClassSource, Closure, DerefOp, FlowGraph, TypeNote, Variable } from './graph.ts';
import { isSameShape } from './shape.ts';
import type { ClassKey, Shape } from './shape.ts';
import { solve } from './solve.ts';
import { areSamePlaces, isSameSummary } from './summary.ts';
import type { Summary } from './summary.ts';

/** Plain data: a function would keep the environment alive that it first asked, and with it a whole file of long ago. */
type Question =
  | { readonly ask: 'outer'; readonly variable: Variable; readonly answer: Shape }
  | { readonly ask: 'member'; readonly of: Shape; readonly name: string; readonly answer: Shape }
  | { readonly ask: 'builtin'; readonly key: ClassKey; readonly member: string | undefined; readonly answer: Shape | undefined }
  | { readonly ask: 'inherited'; readonly key: ClassKey; readonly answer: Shape | undefined }
  | { readonly ask: 'type'; readonly note: TypeNote; readonly answer: Shape }
  | { readonly ask: 'imported-value' | 'imported-callee'; readonly name: string; readonly answer: Shape | undefined }
  | { readonly ask: 'summary'; readonly closure: Closure; readonly answer: Summary | undefined }
  | { readonly ask: 'shared'; readonly closure: Closure; readonly free: Variable; readonly answer: Variable | undefined }
  | { readonly ask: 'own-function'; readonly of: ClassKey; readonly member: string; readonly answer: boolean }
  | { readonly ask: 'alive'; readonly answer: readonly GivenPlace[] }
  | { readonly ask: 'passed'; readonly variable: Variable; readonly answer: DerefOp | undefined }
  | { readonly ask: 'class'; readonly source: ClassSource; readonly answer: ClassKey };

interface Result {
  readonly questions: readonly Question[];
  readonly events: readonly FlowEvent[];
}

/** While the shapes of a file are found out a graph may be analysed with less known than at the end: both results are worth keeping. */
const KEPT_RESULTS = 3;

const results = new WeakMap<FlowGraph, Result[]>();

/** What happens in the graph, as `solve` tells it. */
export function eventsOf(graph: FlowGraph, environment: Environment): readonly FlowEvent[] {
  const known = results.get(graph) ?? [];
  const valid = known.find(({ questions }) => questions.every((question) => isAnswered(question, environment)));
  if (valid !== undefined) return valid.events;
  const questions: Question[] = [];
  const events: FlowEvent[] = [];
  solve(graph, listening(environment, questions), (event) => events.push(event));
  results.set(graph, [{ questions, events }, ...known].slice(0, KEPT_RESULTS));
  return events;
}

function isAnswered(question: Question, environment: Environment): boolean {
  switch (question.ask) {
    case 'outer':
      return isSameShape(environment.outer(question.variable), question.answer);
    case 'member':
      return isSameShape(environment.member(question.of, question.name), question.answer);
    case 'builtin':
      return isSameAnswer(environment.builtin(question.key, question.member), question.answer);
    case 'inherited':
      return isSameAnswer(environment.inherited(question.key), question.answer);
    case 'type':
      return isSameShape(environment.type(question.note), question.answer);
    case 'imported-value':
      return isSameAnswer(environment.importedValue(question.name), question.answer);
    case 'imported-callee':
      return isSameAnswer(environment.importedCallee(question.name), question.answer);
    case 'summary':
      return isSameSummary(environment.summary(question.closure), question.answer);
    case 'shared':
      return environment.shared(question.closure, question.free) === question.answer;
    case 'own-function':
      return environment.isOwnFunction(question.of, question.member) === question.answer;
    case 'alive':
      return areSamePlaces(environment.aliveAtStart(), question.answer);
    case 'passed':
      return environment.passed(question.variable) === question.answer;
    case 'class':
      return environment.classKey(question.source) === question.answer;
  }
}

function isSameAnswer(a: Shape | undefined, b: Shape | undefined): boolean {
  return a === undefined || b === undefined ? a === b : isSameShape(a, b);
}

/** The same environment, which writes down what it is asked. */
function listening(environment: Environment, questions: Question[]): Environment {
  const answers = new Map<Question['ask'], Map<unknown, unknown>>();
  // A loop asks the same again and again: only another answer is worth a note.
  const note = (about: unknown, question: Question): void => {
    const known = answers.get(question.ask) ?? new Map<unknown, unknown>();
    if (known.has(about) && known.get(about) === question.answer) return;
    answers.set(question.ask, known.set(about, question.answer));
    questions.push(question);
  };
  return {
    model: environment.model,
    outer(variable) {
      const answer = environment.outer(variable);
      note(variable, { ask: 'outer', variable, answer });
      return answer;
    },
    member(of, name) {
      const answer = environment.member(of, name);
      questions.push({ ask: 'member', of, name, answer });
      return answer;
    },
    builtin(key, member) {
      const answer = environment.builtin(key, member);
      questions.push({ ask: 'builtin', key, member, answer });
      return answer;
    },
    inherited(key) {
      const answer = environment.inherited(key);
      note(key, { ask: 'inherited', key, answer });
      return answer;
    },
    type(written) {
      const answer = environment.type(written);
      note(written, { ask: 'type', note: written, answer });
      return answer;
    },
    // The closures are the graph's own: the answer is the same as long as the graph is.
    isWrittenByClosures: (variable) => environment.isWrittenByClosures(variable),
    importedValue(name) {
      const answer = environment.importedValue(name);
      note(name, { ask: 'imported-value', name, answer });
      return answer;
    },
    importedCallee(name) {
      const answer = environment.importedCallee(name);
      note(name, { ask: 'imported-callee', name, answer });
      return answer;
    },
    summary(closure) {
      const answer = environment.summary(closure);
      note(closure, { ask: 'summary', closure, answer });
      return answer;
    },
    shared(closure, free) {
      const answer = environment.shared(closure, free);
      note(free, { ask: 'shared', closure, free, answer });
      return answer;
    },
    isOwnFunction(of, member) {
      const answer = environment.isOwnFunction(of, member);
      questions.push({ ask: 'own-function', of, member, answer });
      return answer;
    },
    aliveAtStart() {
      const answer = environment.aliveAtStart();
      questions.push({ ask: 'alive', answer });
      return answer;
    },
    passed(variable) {
      const answer = environment.passed(variable);
      note(variable, { ask: 'passed', variable, answer });
      return answer;
    },
    classKey(source) {
      const answer = environment.classKey(source);
      note(source, { ask: 'class', source, answer });
      return answer;
    },
  };
}
