/** Writes a random program from a seed: the same seed and features give the same program. */
import { randomFrom } from '../support/seeded-random.ts';
import type { Feature, Features } from './features.ts';
import { ask, FORMS, handleOf, loopTest, outcome, statementUse, subject, test, value, valueUse, withoutChoice } from './generate-values.ts';
import { add, ANSWERS, HANDLES, OWN_ANSWERS, inside, newName, pick, without } from './place.ts';
import type { Place } from './place.ts';
import { ANSWERS_FROM, CALLS_OF_CLOSURES, OUTER_EXITS, OVERS } from './program.ts';
import type { Block, CallOfClosure, Catches, Exit, Language, Over, Pair, Program, Shape, Statement } from './program.ts';

const MAX_DEPTH = 3;

export function generate(seed: number, language: Language, switchedOn: Features): Program {
  const random = randomFrom(seed);
  const suspension = switchedOn.has('suspend') ? pick(random, ['none', 'await', 'await', 'yield'] as const) : 'none';
  const features = without(switchedOn, ...(suspension === 'none' ? (['suspend'] as const) : []), ...(suspension === 'await' ? [] : AWAITING));
  const isMethod = features.has('member') && random(2) === 0;
  const parameters = !isMethod && features.has('parameter') && random(2) === 0 ? ['a'] : [];
  const place: Place = {
    language,
    features,
    random,
    isMethod,
    depth: 0,
    loops: 0,
    isInTry: false,
    isClosure: false,
    answerNames: ANSWERS,
    handles: [...parameters],
    answers: [],
    keepers: [],
    lists: [],
    pairs: [],
    tables: [],
    records: [],
    caches: [],
    outcomes: [],
  };
  const opening = isMethod || parameters.length > 0 ? [] : statements.handle.make(place);
  // In JavaScript a handle just made answers until the first suspension.
  const first: Block = suspension !== 'none' && random(3) > 0 ? [{ kind: 'suspend' }] : [];
  const body = [...opening, ...first, ...block(place, 3 + random(5))];
  return { language, entry: isMethod ? 'method' : 'function', suspension, parameters, body };
}

const RAISING = ['assert', 'helper-demand', 'helper-need'] as const satisfies readonly Feature[];
const AWAITING = ['helper-fetch', 'helper-later', 'helper-settle'] as const satisfies readonly Feature[];

interface Kind {
  /** How often, beside the others. */
  readonly weight: number;
  readonly needs?: Feature;
  readonly when?: (place: Place) => boolean;
  readonly make: (place: Place) => Block;
}

const mayNest = ({ depth }: Place): boolean => depth < MAX_DEPTH;
/** A handler around the call of a function is none of the function. */
const isOutsideTry = ({ isInTry }: Place): boolean => !isInTry;
const hasList = ({ lists }: Place): boolean => lists.length > 0;
const hasAnswer = ({ answers }: Place): boolean => answers.length > 0;

