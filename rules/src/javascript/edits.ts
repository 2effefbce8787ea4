/** The edits of JavaScript and TypeScript, by intention. */
import type { TSESTree } from '@typescript-eslint/types';
import type { Edits } from '../facts/edits.ts';
import { bind } from './edit-bind.ts';
import { guard } from './edit-guard.ts';
import type { File } from './edit-place.ts';
import { holdStrongly, releaseTarget, strongContainer, unregisteredSymbol } from './edit-replace.ts';

export function createEdits(program: TSESTree.Program, text: string): Edits {
  const file: File = { program, text };
  return {
    guard: (request) => guard(file, request),
    bind: (request) => bind(file, request),
    holdStrongly: (making, value) => holdStrongly(file, making, value),
    strongContainer: (making, twin) => strongContainer(file, making, twin),
    unregisteredSymbol: (value) => unregisteredSymbol(file, value),
    releaseTarget: (request) => releaseTarget(file, request),
  };
}
