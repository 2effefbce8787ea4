/** One look-up, one strong name, in place of a test for a key and a second look-up. */
import { contains } from '../flow/contains.ts';
import type { LookUpRequest, Offer, TextEdit } from '../facts/edits.ts';
import { strongName } from '../facts/strong-name.ts';
import type { Compare, Expression, PythonNode, Statement } from './ast.ts';
import { hasComment, inOrder, isFunction, isNode, isStable, namesIn, nodesIn, scopeOf, statementOf, textOf } from './edit-text.ts';
import type { ScopeNode, Source } from './edit-text.ts';

type Subscript = Extract<PythonNode, { type: 'Subscript' }>;

/**
 *     if key in rows:                    if (row := rows.get(key)) is not None:
 *         return rows[key]       ->          return row
 */
export function lookUpOnce(source: Source, { test, lookUps }: LookUpRequest): Offer<'once'>[] {
  const found = entryTest(source, test);
  const scope = found === undefined ? undefined : scopeOf(found.compare);
  if (found === undefined || scope === undefined || !isFunction(scope) || isInComprehension(found.compare)) return [];
  const reads = lookUps.map((site) => readOf(site, scope));
  if (reads.some((read) => read === undefined || isStatementTarget(read))) return [];
  const fills = found.isAbsence ? fillsAfter(source, found, scope) : [];
  if (fills === undefined) return [];
  const filled = nameFilledIn(fills);
  if (filled !== undefined && !isOnlyWrittenIn(scope, filled, statementOf(found.compare))) return [];
  const [container, key] = [textOf(source, found.container), textOf(source, found.key)];
  const name = filled ?? strongName(`${container}[${key}]`, namesIn(scope));
  const get = `${container}.get(${key})`;
  const edits: TextEdit[] = [{ range: found.whole.range, text: `(${name} := ${get}) is ${found.isAbsence ? 'None' : 'not None'}` }];
  if (filled === undefined) edits.push(...fills.map(({ range: [start] }): TextEdit => ({ range: [start, start], text: `${name} = ` })));
  edits.push(...lookUps.map(({ range }): TextEdit => ({ range, text: name })));
  return [{ intent: 'once', name: get, edits: inOrder(edits) }];
}

interface EntryTest {
  readonly compare: Compare;
  /** With the `not` before it. */
  readonly whole: Expression;
  readonly isAbsence: boolean;
  readonly container: Expression;
  readonly key: Expression;
}

/** `rows.get(key) is not None`, asked at its call. */
function answerTest(source: Source, { func, args, keywords, parent }: Extract<PythonNode, { type: 'Call' }>): EntryTest | undefined {
  const [key] = args;
  if (func.type !== 'Attribute' || key === undefined || args.length + keywords.length !== 1 || parent?.type !== 'Compare') return undefined;
  const [op, ...others] = parent.ops;
  const [other] = parent.comparators;
  const isTest = others.length === 0 && (op === 'Is' || op === 'IsNot') && other?.type === 'Constant' && other.value.kind === 'none';
  if (!isTest || !isStable(func.value) || !(isStable(key) || key.type === 'Constant') || hasComment(source, parent.range)) return undefined;
  return { compare: parent, whole: parent, isAbsence: op === 'Is', container: func.value, key };
}

/** `key in rows`, `key not in rows`, `not key in rows`, as a whole condition or an operand that decides it. */
function entryTest(source: Source, test: PythonNode | LookUpRequest['test']): EntryTest | undefined {
  if (isNode(test) && test.type === 'Call') return answerTest(source, test);
  const compare = isNode(test) ? test : undefined;
  const [op, ...others] = compare?.type === 'Compare' ? compare.ops : [];
  const container = compare?.type === 'Compare' ? compare.comparators[0] : undefined;
  if (compare?.type !== 'Compare' || container === undefined || others.length > 0 || (op !== 'In' && op !== 'NotIn')) return undefined;
  const { left: key, parent } = compare;
  if (!isStable(container) || !(isStable(key) || key.type === 'Constant') || hasComment(source, compare.range)) return undefined;
  if (parent?.type === 'UnaryOp' && parent.op === 'Not') return { compare, whole: parent, isAbsence: op === 'In', container, key };
  return { compare, whole: compare, isAbsence: op === 'NotIn', container, key };
}

function readOf(site: LookUpRequest['test'], scope: ScopeNode): Subscript | undefined {
  return isNode(site) && site.type === 'Subscript' && site.ctx === 'Load' && scopeOf(site) === scope && !isInLambda(site, scope) ? site : undefined;
}

function isInLambda(node: PythonNode, scope: ScopeNode): boolean {
  for (let at: PythonNode | null = node; at !== null && at !== scope; at = at.parent) if (at.type === 'Lambda') return true;
  return false;
}

/** `rows[key] += x` reads and writes. */
function isStatementTarget(read: Subscript | undefined): boolean {
  return read?.parent?.type === 'AugAssign' && read.parent.target === read;
}

function isInComprehension(node: PythonNode): boolean {
  for (let at: PythonNode | null = node; at !== null; at = at.parent) if ('generators' in at) return true;
  return false;
}

/** Where that branch fills the entry: `rows[key] = make()`. undefined where it goes on in a way that leaves the name without a value. */
function fillsAfter(source: Source, { compare, container, key }: EntryTest, scope: ScopeNode): readonly Extract<Statement, { type: 'Assign' }>[] | undefined {
  const branch = statementOf(compare);
  if (branch?.type !== 'If') return [];
  const last = branch.body.at(-1);
  if (last === undefined || LEAVES.has(last.type)) return [];
  const entry = `${textOf(source, container)}[${textOf(source, key)}]`;
  const fills = branch.body.flatMap((statement) => (statement.type === 'Assign' && statement.targets.some((target) => textOf(source, target) === entry) ? [statement] : []));
  return fills.length === 1 && fills.every((fill) => fill.targets.length === 1 && scopeOf(fill) === scope) ? fills : undefined;
}

const LEAVES: ReadonlySet<Statement['type']> = new Set<Statement['type']>(['Return', 'Raise', 'Continue', 'Break']);

/** The variable that already holds what is filled in. */
function nameFilledIn([fill]: readonly Extract<Statement, { type: 'Assign' }>[]): string | undefined {
  return fill?.value.type === 'Name' ? fill.value.id : undefined;
}

/** The name is given a value in the branch, and nowhere else. */
function isOnlyWrittenIn(scope: ScopeNode, name: string, branch: Statement | undefined): boolean {
  const writes = [...nodesIn(scope)].filter((node) => (node.type === 'Name' && node.id === name && node.ctx !== 'Load') || (node.type === 'arg' && node.arg === name));
  return branch !== undefined && writes.length > 0 && writes.every((write) => contains(branch, write));
}
