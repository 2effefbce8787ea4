/** Statements, one entry each (https://docs.python.org/3/reference/simple_stmts.html, compound_stmts.html). */
import type { Label } from '../flow/builder.ts';
import type { Site } from '../flow/graph.ts';
import type {
  alias,
  AsyncFor,
  AsyncWith,
  AugAssign,
  Delete,
  ExceptHandler,
  For,
  If,
  Import,
  ImportFrom,
  Match,
  Raise,
  Return,
  Statement,
  Try,
  TryStar,
  While,
  With,
  withitem,
} from './ast.ts';
import { aliased, declareAlias, isAliasNote, looksLikeAlias } from './alias.ts';
import { assign, assignValue, noteField } from './assign.ts';
import { lowerAssertion } from './assertion.ts';
import { lowerCondition } from './condition.ts';
import { catchesOf, swallowedBy } from './exceptions.ts';
import { lowerClass, lowerMethod } from './lower-class.ts';
import { lowerExpression, lowerIterated, lowerOperation } from './lower-expression.ts';
import { annotate, closureOf } from './lower-function.ts';
import type { FunctionStatement } from './lower-function.ts';
import { lowerPattern } from './lower-pattern.ts';
import { bind, elementOf, keep, read } from './lowering.ts';
import type { Lowering } from './lowering.ts';
import { nameSite } from './name-site.ts';
import { firstPart } from './scope.ts';
import { typeNote } from './type-note.ts';
import { starNames } from './weak-api.ts';

type ByType = { readonly [Node in Statement as Node['type']]: Node };
type Table = { readonly [Type in keyof ByType]: (l: Lowering, node: ByType[Type]) => void };

const TABLE: Table = {
  AnnAssign: (l, node) => {
    annotate(l, node.annotation);
    if (node.target.type === 'Name' && node.value !== null && isAliasNote(node.annotation)) declareAlias(l, node.target, node.value);
    if (node.value !== null) return assign(l, node.target, lowerExpression(l, node.value), node.annotation);
    if (node.target.type !== 'Name' || node.simple === 0) return;
    noteField(l, node.target.id, node.target, node.annotation);
    const type = typeNote(node.annotation);
    if (type !== undefined && !l.names.isClassBody) l.declared.set(l.names.write(node.target.id), type);
  },
  Assert: (l, node) => {
    const [holds, fails] = [l.builder.label(), l.builder.label()];
    lowerCondition(l, node.test, holds, fails);
    l.builder.place(fails);
    if (node.msg !== null) lowerExpression(l, node.msg);
    l.builder.raise();
    l.builder.place(holds);
  },
  Assign: (l, node) => {
    const [target] = node.targets;
    if (target?.type === 'Name' && node.targets.length === 1 && looksLikeAlias(target, node.value)) declareAlias(l, target, aliased(node.value));
    assignValue(l, node.targets, node.value);
  },
  AsyncFor: lowerFor,
  AsyncFunctionDef: lowerDefinition,
  AsyncWith: lowerWith,
  AugAssign: lowerAugmented,
  Break: (l) => l.builder.break(),
  Broken: (l, node) => lowerBody(l, node.body),
  ClassDef: lowerClass,
  Continue: (l) => l.builder.continue(),
  Delete: lowerDelete,
  Expr: (l, { value }) => {
    if (value.type === 'Constant' || lowerAssertion(l, value)) return;
    l.builder.emit({ kind: 'discard', of: lowerExpression(l, value), site: value });
  },
  For: lowerFor,
  FunctionDef: lowerDefinition,
  Global: () => undefined,
  If: lowerIf,
  Import: lowerImport,
  ImportFrom: lowerImportFrom,
  Match: lowerMatch,
  Nonlocal: () => undefined,
  Pass: () => undefined,
  Raise: lowerRaise,
  Return: lowerReturn,
  Try: lowerTry,
  TryStar: lowerTry,
  TypeAlias: (l, node) => {
    annotate(l, node.value);
    if (node.name.type !== 'Name') return;
    declareAlias(l, node.name, node.value);
    bind(l, node.name.id, l.builder.temp(), node.name);
  },
  While: lowerWhile,
  With: lowerWith,
};

export function lowerBody(l: Lowering, body: readonly Statement[]): void {
  for (const statement of body) {
    dispatch(l, statement);
    l.builder.emit({ kind: 'clear' });
  }
}

function dispatch<Type extends keyof ByType>(l: Lowering, node: ByType[Type] & { readonly type: Type }): void {
  const type: Type = node.type;
  TABLE[type](l, node);
}

