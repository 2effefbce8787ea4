/**
 * Turns tree-sitter's statements into `ast` statements, one entry per type of syntax node.
 * It decides which statements of an earlier tree live on; it knows neither parser nor document.
 */

import type { ExceptHandler, Expression, Statement, TypeParam, alias, match_case, withitem } from './ast.ts';
import type { ConcreteNode } from './concrete-syntax.ts';
import type { SyntaxContext } from './syntax-context.ts';
import {
  BINARY_OPERATORS,
  identifierText,
  isExpression,
  lowerArguments,
  lowerChain,
  lowerExpression,
  lowerParameters,
  oneOrTuple,
} from './syntax-expression.ts';
import { lowerCasePatterns } from './syntax-pattern.ts';

type Lower = (context: SyntaxContext, node: ConcreteNode) => Statement;

/** A simple statement; `named` are its parts without keywords and punctuation. */
type LowerSimple = (context: SyntaxContext, node: ConcreteNode, named: readonly ConcreteNode[]) => Statement;

/** Statements and where the last token among them ends. */
interface Suite {
  readonly body: Statement[];
  readonly end: number;
}

const SEMICOLON = /[ \t]*;/y;

/** The statements of a module or block. The semicolon of `a;` belongs to it. */
export function lowerSuite(context: SyntaxContext, block: ConcreteNode | undefined, fallbackEnd: number): Suite {
  const body: Statement[] = [];
  let end = fallbackEnd;
  for (const part of block?.namedParts ?? []) {
    const statement = lowerStatement(context, part);
    if (statement === undefined) continue;
    body.push(statement);
    end = statement.range[1];
  }
  SEMICOLON.lastIndex = end;
  return { body, end: SEMICOLON.test(context.text) ? SEMICOLON.lastIndex : end };
}

function lowerStatement(context: SyntaxContext, node: ConcreteNode): Statement | undefined {
  const lower = STATEMENTS.get(node.type);
  return lower ? atItsDepth(context, node, lower) : broken(context, node);
}

/** Too deep to follow, it is taken for code that does not parse. */
function atItsDepth(context: SyntaxContext, node: ConcreteNode, lower: Lower): Statement {
  if (!context.enter()) return context.place({ type: 'Broken', body: [] }, node.start, node.end);
  const statement = context.statement(node, () => lower(context, node));
  context.leave();
  return statement;
}

/** Code that does not parse: what was understood of it, in a `Broken`. */
function broken(context: SyntaxContext, node: ConcreteNode): Statement | undefined {
  const body = statementsIn(context, node);
  if (body.length === 0 && node.type !== 'ERROR') return undefined;
  return context.place({ type: 'Broken', body }, node.start, node.end);
}

/** The outermost statements and expressions at any depth in `node`. */
function statementsIn(context: SyntaxContext, node: ConcreteNode): Statement[] {
  if (!context.enter()) return [];
  let result: Statement[];
  if (STATEMENTS.has(node.type)) {
    const statement = lowerStatement(context, node);
    result = statement ? [statement] : [];
  } else if (isExpression(node)) result = [expressionStatement(context, lowerExpression(context, node))];
  else result = node.parts.flatMap((part) => statementsIn(context, part));
  context.leave();
  return result;
}

function expressionStatement(context: SyntaxContext, value: Expression): Statement {
  return context.place({ type: 'Expr', value }, value.range[0], value.range[1]);
}

/** A simple statement with an ERROR directly below: its statement cannot be trusted, its expressions can. */
function unlessBroken(lower: LowerSimple): Lower {
  return (context, node) => {
    // In this order: the named parts are what `lower` reads, and enough to find errors.
    const { named, errors } = node;
    if (errors.length === 0) return lower(context, node, named);
    const body = node.parts.flatMap((part) => statementsIn(context, part));
    return context.place({ type: 'Broken', body }, node.start, node.end);
  };
}

