/** Guards: how a use of what a weak handle gives is made to wait for a look whether it is there. */
import type { GuardIntent, GuardRequest, Offer, TextEdit } from '../facts/edits.ts';
import { strongName } from '../facts/strong-name.ts';
import type { Expression, PythonNode, Statement } from './ast.ts';
import {
  contains,
  hasComment,
  isNode,
  isStable,
  isStatement,
  lineEnd,
  namesIn,
  placeBefore,
  rootName,
  scopeOf,
  statementOf,
  textOf,
} from './edit-text.ts';
import type { Place, Source } from './edit-text.ts';
import { childrenOf } from './visitor-keys.ts';

type GuardOffer = Offer<GuardIntent>;

/** What is to be guarded, understood. */
interface Guarded {
  readonly source: Source;
  readonly statement: Statement;
  readonly used: Expression;
  readonly name: string;
  /** The deref that must be bound to `name` first; undefined where `name` is bound already. */
  readonly deref: Expression | undefined;
}

export function guard(source: Source, request: GuardRequest): GuardOffer[] {
  const guarded = understand(source, request);
  if (guarded === undefined) return [];
  const inTest = guardInTest(guarded);
  const filtered = filterComprehension(guarded);
  return [...inTest, ...filtered, ...(inTest.length > 0 || filtered.length > 0 ? [] : guardBefore(guarded))];
}

function understand(source: Source, { deref, used, handle }: GuardRequest): Guarded | undefined {
  if (!isNode(deref) || !isNode(used) || !isExpression(used)) return undefined;
  const isDirect = contains(used, deref);
  const of = isDirect ? deref : used;
  const statement = statementOf(of);
  const scope = scopeOf(of);
  if (statement === undefined || scope === undefined || hasComment(source, of.range)) return undefined;
  if (!isDirect) {
    return isStable(used) && !textOf(source, used).includes('\n') ? { source, statement, used, name: textOf(source, used), deref: undefined } : undefined;
  }
  if (deref.type !== 'Call' || deref.args.length > 0 || !isStable(deref.func) || textOf(source, deref).includes('\n')) return undefined;
  const root = rootName(deref.func);
  const isBoundHere = childNodes(statement).some((node) => node.type === 'NamedExpr' && node.target.type === 'Name' && node.target.id === root);
  if (isBoundHere) return undefined;
  return { source, statement, used: deref, name: strongName(handle, namesIn(scope)), deref };
}

// ---- in a test

/** `if r().alive:` becomes `if (node := r()) is not None and node.alive:`. */
function guardInTest(guarded: Guarded): GuardOffer[] {
  const { source, used, name, deref } = guarded;
  const operand = testOperand(used);
  if (operand === undefined || (deref !== undefined && isInClassComprehension(used))) return [];
  const [start, end] = operand.range;
  const isLoose = operand.type === 'IfExp' || operand.type === 'Lambda' || operand.type === 'NamedExpr' || (operand.type === 'BoolOp' && operand.op === 'Or');
  const [open, close] = isLoose ? ['(', ')'] : ['', ''];
  const check = deref === undefined ? `${name} is not None` : `(${name} := ${textOf(source, deref)}) is not None`;
  const edits: TextEdit[] = [{ range: [start, start], text: `${check} and ${open}` }];
  if (deref !== undefined) {
    if (deref.range[0] === start) edits[0] = { range: deref.range, text: `${check} and ${open}${name}` };
    else edits.push({ range: deref.range, text: name });
  }
  if (isLoose) edits.push({ range: [end, end], text: close });
  return [{ intent: deref === undefined ? 'nest' : 'walrus', name, edits }];
}

/**
 * The part of a condition that a check can be put before with `and`: an operand of `and`/`or`, or all of it.
 * Only where a missing object means that the condition does not hold, so not below a `not`.
 */
function testOperand(used: PythonNode): Expression | undefined {
  let node: PythonNode = used;
  for (let parent = node.parent; parent !== null; node = parent, parent = node.parent) {
    if (!isExpression(node)) return undefined;
    if (parent.type === 'BoolOp') return isTest(parent) ? node : undefined;
    if (isTestOf(parent, node)) return node;
    if (isStatement(parent) || isApart(parent, node) || (parent.type === 'UnaryOp' && parent.op === 'Not')) return undefined;
  }
  return undefined;
}

