/** Writes Python for the edits that rules ask for by intention. It knows syntax and text, not why. */
import type { Edits } from '../facts/edits.ts';
import type { Module } from './ast.ts';
import { askHandle } from './edit-ask.ts';
import { bindOnce } from './edit-bind.ts';
import { calledLater, heldReceiver, renamedHandle, withHandle } from './edit-callback.ts';
import { giveRoom, identify, takeRoom } from './edit-class.ts';
import { comparePresence } from './edit-compare.ts';
import { copied, renamedMember } from './edit-container.ts';
import { nameDeref } from './edit-extract.ts';
import { guard } from './edit-guard.ts';
import { holdStrongly } from './edit-hold.ts';
import { releaseTarget } from './edit-release.ts';
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
    unregisteredSymbol: () => [],
    releaseTarget: (request) => releaseTarget(source, request),
    giveRoom: (definition) => giveRoom(source, definition),
    takeRoom: (place, definition) => takeRoom(source, place, definition),
    identify: (definition) => identify(source, definition),
    askHandle: (handle) => askHandle(source, handle),
    compareUndefined: () => [],
    comparePresence: (tested) => comparePresence(source, tested),
    copied: (walked) => copied(source, walked),
    renamedMember,
    throughGlobalObject: () => [],
    renamedHandle: (making, name) => renamedHandle(source, making, name),
    calledLater: (making, passed) => calledLater(source, making, passed),
    withHandle,
    heldReceiver: (making, option) => heldReceiver(source, making, option),
  };
}