function hole(context: SyntaxContext, node: ConcreteNode): Expression {
  return context.broken(node.end, node.end);
}

/** `value`, `a, b`, `target = value`, `yield x` */
const expression: LowerSimple = (context, node, [first, second]) => {
  if (first && second === undefined) {
    if (first.type === 'assignment') return assignment(context, first);
    if (first.type === 'augmented_assignment') return augmentedAssignment(context, first);
    // `a,` ends after the comma.
    if (first.end === node.end) {
      const value = lowerExpression(context, first);
      return context.place({ type: 'Expr', value }, node.start, node.end);
    }
  }
  const value = oneOrTuple(context, node.children, node, 'Load');
  return context.place({ type: 'Expr', value }, node.start, node.end);
};

/** `a = b = c`, `a: T`, `a: T = c` */
const assignment: Lower = unlessBroken((context, node, [left, right, annotated]) => {
  if (right?.type === 'type') {
    const target = lowerExpression(context, left, 'Store');
    return context.place(
      {
        type: 'AnnAssign',
        target,
        annotation: lowerExpression(context, right),
        value: annotated ? lowerExpression(context, annotated) : null,
        simple: left?.type === 'identifier' ? 1 : 0,
      },
      node.start,
      node.end,
    );
  }
  const targets: Expression[] = [];
  let at: ConcreteNode = node;
  for (;;) {
    const [target, next] = at.named;
    targets.push(lowerExpression(context, target, 'Store'));
    if (next?.type === 'assignment' && next.named[1]?.type !== 'type') {
      at = next;
      continue;
    }
    const value = next ? lowerExpression(context, next) : hole(context, node);
    return context.place({ type: 'Assign', targets, value }, node.start, node.end);
  }
});

/** `a += b` */
const augmentedAssignment: Lower = unlessBroken((context, node) => {
  const [left, operator, right] = node.children;
  return context.place(
    {
      type: 'AugAssign',
      target: lowerExpression(context, left, 'Store'),
      op: BINARY_OPERATORS[operator?.type.slice(0, -1) ?? ''] ?? 'Add',
      value: right ? lowerExpression(context, right) : hole(context, node),
    },
    node.start,
    node.end,
  );
});

const returnStatement: LowerSimple = (context, node, [value]) => {
  return context.place({ type: 'Return', value: value ? lowerExpression(context, value) : null }, node.start, node.end);
};

const deleteStatement: LowerSimple = (context, node, [operand]) => {
  const parts = operand?.type === 'expression_list' ? operand.named : [operand];
  const targets = parts.map((part) => (part ? lowerExpression(context, part, 'Del') : hole(context, node)));
  return context.place({ type: 'Delete', targets }, node.start, node.end);
};

const raiseStatement: Lower = (context, node) => {
  const [, first, second, third] = node.children;
  const bare = first === undefined || first.type === 'from';
  const cause = bare ? second : third;
  return context.place(
    {
      type: 'Raise',
      exc: bare ? null : lowerExpression(context, first),
      cause: cause ? lowerExpression(context, cause) : null,
    },
    node.start,
    node.end,
  );
};

const assertStatement: LowerSimple = (context, node, [test, message]) => {
  return context.place(
    {
      type: 'Assert',
      test: test ? lowerExpression(context, test) : hole(context, node),
      msg: message ? lowerExpression(context, message) : null,
    },
    node.start,
    node.end,
  );
};

const importStatement: LowerSimple = (context, node, named) =>
  context.place({ type: 'Import', names: aliases(context, named) }, node.start, node.end);

/** `from ..a import b as c` */
const importFrom: Lower = (context, node) => {
  const [, from, , ...names] = node.children;
  const prefix = from?.type === 'relative_import' ? from.child('import_prefix') : undefined;
  const dotted = from?.type === 'relative_import' ? from.child('dotted_name') : from;
  return context.place(
    {
      type: 'ImportFrom',
      module: dotted ? dottedText(dotted) : null,
      names: aliases(context, names),
      level: prefix ? prefix.text.replace(/[^.]/g, '').length : 0,
    },
    node.start,
    node.end,
  );
};

