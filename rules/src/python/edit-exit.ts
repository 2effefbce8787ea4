/** How the code before a use is left when the referent is gone: `return`, `continue`, `raise` or `assert`. */
import { contains } from '../flow/contains.ts';
import type { TypeNote } from '../flow/graph.ts';
import type { Expression, PythonNode, Statement } from './ast.ts';
import { mayRebind } from './edit-order.ts';
import { functionAround, nodesIn, ownNodes } from './edit-text.ts';
import type { Source } from './edit-text.ts';
import { dottedPath, typeNote } from './type-note.ts';

type FunctionNode = Extract<PythonNode, { type: 'FunctionDef' | 'AsyncFunctionDef' }>;

export interface Exit {
  readonly intent: 'return' | 'continue' | 'raise';
  /** To go on without the object would hide that it is gone: in a test, in a loop that would never end. */
  readonly isNeeded: boolean;
  /** The lines of the guard, `unit` being one level of indentation. */
  lines(name: string, unit: string): readonly string[];
}

const ASSERT: Exit = { intent: 'raise', isNeeded: true, lines: (name) => [`assert ${name} is not None`] };

function leave(intent: Exit['intent'], text: string, isNeeded = false): Exit {
  return { intent, isNeeded, lines: (name, unit) => [`if ${name} is None:`, `${unit}${text}`] };
}

function raise(source: Source, isNeeded: boolean): Exit {
  const quote = source.quote();
  return {
    intent: 'raise',
    isNeeded,
    lines: (name, unit) => [`if ${name} is None:`, `${unit}raise ReferenceError(${quote}${/[\w.]+$/.exec(name)?.[0] ?? 'the object'} is gone${quote})`],
  };
}

/**
 * undefined where the code cannot be left, or where leaving would swallow an exception (PEP 765). What asserts something, and the
 * tests it is part of, must not pass because there was nothing to look at.
 */
export function exitBefore(source: Source, statement: Statement, deref: PythonNode): Exit | undefined {
  const around = functionAround(statement);
  const isAsserting = statement.type === 'Assert' || (around !== undefined && /^test(?:_|$|[A-Z])/.test(around.name));
  let isEndless = false;
  let below: PythonNode = statement;
  for (let at = statement.parent; at !== null; below = at, at = at.parent) {
    const holds = (body: readonly PythonNode[]): boolean => body.includes(below);
    switch (at.type) {
      case 'For':
      case 'AsyncFor':
        if (!isAsserting && holds(at.body)) return leave('continue', 'continue');
        break;
      case 'While':
        if (!holds(at.body)) break;
        if (!isAsserting && mayAskAnother(at, deref)) return leave('continue', 'continue');
        isEndless = true;
        break;
      case 'FunctionDef':
      case 'AsyncFunctionDef':
        if (isAsserting) return ASSERT;
        return needsValue(at, statement) ? raise(source, isEndless) : leave('return', returnStatement(at), isEndless);
      case 'ClassDef':
      case 'Module':
        return isAsserting ? ASSERT : undefined;
      case 'Try':
        if (holds(at.finalbody)) return undefined;
        break;
      case 'TryStar':
        if (holds(at.finalbody) || below.type === 'ExceptHandler') return undefined;
        break;
      default:
        break;
    }
  }
  return undefined;
}

/** A `while` that asks the same handle each time would go on for ever once the referent is gone. */
function mayAskAnother(loop: PythonNode, deref: PythonNode): boolean {
  if (!contains(loop, deref)) return false;
  return deref.type !== 'Call' || [...nodesIn(deref.func)].some((node) => node.type === 'Call') || mayRebind([loop], deref.func);
}

/** Methods whose protocol has no use for None (https://docs.python.org/3/reference/datamodel.html#special-method-names). */
const VALUE_METHODS: ReadonlySet<string> = new Set([
  '__aiter__', '__anext__', '__bool__', '__bytes__', '__ceil__', '__complex__', '__contains__', '__dir__', '__eq__', '__float__', '__floor__', '__format__',
  '__fspath__', '__ge__', '__getattr__', '__getattribute__', '__getitem__', '__gt__', '__hash__', '__index__', '__int__', '__iter__', '__le__', '__len__',
  '__length_hint__', '__lt__', '__ne__', '__new__', '__next__', '__reduce__', '__reduce_ex__', '__repr__', '__reversed__', '__round__', '__sizeof__', '__str__', '__trunc__',
]);

/** Would the caller have no use for None, so that returning it only moves the failure elsewhere? */
function needsValue(around: FunctionNode, statement: Statement): boolean {
  const yields = ownNodes(around.body).filter((node) => node.type === 'Yield' || node.type === 'YieldFrom');
  // A context manager must get to its `yield`.
  if (yields.length > 0) return isContextManager(around) && yields.every((node) => node.range[0] >= statement.range[0]);
  if (VALUE_METHODS.has(around.name)) return true;
  const note = around.returns === null ? undefined : typeNote(around.returns);
  return note !== undefined && !admitsNone(note);
}

function isContextManager({ decorator_list }: FunctionNode): boolean {
  return decorator_list.some((decorator: Expression) => /^(?:async)?contextmanager$/.test(dottedPath(decorator)?.at(-1) ?? ''));
}

/** Does the written type include None, or say nothing? */
function admitsNone(note: TypeNote): boolean {
  const head = note.path.at(-1);
  if (note.nullable || head === undefined || head === 'None' || head === 'Any' || head === 'object' || head === 'Optional') return true;
  return (head === 'Union' || head === 'Literal') && note.arguments.some(admitsNone);
}

/** `return`, or `return None` where the function's other returns give something. */
function returnStatement({ body }: FunctionNode): string {
  const own = ownNodes(body);
  const isGenerator = own.some((node) => node.type === 'Yield' || node.type === 'YieldFrom');
  const givesValue = own.some((node) => node.type === 'Return' && node.value !== null);
  return givesValue && !isGenerator ? 'return None' : 'return';
}
