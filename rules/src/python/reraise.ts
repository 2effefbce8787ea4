/** Handlers that look at an exception and let it through. */
import type { ExceptHandler, Expression, Statement } from './ast.ts';
import { dottedPath } from './type-note.ts';

/** May what an absent value raises get past the handler? */
export function mayReraise({ name, body }: ExceptHandler): boolean {
  return body.some((statement) => raisesAgain(statement, name));
}

function raisesAgain(node: Statement, name: string | null): boolean {
  switch (node.type) {
    case 'Raise':
      return node.exc === null || (node.exc.type === 'Name' && node.exc.id === name);
    // `if isinstance(e, ValueError): raise`: which kinds is its own business.
    case 'If':
      return !asksKind(node.test) && [...node.body, ...node.orelse].some((statement) => raisesAgain(statement, name));
    case 'With':
    case 'AsyncWith':
      return node.body.some((statement) => raisesAgain(statement, name));
    default:
      return false;
  }
}

function asksKind(test: Expression): boolean {
  switch (test.type) {
    case 'UnaryOp':
      return asksKind(test.operand);
    case 'BoolOp':
      return test.values.some(asksKind);
    case 'Call':
      return dottedPath(test.func)?.join('.') === 'isinstance';
    default:
      return false;
  }
}