/** The whole expression decides a branch, as it is or through `and`/`or`. */
function isTest(node: Expression): boolean {
  const { parent } = node;
  if (parent === null) return false;
  return parent.type === 'BoolOp' ? isTest(parent) : isTestOf(parent, node);
}

function isTestOf(parent: PythonNode, node: PythonNode): boolean {
  switch (parent.type) {
    case 'If':
    case 'While':
    case 'IfExp':
      return parent.test === node;
    case 'comprehension':
      return parent.ifs.some((condition) => condition === node);
    default:
      return false;
  }
}

// ---- in a comprehension

/** `[r().x for r in refs]` becomes `[node.x for r in refs if (node := r()) is not None]`. */
function filterComprehension({ source, used, name, deref }: Guarded): GuardOffer[] {
  if (deref === undefined || isInClassComprehension(used)) return [];
  let node: PythonNode = used;
  for (let parent = node.parent; parent !== null; node = parent, parent = node.parent) {
    if ('generators' in parent) {
      const last = parent.generators.at(-1);
      if (last === undefined || node.type === 'comprehension') return [];
      const end = last.range[1];
      const rest = source.text.slice(end, parent.range[1]);
      if (!/^\s*[)\]}]?$/.test(rest)) return [];
      return [
        {
          intent: 'walrus',
          name,
          edits: [
            { range: deref.range, text: name },
            { range: [end, end], text: ` if (${name} := ${textOf(source, deref)}) is not None` },
          ],
        },
      ];
    }
    if (isStatement(parent) || isApart(parent, node)) return [];
  }
  return [];
}

// ---- before the statement

function guardBefore(guarded: Guarded): GuardOffer[] {
  const { source, statement, used } = guarded;
  const place = placeBefore(source, statement);
  if (place === undefined || !isEvaluatedOnce(used, statement)) return [];
  const exit = exitBefore(statement);
  const offers: GuardOffer[] =
    exit === undefined ? [] : [withLines(guarded, place, exit.intent, `if ${guarded.name} is None:`, exit.text)];
  const nested = nest(guarded, place);
  return nested === undefined ? offers : [...offers, nested];
}

/**
 *     node = r()
 *     if node is None:
 *         return
 */
function withLines({ source, name, deref }: Guarded, place: Place, intent: GuardIntent, test: string, exit: string): GuardOffer {
  const { offset, indent, unit } = place;
  const bind = deref === undefined ? [] : [`${indent}${name} = ${textOf(source, deref)}`];
  const lines = [...bind, `${indent}${test}`, `${indent}${unit}${exit}`, ''];
  const edits: TextEdit[] = [{ range: [offset, offset], text: lines.join(lineEnd(source)) }];
  if (deref !== undefined) edits.push({ range: deref.range, text: name });
  return { intent, name, edits };
}

/** Only a statement on one line that binds no name others may read. */
function nest({ source, statement, name, deref }: Guarded, { offset, indent, unit }: Place): GuardOffer | undefined {
  if (!isNestable(statement) || textOf(source, statement).includes('\n') || !isAlone(source, statement)) return undefined;
  const bind = deref === undefined ? [] : [`${indent}${name} = ${textOf(source, deref)}`];
  const lines = [...bind, `${indent}if ${name} is not None:`, unit];
  const edits: TextEdit[] = [{ range: [offset, offset], text: lines.join(lineEnd(source)) }];
  if (deref !== undefined) edits.push({ range: deref.range, text: name });
  return { intent: 'nest', name, edits };
}

function isNestable(statement: Statement): boolean {
  const isPlace = (target: Expression): boolean => target.type === 'Attribute' || target.type === 'Subscript';
  switch (statement.type) {
    case 'Expr':
      return !childNodes(statement).some((node) => node.type === 'NamedExpr');
    case 'Assign':
    case 'Delete':
      return statement.targets.every(isPlace);
    case 'AugAssign':
      return isPlace(statement.target);
    default:
      return false;
  }
}

