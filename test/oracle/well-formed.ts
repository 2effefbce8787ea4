/**
 * Programs that run: every name is bound before it is read, whichever way was taken, and exits stand where they may.
 * A name belongs to the block that binds it first. A shrunk program that breaks this would fail for reasons of its own.
 */
import { boundBy } from './program.ts';
import type { Ask, Block, Handle, Program, Statement, Subject, Test, Value } from './program.ts';

type NameKind = 'answer' | 'handle' | 'list' | 'pair' | 'keeper' | 'outcome';

interface Place {
  readonly names: Map<string, NameKind>;
  readonly isMethod: boolean;
  readonly isInLoop: boolean;
}

export function isWellFormed({ entry, parameters, body }: Program): boolean {
  const names = new Map<string, NameKind>(parameters.map((name) => [name, 'handle']));
  return isBlock(body, { names, isMethod: entry === 'method', isInLoop: false });
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
      return bind(statement.name, statement.isPair ? 'pair' : 'list', place);
    case 'drop':
      return isName(statement.keeper, 'keeper', place);
    case 'answer':
      return isValue(statement.value, place) && bind(statement.name, 'answer', place);
    case 'outcome':
      return isTest(statement.test, place) && bind(statement.name, 'outcome', place);
    case 'use':
    case 'show':
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
      return isName(statement.list, 'list', place);
    case 'assert':
      return isTest(statement.test, place);
    case 'work':
    case 'suspend':
      return true;
    case 'exit':
      return place.isInLoop || statement.how === 'return' || statement.how === 'raise';
    case 'if':
      return isTest(statement.test, place) && isBlock(statement.body, place) && isBlock(statement.otherwise, place);
    case 'while':
      return isTest(statement.test, place) && isBlock(statement.body, { ...place, isInLoop: true }) && isBlock(statement.otherwise, place);
    case 'for':
      return isBlock(statement.body, { ...place, isInLoop: true });
    case 'for-handle':
      return isName(statement.list, 'list', place) && isBlock(statement.body, { ...place, isInLoop: true }, { [statement.name]: 'handle' });
    case 'try':
      return isBlock(statement.body, place) && isBlock(statement.handler, place) && isBlock(statement.last, place) && (statement.catches !== 'nothing' || statement.last.length > 0);
    case 'suppress':
      return isBlock(statement.body, place);
  }
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
      return isTest(value.test, place) && isAsk(value.first, place) && isAsk(value.second, place);
    case 'name':
    case 'ask':
      return isSubject(value, place);
  }
}

function isSubject(subject: Subject, place: Place): boolean {
  return subject.kind === 'name' ? isName(subject.name, 'answer', place) : isAsk(subject, place);
}

function isAsk(ask: Ask, place: Place): boolean {
  return 'handle' in ask ? isHandle(ask.handle, place) : place.isMethod;
}

function isHandle(handle: Handle, place: Place): boolean {
  switch (handle.kind) {
    case 'local':
      return isName(handle.name, 'handle', place);
    case 'member':
      return place.isMethod;
    case 'element':
      return isName(handle.list, 'pair', place);
  }
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
