/** Writes Python for the edits that rules ask for by intention. It knows syntax and text, not why. */
import { nothing } from '../facts/edits.ts';
import type { Edits } from '../facts/edits.ts';
import type { Module } from './ast.ts';
import { askEach } from './edit-among.ts';
import { askHandle, askOnce, withoutFallback } from './edit-ask.ts';
import { bindOnce } from './edit-bind.ts';
import { cachedProperty } from './edit-cache.ts';
import { calledLater, heldReceiver, reentrant, renamedHandle, withHandle } from './edit-callback.ts';
import { byPosition, lookFirst, withoutHandle } from './edit-cleanup.ts';
import { giveRoom, identify, takeRoom } from './edit-class.ts';
import { comparePresence } from './edit-compare.ts';
import { copied, renamedMember } from './edit-container.ts';
import { entryHeldWeakly } from './edit-entry.ts';
import { nameDeref } from './edit-extract.ts';
import { guard } from './edit-guard.ts';
import { holdStrongly } from './edit-hold.ts';
import { keyedWeakly } from './edit-id-key.ts';
import { hooked } from './edit-hook.ts';
import { askInside } from './edit-inside.ts';
import { keep } from './edit-keep.ts';
import { lookUpOnce } from './edit-lookup.ts';
import { releaseTarget } from './edit-release.ts';
import { collected, ifSet, removed, throughProxy } from './edit-statement.ts';
import { swept } from './edit-sweep.ts';
import { createSource } from './edit-text.ts';
import { strongContainer } from './edit-twin.ts';
import { weaken } from './edit-weaken.ts';

/** `text` is what `module` was made from. */
export function createEdits(module: Module, text: string): Edits {
  const source = createSource(module, text);
  return {
    guard: (request) => guard(source, request),
    bind: (request) => bindOnce(source, request),
    nameDeref: (deref, handle) => nameDeref(source, deref, handle),
    weaken: (request) => weaken(source, request),
    holdStrongly: (making, value) => holdStrongly(source, making, value),
    strongContainer: (making, twin) => strongContainer(source, making, twin),
    unregisteredSymbol: nothing,
    releaseTarget: (request) => releaseTarget(source, request),
    giveRoom: (definition, oldest) => giveRoom(source, definition, oldest),
    takeRoom: (place, definition) => takeRoom(source, place, definition),
    identify: (definition) => identify(source, definition),
    askHandle: (handle) => askHandle(source, handle),
    compareUndefined: nothing,
    comparePresence: (tested) => comparePresence(source, tested),
    copied: (walked) => copied(source, walked),
    renamedMember,
    throughGlobalObject: nothing,
    renamedHandle: (making, name) => renamedHandle(source, making, name),
    calledLater: (making, passed) => calledLater(source, making, passed),
    withHandle,
    heldReceiver: (making, option) => heldReceiver(source, making, option),
    byPosition: (making) => byPosition(source, making),
    withoutHandle: (passed) => withoutHandle(source, passed),
    removed: (expression) => removed(source, expression),
    throughMethod: nothing,
    constructed: nothing,
    lookUpOnce: (request) => lookUpOnce(source, request),
    keep: (value) => keep(source, value),
    lookFirst: (removal) => lookFirst(source, removal),
    caught: nothing,
    withToken: nothing,
    withdrawn: nothing,
    askInside: (request) => askInside(source, request),
    cachedProperty: (decorator) => cachedProperty(source, decorator),
    swept: (put) => swept(source, put),
    collected: (check) => collected(source, check),
    throughProxy: (assignment) => throughProxy(source, assignment),
    asksReferent: nothing,
    reentrant: (taken) => reentrant(source, taken),
    keyedWeakly: (dictionary) => keyedWeakly(source, dictionary),
    entryHeldWeakly: (value, key) => entryHeldWeakly(source, value, key),
    hooked: (request) => hooked(source, request),
    askEach: (collection) => askEach(source, collection),
    withoutFallback: (fallback) => withoutFallback(source, fallback),
    withRegisteredToken: nothing,
    askOnce: (handle, answer) => askOnce(source, handle, answer),
    throughAnswer: nothing,
    ifSet: (read, member) => ifSet(source, read, member),
    shared: nothing,
  };
}
