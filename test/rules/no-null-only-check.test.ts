/** Only `null` is looked for in what a weak handle gives. */
import rule from '../../rules/src/rules/no-null-only-check.ts';
import { code, testRule } from '../support/rule-testers.ts';

testRule(rule, {
  python: { valid: [], invalid: [] },
  javascript: {
    valid: [
      {
        name: 'null for want of an answer',
        code: code`
          export class Rooms {
            rooms = new Map();

            enter(id, room) {
              this.rooms.set(id, new WeakRef(room));
            }

            close(id, isKnown) {
              const room = isKnown ? this.rooms.get(id)?.deref() : null;
              if (room === null) return;
              room?.close();
            }

            newest() {
              let last = null;
              for (const ref of this.rooms.values()) last = ref.deref();
              return last === null ? 'none' : last?.name;
            }
          }
        `,
      },
      {
        name: 'assertions that take undefined for nothing',
        code: code`
          import assert from 'node:assert';

          export function shown(ref) {
            const node = new WeakRef(ref.owner).deref();
            assert.notStrictEqual(node, undefined);
            return node.name;
          }

          export function compared(ref) {
            const node = new WeakRef(ref.owner).deref();
            assert.notEqual(node, null);
            return node.name;
          }
        `,
      },
      {
        name: 'compared with undefined, and with both at once',
        code: code`
          export function read(ref = new WeakRef({})) {
            const thing = ref.deref();
            return thing === undefined || ref.deref() == null;
          }
        `,
      },
      {
        name: 'both are looked for, in any order',
        code: code`
          class Panel {
            constructor(window) {
              this.window = new WeakRef(window);
            }
            close() {
              const window = this.window.deref();
              if (window === null || window === undefined) return;
              window.close();
            }
          }
        `,
      },
      {
        name: 'null where the answer was replaced',
        code: code`
          class Panel {
            constructor(window) {
              this.ref = new WeakRef(window);
            }
            get window() {
              return this.ref.deref() ?? null;
            }
            close() {
              if (this.window === null) return;
              const window = this.ref.deref() ?? null;
              if (window !== null) window.close();
            }
          }
        `,
      },
      {
        name: 'the handle may be null',
        code: code`
          class Panel {
            ref = null;
            attach(window) {
              this.ref = new WeakRef(window);
            }
            close() {
              if (this.ref !== null) this.ref.deref()?.close();
            }
          }
        `,
      },
    ],
    invalid: [
      {
        name: 'an assertion that takes undefined for something',
        code: code`
          import assert from 'node:assert';

          class Menu {
            constructor(owner) {
              this.owner = new WeakRef(owner);
            }

            draw() {
              const owner = this.owner.deref();
              assert.notStrictEqual(owner, null);
              owner.draw();
            }
          }
        `,
        errors: [
          { messageId: 'null', data: { name: 'owner', handle: 'this.owner' }, line: 10, column: 27, endLine: 10, endColumn: 32 },
        ],
      },
      {
        name: 'and the answer used: one mistake, one report',
        code: code`
          class Panel {
            constructor(window) {
              this.ref = new WeakRef(window);
            }
            close() {
              const window = this.ref.deref();
              if (window === null) return;
              window.close();
            }
          }
        `,
        errors: [
          {
            messageId: 'null',
            data: { name: 'window', handle: 'this.ref' },
            line: 7, column: 9, endLine: 7, endColumn: 24,
            suggestions: [{ messageId: 'undefined', data: {}, output: { lines: [7, 7], become: 'if (window === undefined) return;' } }],
          },
        ],
      },
      {
        name: 'through a short cut',
        code: code`
          class Panel {
            #ref;
            attach(window) {
              this.#ref = new WeakRef(window);
            }
            get isOpen() {
              return null !== this.#ref?.deref();
            }
          }
        `,
        errors: [
          {
            messageId: 'null',
            data: { name: 'this.#ref?.deref()', handle: 'this.#ref' },
            line: 7, column: 12, endLine: 7, endColumn: 39,
            suggestions: [{ messageId: 'undefined', data: {}, output: { lines: [7, 7], become: 'return undefined !== this.#ref?.deref();' } }],
          },
        ],
      },
    ],
  },
  typescript: {
    valid: [],
    invalid: [
      {
        name: 'what comes later looks in passing',
        code: code`
          interface Room {
            close(): void;
          }

          export class Rooms {
            readonly rooms = new Map<string, WeakRef<Room>>();

            enter(id: string, room: Room): void {
              this.rooms.set(id, new WeakRef(room));
            }

            close(): void {
              for (const [id, ref] of [...this.rooms]) {
                const room = ref.deref();
                if (room === null) this.rooms.delete(id);
                (room as Room | undefined)?.close();
              }
            }

            find(id: string, otherwise: Room): Room {
              const room = this.rooms.get(id)?.deref();
              if (room !== null) return room ?? otherwise;
              throw new Error(\`no room \${id}\`);
            }
          }
        `,
        errors: [
          {
            messageId: 'null',
            data: { name: 'room', handle: 'ref' },
            line: 15, column: 11, endLine: 15, endColumn: 24,
            suggestions: [
              { messageId: 'undefined', data: {}, output: { lines: [15, 15], become: 'if (room === undefined) this.rooms.delete(id);' } },
            ],
          },
          {
            messageId: 'null',
            data: { name: 'room', handle: 'this.rooms.get(id)' },
            line: 22, column: 9, endLine: 22, endColumn: 22,
            suggestions: [
              { messageId: 'undefined', data: {}, output: { lines: [22, 22], become: 'if (room !== undefined) return room ?? otherwise;' } },
            ],
          },
        ],
      },
      {
        name: 'kept in a name',
        code: code`
          export function isGone(ref: WeakRef<Window>): boolean {
            const gone = ref.deref() === null;
            return gone;
          }
        `,
        errors: [
          {
            messageId: 'null',
            data: { name: 'ref.deref()', handle: 'ref' },
            line: 2, column: 16, endLine: 2, endColumn: 36,
            suggestions: [{ messageId: 'undefined', data: {}, output: { lines: [2, 2], become: 'const gone = ref.deref() === undefined;' } }],
          },
        ],
      },
    ],
  },
});