/** `a . b` is the name `a.b`. */
function dottedText(node: ConcreteNode): string {
  const parts = node.named.filter(({ type }) => type === 'identifier');
  return parts.length === 0 ? node.text : parts.map(identifierText).join('.');
}

function aliases(context: SyntaxContext, parts: readonly ConcreteNode[]): alias[] {
  const result: alias[] = [];
  for (const part of parts) {
    if (part.type === 'aliased_import') {
      const [inner, as] = part.named;
      if (inner) result.push(aliasOf(context, part, inner, as));
    } else if (part.type === 'dotted_name' || part.type === 'wildcard_import') {
      result.push(aliasOf(context, part, part, undefined));
    }
  }
  return result;
}

function aliasOf(
  context: SyntaxContext,
  whole: ConcreteNode,
  name: ConcreteNode,
  as: ConcreteNode | undefined,
): alias {
  return context.place(
    {
      type: 'alias',
      name: dottedText(name),
      nameRange: context.rangeOf(name),
      asname: as ? identifierText(as) : null,
      asnameRange: as ? context.rangeOf(as) : null,
    },
    whole.start,
    whole.end,
  );
}

function scopeStatement(type: 'Global' | 'Nonlocal'): Lower {
  return (context, node) => {
    const names = node.children.filter((part) => part.type === 'identifier').map(identifierText);
    return context.place({ type, names }, node.start, node.end);
  };
}

/** Python 2's `print a, b` as a call; `print >>f, x`, which Python 3 can read, as Python 3 reads it. */
const printStatement: Lower = (context, node) => {
  const [keyword, chevron, ...rest] = node.children;
  if (!keyword) return context.place({ type: 'Broken', body: [] }, node.start, node.end);
  const func = context.place({ type: 'Name', id: 'print', ctx: 'Load' }, keyword.start, keyword.end);
  if (chevron?.type !== 'chevron') {
    const parts = node.children.slice(1).filter((part) => part.type !== ',');
    const args = parts.map((part) => lowerExpression(context, part));
    const call = context.place({ type: 'Call', func, args, keywords: [] }, node.start, node.end);
    return context.place({ type: 'Expr', value: call }, node.start, node.end);
  }
  const stream = chevron.children[1];
  const right = stream ? lowerExpression(context, stream) : hole(context, chevron);
  const left = context.place({ type: 'BinOp', left: func, op: 'RShift', right }, keyword.start, chevron.end);
  const value =
    rest.length === 0
      ? left
      : context.place(
          {
            type: 'Tuple',
            elts: [left, ...rest.filter((part) => part.type !== ',').map((part) => lowerExpression(context, part))],
            ctx: 'Load',
          },
          node.start,
          node.end,
        );
  return context.place({ type: 'Expr', value }, node.start, node.end);
};

/** Python 2's `exec code in scope` as a call. */
const execStatement: Lower = (context, node) => {
  const [keyword, ...rest] = node.children;
  if (!keyword) return context.place({ type: 'Broken', body: [] }, node.start, node.end);
  const func = context.place({ type: 'Name', id: 'exec', ctx: 'Load' }, keyword.start, keyword.end);
  const parts = rest.filter(({ type }) => type !== 'in' && type !== ',');
  const args = parts.map((part) => lowerExpression(context, part));
  const value = context.place({ type: 'Call', func, args, keywords: [] }, node.start, node.end);
  return context.place({ type: 'Expr', value }, node.start, node.end);
};

