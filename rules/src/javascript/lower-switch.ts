/** `switch`: the cases are tested from the top with `===`; bodies fall through. */
import type { TSESTree } from '@typescript-eslint/types';
import type { Label } from '../flow/builder.ts';
import type { Variable } from '../flow/graph.ts';
import { isAbsentLiteral, lowerCondition, typeofSubject } from './condition.ts';
import { clear, read, release, write } from './emit.ts';
import { lowerExpression } from './lower-expression.ts';
import { lowerStatement } from './lower-statement.ts';
import { declareLexical, inScope, type Lowering } from './scope.ts';
import type { Expression } from './syntax.ts';

export function lowerSwitch(l: Lowering, node: TSESTree.SwitchStatement): void {
  const isTrue = node.discriminant.type === 'Literal' && node.discriminant.value === true;
  const subject = l.builder.variable('<subject>', 'hidden');
  const tested = node.discriminant.type === 'UnaryExpression' && node.discriminant.operator === 'typeof' ? node.discriminant.argument : node.discriminant;
  write(l, subject, lowerExpression(l, tested), tested);
  clear(l);
  const end = l.builder.label();
  const entries = node.cases.map((switchCase) => ({ switchCase, label: l.builder.label() }));
  inScope(l, () => {
    declareLexical(l, node.cases.flatMap((switchCase) => switchCase.consequent));
    for (const { switchCase, label } of entries) {
      if (switchCase.test === null) continue;
      const next = l.builder.label();
      if (isTrue) lowerCondition(l, switchCase.test, label, next);
      else lowerCase(l, { subject, discriminant: node.discriminant, test: switchCase.test }, label, next);
      l.builder.place(next);
      clear(l);
    }
    l.builder.jump(entries.find(({ switchCase }) => switchCase.test === null)?.label ?? end);
    l.builder.breakable({
      unnamed: true,
      breakTo: end,
      body: () => {
        for (const { switchCase, label } of entries) {
          l.builder.place(label);
          // The body does not hold what has been tested.
          release(l, subject, node);
          for (const statement of switchCase.consequent) lowerStatement(l, statement);
        }
      },
    });
  });
  l.builder.place(end);
  release(l, subject, node);
}

interface Case {
  readonly subject: Variable;
  readonly discriminant: Expression;
  readonly test: Expression;
}

function lowerCase(l: Lowering, { subject, discriminant, test }: Case, whenTrue: Label, whenFalse: Label): void {
  const of = read(l, subject, discriminant);
  const byType = typeofSubject(discriminant, test);
  if (isAbsentLiteral(l, test) || byType?.isUndefined === true) {
    return l.builder.branch({ kind: 'absent', of, site: test }, whenTrue, whenFalse);
  }
  lowerExpression(l, test);
  l.builder.branch({ kind: 'matches', of, site: test }, whenTrue, whenFalse);
}
