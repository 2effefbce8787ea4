/** Statements and declarations. Types that leave nothing at run time lower to nothing. */
import type { TSESTree } from '@typescript-eslint/types';
import type { DisplayPart, Temp } from '../flow/graph.ts';
import { annotate } from './annotate.ts';
import { lowerAssertion } from './assertion.ts';
import { lowerCondition } from './condition.ts';
import { absent, clear, display, readName, typed, use, write } from './emit.ts';
import { givePropsType } from './component-props.ts';
import { givenType } from './given-type.ts';
import { lowerClass } from './lower-class.ts';
import { deeper, lowerClosure, lowerExpression, lowerNamed } from './lower-expression.ts';
import { lowerFixedState } from './lower-known-call.ts';
import { lowerImport, lowerImportEquals } from './lower-import.ts';
import { lowerForIn, lowerForOf, lowerFor, lowerDoWhile, lowerWhile } from './lower-loop.ts';
import { assign, assignPairwise } from './lower-pattern.ts';
import { lowerSwitch } from './lower-switch.ts';
import { lowerAlias, lowerInterface } from './lower-type.ts';
import { rethrows } from './rethrow.ts';
import { declare, declareLexical, declareVars, inScope, resolve, withScope, type Lowering } from './scope.ts';
import { boundNames, declarationIn, propertyName, type Handlers, type NodeMap } from './syntax.ts';
import { annotationNote } from './type-note.ts';

/** A statement, and the end of it for its temps. */
export function lowerStatement(l: Lowering, node: AnyDeclaration): void {
  deeper(l, () => {
    if (Object.hasOwn(handlers, node.type)) dispatch(l, node.type, node);
  }, () => undefined);
  clear(l);
}

/** Statements of one scope whose names are declared already: imports and functions come first. */
export function lowerBody(l: Lowering, statements: readonly TSESTree.ProgramStatement[]): void {
  for (const statement of statements) if (statement.type === 'ImportDeclaration') lowerImport(l, statement);
  for (const statement of statements) hoistFunction(l, statement);
  for (const statement of statements) lowerStatement(l, statement);
  const closing = statements.find((statement) => statement.type === 'VariableDeclaration' && statement.kind === 'await using');
  if (closing !== undefined) l.builder.emit({ kind: 'suspend', as: 'await', site: closing });
}

/** A block with its own scope. `hoistsVars`: `var` stays in it, too (static blocks, namespaces). */
export function lowerBlock(l: Lowering, statements: readonly TSESTree.ProgramStatement[], options?: { hoistsVars: boolean }): void {
  inScope(l, () => {
    if (options?.hoistsVars === true) declareVars(l, statements);
    declareLexical(l, statements);
    lowerBody(l, statements);
  });
}

export function lowerDeclaration(l: Lowering, node: TSESTree.VariableDeclaration): void {
  for (const declarator of node.declarations) {
    const { id, init } = declarator;
    givePropsType(declarator);
    const type = annotationNote(id.typeAnnotation) ?? givenType(id);
    annotate(l, type);
    if (init !== null && assignPairwise(l, id, init) !== undefined) continue;
    const fixed = init === null ? undefined : lowerFixedState(l, id, init);
    if (fixed !== undefined) assign(l, fixed.target, fixed.value);
    else if (init !== null) assign(l, id, lowerNamed(l, init, id.type === 'Identifier' ? id.name : ''), type);
    else if (node.declare) assign(l, id, l.builder.temp(), type);
    else if (node.kind !== 'var') assign(l, id, absent(l, declarator), type);
  }
}

type AnyStatement = ReturnType<typeof declarationIn>;
type AnyDeclaration = Exclude<AnyStatement, TSESTree.Expression>;
type Handled = AnyDeclaration['type'];

function dispatch<K extends Handled>(l: Lowering, type: K, node: NodeMap['nodes'][K]): void {
  handlers[type](l, node);
}

const nothing = (): void => undefined;

