/** The edits of JavaScript and TypeScript, by intention. */
import type { TSESTree } from '@typescript-eslint/types';
import type { Edits } from '../facts/edits.ts';
import { askHandle, compareUndefined } from './edit-ask.ts';
import { bind } from './edit-bind.ts';
import { nameDeref } from './edit-extract.ts';
import { guard } from './edit-guard.ts';
import { createFile } from './edit-place.ts';
import { releaseTarget } from './edit-release.ts';
import { holdStrongly, throughGlobalObject, unregisteredSymbol } from './edit-replace.ts';
import { strongContainer } from './edit-twin.ts';
import { weaken } from './edit-weaken.ts';

export function createEdits(program: TSESTree.Program, text: string): Edits {
  const file = createFile(program, text);
  return {
    guard: (request) => guard(file, request),
    bind: (request) => bind(file, request),
    nameDeref: (deref, handle) => nameDeref(file, deref, handle),
    weaken: (request) => weaken(file, request),
    holdStrongly: (making, value) => holdStrongly(file, making, value),
    strongContainer: (making, twin) => strongContainer(file, making, twin),
    unregisteredSymbol: (value) => unregisteredSymbol(file, value),
    releaseTarget: (request) => releaseTarget(file, request),
    giveRoom: () => [],
    takeRoom: () => [],
    identify: () => [],
    askHandle: (handle) => askHandle(file, handle),
    compareUndefined: (test) => compareUndefined(file, test),
    comparePresence: () => [],
    copied: () => [],
    renamedMember: () => [],
    throughGlobalObject: (name) => throughGlobalObject(file, name),
    renamedHandle: () => [],
    calledLater: () => [],
    withHandle: () => [],
    heldReceiver: () => [],
  };
}
