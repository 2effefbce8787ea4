/** Statements that check and leave by an exception: `assert(x)`, `invariant(x)`, `expect(x).toBeDefined()`. Known by name, since libraries differ and are not read. */
import type { TSESTree } from '@typescript-eslint/types';
import type { Label } from '../flow/builder.ts';
import { lowerCondition } from './condition.ts';
import { lowerExpression } from './lower-expression.ts';
import type { Lowering } from './scope.ts';
import { dottedName, memberName, type Expression } from './syntax.ts';

/** What an assertion says of its first argument. */
type Claim = 'holds' | 'fails' | 'present' | 'absent' | 'not-null';

const BY_NAME: ReadonlyMap<string, Claim> = new Map([
  ['assert', 'holds'],
  ['invariant', 'holds'],
  ['ok', 'holds'],
  ['assert.ok', 'holds'],
  ['assert.isOk', 'holds'],
  ['assert.isTrue', 'holds'],
  ['assert.isFalse', 'fails'],
  ['assert.isNotOk', 'fails'],
  ['assert.exists', 'present'],
  ['assert.isDefined', 'present'],
  ['assert.isNotNull', 'not-null'],
  ['assert.isNotNullish', 'present'],
  ['assert.isUndefined', 'absent'],
  ['assert.notExists', 'absent'],
  ['t.truthy', 'holds'],
  ['t.falsy', 'fails'],
  ['t.ok', 'holds'],
]);

/** `assert.notEqual(x, undefined)` and `assert.equal(x, undefined)`, under all their names. */
const COMPARING: ReadonlyMap<string, Claim> = new Map([
  ['assert.notEqual', 'present'],
  ['assert.notStrictEqual', 'present'],
  ['assert.equal', 'absent'],
  ['assert.strictEqual', 'absent'],
  ['t.not', 'present'],
  ['t.is', 'absent'],
]);

/** Those that take `undefined` for something else than `null`. */
const STRICT: ReadonlySet<string> = new Set(['assert.notStrictEqual', 't.not']);

/** After `expect(x)`, as written. */
const MATCHERS: ReadonlyMap<string, Claim> = new Map([
  ['toBeDefined', 'present'],
  ['not.toBeUndefined', 'present'],
  ['not.toBeNull', 'not-null'],
  ['to.not.be.null', 'not-null'],
  ['not.to.be.null', 'not-null'],
  ['toBeTruthy', 'holds'],
  ['toBeInstanceOf', 'present'],
  ['not.toBeFalsy', 'holds'],
  ['toBeUndefined', 'absent'],
  ['not.toBeDefined', 'absent'],
  ['toBeFalsy', 'fails'],
  ['not.toBeTruthy', 'fails'],
  ['to.exist', 'present'],
  ['to.not.be.undefined', 'present'],
  ['not.to.be.undefined', 'present'],
  ['to.be.ok', 'holds'],
  ['to.be.undefined', 'absent'],
]);

/** Lowers `node` if it is an assertion; goes on where it held. */
export function lowerAssertion(l: Lowering, node: Expression): boolean {
  const assertion = assertionIn(node);
  if (assertion === undefined) return false;
  const holds = l.builder.label();
  const fails = l.builder.label();
  lowerClaim(l, assertion, holds, fails);
  l.builder.place(fails);
  for (const other of assertion.others) lowerExpression(l, other);
  l.builder.raise();
  l.builder.place(holds);
  return true;
}

interface Assertion {
  readonly claim: Claim;
  readonly subject: Expression;
  /** Messages: evaluated in any case, of interest in none. */
  readonly others: readonly Expression[];
}

function lowerClaim(l: Lowering, { claim, subject }: Assertion, holds: Label, fails: Label): void {
  switch (claim) {
    case 'holds':
      return lowerCondition(l, subject, holds, fails);
    case 'fails':
      return lowerCondition(l, subject, fails, holds);
    case 'not-null':
      return l.builder.branch({ kind: 'null', of: lowerExpression(l, subject), site: subject }, fails, holds);
    case 'present':
    case 'absent': {
      const of = lowerExpression(l, subject);
      const [whenAbsent, whenPresent] = claim === 'absent' ? [holds, fails] : [fails, holds];
      return l.builder.branch({ kind: 'absent', of, site: subject }, whenAbsent, whenPresent);
    }
  }
}

function assertionIn(node: Expression): Assertion | undefined {
  if (node.type === 'CallExpression') {
    const args = plainArguments(node);
    const [subject, ...others] = args;
    const name = dottedName(node.callee);
    if (name !== undefined && subject !== undefined) {
      const compared = others[0] !== undefined && isWrittenAbsent(others[0]) ? COMPARING.get(name) : undefined;
      const comparing = compared === 'present' && STRICT.has(name) && isNull(others[0]) ? 'not-null' : compared;
      const claim = comparing ?? (COMPARING.has(name) ? undefined : BY_NAME.get(name));
      return claim === undefined ? undefined : { claim, subject, others };
    }
  }
  return expectation(node);
}

/** `expect(x).not.toBeNull()`, `expect(x).to.exist`. */
function expectation(node: Expression): Assertion | undefined {
  const matcher: string[] = [];
  let current = node.type === 'CallExpression' ? node.callee : node;
  while (current.type === 'MemberExpression') {
    matcher.push(memberName(current) ?? '');
    current = current.object;
  }
  const claim = MATCHERS.get(matcher.reverse().join('.'));
  if (claim === undefined || current.type !== 'CallExpression') return undefined;
  const [subject] = plainArguments(current);
  const isExpect = current.callee.type === 'Identifier' && current.callee.name === 'expect';
  return isExpect && subject !== undefined ? { claim, subject, others: [] } : undefined;
}

function plainArguments(node: TSESTree.CallExpression): readonly Expression[] {
  return node.arguments.filter((argument) => argument.type !== 'SpreadElement');
}

function isWrittenAbsent(node: Expression): boolean {
  return node.type === 'Identifier' ? node.name === 'undefined' : node.type === 'Literal' && node.raw === 'null';
}

function isNull(node: Expression | undefined): boolean {
  return node?.type === 'Literal' && node.value === null;
}
