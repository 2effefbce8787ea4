/** Weak handles of an object that is to be gone: a name that says so, or an assertion that it is. */
import type { Block, Op, Temp, Variable } from '../flow/graph.ts';
import type { Temps } from './temps.ts';

/** `dead_ref`, `DeadProxy`, `invalid_handle`; not `deadline`. */
const SAYS_SO = /(?:[Dd]ead|[Gg]one|[Ee]xpired|[Ii]nvalid)(?![a-z])/;

/** `handle`: of a handle or proxy that has just been made. */
export function isMeantToBeGone(temps: Temps, handle: Temp, derefMember: string | undefined): boolean {
  return temps.readers(handle).some((op) => SAYS_SO.test(nameOf(temps, op)) || (op.kind === 'write' && isAssertedGone(temps, op.variable, derefMember)));
}

/** What the operation stores something under, or who gives it. */
function nameOf(temps: Temps, op: Op): string {
  if (op.kind === 'write') return op.variable.name;
  if (op.kind === 'set-member') return op.name;
  if (op.kind === 'escape') return temps.graph.name;
  const key = op.kind === 'set-index' ? temps.maker(op.key) : undefined;
  return key?.kind === 'constant' ? (key.text ?? '') : '';
}

function isAssertedGone(temps: Temps, handle: Variable, derefMember: string | undefined): boolean {
  const { blocks } = temps.graph;
  const isAnswer = (temp: Temp): boolean => {
    const asked = temps.maker(temp);
    const callee = asked?.kind === 'call' ? temps.maker(asked.callee) : undefined;
    const member = derefMember !== undefined && callee?.kind === 'member' && callee.name === derefMember ? temps.maker(callee.of) : callee;
    return member?.kind === 'read' && member.from === handle;
  };
  return blocks.some(({ end }) => {
    if (end.kind !== 'branch' || (end.test.kind !== 'absent' && end.test.kind !== 'truthy')) return false;
    const whenThere = end.test.kind === 'absent' ? end.whenFalse : end.whenTrue;
    return isAnswer(end.test.of) && raises(blocks[whenThere]);
  });
}

function raises(block: Block | undefined): boolean {
  return block?.end.kind === 'exit' && block.end.as === 'raise';
}