/** No `;` joins another statement to its line. */
function isAlone({ text }: Source, statement: Statement): boolean {
  return /^[ \t]*(#.*)?(\r?\n|$)/.test(text.slice(statement.range[1], statement.range[1] + 400));
}

interface Exit {
  readonly intent: 'return' | 'continue';
  readonly text: string;
}

/** How the code around a statement can be left early; undefined where it cannot, or where leaving would swallow an exception (PEP 765). */
function exitBefore(statement: Statement): Exit | undefined {
  let below: PythonNode = statement;
  for (let at = statement.parent; at !== null; below = at, at = at.parent) {
    const holds = (body: readonly PythonNode[]): boolean => body.includes(below);
    switch (at.type) {
      case 'For':
      case 'AsyncFor':
      case 'While':
        if (holds(at.body)) return { intent: 'continue', text: 'continue' };
        break;
      case 'FunctionDef':
      case 'AsyncFunctionDef':
        return { intent: 'return', text: returnStatement(at.body) };
      case 'ClassDef':
      case 'Module':
        return undefined;
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

/** `return`, or `return None` where the function's other returns give something. */
function returnStatement(body: readonly Statement[]): string {
  const own = ownNodes(body);
  const isGenerator = own.some((node) => node.type === 'Yield' || node.type === 'YieldFrom');
  const givesValue = own.some((node) => node.type === 'Return' && node.value !== null);
  return givesValue && !isGenerator ? 'return None' : 'return';
}

/** The nodes below that belong to the same function. */
function ownNodes(nodes: readonly PythonNode[]): PythonNode[] {
  const found: PythonNode[] = [];
  const rest = [...nodes];
  for (let node = rest.pop(); node !== undefined; node = rest.pop()) {
    found.push(node);
    if (node.type !== 'FunctionDef' && node.type !== 'AsyncFunctionDef' && node.type !== 'Lambda' && node.type !== 'ClassDef') rest.push(...childrenOf(node));
  }
  return found;
}

/** The expressions of a statement, without the statements below it. */
function childNodes(statement: Statement): PythonNode[] {
  const found: PythonNode[] = [];
  const rest = childrenOf(statement);
  for (let node = rest.pop(); node !== undefined; node = rest.pop()) {
    if (isStatement(node)) continue;
    found.push(node);
    rest.push(...childrenOf(node));
  }
  return found;
}

/** The node is evaluated exactly once, with the statement, before anything the statement contains runs. */
function isEvaluatedOnce(used: PythonNode, statement: Statement): boolean {
  let node = used;
  for (let parent = node.parent; node !== statement && parent !== null; node = parent, parent = node.parent) {
    if (isApart(parent, node)) return false;
  }
  return true;
}

/** `child` is evaluated conditionally, later or more than once compared with `parent`. */
function isApart(parent: PythonNode, child: PythonNode): boolean {
  switch (parent.type) {
    case 'BoolOp':
      return parent.values[0] !== child;
    case 'IfExp':
      return parent.test !== child;
    case 'Compare':
      return parent.left !== child && parent.comparators[0] !== child;
    case 'Lambda':
      return parent.body === child;
    case 'comprehension':
      return parent.iter !== child || !isFirstGenerator(parent);
    case 'ListComp':
    case 'SetComp':
    case 'DictComp':
    case 'GeneratorExp':
      return child.type !== 'comprehension';
    case 'While':
      return parent.test === child;
    case 'Assert':
      return parent.msg === child;
    case 'match_case':
    case 'ExceptHandler':
    case 'Broken':
    case 'BrokenExpr':
      return true;
    default:
      return false;
  }
}

function isFirstGenerator(node: PythonNode): boolean {
  const { parent } = node;
  return parent !== null && 'generators' in parent && parent.generators[0] === node;
}

/** `:=` is an error in a comprehension of a class body, and in what a comprehension iterates over. */
export function isInClassComprehension(used: PythonNode): boolean {
  let isInComprehension = false;
  let node = used;
  for (let parent = node.parent; parent !== null; node = parent, parent = node.parent) {
    if (parent.type === 'comprehension') {
      isInComprehension = true;
      if (parent.iter === node) return true;
    }
    if ('generators' in parent) isInComprehension = true;
    if (isStatement(parent) || parent.type === 'Lambda') break;
  }
  return isInComprehension && scopeOf(used)?.type === 'ClassDef';
}

function isExpression(node: PythonNode): node is Expression {
  return !isStatement(node) && !NOT_EXPRESSIONS.has(node.type);
}

const NOT_EXPRESSIONS: ReadonlySet<PythonNode['type']> = new Set<PythonNode['type']>([
  'Module', 'comprehension', 'ExceptHandler', 'arguments', 'arg', 'keyword', 'alias', 'withitem', 'match_case', 'MatchValue', 'MatchSingleton',
  'MatchSequence', 'MatchMapping', 'MatchClass', 'MatchStar', 'MatchAs', 'MatchOr', 'TypeVar', 'ParamSpec', 'TypeVarTuple',
]);