const statements = {
  handle: {
    weight: 2,
    when: ({ isClosure }) => !isClosure,
    make: (place) => {
      const { random, features } = place;
      const name = newName(place, HANDLES, place.handles);
      const how = random(6);
      if (how === 0 && features.has('drop')) {
        const keeper = `kept_${name}`;
        add(place.keepers, keeper);
        return [{ kind: 'handle', name, from: { keeper } }];
      }
      return [{ kind: 'handle', name, from: how === 1 && features.has('helper-open') ? 'open' : 'make' }];
    },
  },
  alias: {
    weight: 1,
    needs: 'alias',
    when: (place) => place.handles.length > 0 || place.isMethod,
    make: (place) => {
      const alias = handleOf(place);
      return [{ kind: 'handle', name: newName(place, HANDLES, place.handles), from: { alias } }];
    },
  },
  handles: {
    weight: 2,
    needs: 'list',
    make: (place) => {
      add(place.lists, 'refs');
      return [{ kind: 'handles', name: 'refs', shape: 'several' }];
    },
  },
  pair: { weight: 2, needs: 'index', make: (place) => [paired(place.pairs, 'pair', 'list')] },
  tuple: { weight: 1, needs: 'tuple', make: (place) => [paired(place.pairs, 'both', 'tuple')] },
  table: { weight: 2, needs: 'table', make: (place) => [paired(place.tables, 'table', 'table')] },
  record: { weight: 2, needs: 'record', make: (place) => [paired(place.records, 'record', 'record')] },
  take: {
    weight: 2,
    needs: 'unpack',
    when: ({ pairs }) => pairs.length > 0,
    make: (place) => [{ kind: 'take', names: twoNames(place, HANDLES, place.handles), from: pick(place.random, place.pairs) }],
  },
  cache: {
    weight: 2,
    needs: 'weak-dictionary',
    make: ({ caches }) => {
      add(caches, 'cache');
      return [{ kind: 'cache', name: 'cache' }];
    },
  },
  drop: {
    weight: 3,
    needs: 'drop',
    when: ({ keepers }) => keepers.length > 0,
    make: ({ random, keepers }) => [{ kind: 'drop', keeper: pick(random, keepers) }],
  },
  answer: {
    weight: 10,
    make: (place) => {
      const got = value(place);
      return [{ kind: 'answer', name: newName(place, place.answerNames, place.answers), value: got }];
    },
  },
  both: {
    weight: 3,
    needs: 'unpack',
    make: (place) => {
      const asks = [ask(place), ask(place)] as const;
      return [{ kind: 'both', names: twoNames(place, place.answerNames, place.answers), asks }];
    },
  },
  defaulted: {
    weight: 2,
    needs: 'default',
    make: (place) => {
      const asked = ask(place);
      return [{ kind: 'defaulted', name: newName(place, place.answerNames, place.answers), ask: asked, form: place.random(FORMS) }];
    },
  },
  assure: {
    weight: 3,
    needs: 'assure',
    when: hasAnswer,
    make: (place) => {
      const { random, answers } = place;
      return [{ kind: 'assure', name: pick(random, answers), value: random(2) === 0 ? { kind: 'make' } : ask(place), form: random(FORMS) }];
    },
  },
  outcome: { weight: 2, needs: 'boolean-name', when: hasAnswer, make: (place) => [outcome(place)] },
  use: { weight: 16, make: (place) => [{ kind: 'use', use: statementUse(place), subject: subject(place) }] },
  show: { weight: 4, needs: 'helper-show', make: (place) => [{ kind: 'show', subject: subject(place) }] },
  poke: { weight: 3, needs: 'helper-poke', make: (place) => [{ kind: 'poke', handle: handleOf(place) }] },
  later: { weight: 3, needs: 'helper-later', when: hasAnswer, make: ({ random, answers }) => [{ kind: 'later', name: pick(random, answers) }] },
  settle: { weight: 3, needs: 'helper-settle', make: (place) => [{ kind: 'settle', handle: handleOf(place) }] },
  lambda: {
    weight: 3,
    needs: 'lambda',
    when: isOutsideTry,
    make: (place) => {
      const isGiven = place.random(2) === 0;
      const shown = subject(isGiven ? place : capturing(place));
      return [{ kind: 'lambda', use: valueUse({ ...place, isInTry: false }), isGiven, subject: shown }];
    },
  },
  closure: {
    weight: 4,
    needs: 'closure',
    when: (place) => mayNest(place) && isOutsideTry(place),
    make: (place) => {
      const ways: readonly CallOfClosure[] = CALLS_OF_CLOSURES[place.language];
      const how = pick(place.random, ways.filter((way) => way !== 'later' || place.features.has('call-later')));
      return [{ kind: 'closure', how, body: bodyOf(capturing(place)) }];
    },
  },
  demand: { weight: 3, needs: 'helper-demand', when: hasAnswer, make: ({ random, answers }) => [{ kind: 'demand', name: pick(random, answers) }] },
  short: {
    weight: 5,
    needs: 'short-circuit',
    make: (place) => {
      const condition = withoutChoice(test(place, 1));
      return [{ kind: 'short', form: pick(place.random, ['ternary', 'and', 'or'] as const), test: condition, use: valueUse(place), subject: subject(place) }];
    },
  },
  optional: { weight: 3, needs: 'optional', make: (place) => [{ kind: 'optional', use: valueUse(place), subject: subject(place) }] },
  comprehension: {
    weight: 4,
    needs: 'comprehension',
    when: hasList,
    make: (place) => [
      {
        kind: 'comprehension',
        list: pick(place.random, place.lists),
        filter: pick(place.random, ['none', 'direct', 'bind'] as const),
        use: valueUse({ ...place, isInTry: false }),
      },
    ],
  },
  assert: { weight: 2, needs: 'assert', make: (place) => [{ kind: 'assert', test: test(place, 1) }] },
  hand: {
    weight: 4,
    make: (place) => [{ kind: 'hand', how: pick(place.random, ['argument', 'element'] as const), subject: subject(place) }],
  },
  hold: {
    weight: 2,
    needs: 'hold',
    when: (place) => place.isMethod && hasAnswer(place),
    make: ({ random, answers }) => [{ kind: 'hold', name: pick(random, answers) }],
  },
  work: { weight: 1, needs: 'exits', make: () => [{ kind: 'work' }] },
  suspend: { weight: 5, needs: 'suspend', make: () => [{ kind: 'suspend' }] },
  if: {
    weight: 12,
    when: mayNest,
    make: (place) => {
      const condition = test(place, 2);
      const body = bodyOf(place);
      return [{ kind: 'if', test: condition, body, otherwise: place.random(3) === 0 ? bodyOf(place) : [] }];
    },
  },
  while: {
    weight: 4,
    needs: 'while',
    when: mayNest,
    make: (place) => {
      const condition = loopTest(place);
      const body = bodyOf(inLoop(place));
      const otherwise = place.random(2) === 0 ? elseOf(place) : [];
      return [{ kind: 'while', test: condition, body, otherwise }];
    },
  },
  for: { weight: 4, needs: 'loop', when: mayNest, make: (place) => [{ kind: 'for', body: bodyOf(inLoop(place)), otherwise: elseOf(place) }] },
  forHandle: {
    weight: 6,
    needs: 'list',
    when: (place) => mayNest(place) && hasList(place),
    make: (place) => [forHandle(place, place.lists, place.features.has('over') ? OVERS.list : ['plain'])],
  },
  forEntry: {
    weight: 5,
    needs: 'over',
    when: (place) => mayNest(place) && place.tables.length > 0,
    make: (place) => [forHandle(place, place.tables, OVERS.table)],
  },
  forAnswer: {
    weight: 5,
    needs: 'for-answer',
    when: (place) => mayNest(place) && hasList(place),
    make: (place) => {
      const [list, from] = [pick(place.random, place.lists), pick(place.random, ANSWERS_FROM)];
      const own = inside(inLoop(place));
      add(own.answers, 'n');
      return [{ kind: 'for-answer', name: 'n', list, from, body: bodyOf(own) }];
    },
  },
  match: {
    weight: 5,
    needs: 'match',
    when: mayNest,
    make: (place) => {
      const [matched, form] = [subject(place), place.random(place.features.has('fall-through') ? FORMS : 4)];
      const body = bodyOf(place);
      return [{ kind: 'match', subject: matched, form, body, otherwise: place.random(2) === 0 ? bodyOf(place) : [] }];
    },
  },
  with: { weight: 2, needs: 'with', when: mayNest, make: (place) => [{ kind: 'with', body: bodyOf(place) }] },
  try: {
    weight: 5,
    when: (place) => mayNest(place) && catchesOf(place).length > 0,
    make: (place) => {
      const catches = pick(place.random, catchesOf(place));
      const body = bodyOf({ ...place, isInTry: true });
      const handler = catches === 'nothing' ? [] : bodyOf(place);
      const hasLast = catches === 'nothing' || (place.features.has('finally') && place.random(3) === 0);
      // An exit or another exception in a `finally` would take the place of the exception that is on its way.
      const last = hasLast ? bodyOf({ ...place, isInTry: false, features: without(place.features, 'exits', ...RAISING) }) : [];
      return [{ kind: 'try', catches, body, handler, last }];
    },
  },
  suppress: {
    weight: 2,
    needs: 'suppress',
    when: mayNest,
    make: (place) => [{ kind: 'suppress', catches: pick(place.random, ['absent', 'other'] as const), body: bodyOf({ ...place, isInTry: true }) }],
  },
} as const satisfies Readonly<Record<string, Kind>>;

