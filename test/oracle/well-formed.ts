/**
 * Programs that run: every name is bound before it is read, whichever way was taken, and exits stand where they may.
 * A name belongs to the block that binds it first. A shrunk program that breaks this would fail for reasons of its own.
 */
import { boundBy } from './program.ts';
import type { Ask, Block, Exit, Handle, Program, Shape, Statement, Subject, Test, Value } from './program.ts';

type NameKind = 'answer' | 'handle' | Shape | 'cache' | 'keeper' | 'outcome';

interface Place {
  readonly names: Map<string, NameKind>;
  readonly isMethod: boolean;
  readonly loops: number;
  readonly suspension: Program['suspension'];
}

export function isWellFormed({ entry, suspension, parameters, body }: Program): boolean {
  const names = new Map<string, NameKind>(parameters.map((name) => [name, 'handle']));
  return isBlock(body, { names, isMethod: entry === 'method', loops: 0, suspension });
}

function isBlock(block: Block, outer: Place, own: Readonly<Record<string, NameKind>> = {}): boolean {
  const place = { ...outer, names: new Map([...outer.names, ...Object.entries(own)]) };
  return block.every((statement) => isStatement(statement, place));
}

function isStatement(statement: Statement, place: Place): boolean {
  switch (statement.kind) {
    case 'handle': {
      const { name, from } = statement;
      if (typeof from === 'object' && 'alias' in from && !isHandle(from.alias, place)) return false;
      if (typeof from === 'object' && 'keeper' in from && !bind(from.keeper, 'keeper', place)) return false;
      return bind(name, 'handle', place);
    }
    case 'handles':
      return bind(statement.name, statement.shape, place);
    case 'take':
      return isPair(statement.from, place) && statement.names.every((name) => bind(name, 'handle', place));
    case 'cache':
      return bind(statement.name, 'cache', place);
    case 'both':
      return statement.asks.every((ask) => isAsk(ask, place)) && statement.names.every((name) => bind(name, 'answer', place));
    case 'defaulted':
      return isAsk(statement.ask, place) && bind(statement.name, 'answer', place);
    case 'assure':
      return isName(statement.name, 'answer', place) && isValue(statement.value, place);
    case 'drop':
      return isName(statement.keeper, 'keeper', place);
    case 'answer':
      return isValue(statement.value, place) && bind(statement.name, 'answer', place);
    case 'outcome':
      return isTest(statement.test, place) && bind(statement.name, 'outcome', place);
    case 'use':
    case 'show':
    case 'lambda':
    case 'optional':
    case 'hand':
      return isSubject(statement.subject, place);
    case 'short':
      return isTest(statement.test, place) && isSubject(statement.subject, place);
    case 'poke':
      return isHandle(statement.handle, place);
    case 'demand':
      return isName(statement.name, 'answer', place);
    case 'hold':
      return place.isMethod && isName(statement.name, 'answer', place);
    case 'comprehension':
      return isName(statement.list, 'several', place);
    case 'assert':
      return isTest(statement.test, place);
    case 'work':
      return true;
    case 'suspend':
      return place.suspension !== 'none';
    case 'later':
      return place.suspension === 'await' && isName(statement.name, 'answer', place);
    case 'settle':
      return place.suspension === 'await' && isHandle(statement.handle, place);
    case 'exit':
      return mayExit(statement.how, place.loops);
    case 'if':
      return isTest(statement.test, place) && isBlock(statement.body, place) && isBlock(statement.otherwise, place);
    case 'match':
      return isSubject(statement.subject, place) && isBlock(statement.body, place) && isBlock(statement.otherwise, place);
    case 'while':
      return isTest(statement.test, place) && isBlock(statement.body, inLoop(place)) && isBlock(statement.otherwise, place);
    case 'for':
      return isBlock(statement.body, inLoop(place)) && isBlock(statement.otherwise, place);
    case 'for-handle': {
      const { name, list, over, body, otherwise } = statement;
      const shape = over === 'values' || over === 'items' ? 'table' : 'several';
      return isName(list, shape, place) && isBlock(body, inLoop(place), { [name]: 'handle' }) && isBlock(otherwise, place);
    }
    case 'for-answer':
      return isName(statement.list, 'several', place) && isBlock(statement.body, inLoop(place), { [statement.name]: 'answer' });
    case 'closure': {
      const captured = [...place.names].filter(([, kind]) => kind !== 'answer' && kind !== 'keeper' && kind !== 'outcome');
      return isBlock(statement.body, { ...place, names: new Map(captured), loops: 0, suspension: 'none' });
    }
    case 'with':
      return isBlock(statement.body, place);
    case 'try':
      return isBlock(statement.body, place) && isBlock(statement.handler, place) && isBlock(statement.last, place) && (statement.catches !== 'nothing' || statement.last.length > 0);
    case 'suppress':
      return isBlock(statement.body, place);
  }
}

function inLoop(place: Place): Place {
  return { ...place, loops: place.loops + 1 };
}

function mayExit(how: Exit, loops: number): boolean {
  const around: Readonly<Record<Exit, number>> = { return: 0, raise: 0, continue: 1, break: 1, 'continue outer': 2, 'break outer': 2 };
  return loops >= around[how];
}

function isTest(test: Test, place: Place): boolean {
  const name = boundBy(test);
  if (name !== undefined && !bind(name, 'answer', place)) return false;
  switch (test.kind) {
    case 'flip':
      return true;
    case 'there':
    case 'gone':
    case 'here':
      return isSubject(test.subject, place);
    case 'bind':
      return isSubject(test.ask, place);
    case 'not':
      return isTest(test.of, place);
    case 'and':
    case 'or':
      return boundBy(test.right) === undefined && isTest(test.left, place) && isTest(test.right, place);
    case 'outcome':
      return isName(test.name, 'outcome', place);
    case 'has':
      return isName(test.cache, 'cache', place);
    case 'alive':
      return isHandle(test.handle, place);
  }
}

function isValue(value: Value, place: Place): boolean {
  switch (value.kind) {
    case 'make':
      return true;
    case 'fallback':
      return isAsk(value.ask, place);
    case 'either':
      return isTest(value.test, place) && isAsk(value.first, place) && isValue(value.second, place);
    case 'name':
    case 'ask':
      return isSubject(value, place);
  }
}

function isSubject(subject: Subject, place: Place): boolean {
  return subject.kind === 'name' ? isName(subject.name, 'answer', place) : isAsk(subject, place);
}

function isAsk(ask: Ask, place: Place): boolean {
  if ('handle' in ask) return isHandle(ask.handle, place) && (ask.through !== 'fetch' || place.suspension === 'await');
  return 'cache' in ask ? isName(ask.cache, 'cache', place) : place.isMethod;
}

function isHandle(handle: Handle, place: Place): boolean {
  switch (handle.kind) {
    case 'local':
      return isName(handle.name, 'handle', place);
    case 'member':
      return place.isMethod;
    case 'element':
      return isPair(handle.list, place);
    case 'entry':
      return isName(handle.table, 'table', place);
    case 'field':
      return isName(handle.record, 'record', place);
  }
}

function isPair(name: string, place: Place): boolean {
  return isName(name, 'list', place) || isName(name, 'tuple', place);
}

function isName(name: string, kind: NameKind, { names }: Place): boolean {
  return names.get(name) === kind;
}

/** False where the name stands for something else already. */
function bind(name: string, kind: NameKind, { names }: Place): boolean {
  const known = names.get(name);
  names.set(name, kind);
  return known === undefined || known === kind;
}
