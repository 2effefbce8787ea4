/** Loops. */
import type { TSESTree } from '@typescript-eslint/types';
import type { Temp } from '../flow/graph.ts';
import { lowerCondition } from './condition.ts';
import { clear, element, read, release, typed, use, write } from './emit.ts';
import { lowerExpression } from './lower-expression.ts';
import { assign } from './lower-pattern.ts';
import { lowerDeclaration, lowerStatement } from './lower-statement.ts';
import { declareDeclared, inScope, type Lowering } from './scope.ts';

export function lowerWhile(l: Lowering, node: TSESTree.WhileStatement, name: string | undefined): void {
  const head = l.builder.label();
  const body = l.builder.label();
  const end = l.builder.label();
  l.builder.place(head);
  lowerCondition(l, node.test, body, end);
  l.builder.place(body);
  clear(l);
  l.builder.loop({ name, breakTo: end, continueTo: head, body: () => lowerStatement(l, node.body) });
  l.builder.jump(head);
  l.builder.place(end);
}

export function lowerDoWhile(l: Lowering, node: TSESTree.DoWhileStatement, name: string | undefined): void {
  const head = l.builder.label();
  const test = l.builder.label();
  const end = l.builder.label();
  l.builder.place(head);
  l.builder.loop({ name, breakTo: end, continueTo: test, body: () => lowerStatement(l, node.body) });
  l.builder.place(test);
  lowerCondition(l, node.test, head, end);
  l.builder.place(end);
}

export function lowerFor(l: Lowering, node: TSESTree.ForStatement, name: string | undefined): void {
  inScope(l, () => {
    if (node.init?.type === 'VariableDeclaration') {
      if (node.init.kind !== 'var') declareDeclared(l, node.init);
      lowerDeclaration(l, node.init);
    } else if (node.init !== null) {
      lowerExpression(l, node.init);
    }
    clear(l);
    const head = l.builder.label();
    const body = l.builder.label();
    const update = l.builder.label();
    const end = l.builder.label();
    l.builder.place(head);
    if (node.test === null) l.builder.jump(body);
    else lowerCondition(l, node.test, body, end);
    l.builder.place(body);
    clear(l);
    l.builder.loop({ name, breakTo: end, continueTo: update, body: () => lowerStatement(l, node.body) });
    l.builder.place(update);
    if (node.update !== null) lowerExpression(l, node.update);
    clear(l);
    l.builder.jump(head);
    l.builder.place(end);
  });
}

export function lowerForIn(l: Lowering, node: TSESTree.ForInStatement, name: string | undefined): void {
  // The keys of an absent value are none: no use.
  lowerExpression(l, node.right);
  lowerEach(l, node, name, () => typed(l, 'string', node.left));
}

export function lowerForOf(l: Lowering, node: TSESTree.ForOfStatement, name: string | undefined): void {
  const iterable = lowerExpression(l, node.right);
  use(l, iterable, 'iterate', node.right);
  const iterator = l.builder.variable('<iterator>', 'hidden');
  write(l, iterator, iterable, node.right);
  lowerEach(l, node, name, () => {
    if (node.await) l.builder.emit({ kind: 'suspend', as: 'await', site: node });
    return element(l, read(l, iterator, node.right), node.left);
  });
  release(l, iterator, node.right);
}

function lowerEach(l: Lowering, node: TSESTree.ForInStatement | TSESTree.ForOfStatement, name: string | undefined, next: () => Temp): void {
  clear(l);
  const head = l.builder.label();
  const body = l.builder.label();
  const end = l.builder.label();
  l.builder.place(head);
  l.builder.branch({ kind: 'unknown' }, body, end);
  l.builder.place(body);
  inScope(l, () => {
    const { left } = node;
    if (left.type !== 'VariableDeclaration') {
      assign(l, left, next());
    } else {
      if (left.kind !== 'var') declareDeclared(l, left);
      const [declarator] = left.declarations;
      const value = next();
      assign(l, declarator.id, value);
      if (left.kind === 'await using') l.builder.emit({ kind: 'suspend', as: 'await', site: left });
    }
    clear(l);
    l.builder.loop({ name, breakTo: end, continueTo: head, body: () => lowerStatement(l, node.body) });
  });
  l.builder.jump(head);
  l.builder.place(end);
}