function block(place: Place, length: number): Block {
  const made: Statement[] = [];
  while (made.length < length) made.push(...weighted(place).make(place));
  return made;
}

function weighted(place: Place): Kind {
  const kinds: readonly Kind[] = Object.values(statements);
  const possible = kinds.filter(({ needs, when }) => (needs === undefined || place.features.has(needs)) && (when?.(place) ?? true));
  let rest = place.random(possible.reduce((sum, { weight }) => sum + weight, 0));
  return possible.find(({ weight }) => (rest -= weight) < 0) ?? statements.use;
}

function paired(names: string[], name: string, shape: Shape): Statement {
  add(names, name);
  return { kind: 'handles', name, shape };
}

function twoNames(place: Place, names: readonly string[], bound: string[]): Pair<string> {
  const first = newName(place, names, bound);
  return [first, newName(place, names.filter((name) => name !== first), bound)];
}

function forHandle(place: Place, lists: readonly string[], overs: readonly Over[]): Statement {
  const body = bodyOf(inLoop({ ...place, handles: [...place.handles, 'each'] }));
  return { kind: 'for-handle', name: 'each', list: pick(place.random, lists), over: pick(place.random, overs), body, otherwise: elseOf(place) };
}

function inLoop(place: Place): Place {
  return { ...place, loops: place.loops + 1 };
}