const handlers: Handlers<Handled, Lowering, void> = {
  BlockStatement: (l, node) => lowerBlock(l, node.body),
  EmptyStatement: nothing,
  DebuggerStatement: nothing,
  ExpressionStatement: lowerExpressionStatement,
  VariableDeclaration: lowerDeclaration,
  // Hoisted by `lowerBody`.
  FunctionDeclaration: nothing,
  ImportDeclaration: nothing,
  ClassDeclaration: (l, node) => {
    lowerClass(l, node, node.id === null ? undefined : resolve(l, node.id.name));
  },
  IfStatement: lowerIf,
  ForStatement: (l, node) => lowerFor(l, node, undefined),
  ForInStatement: (l, node) => lowerForIn(l, node, undefined),
  ForOfStatement: (l, node) => lowerForOf(l, node, undefined),
  WhileStatement: (l, node) => lowerWhile(l, node, undefined),
  DoWhileStatement: (l, node) => lowerDoWhile(l, node, undefined),
  SwitchStatement: lowerSwitch,
  LabeledStatement: lowerLabeled,
  BreakStatement: (l, node) => l.builder.break(node.label?.name),
  ContinueStatement: (l, node) => l.builder.continue(node.label?.name),
  ReturnStatement: (l, node) => {
    if (node.argument === null) return l.builder.returnNothing();
    const of = lowerExpression(l, node.argument);
    l.builder.emit({ kind: 'escape', of, as: 'return', site: node });
    l.builder.return();
  },
  ThrowStatement: (l, node) => {
    const of = lowerExpression(l, node.argument);
    l.builder.emit({ kind: 'escape', of, as: 'element', site: node });
    l.builder.raise();
  },
  TryStatement: lowerTry,
  WithStatement: (l, node) => {
    use(l, lowerExpression(l, node.object), 'enter', node);
    lowerStatement(l, node.body);
  },
  ExportNamedDeclaration: (l, node) => {
    if (node.declaration !== null) lowerStatement(l, node.declaration);
  },
  ExportDefaultDeclaration: lowerExportDefault,
  ExportAllDeclaration: nothing,
  TSExportAssignment: (l, node) => {
    const of = lowerExpression(l, node.expression);
    l.builder.emit({ kind: 'escape', of, as: 'element', site: node });
  },
  TSImportEqualsDeclaration: lowerImportEquals,
  TSEnumDeclaration: lowerEnum,
  TSModuleDeclaration: lowerNamespace,
  TSDeclareFunction: nothing,
  TSInterfaceDeclaration: lowerInterface,
  TSTypeAliasDeclaration: lowerAlias,
  TSNamespaceExportDeclaration: nothing,
};

function hoistFunction(l: Lowering, statement: TSESTree.ProgramStatement): void {
  const node = declarationIn(statement);
  if (node.type !== 'FunctionDeclaration') return;
  const value = lowerClosure(l, node, node.id?.name ?? '');
  if (node.id !== null) write(l, resolve(l, node.id.name), value, node);
  clear(l);
}

function lowerExpressionStatement(l: Lowering, node: TSESTree.ExpressionStatement): void {
  if (lowerAssertion(l, node.expression)) return;
  const of = lowerExpression(l, node.expression);
  // The value of an assignment is kept by its target.
  if (node.expression.type !== 'AssignmentExpression') l.builder.emit({ kind: 'discard', of, site: node });
}

/** A chain of `else if` is a loop: generated dispatchers are long. */
function lowerIf(l: Lowering, node: TSESTree.IfStatement): void {
  const end = l.builder.label();
  let current: TSESTree.Statement | null = node;
  while (current?.type === 'IfStatement') {
    const yes = l.builder.label();
    const no = l.builder.label();
    lowerCondition(l, current.test, yes, no);
    l.builder.place(yes);
    clear(l);
    lowerStatement(l, current.consequent);
    l.builder.jump(end);
    l.builder.place(no);
    clear(l);
    current = current.alternate;
  }
  if (current !== null) lowerStatement(l, current);
  l.builder.place(end);
}

