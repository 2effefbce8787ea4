/** Bare names of weak APIs are tested. */
import rule from '../../rules/src/rules/no-unguarded-global.ts';
import { code, testRule } from '../support/rule-testers.ts';

testRule(rule, {
  python: { valid: [], invalid: [] },
  javascript: {
    valid: [
      {
        name: 'its type is asked first',
        code: code`
          export const Ref = typeof WeakRef === 'undefined' ? Object : WeakRef;
          export const has = typeof WeakRef !== 'undefined' && WeakRef ? 1 : 0;
          if (typeof FinalizationRegistry === 'function' && FinalizationRegistry) new FinalizationRegistry(() => {});
        `,
      },
      {
        name: 'a member of the global object is absent where it does not exist',
        code: code`
          export const Ref = globalThis.WeakRef ?? Object;
          export const other = 'WeakRef' in globalThis && new WeakRef({});
        `,
      },
      {
        name: 'the error is caught',
        code: code`
          export let Ref;
          try {
            Ref = WeakRef || Object;
          } catch {
            Ref = Object;
          }
        `,
      },
      {
        name: 'the name is bound in the file',
        code: code`
          import { WeakRef } from './polyfill.js';

          export const Ref = WeakRef ?? Object;
          export function make(FinalizationRegistry) {
            return FinalizationRegistry && new FinalizationRegistry(() => {});
          }
        `,
      },
      {
        name: 'every engine that is still in use has it',
        code: code`
          export const cache = WeakMap ? new WeakMap() : new Map();
        `,
      },
    ],
    invalid: [
      {
        name: 'in each kind of test',
        code: code`
          export const Ref = WeakRef ?? Object;
          export const Other = WeakRef || Object;
          if (!FinalizationRegistry) throw new Error('too old');
          export const third = WeakRef !== undefined ? WeakRef : Object;
        `,
        errors: [
          {
            messageId: 'throws',
            data: { name: 'WeakRef' },
            line: 1,
            column: 20,
            endLine: 1,
            endColumn: 27,
            suggestions: [
              { messageId: 'member', data: { added: 'globalThis.WeakRef' }, output: { lines: [1, 1], become: 'export const Ref = globalThis.WeakRef ?? Object;' } },
            ],
          },
          {
            messageId: 'throws',
            data: { name: 'WeakRef' },
            line: 2,
            column: 22,
            endLine: 2,
            endColumn: 29,
            suggestions: [
              { messageId: 'member', data: { added: 'globalThis.WeakRef' }, output: { lines: [2, 2], become: 'export const Other = globalThis.WeakRef || Object;' } },
            ],
          },
          {
            messageId: 'throws',
            data: { name: 'FinalizationRegistry' },
            line: 3,
            column: 6,
            endLine: 3,
            endColumn: 26,
            suggestions: [
              { messageId: 'member', data: { added: 'globalThis.FinalizationRegistry' }, output: { lines: [3, 3], become: 'if (!globalThis.FinalizationRegistry) throw new Error(\'too old\');' } },
            ],
          },
          {
            messageId: 'throws',
            data: { name: 'WeakRef' },
            line: 4,
            column: 22,
            endLine: 4,
            endColumn: 29,
            suggestions: [
              { messageId: 'member', data: { added: 'globalThis.WeakRef' }, output: { lines: [4, 4], become: 'export const third = globalThis.WeakRef !== undefined ? WeakRef : Object;' } },
            ],
          },
        ],
      },
    ],
  },
  typescript: {
    valid: [],
    invalid: [
      {
        name: 'elsewhere its type is asked, which does not help here',
        code: code`
          export const Ref = WeakRef ?? Object;
          export const Safe = typeof WeakRef === 'undefined' ? Object : WeakRef;
        `,
        errors: [
          {
            messageId: 'throws',
            data: { name: 'WeakRef' },
            line: 1,
            column: 20,
            endLine: 1,
            endColumn: 27,
            suggestions: [
              { messageId: 'member', data: { added: 'globalThis.WeakRef' }, output: { lines: [1, 1], become: 'export const Ref = globalThis.WeakRef ?? Object;' } },
            ],
          },
        ],
      },
    ],
  },
});
