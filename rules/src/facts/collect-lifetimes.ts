/** Facts about what outlives what: clean-ups and registries, and owners by accident. */
import { cleanupsOf } from './cleanups.ts';
import { blindCleanups } from './collect-blind-cleanups.ts';
import { throwingCleanups } from './collect-throwing-cleanups.ts';
import { deadReferents } from './collect-dead-referents.ts';
import { lockedCleanups } from './collect-locked-cleanups.ts';
import { ownedReferents, retainedKeys } from './collect-owners.ts';
import { missingWithdrawals, wrongTokens } from './collect-registries.ts';
import type { Facts } from './facts.ts';
import type { FrontEnd } from './front-end.ts';
import type { Program } from './program.ts';

type LifetimeFact =
  | 'deadReferents'
  | 'throwingCleanups'
  | 'blindCleanups'
  | 'lockedCleanups'
  | 'wrongTokens'
  | 'missingWithdrawals'
  | 'retainedKeys'
  | 'ownedReferents';

export function lifetimes(frontEnd: FrontEnd, program: Program): Pick<Facts, LifetimeFact> {
  const cleanups = cleanupsOf(program);
  return {
    deadReferents: deadReferents(frontEnd, program, cleanups),
    throwingCleanups: throwingCleanups(cleanups),
    blindCleanups: blindCleanups(frontEnd, program, cleanups),
    lockedCleanups: lockedCleanups(frontEnd, program, cleanups),
    wrongTokens: wrongTokens(frontEnd, program, cleanups),
    missingWithdrawals: missingWithdrawals(program, cleanups),
    retainedKeys: retainedKeys(frontEnd, program),
    ownedReferents: ownedReferents(frontEnd, program, cleanups),
  };
}
