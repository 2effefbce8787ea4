/** Random tests, subjects and values of a program. */
import type { Feature, Features } from './features.ts';
import { add, newName, pick } from './place.ts';
import type { Place } from './place.ts';
import { KEYS, MEMBERS, STATEMENT_USES, VALUE_USES } from './program.ts';
import type { Ask, Either, Handle, HandleAsk, Statement, StatementUse, Subject, Test, Value, ValueUse } from './program.ts';

/** Of ways to write a test. */
export const FORMS = 10;

export function test(place: Place, depth: number): Test {
  const { random, features, outcomes, caches } = place;
  const how = random(depth === 0 ? 10 : 14);
  const [cache] = caches;
  if (cache !== undefined && random(8) === 0) return { kind: 'has', cache };
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
export function withoutChoice(condition: Test): Test {
  return condition.kind === 'or' ? condition.left : condition;
}

/** The right side may not be reached. */
function withoutBinding(right: Test): Test {
  return right.kind === 'bind' ? { kind: 'flip' } : right;
}

/** Every loop may end at any time: one that cannot hides what follows it. */
export function loopTest(place: Place): Test {
  const { random, features } = place;
  const flip: Test = { kind: 'flip' };
  const how = random(4);
  if (how === 0 || !features.has('walrus')) return flip;
  if (how === 1) return { kind: 'and', left: flip, right: { kind: 'there', subject: subject(place), form: random(FORMS) } };
  return { kind: 'and', left: bind(place), right: flip };
}

function bind(place: Place): Test {
  const asked = ask(place);
  return { kind: 'bind', name: newName(place, place.answerNames, place.answers), ask: asked, form: place.random(FORMS) };
}

/** The outcome of a test of a name. */
export function outcome(place: Place): Statement {
  const kind = pick(place.random, ['there', 'gone'] as const);
  const tested: Test = { kind, subject: { kind: 'name', name: pick(place.random, place.answers) }, form: place.random(FORMS) };
  add(place.outcomes, 'known');
  return { kind: 'outcome', name: 'known', test: tested };
}

export function value(place: Place): Value {
  const { random, features } = place;
  const how = random(10);
  if (how === 0 && features.has('fallback')) return { kind: 'make' };
  if (how === 1 && features.has('fallback')) return { kind: 'fallback', ask: ask(place) };
  if (how === 2 && features.has('copy') && place.answers.length > 0) return { kind: 'name', name: pick(random, place.answers) };
  return how === 3 && features.has('either') ? either(place) : ask(place);
}

function either(place: Place): Either {
  const chosen = withoutBinding(test(place, 0));
  const first = ask(place);
  return { kind: 'either', test: chosen, first, second: place.features.has('nested-either') && place.random(3) === 0 ? either(place) : ask(place) };
}

export function subject(place: Place): Subject {
  const { random, answers } = place;
  return answers.length > 0 && random(4) > 0 ? { kind: 'name', name: pick(random, answers) } : ask(place);
}

const HELPER_ASKS: readonly { readonly through: HandleAsk; readonly needs: Feature }[] = [
  { through: 'peek', needs: 'helper-peek' },
  { through: 'relay', needs: 'helper-relay' },
  { through: 'need', needs: 'helper-need' },
  { through: 'fetch', needs: 'helper-fetch' },
];

export function ask(place: Place): Ask {
  const { random, features, isMethod, caches } = place;
  const how = random(18);
  if (isMethod && how === 0 && features.has('method')) return { kind: 'ask', through: 'method' };
  if (isMethod && how === 1 && features.has('property')) return { kind: 'ask', through: 'property' };
  if (isMethod && how === 17 && features.has('perhaps')) return { kind: 'ask', through: 'perhaps' };
  const [cache] = caches;
  if (cache !== undefined && how > 13) return { kind: 'ask', through: how === 14 ? 'subscript' : 'lookup', cache };
  const helper = how < 2 ? undefined : HELPER_ASKS[how - 2];
  return { kind: 'ask', through: helper !== undefined && features.has(helper.needs) ? helper.through : 'deref', handle: handleOf(place) };
}

export function handleOf({ random, isMethod, handles, pairs, tables, records }: Place): Handle {
  const [table] = tables;
  const [record] = records;
  if (record !== undefined && random(3) === 0) return { kind: 'field', record, key: pick(random, KEYS), by: pick(random, ['name', 'index'] as const) };
  if (table !== undefined && random(3) === 0) return { kind: 'entry', table, key: pick(random, KEYS), by: pick(random, ['get', 'index'] as const) };
  if (pairs.length > 0 && random(4) === 0) return { kind: 'element', list: pick(random, pairs), index: random(2) };
  const local = handles.length === 0 ? undefined : pick(random, handles);
  if (local === undefined || (isMethod && random(2) === 0)) return { kind: 'member', name: pick(random, MEMBERS) };
  return { kind: 'local', name: local };
}

export function valueUse({ random, isInTry }: Pick<Place, 'random' | 'isInTry'>): ValueUse {
  return isInTry && random(2) === 0 ? 'risk' : pick(random, VALUE_USES.slice(0, -1));
}

export function statementUse(place: Place): StatementUse {
  const how = place.random(8);
  if (how === 0 && place.features.has('iterate')) return 'iterate';
  return how < 3 ? pick(place.random, STATEMENT_USES) : valueUse(place);
}
