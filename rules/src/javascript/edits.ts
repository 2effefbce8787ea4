/** The edits of JavaScript and TypeScript, by intention. */
import type { TSESTree } from '@typescript-eslint/types';
import { nothing } from '../facts/edits.ts';
import type { Edits } from '../facts/edits.ts';
import { askEach } from './edit-among.ts';
import { askHandle, asksReferent, compareUndefined, throughAnswer, withoutFallback } from './edit-ask.ts';
import { bind } from './edit-bind.ts';
import { caught, lookFirst } from './edit-cleanup.ts';
import { entryHeldWeakly } from './edit-entry.ts';
import { nameDeref } from './edit-extract.ts';
import { guard } from './edit-guard.ts';
import { askInside } from './edit-inside.ts';
import { keep } from './edit-keep.ts';
import { calledLater, constructed, throughMethod } from './edit-misuse.ts';
import { createFile } from './edit-place.ts';
import { shared, withdrawn, withRegisteredToken, withToken } from './edit-registry.ts';
import { releaseTarget } from './edit-release.ts';
import { holdStrongly, throughGlobalObject, unregisteredSymbol } from './edit-replace.ts';
import { removed } from './edit-statement.ts';
import { swept } from './edit-sweep.ts';
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
    giveRoom: nothing,
    takeRoom: nothing,
    identify: nothing,
    askHandle: (handle) => askHandle(file, handle),
    compareUndefined: (test) => compareUndefined(file, test),
    comparePresence: nothing,
    copied: nothing,
    renamedMember: nothing,
    throughGlobalObject: (name) => throughGlobalObject(file, name),
    renamedHandle: nothing,
    calledLater: (_making, passed) => calledLater(file, passed),
    withHandle: nothing,
    heldReceiver: nothing,
    byPosition: nothing,
    withoutHandle: nothing,
    removed: (expression) => removed(file, expression),
    throughMethod: (site) => throughMethod(file, site),
    constructed: (call) => constructed(file, call),
    lookUpOnce: nothing,
    keep: (value) => keep(file, value),
    lookFirst: (removal) => lookFirst(file, removal),
    caught: (thrown) => caught(file, thrown),
    withToken: (registration) => withToken(file, registration),
    withdrawn: (request) => withdrawn(file, request),
    askInside: (request) => askInside(file, request),
    cachedProperty: nothing,
    swept: (put) => swept(file, put),
    collected: nothing,
    throughProxy: nothing,
    asksReferent: (test) => asksReferent(file, test),
    keyedWeakly: nothing,
    entryHeldWeakly: (value, key) => entryHeldWeakly(file, value, key),
    hooked: nothing,
    askEach: (collection) => askEach(file, collection),
    withoutFallback: (fallback) => withoutFallback(file, fallback),
    withRegisteredToken: (token, registration) => withRegisteredToken(file, token, registration),
    askOnce: nothing,
    throughAnswer: (access) => throughAnswer(file, access),
    ifSet: nothing,
    reentrant: nothing,
    shared: (making) => shared(file, making),
  };
}
