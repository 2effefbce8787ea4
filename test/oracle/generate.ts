/** Writes a random program from a seed: the same seed and features give the same program. */
import { randomFrom } from '../support/seeded-random.ts';
import type { Feature, Features } from './features.ts';
import { MEMBERS, STATEMENT_USES, VALUE_USES } from './program.ts';
import type { Ask, Block, Catches, Handle, Language, Program, Statement, StatementUse, Subject, Test } from './program.ts';

const MAX_DEPTH = 3;
const ANSWERS = ['o', 'p', 'q'] as const;
const HANDLES = ['u', 'v', 'w'] as const;
/** Of ways to write a test. */
const FORMS = 8;

export function generate(seed: number, language: Language, switchedOn: Features): Program {
  const random = randomFrom(seed);
  const suspension = switchedOn.has('suspend') ? pick(random, ['none', 'await', 'await', 'yield'] as const) : 'none';
  const features = suspension === 'none' ? without(switchedOn, 'suspend') : switchedOn;
  const isMethod = features.has('member') && random(2) === 0;
  const parameters = !isMethod && features.has('parameter') && random(2) === 0 ? ['a'] : [];
  const place: Place = {
    language,
    features,
    random,
    isMethod,
    depth: 0,
    isInLoop: false,
    isInTry: false,
    handles: [...parameters],
    answers: [],
    keepers: [],
    lists: [],
    pairs: [],
    outcomes: [],
  };
  const opening = isMethod || parameters.length > 0 ? [] : statements.handle.make(place);
  // In JavaScript a handle just made answers until the first suspension.
  const first: Block = suspension !== 'none' && random(3) > 0 ? [{ kind: 'suspend' }] : [];
  const body = [...opening, ...first, ...block(place, 3 + random(5))];
  return { language, entry: isMethod ? 'method' : 'function', suspension, parameters, body };
}

type Random = (limit: number) => number;

/** Where the next statement stands, and the names that are bound there. */
interface Place {
  readonly language: Language;
  readonly features: Features;
  readonly random: Random;
  readonly isMethod: boolean;
  readonly depth: number;
  readonly isInLoop: boolean;
  readonly isInTry: boolean;
  readonly handles: string[];
  readonly answers: string[];
  readonly keepers: string[];
  readonly lists: string[];
  readonly pairs: string[];
  readonly outcomes: string[];
}

interface Kind {
  /** How often, beside the others. */
  readonly weight: number;
  readonly needs?: Feature;
  readonly when?: (place: Place) => boolean;
  readonly make: (place: Place) => Block;
}

const mayNest = ({ depth }: Place): boolean => depth < MAX_DEPTH;
const hasList = ({ lists }: Place): boolean => lists.length > 0;
const hasAnswer = ({ answers }: Place): boolean => answers.length > 0;