function elseOf(place: Place): Block {
  return place.features.has('loop-else') && place.random(4) === 0 ? bodyOf(place) : [];
}

/** A function of its own: it sees the handles, what it captures beside them is not followed, and what it has seen it does not tell. */
function capturing(place: Place): Place {
  return {
    ...place,
    features: without(place.features, 'suspend', 'rebind', 'alias', 'drop', 'list', 'index', 'tuple', 'table', 'record', 'weak-dictionary', 'unpack', 'over', 'boolean-name', 'closure', ...RAISING, ...AWAITING),
    handles: [...place.handles],
    answers: [],
    outcomes: [],
    keepers: [],
    isClosure: true,
    answerNames: OWN_ANSWERS,
    loops: 0,
  };
}

function bodyOf(outer: Place): Block {
  const { random, features, loops } = outer;
  const place = inside(outer);
  if (!features.has('exits') || random(5) > 1) return block(place, 1 + random(2));
  return [...block(place, random(2)), ending(place, loops)];
}

function ending(place: Place, loops: number): Statement {
  const { random } = place;
  if (random(6) === 0) return { kind: 'hand', how: 'return', subject: subject(place) };
  if (loops > 1 && place.features.has('label') && random(2) === 0) return { kind: 'exit', how: pick(random, OUTER_EXITS) };
  const ways: readonly Exit[] = loops > 0 ? ['continue', 'continue', 'break', 'return'] : place.isClosure ? ['return'] : ['return', 'return', 'raise'];
  return { kind: 'exit', how: pick(random, ways) };
}

function catchesOf({ features, language }: Place): Catches[] {
  const kinds: Catches[] = [];
  if (features.has('try')) kinds.push('everything', ...(language === 'python' ? (['absent'] as const) : []));
  if (features.has('wrong-handler')) kinds.push('other');
  if (features.has('finally')) kinds.push('nothing');
  return kinds;
}
