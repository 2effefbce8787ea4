/** Runs the flow analysis over a program and tells what `reveal(x)` shows of its argument, call by call. */
import type { FrontEnd } from '../../rules/src/facts/front-end.ts';
import { Program } from '../../rules/src/facts/program.ts';
import { solve } from '../../rules/src/flow/solve.ts';
import { presenceOf } from '../../rules/src/flow/step.ts';

export interface Revealed {
  /** 1-based. */
  readonly line: number;
  readonly presence: string;
}

export function reveal(frontEnd: FrontEnd): Revealed[] {
  const program = new Program(frontEnd.graph(), frontEnd.model, new Set([...frontEnd.model.names, 'reveal']));
  const revealed = new Map<number, Set<string>>();
  for (const scope of program.relevantScopes) {
    const names = new Map<number, string>();
    solve(scope.graph, program.environment(scope), () => undefined, (op, step) => {
      if (op.kind === 'read') names.set(op.to, op.from.name);
      const [argument] = op.kind === 'call' && names.get(op.callee) === 'reveal' ? op.arguments : [];
      if (op.kind !== 'call' || argument === undefined) return;
      const line = op.site.loc.start.line;
      revealed.set(line, (revealed.get(line) ?? new Set<string>()).add(presenceOf(step, argument.temp)));
    });
  }
  return [...revealed].map(([line, presences]) => ({ line, presence: [...presences].sort().join(' or ') })).sort((a, b) => a.line - b.line);
}