const statements = {
  handle: {
    weight: 2,
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
      return [{ kind: 'handles', name: 'refs', isPair: false }];
    },
  },
  pair: {
    weight: 2,
    needs: 'index',
    make: (place) => {
      add(place.pairs, 'pair');
      return [{ kind: 'handles', name: 'pair', isPair: true }];
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
      const { random, features } = place;
      const how = random(10);
      const value: Extract<Statement, { kind: 'answer' }>['value'] =
        how === 0 && features.has('fallback')
          ? { kind: 'make' }
          : how === 1 && features.has('fallback')
            ? { kind: 'fallback', ask: ask(place) }
            : how === 2 && features.has('copy') && hasAnswer(place)
              ? { kind: 'name', name: pick(random, place.answers) }
              : how === 3 && features.has('either')
                ? { kind: 'either', test: withoutBinding(test(place, 0)), first: ask(place), second: ask(place) }
                : ask(place);
      return [{ kind: 'answer', name: newName(place, ANSWERS, place.answers), value }];
    },
  },
  outcome: {
    weight: 2,
    needs: 'boolean-name',
    when: hasAnswer,
    make: (place) => {
      const kind = pick(place.random, ['there', 'gone'] as const);
      const test: Test = { kind, subject: { kind: 'name', name: pick(place.random, place.answers) }, form: place.random(FORMS) };
      add(place.outcomes, 'known');
      return [{ kind: 'outcome', name: 'known', test }];
    },
  },
  use: { weight: 16, make: (place) => [{ kind: 'use', use: statementUse(place), subject: subject(place) }] },
  show: { weight: 4, needs: 'helper-show', make: (place) => [{ kind: 'show', subject: subject(place) }] },
  poke: { weight: 3, needs: 'helper-poke', make: (place) => [{ kind: 'poke', handle: handleOf(place) }] },
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
      const body = bodyOf({ ...place, isInLoop: true });
      const otherwise = place.language === 'python' && place.random(4) === 0 ? bodyOf(place) : [];
      return [{ kind: 'while', test: condition, body, otherwise }];
    },
  },
  for: { weight: 4, needs: 'loop', when: mayNest, make: (place) => [{ kind: 'for', body: bodyOf({ ...place, isInLoop: true }) }] },
  forHandle: {
    weight: 6,
    needs: 'list',
    when: (place) => mayNest(place) && hasList(place),
    make: (place) => {
      const body = bodyOf({ ...place, isInLoop: true, handles: [...place.handles, 'each'] });
      return [{ kind: 'for-handle', name: 'each', list: pick(place.random, place.lists), body }];
    },
  },
  try: {
    weight: 5,
    when: (place) => mayNest(place) && catchesOf(place).length > 0,
    make: (place) => {
      const catches = pick(place.random, catchesOf(place));
      const body = bodyOf({ ...place, isInTry: true });
      const handler = catches === 'nothing' ? [] : bodyOf(place);
      const hasLast = catches === 'nothing' || (place.features.has('finally') && place.random(3) === 0);
      // An exit or another exception in a `finally` would take the place of the exception that is on its way.
      const last = hasLast ? bodyOf({ ...place, isInTry: false, features: without(place.features, 'exits', 'assert', 'helper-demand', 'helper-need') }) : [];
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

/** A block inside a statement: what it binds is its own. */
function bodyOf(outer: Place): Block {
  const { random, features, isInLoop } = outer;
  const place: Place = {
    ...outer,
    depth: outer.depth + 1,
    handles: [...outer.handles],
    answers: [...outer.answers],
    keepers: [...outer.keepers],
    lists: [...outer.lists],
    pairs: [...outer.pairs],
    outcomes: [...outer.outcomes],
  };
  if (!features.has('exits') || random(5) > 1) return block(place, 1 + random(2));
  return [...block(place, random(2)), ending(place, isInLoop)];
}

function ending(place: Place, isInLoop: boolean): Statement {
  const { random } = place;
  if (random(6) === 0) return { kind: 'hand', how: 'return', subject: subject(place) };
  return { kind: 'exit', how: pick(random, isInLoop ? (['continue', 'continue', 'break', 'return'] as const) : (['return', 'return', 'raise'] as const)) };
}

function catchesOf({ features, language }: Place): Catches[] {
  const kinds: Catches[] = [];
  if (features.has('try')) kinds.push('everything', ...(language === 'python' ? (['absent'] as const) : []));
  if (features.has('wrong-handler')) kinds.push('other');
  if (features.has('finally')) kinds.push('nothing');
  return kinds;
}

function test(place: Place, depth: number): Test {
  const { random, features, outcomes } = place;
  const how = random(depth === 0 ? 10 : 14);
  if (how === 0) return { kind: 'flip' };
  if (how === 1 && outcomes.length > 0) return { kind: 'outcome', name: pick(random, outcomes) };
  if (how === 2 && features.has('helper-here')) return { kind: 'here', by: pick(random, tellersOf(features)), subject: subject(place) };
  if (how === 3 && features.has('helper-alive')) return { kind: 'alive', by: features.has('helper-dead') ? pick(random, ['alive', 'dead'] as const) : 'alive', handle: handleOf(place) };
  if ((how === 4 || how === 5) && depth > 0 && features.has('walrus')) return bind(place);
  if (how < 10) return { kind: pick(random, ['there', 'there', 'gone'] as const), subject: subject(place), form: random(FORMS) };
  if (how === 10) return { kind: 'not', of: test(place, depth - 1) };
  const kind = pick(random, ['and', 'or'] as const);
  const left = test(place, depth - 1);
  return { kind, left, right: withoutBinding(test(place, 0)) };
}

function tellersOf(features: Features): Extract<Test, { kind: 'here' }>['by'][] {
  return ['here', ...(features.has('helper-usable') ? (['usable'] as const) : []), ...(features.has('helper-dead') ? (['gone'] as const) : [])];
}

/** Which side of an `or` gave a value is not followed. */
function withoutChoice(condition: Test): Test {
  return condition.kind === 'or' ? condition.left : condition;
}

/** The right side may not be reached. */
function withoutBinding(right: Test): Test {
  return right.kind === 'bind' ? { kind: 'flip' } : right;
}

/** Every loop may end at any time: one that cannot hides what follows it. */
function loopTest(place: Place): Test {
  const { random, features } = place;
  const flip: Test = { kind: 'flip' };
  const how = random(4);
  if (how === 0 || !features.has('walrus')) return flip;
  if (how === 1) return { kind: 'and', left: flip, right: { kind: 'there', subject: subject(place), form: random(FORMS) } };
  return { kind: 'and', left: bind(place), right: flip };
}

function bind(place: Place): Test {
  const asked = ask(place);
  return { kind: 'bind', name: newName(place, ANSWERS, place.answers), ask: asked, form: place.random(FORMS) };
}

function subject(place: Place): Subject {
  const { random, answers } = place;
  return answers.length > 0 && random(4) > 0 ? { kind: 'name', name: pick(random, answers) } : ask(place);
}

const HELPER_ASKS = [
  { through: 'peek', needs: 'helper-peek' },
  { through: 'relay', needs: 'helper-relay' },
  { through: 'need', needs: 'helper-need' },
] as const;

function ask(place: Place): Ask {
  const { random, features, isMethod } = place;
  const how = random(16);
  if (isMethod && how === 0 && features.has('method')) return { kind: 'ask', through: 'method' };
  if (isMethod && how === 1 && features.has('property')) return { kind: 'ask', through: 'property' };
  const through = how < 2 || how > HELPER_ASKS.length + 1 ? undefined : HELPER_ASKS[how - 2];
  return { kind: 'ask', through: through !== undefined && features.has(through.needs) ? through.through : 'deref', handle: handleOf(place) };
}

function handleOf({ random, isMethod, handles, pairs }: Place): Handle {
  const [list] = pairs;
  if (list !== undefined && random(4) === 0) return { kind: 'element', list, index: random(2) };
  const local = handles.length === 0 ? undefined : pick(random, handles);
  if (local === undefined || (isMethod && random(2) === 0)) return { kind: 'member', name: pick(random, MEMBERS) };
  return { kind: 'local', name: local };
}

function valueUse({ random, isInTry }: Place): (typeof VALUE_USES)[number] {
  return isInTry && random(2) === 0 ? 'risk' : pick(random, VALUE_USES.slice(0, -1));
}

function statementUse(place: Place): StatementUse {
  const how = place.random(8);
  if (how === 0 && place.features.has('iterate')) return 'iterate';
  return how < 3 ? pick(place.random, STATEMENT_USES) : valueUse(place);
}

/** One of the names, and a name that is bound already half of the time. */
function newName({ random, features }: Place, names: readonly string[], bound: string[]): string {
  const unused = names.filter((name) => !bound.includes(name));
  const mayRebind = names === ANSWERS || features.has('rebind');
  const [next] = unused;
  const name = next === undefined || (mayRebind && bound.length > 0 && random(3) === 0) ? pick(random, names) : next;
  add(bound, name);
  return name;
}

function without(features: Features, ...others: readonly Feature[]): Features {
  return new Set([...features].filter((feature) => !others.includes(feature)));
}

function add(names: string[], name: string): void {
  if (!names.includes(name)) names.push(name);
}

function pick<T>(random: Random, from: readonly [T, ...T[]] | readonly T[]): T {
  const picked = from[random(from.length)];
  if (picked === undefined) throw new Error('There is nothing to pick.');
  return picked;
}