/** `type X[T] = list[T]` */
const typeAlias: Lower = (context, node) => {
  const [keyword, left, , right] = node.children;
  const generic = left?.type === 'type' ? left.children[0] : left;
  const value = right ? lowerExpression(context, right) : hole(context, node);
  const [named, parameters] = generic?.children ?? [];
  if (keyword && generic && generic.type !== 'identifier' && named?.type !== 'identifier') {
    const targets = [typeCallTarget(context, keyword, generic)];
    return context.place({ type: 'Assign', targets, value }, node.start, node.end);
  }
  const isGeneric = generic?.type === 'generic_type' || generic?.type === 'subscript';
  const name = lowerExpression(context, isGeneric ? named : generic, 'Store');
  const type_params = isGeneric && parameters ? typeParameters(context, generic, parameters) : [];
  return context.place({ type: 'TypeAlias', name, type_params, value }, node.start, node.end);
};

/** `type(a).b = c`, which the grammar takes for a type alias called `(a).b`. */
function typeCallTarget(context: SyntaxContext, keyword: ConcreteNode, target: ConcreteNode): Expression {
  const { start } = keyword;
  return lowerChain(context, target, 'Store', {
    start,
    lower: (_, base) => {
      const id = context.place({ type: 'Name', id: 'type', ctx: 'Load' }, start, keyword.end);
      const { args, keywords } = lowerArguments(context, base);
      return context.place({ type: 'Call', func: id, args, keywords }, start, base.end);
    },
  });
}

function typeParameters(context: SyntaxContext, generic: ConcreteNode, list: ConcreteNode): TypeParam[] {
  return typeParametersIn(context, generic.type === 'subscript' ? generic.named.slice(1) : list.namedParts);
}

/** `[T: bound, *Ts, **P]` */
function lowerTypeParameters(context: SyntaxContext, list: ConcreteNode | undefined): TypeParam[] {
  return typeParametersIn(context, list?.namedParts ?? []);
}

/** The grammar knows no defaults (PEP 696): `T = int` is an ERROR with `T` and then a type. */
function typeParametersIn(context: SyntaxContext, parts: readonly ConcreteNode[]): TypeParam[] {
  const result: TypeParam[] = [];
  let name: ConcreteNode | undefined;
  for (const part of parts) {
    if (part.type === 'ERROR') {
      name = part.named[0];
      continue;
    }
    const defaultValue = name && lowerExpression(context, part);
    const parameter = typeParameter(context, name ?? part, defaultValue ?? null);
    if (parameter) result.push(parameter);
    name = undefined;
  }
  return result;
}

function typeParameter(
  context: SyntaxContext,
  part: ConcreteNode,
  default_value: Expression | null,
): TypeParam | undefined {
  const node = part.type === 'type' ? part.named[0] : part;
  const { start } = part;
  const end = default_value?.range[1] ?? part.end;
  switch (node?.type) {
    case 'identifier':
      return context.place({ type: 'TypeVar', name: identifierText(node), bound: null, default_value }, start, end);
    case 'constrained_type': {
      const [name, , bound] = node.children;
      return context.place(
        {
          type: 'TypeVar',
          name: name ? identifierText(name) : '',
          bound: bound ? lowerExpression(context, bound) : null,
          default_value,
        },
        start,
        end,
      );
    }
    case 'splat_type':
    case 'list_splat':
    case 'list_splat_pattern': {
      const [stars, identifier] = node.children;
      const name = identifier ? identifierText(identifier) : '';
      return stars?.type === '**'
        ? context.place({ type: 'ParamSpec', name, default_value }, start, end)
        : context.place({ type: 'TypeVarTuple', name, default_value }, start, end);
    }
    case undefined:
    default:
      return undefined;
  }
}

/** The suite of a clause; `end` is where the clause ends, whatever blank lines or comments the parser adds. */
function suiteOf(context: SyntaxContext, clause: ConcreteNode): Suite {
  return lowerSuite(context, namedChild(clause, 'block'), clause.end);
}

function namedChild(node: ConcreteNode, type: string): ConcreteNode | undefined {
  return node.named.find((child) => child.type === type);
}

