/** The strong container in the place of a weak one, wherever the same variable is declared and made. */
import { contains } from '../flow/contains.ts';
import type { Offer, TextEdit } from '../facts/edits.ts';
import type { Site } from '../flow/graph.ts';
import type { Expression, PythonNode } from './ast.ts';
import { hasComment, inOrder, isNode, isStatement, nodesIn, scopeOf } from './edit-text.ts';
import type { ScopeNode, Source } from './edit-text.ts';
import { dottedPath } from './type-note.ts';

/** `weakref.WeakSet()` becomes `set()`, `WeakKeyDictionary[str, int]` becomes `dict[str, int]`. */
export function strongContainer(source: Source, making: Site, twin: string): Offer<'twin'>[] {
  const name = isNode(making) ? containerName(making) : undefined;
  const weak = name === undefined ? undefined : dottedPath(name)?.at(-1);
  if (!isNode(making) || name === undefined || weak === undefined || namesBound(source).has(twin)) return [];
  const names = allNames(name, making, weak);
  if (names === undefined || names.some((one) => hasComment(source, one.range))) return [];
  const edits: TextEdit[] = names.map(({ range }) => ({ range, text: twin }));
  return [{ intent: 'twin', name: twin, edits: inOrder(edits) }];
}

/** `weakref.WeakSet` of `weakref.WeakSet[T](items)`. */
function containerName(making: PythonNode): Expression | undefined {
  let name = making;
  if (name.type === 'Call') name = name.func;
  if (name.type === 'Subscript') name = name.value;
  return name.type === 'Name' || name.type === 'Attribute' ? name : undefined;
}

type Declaration = Extract<PythonNode, { type: 'Assign' | 'AnnAssign' }>;

/** The weak name in every annotation and value of the variable; undefined where they would not agree afterwards. */
function allNames(name: Expression, making: PythonNode, weak: string): readonly Expression[] | undefined {
  const declaration = declarationAround(making);
  const variable = declaration === undefined ? undefined : variableOf(declaration);
  if (declaration === undefined || variable === undefined) return [name];
  const found = new Set<Expression>([name]);
  let isDeclaredWeak = false;
  let isMadeOtherwise = false;
  for (const one of declarationsOf(variable, declaration)) {
    const declared = one.type === 'AnnAssign' ? weakNamesIn(one.annotation, weak) : [];
    isDeclaredWeak ||= declared.length > 0;
    for (const part of declared) found.add(part);
    const made = one.value?.type === 'Call' ? containerName(one.value) : undefined;
    if (made !== undefined && isWeakName(made, weak)) found.add(made);
    else if (one.value !== null && !(one.value.type === 'Constant' && one.value.value.kind === 'none')) isMadeOtherwise = true;
  }
  return isDeclaredWeak && isMadeOtherwise ? undefined : [...found];
}

/** The assignment whose annotation or value the container is. */
function declarationAround(making: PythonNode): Declaration | undefined {
  for (let at: PythonNode | null = making; at !== null; at = at.parent) {
    if (at.type === 'Assign') return at.value === making ? at : undefined;
    if (at.type === 'AnnAssign') return at.value === making || contains(at.annotation, making) ? at : undefined;
    if (isStatement(at)) return undefined;
  }
  return undefined;
}

interface Variable {
  readonly name: string;
  readonly isMember: boolean;
  /** The class of a member, or what the name is bound in. */
  readonly scope: PythonNode;
}

/** `self.items` in a method and `items` in the body of its class are the same variable. */
function variableOf(declaration: Declaration): Variable | undefined {
  const target = declaration.type === 'AnnAssign' ? declaration.target : declaration.targets.length === 1 ? declaration.targets[0] : undefined;
  const scope = scopeOf(declaration);
  if (target === undefined || scope === undefined) return undefined;
  if (target.type === 'Name') return { name: target.id, isMember: scope.type === 'ClassDef', scope };
  const owner = target.type === 'Attribute' && target.value.type === 'Name' ? ownerOf(scope) : undefined;
  return target.type === 'Attribute' && owner !== undefined ? { name: target.attr, isMember: true, scope: owner } : undefined;
}

function ownerOf(method: ScopeNode): PythonNode | undefined {
  return method.parent?.type === 'ClassDef' ? method.parent : undefined;
}

function declarationsOf(variable: Variable, first: Declaration): Declaration[] {
  const found = [first];
  for (const node of nodesIn(variable.scope)) {
    if ((node.type !== 'Assign' && node.type !== 'AnnAssign') || node === first) continue;
    const other = variableOf(node);
    if (other?.name === variable.name && other.scope === variable.scope && other.isMember === variable.isMember) found.push(node);
  }
  return found;
}

function weakNamesIn(annotation: Expression, weak: string): Expression[] {
  const found: Expression[] = [];
  for (const node of nodesIn(annotation)) if ((node.type === 'Name' || node.type === 'Attribute') && isWeakName(node, weak)) found.push(node);
  return found;
}

function isWeakName(node: Expression, weak: string): boolean {
  return dottedPath(node)?.at(-1) === weak;
}

/** Names with a meaning of their own in the file: one of these would hide the built-in. */
function namesBound({ module }: Source): Set<string> {
  const bound = new Set<string>();
  for (const node of nodesIn(module)) {
    if (node.type === 'Name') {
      if (node.ctx !== 'Load') bound.add(node.id);
    } else if (node.type === 'arg') bound.add(node.arg);
    else if (node.type === 'FunctionDef' || node.type === 'AsyncFunctionDef' || node.type === 'ClassDef') bound.add(node.name);
    else if (node.type === 'alias') bound.add(node.asname ?? node.name);
  }
  return bound;
}
