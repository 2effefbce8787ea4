/** Handlers that look at an error and throw it again: what an absent value raises, a `TypeError`, gets past them. */
import type { TSESTree } from '@typescript-eslint/types';
import type { Expression } from './syntax.ts';

/** May the handler let a `TypeError` through? */
export function rethrows({ param, body }: TSESTree.CatchClause): boolean {
  return param?.type === 'Identifier' && mayThrow(body.body, param.name);
}

function mayThrow(statements: readonly TSESTree.Statement[], name: string): boolean {
  for (const statement of statements) {
    if (throwsAgain(statement, name)) return true;
    // `if (e instanceof TypeError) return;`: whatever comes behind it is of another kind.
    if (statement.type === 'IfStatement' && isOfKind(statement.test, name) === true && leaves(statement.consequent)) return false;
  }
  return false;
}

function throwsAgain(node: TSESTree.Statement, name: string): boolean {
  switch (node.type) {
    case 'ThrowStatement':
      return node.argument.type === 'Identifier' && node.argument.name === name;
    case 'BlockStatement':
      return mayThrow(node.body, name);
    case 'IfStatement': {
      const kind = isOfKind(node.test, name);
      const [yes, no] = [kind !== false && throwsAgain(node.consequent, name), kind !== true && node.alternate !== null && throwsAgain(node.alternate, name)];
      return yes || no;
    }
    case 'SwitchStatement':
      return node.cases.some(({ consequent }) => mayThrow(consequent, name));
    default:
      return false;
  }
}

/** What the test says of a `TypeError`: that it is one, that it is none, or neither. */
function isOfKind(test: Expression, name: string): boolean | undefined {
  if (test.type === 'UnaryExpression' && test.operator === '!') {
    const kind = isOfKind(test.argument, name);
    return kind === undefined ? undefined : !kind;
  }
  if (test.type !== 'BinaryExpression' || test.operator !== 'instanceof') return undefined;
  const { left, right } = test;
  if (left.type !== 'Identifier' || left.name !== name || right.type !== 'Identifier') return undefined;
  return right.name === 'TypeError' || right.name === 'Error';
}

function leaves(node: TSESTree.Statement): boolean {
  const last = node.type === 'BlockStatement' ? node.body.at(-1) : node;
  return last?.type === 'ReturnStatement' || last?.type === 'ContinueStatement' || last?.type === 'BreakStatement';
}