/** The body of an `else` or `finally` clause and the end of the statement with it. */
function optionalSuite(context: SyntaxContext, clause: ConcreteNode | undefined, end: number): Suite {
  return clause ? suiteOf(context, clause) : { body: [], end };
}

/** The expression between the keyword and the colon. */
function condition(context: SyntaxContext, clause: ConcreteNode): Expression {
  const test = clause.named[0];
  return test && test.type !== 'block' ? lowerExpression(context, test) : hole(context, clause);
}

const ifStatement: Lower = (context, node) => {
  const clauses = [node, ...node.named.filter(({ type }) => type === 'elif_clause')];
  const lowered = clauses.map((clause) => ({
    start: clause.start,
    test: condition(context, clause),
    suite: suiteOf(context, clause),
  }));
  const last = lowered.at(-1)?.suite.end ?? node.end;
  const otherwise = optionalSuite(context, namedChild(node, 'else_clause'), last);
  let orelse = otherwise.body;
  // From the last `elif` outwards, as each is the `orelse` of the one before.
  for (let index = lowered.length - 1; index > 0; index--) {
    const clause = lowered[index];
    if (clause === undefined) continue;
    orelse = [
      context.place(
        { type: 'If', test: clause.test, body: clause.suite.body, orelse },
        clause.start,
        otherwise.end,
      ),
    ];
  }
  const first = lowered[0];
  return context.place(
    { type: 'If', test: first?.test ?? hole(context, node), body: first?.suite.body ?? [], orelse },
    node.start,
    otherwise.end,
  );
};

const whileStatement: Lower = (context, node) => {
  const test = condition(context, node);
  const { body, end } = suiteOf(context, node);
  const otherwise = optionalSuite(context, namedChild(node, 'else_clause'), end);
  return context.place({ type: 'While', test, body, orelse: otherwise.body }, node.start, otherwise.end);
};

const forStatement: Lower = (context, node) => {
  const isAsync = node.startsWith('async');
  const [target, iterable] = node.named;
  const loop = {
    target: target ? lowerExpression(context, target, 'Store') : hole(context, node),
    iter: iterable && iterable.type !== 'block' ? lowerExpression(context, iterable) : hole(context, node),
  };
  const { body, end } = suiteOf(context, node);
  const otherwise = optionalSuite(context, namedChild(node, 'else_clause'), end);
  const type = isAsync ? 'AsyncFor' : 'For';
  return context.place({ type, ...loop, body, orelse: otherwise.body }, node.start, otherwise.end);
};

const tryStatement: Lower = (context, node) => {
  const suite = suiteOf(context, node);
  let end = suite.end;
  let hasGroups = false;
  const handlers: ExceptHandler[] = [];
  for (const clause of node.named) {
    if (clause.type !== 'except_clause' && clause.type !== 'except_group_clause') continue;
    hasGroups ||= clause.type === 'except_group_clause' || clause.children[1]?.type === '*';
    const handler = exceptHandler(context, clause);
    handlers.push(handler);
    end = handler.range[1];
  }
  const otherwise = optionalSuite(context, namedChild(node, 'else_clause'), end);
  const last = optionalSuite(context, namedChild(node, 'finally_clause'), otherwise.end);
  return context.place(
    {
      type: hasGroups ? 'TryStar' : 'Try',
      body: suite.body,
      handlers,
      orelse: otherwise.body,
      finalbody: last.body,
    },
    node.start,
    last.end,
  );
};