function lowerDefinition(l: Lowering, node: FunctionStatement): void {
  if (l.classBody !== undefined && l.names.isClassBody) return lowerMethod(l, l.classBody, node);
  const { builder } = l;
  const decorators = node.decorator_list.map((decorator) => ({ decorator, callee: lowerExpression(l, decorator) }));
  const closure = closureOf(l, node);
  let value = builder.temp();
  builder.emit({ kind: 'closure', to: value, closure, site: node });
  for (const { decorator, callee } of decorators.reverse()) {
    const to = builder.temp();
    const argument = { temp: value, name: undefined, spread: 'none', site: node } as const;
    builder.emit({ kind: 'call', to, callee, receiver: undefined, isNew: false, arguments: [argument], site: decorator });
    value = to;
  }
  bind(l, node.name, value, nameSite(node, node.nameRange, 'start'));
}

function lowerReturn(l: Lowering, node: Return): void {
  if (node.value === null) return l.builder.returnNothing();
  const of = lowerExpression(l, node.value);
  l.builder.emit({ kind: 'escape', of, as: 'return', site: node.value });
  l.builder.return();
}

function lowerRaise(l: Lowering, node: Raise): void {
  if (node.exc !== null) {
    const of = lowerExpression(l, node.exc);
    if (node.cause !== null) lowerExpression(l, node.cause);
    l.builder.emit({ kind: 'use', of, as: 'raise', site: node.exc });
    l.builder.emit({ kind: 'escape', of, as: 'element', site: node.exc });
  }
  l.builder.raise();
}

function lowerDelete(l: Lowering, node: Delete): void {
  for (const target of node.targets) {
    switch (target.type) {
      case 'Name':
        l.builder.emit({ kind: 'unbind', variable: l.names.write(target.id), site: target });
        break;
      case 'Attribute':
        l.builder.emit({ kind: 'use', of: lowerExpression(l, target.value), as: 'member', site: target });
        l.builder.removeMember(target.attr);
        break;
      case 'Subscript': {
        const of = lowerExpression(l, target.value);
        l.builder.emit({ kind: 'remove-index', of, key: lowerExpression(l, target.slice), site: target });
        break;
      }
      case 'Tuple':
      case 'List':
        lowerDelete(l, { ...node, targets: target.elts });
        break;
      default:
        lowerExpression(l, target);
    }
  }
}

/** `a.b += c`: `a` is evaluated once. */
function lowerAugmented(l: Lowering, node: AugAssign): void {
  const { builder } = l;
  const { target } = node;
  switch (target.type) {
    case 'Attribute': {
      const of = lowerExpression(l, target.value);
      const old = builder.temp();
      builder.emit({ kind: 'member', to: old, of, name: target.attr, site: target, nameSite: nameSite(target, target.attrRange, 'end') });
      const from = lowerOperation(l, node, old, target, lowerExpression(l, node.value), node.value);
      return builder.emit({ kind: 'set-member', of, name: target.attr, from, type: undefined, site: target });
    }
    case 'Subscript': {
      const of = lowerExpression(l, target.value);
      const key = lowerExpression(l, target.slice);
      const old = builder.temp();
      builder.emit({ kind: 'index', to: old, of, key, site: target });
      const from = lowerOperation(l, node, old, target, lowerExpression(l, node.value), node.value);
      return builder.emit({ kind: 'set-index', of, key, from, site: target });
    }
    default: {
      const old = lowerExpression(l, target);
      assign(l, target, lowerOperation(l, node, old, target, lowerExpression(l, node.value), node.value));
    }
  }
}

/** An `elif` chain is followed in a loop: it may be thousands long. */
function lowerIf(l: Lowering, node: If): void {
  const { builder } = l;
  const after = builder.label();
  let branch: If | undefined = node;
  while (branch !== undefined) {
    const [body, orElse] = [builder.label(), builder.label()];
    lowerCondition(l, branch.test, body, orElse);
    builder.place(body);
    builder.emit({ kind: 'clear' });
    lowerBody(l, branch.body);
    builder.jump(after);
    builder.place(orElse);
    builder.emit({ kind: 'clear' });
    const only: Statement | undefined = branch.orelse.length === 1 ? branch.orelse[0] : undefined;
    if (only?.type !== 'If') lowerBody(l, branch.orelse);
    branch = only?.type === 'If' ? only : undefined;
  }
  builder.place(after);
}

function lowerWhile(l: Lowering, node: While): void {
  const { builder } = l;
  const [head, body, orElse, after] = [builder.label(), builder.label(), builder.label(), builder.label()];
  builder.place(head);
  lowerCondition(l, node.test, body, orElse);
  builder.place(body);
  builder.emit({ kind: 'clear' });
  builder.loop({ breakTo: after, continueTo: head, body: () => lowerBody(l, node.body) });
  builder.jump(head);
  builder.place(orElse);
  builder.emit({ kind: 'clear' });
  lowerBody(l, node.orelse);
  builder.place(after);
}