function lowerLabeled(l: Lowering, node: TSESTree.LabeledStatement): void {
  const name = node.label.name;
  const { body } = node;
  switch (body.type) {
    case 'ForStatement':
      return lowerFor(l, body, name);
    case 'ForInStatement':
      return lowerForIn(l, body, name);
    case 'ForOfStatement':
      return lowerForOf(l, body, name);
    case 'WhileStatement':
      return lowerWhile(l, body, name);
    case 'DoWhileStatement':
      return lowerDoWhile(l, body, name);
    default: {
      const end = l.builder.label();
      l.builder.breakable({ name, unnamed: false, breakTo: end, body: () => lowerStatement(l, body) });
      l.builder.place(end);
    }
  }
}

function lowerTry(l: Lowering, node: TSESTree.TryStatement): void {
  const { handler, finalizer } = node;
  const { scope } = l;
  l.builder.tryStatement({
    body: () => lowerBlock(l, node.block.body),
    handlers: handler === null ? [] : [{ catches: rethrows(handler) ? [] : 'everything', body: () => lowerCatch(l, handler) }],
    finalizer: finalizer === null ? undefined : () => withScope(l, scope, () => lowerBlock(l, finalizer.body)),
  });
}

function lowerCatch(l: Lowering, handler: TSESTree.CatchClause): void {
  inScope(l, () => {
    const { param } = handler;
    if (param !== null) {
      for (const name of boundNames(param)) declare(l, name);
      assign(l, param, l.builder.temp());
    }
    lowerBlock(l, handler.body.body);
  });
}

function lowerExportDefault(l: Lowering, node: TSESTree.ExportDefaultDeclaration): void {
  const { declaration } = node;
  if (isDeclaration(declaration)) lowerStatement(l, declaration);
  else l.builder.emit({ kind: 'escape', of: lowerExpression(l, declaration), as: 'element', site: node });
}

function isDeclaration(node: TSESTree.DefaultExportDeclarations): node is Exclude<typeof node, TSESTree.Expression> {
  return Object.hasOwn(handlers, node.type);
}

function lowerEnum(l: Lowering, node: TSESTree.TSEnumDeclaration): void {
  // Members refer to each other by name.
  const parts = inScope(l, () =>
    node.body.members.map((member): DisplayPart => {
      const name = propertyName(member.id, false);
      const temp = member.initializer === undefined ? typed(l, 'number', member) : lowerExpression(l, member.initializer);
      if (name !== undefined) write(l, declare(l, name), temp, member);
      return { temp, role: 'value', ...(name === undefined ? {} : { name }), site: member };
    }),
  );
  write(l, resolve(l, node.id.name), display(l, 'object', parts, node), node);
}

/** `namespace N { export const x = 1 }`: its statements, then an object of what it exports. */
function lowerNamespace(l: Lowering, node: TSESTree.TSModuleDeclaration): void {
  const { body } = node;
  if (body === undefined) return;
  inScope(l, () => {
    declareVars(l, body.body);
    declareLexical(l, body.body);
    lowerBody(l, body.body);
    if (node.kind === 'global' || node.id.type !== 'Identifier') return;
    const parts = body.body.flatMap(exportedNames).map((name): DisplayPart => ({ temp: readName(l, name, node), role: 'value', name, site: node }));
    const outer = l.scope.outer;
    if (outer === undefined) return;
    const value: Temp = display(l, 'object', parts, node);
    const name = node.id.name;
    const inner = l.scope;
    l.scope = outer;
    write(l, resolve(l, name), value, node);
    l.scope = inner;
  });
}

function exportedNames(statement: TSESTree.ProgramStatement): readonly string[] {
  if (statement.type !== 'ExportNamedDeclaration') return [];
  const { declaration } = statement;
  switch (declaration?.type) {
    case 'VariableDeclaration':
      return declaration.declarations.flatMap((declarator) => boundNames(declarator.id));
    case 'ClassDeclaration':
    case 'FunctionDeclaration':
    case 'TSEnumDeclaration':
      return declaration.id === null ? [] : [declaration.id.name];
    default:
      return [];
  }
}
