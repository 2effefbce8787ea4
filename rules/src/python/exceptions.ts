/** Which exceptions a handler or a swallowing context manager catches, read from the names alone. */
import type { Catches } from '../flow/graph.ts';
import type { Call, ExceptHandler, Expression, withitem } from './ast.ts';
import { mayReraise } from './reraise.ts';
import { dottedPath } from './type-note.ts';

/** Exception classes with a small first letter. */
const LOWER_CASE = new Set(['error', 'timeout', 'gaierror', 'herror']);
const CLASS_NAME = /^_*\p{Lu}/u;
/** `RETRYABLE_ERRORS`: most likely a tuple. */
const CONSTANT_NAME = /^_*\p{Lu}[\p{Lu}\p{Nd}]*_[\p{Lu}\p{Nd}_]*$/u;

export function catchesOf(handler: ExceptHandler): Catches {
  // One that lets through what it catches guards nothing.
  if (mayReraise(handler)) return [];
  return handler.exceptionType === null ? 'everything' : exceptionNames([handler.exceptionType]);
}

/** `with suppress(A, B)`, `pytest.raises(A)`, `self.assertRaises(A)`: what the context manager swallows. */
export function swallowedBy({ context_expr: context }: withitem): Catches | undefined {
  if (context.type !== 'Call' || context.args.length === 0) return undefined;
  const path = calledPath(context);
  switch (path?.at(-1)) {
    case 'suppress':
      return exceptionNames(context.args);
    case 'raises':
    case 'assertRaises':
    case 'assertRaisesRegex':
      return exceptionNames(context.args.slice(0, 1));
    default:
      return undefined;
  }
}

function calledPath(call: Call): readonly string[] | undefined {
  return dottedPath(call.func);
}

function exceptionNames(nodes: readonly Expression[]): Catches {
  const names: string[] = [];
  for (const node of nodes) {
    const inner = node.type === 'Tuple' ? exceptionNames(node.elts) : exceptionName(node);
    if (inner === 'everything') return inner;
    names.push(...inner);
  }
  return names;
}

function exceptionName(node: Expression): Catches {
  const name = dottedPath(node)?.at(-1);
  if (name === undefined || name === 'Exception' || name === 'BaseException') return 'everything';
  const isClass = LOWER_CASE.has(name) || (CLASS_NAME.test(name) && !CONSTANT_NAME.test(name));
  return isClass ? [name] : 'everything';
}