/** `except E as name:`, `except* E:`, `except A, B:` */
function exceptHandler(context: SyntaxContext, clause: ConcreteNode): ExceptHandler {
  const colon = clause.children.findIndex(({ type }) => type === ':');
  const header = clause.children.slice(1, colon < 0 ? undefined : colon).filter(({ type }) => type !== '*');
  let target: ConcreteNode | undefined;
  let parts = header;
  const as = header.findIndex(({ type }) => type === 'as');
  if (as >= 0) {
    target = header[as + 1];
    parts = header.slice(0, as);
  } else if (header[0]?.type === 'as_pattern') {
    target = header[0].children[2];
    parts = header[0].children.slice(0, 1);
  }
  const exceptionType = parts.length > 0 ? oneOrTuple(context, parts, clause, 'Load') : null;
  const nameRange = target ? context.rangeOf(target) : null;
  const { body, end } = suiteOf(context, clause);
  return context.place(
    { type: 'ExceptHandler', exceptionType, name: target ? identifierText(target) : null, nameRange, body },
    clause.start,
    end,
  );
}

const withStatement: Lower = (context, node) => {
  const isAsync = node.startsWith('async');
  const items = withItems(context, namedChild(node, 'with_clause'));
  const { body, end } = suiteOf(context, node);
  return context.place({ type: isAsync ? 'AsyncWith' : 'With', items, body }, node.start, end);
};

function withItems(context: SyntaxContext, clause: ConcreteNode | undefined): withitem[] {
  const items = (clause?.children ?? []).filter(({ type }) => type === 'with_item');
  const [only] = items;
  const value = only?.children[0];
  const isBare = items.length === 1 && clause?.children.length === 1 && only?.children.length === 1;
  const star = items.find(({ named: [element] }) => element?.type === 'list_splat');
  if (clause && star) {
    // `with (a, *b):` cannot be items.
    const elts = items.map((item) => lowerExpression(context, item.named[0]));
    const context_expr = context.place({ type: 'Tuple', elts, ctx: 'Load' }, clause.start, clause.end);
    return [context.place({ type: 'withitem', context_expr, optional_vars: null }, clause.start, clause.end)];
  }
  if (isBare && value?.type === 'tuple') {
    // `with (a, b):` has two items since Python 3.9, `with (a, *b):` one tuple.
    const elements = value.children.filter(({ type }) => type !== ',' && type !== '(' && type !== ')');
    const areItems = elements.every(({ type }) => type !== 'list_splat' && type !== 'named_expression' && type !== 'yield');
    if (areItems && elements.length > 0) return elements.map((element) => withItem(context, element));
  }
  return items.map((item) => withItem(context, item.children[0] ?? item));
}

/** `open(a) as f`, `(open(a) as f)` */
function withItem(context: SyntaxContext, node: ConcreteNode): withitem {
  const inner = node.type === 'parenthesized_expression' ? node.children[1] : undefined;
  const as = inner?.type === 'as_pattern' ? inner : node;
  if (as.type !== 'as_pattern') {
    const context_expr = lowerExpression(context, node);
    return context.place({ type: 'withitem', context_expr, optional_vars: null }, node.start, node.end);
  }
  const [value, , target] = as.children;
  const context_expr = value ? lowerExpression(context, value) : hole(context, node);
  const optional_vars = target ? lowerExpression(context, target.children[0], 'Store') : null;
  return context.place({ type: 'withitem', context_expr, optional_vars }, as.start, as.end);
}

const matchStatement: Lower = (context, node) => {
  const colon = node.children.findIndex(({ type }) => type === ':');
  const subject = oneOrTuple(context, node.children.slice(1, colon < 0 ? undefined : colon), node, 'Load');
  const block = node.child('block');
  let end = node.children[colon]?.end ?? node.end;
  const cases: match_case[] = [];
  for (const part of block?.children ?? []) {
    if (part.type !== 'case_clause') continue;
    const lowered = matchCase(context, part);
    cases.push(lowered);
    end = lowered.range[1];
  }
  return context.place({ type: 'Match', subject, cases }, node.start, end);
};