function lowerFor(l: Lowering, node: For | AsyncFor): void {
  const { builder } = l;
  const iterator = keep(l, 'iterator', lowerIterated(l, node.iter), node.iter);
  builder.emit({ kind: 'clear' });
  const [head, body, orElse, after] = [builder.label(), builder.label(), builder.label(), builder.label()];
  builder.place(head);
  if (node.type === 'AsyncFor') builder.emit({ kind: 'suspend', as: 'await', site: node });
  builder.branch({ kind: 'unknown' }, body, orElse);
  builder.place(body);
  assign(l, node.target, elementOf(l, read(l, iterator, node.iter), node.target));
  builder.emit({ kind: 'clear' });
  builder.loop({ breakTo: after, continueTo: head, body: () => lowerBody(l, node.body) });
  builder.jump(head);
  builder.place(orElse);
  lowerBody(l, node.orelse);
  builder.place(after);
  builder.emit({ kind: 'unbind', variable: iterator, site: node.iter });
}

function lowerWith(l: Lowering, node: With | AsyncWith): void {
  lowerItems(l, node, node.items);
}

function lowerItems(l: Lowering, node: With | AsyncWith, items: readonly withitem[]): void {
  const [item, ...rest] = items;
  if (item === undefined) {
    l.builder.emit({ kind: 'clear' });
    return lowerBody(l, node.body);
  }
  const { builder } = l;
  const of = lowerExpression(l, item.context_expr);
  builder.emit({ kind: 'use', of, as: 'enter', site: item.context_expr });
  const context = keep(l, 'context', of, item.context_expr);
  if (node.type === 'AsyncWith') builder.emit({ kind: 'suspend', as: 'await', site: item.context_expr });
  // `with r() as x`: what `__enter__` returns need not be the referent.
  if (item.optional_vars !== null) assign(l, item.optional_vars, builder.temp());
  const swallowed = swallowedBy(item);
  if (swallowed === undefined) lowerItems(l, node, rest);
  else builder.swallow(swallowed, () => lowerItems(l, node, rest));
  if (node.type === 'AsyncWith') builder.emit({ kind: 'suspend', as: 'await', site: item.context_expr });
  builder.emit({ kind: 'unbind', variable: context, site: item.context_expr });
}

function lowerTry(l: Lowering, node: Try | TryStar): void {
  l.builder.tryStatement({
    body: () => lowerBody(l, node.body),
    handlers: node.handlers.map((handler) => ({ catches: catchesOf(handler), body: () => lowerHandler(l, handler) })),
    orElse: node.orelse.length > 0 ? () => lowerBody(l, node.orelse) : undefined,
    finalizer: node.finalbody.length > 0 ? () => lowerBody(l, node.finalbody) : undefined,
  });
}

/** The name is unbound at the end: `except E as e` is `try: ... finally: del e`. */
function lowerHandler(l: Lowering, handler: ExceptHandler): void {
  const { name, nameRange } = handler;
  if (handler.exceptionType !== null) lowerExpression(l, handler.exceptionType);
  const site: Site = nameRange === null ? handler : nameSite(handler, nameRange, 'start');
  if (name !== null) bind(l, name, l.builder.temp(), site);
  l.builder.emit({ kind: 'clear' });
  lowerBody(l, handler.body);
  if (name !== null) l.builder.emit({ kind: 'unbind', variable: l.names.write(name), site });
}

function lowerMatch(l: Lowering, node: Match): void {
  const { builder } = l;
  const subject = keep(l, 'subject', lowerExpression(l, node.subject), node.subject);
  const after = builder.label();
  for (const matchCase of node.cases) {
    const next: Label = builder.label();
    lowerPattern(l, matchCase.pattern, read(l, subject, node.subject), next);
    if (matchCase.guard !== null) {
      const body = builder.label();
      lowerCondition(l, matchCase.guard, body, next);
      builder.place(body);
    }
    builder.emit({ kind: 'clear' });
    // The body does not hold what has been matched.
    builder.emit({ kind: 'unbind', variable: subject, site: node.subject });
    lowerBody(l, matchCase.body);
    builder.jump(after);
    builder.place(next);
    builder.emit({ kind: 'clear' });
  }
  builder.place(after);
  builder.emit({ kind: 'unbind', variable: subject, site: node.subject });
}

/** `import a.b` binds `a`; `import a.b as c` binds `a.b`. */
function lowerImport(l: Lowering, node: Import): void {
  for (const imported of node.names) {
    const { name, asname } = imported;
    if (asname === null) lowerImported(l, imported, firstPart(name), firstPart(name));
    else lowerImported(l, imported, name, asname);
  }
}

function lowerImportFrom(l: Lowering, node: ImportFrom): void {
  const module = '.'.repeat(node.level) + (node.module ?? '');
  const prefix = node.module === null ? module : `${module}.`;
  for (const imported of node.names) {
    if (imported.name !== '*') lowerImported(l, imported, prefix + imported.name, imported.asname ?? imported.name);
    else for (const name of starNames(node.module)) lowerImported(l, imported, prefix + name, name);
  }
}

function lowerImported(l: Lowering, site: alias, name: string, bound: string): void {
  const to = l.builder.temp();
  l.builder.emit({ kind: 'import', to, name, site });
  bind(l, bound, to, site);
}