/** `case pattern if guard:` */
function matchCase(context: SyntaxContext, node: ConcreteNode): match_case {
  const patterns = node.children.filter(({ type }) => type === 'case_pattern' || type === ',');
  const pattern = lowerCasePatterns(context, patterns, node);
  const clause = node.child('if_clause');
  const guard = clause ? lowerExpression(context, clause.children[1]) : null;
  const { body, end } = suiteOf(context, node);
  return context.place({ type: 'match_case', pattern, guard, body }, node.start, end);
}

const functionDefinition: Lower = (context, node) => definition(context, node, []);

const classDefinition: Lower = (context, node) => definition(context, node, []);

/** `@decorator` lines and what they decorate: the node starts at `def` or `class`. */
const decorated: Lower = (context, node) => {
  const decorators = node.named.filter(({ type }) => type === 'decorator');
  const list = decorators.map((decorator) => lowerExpression(context, decorator.named[0]));
  const inner = namedChild(node, 'function_definition') ?? namedChild(node, 'class_definition');
  if (inner) return definition(context, inner, list);
  const body = list.map((value) => expressionStatement(context, value));
  return context.place({ type: 'Broken', body }, node.start, node.end);
};

function definition(context: SyntaxContext, node: ConcreteNode, decorator_list: Expression[]): Statement {
  const identifier = namedChild(node, 'identifier');
  const name = identifier ? identifierText(identifier) : '';
  const nameRange = identifier ? context.rangeOf(identifier) : context.range(node.start, node.start);
  const type_params = lowerTypeParameters(context, namedChild(node, 'type_parameter'));
  if (node.type === 'class_definition') {
    const bases = lowerArguments(context, namedChild(node, 'argument_list'));
    const { body, end } = suiteOf(context, node);
    return context.place(
      {
        type: 'ClassDef',
        name,
        nameRange,
        bases: bases.args,
        keywords: bases.keywords,
        body,
        decorator_list,
        type_params,
      },
      node.start,
      end,
    );
  }
  const parameters = namedChild(node, 'parameters');
  const place = parameters ?? identifier ?? node;
  const args = lowerParameters(context, parameters, place.start, place.end);
  const annotation = namedChild(node, 'type');
  const returns = annotation ? lowerExpression(context, annotation) : null;
  const { body, end } = suiteOf(context, node);
  const type = node.startsWith('async') ? 'AsyncFunctionDef' : 'FunctionDef';
  return context.place(
    { type, name, nameRange, args, body, decorator_list, returns, type_params },
    node.start,
    end,
  );
}

function leaf(type: 'Pass' | 'Break' | 'Continue'): Lower {
  return (context, node) => context.place({ type }, node.start, node.end);
}

const STATEMENTS: ReadonlyMap<string, Lower> = new Map<string, Lower>([
  ['expression_statement', unlessBroken(expression)],
  ['return_statement', unlessBroken(returnStatement)],
  ['delete_statement', unlessBroken(deleteStatement)],
  ['raise_statement', unlessBroken(raiseStatement)],
  ['assert_statement', unlessBroken(assertStatement)],
  ['import_statement', unlessBroken(importStatement)],
  ['import_from_statement', unlessBroken(importFrom)],
  ['future_import_statement', unlessBroken(importFrom)],
  ['global_statement', unlessBroken(scopeStatement('Global'))],
  ['nonlocal_statement', unlessBroken(scopeStatement('Nonlocal'))],
  ['print_statement', unlessBroken(printStatement)],
  ['exec_statement', unlessBroken(execStatement)],
  ['type_alias_statement', unlessBroken(typeAlias)],
  ['pass_statement', leaf('Pass')],
  ['break_statement', leaf('Break')],
  ['continue_statement', leaf('Continue')],
  ['if_statement', ifStatement],
  ['while_statement', whileStatement],
  ['for_statement', forStatement],
  ['try_statement', tryStatement],
  ['with_statement', withStatement],
  ['match_statement', matchStatement],
  ['function_definition', functionDefinition],
  ['class_definition', classDefinition],
  ['decorated_definition', decorated],
]);
