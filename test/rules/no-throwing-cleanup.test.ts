/** Callbacks of registries that throw, and those that keep their errors to themselves. */
import rule from '../../rules/src/rules/no-throwing-cleanup.ts';
import { code, testRule } from '../support/rule-testers.ts';

testRule(rule, {
  python: {
    valid: [
      {
        name: 'an error in a finalizer is printed, and the program goes on',
        code: code`
          import weakref


          def release(names):
              if not names:
                  raise ValueError("nothing to release")


          def watch(window, names):
              weakref.finalize(window, release, names)
        `,
      },
    ],
    invalid: [],
  },
  javascript: {
    valid: [
      {
        name: 'an error that is caught',
        code: code`
          const registry = new FinalizationRegistry((path) => {
            try {
              if (!open.delete(path)) throw new Error(path);
            } catch (error) {
              console.error(error);
            }
          });
        `,
      },
      {
        name: 'a function inside throws when somebody calls it',
        code: code`
          const registry = new FinalizationRegistry((path) => {
            pending.push(() => {
              throw new Error(path);
            });
          });
        `,
      },
      {
        name: 'a callback of something else',
        code: code`
          const emitter = new Emitter((path) => {
            throw new Error(path);
          });
          const registry = new FinalizationRegistry((path) => open.delete(path));
        `,
      },
    ],
    invalid: [
      {
        name: 'a clean-up that a function of the file makes',
        code: code`
          function thrower(files) {
            return (path) => {
              throw new Error(path + files);
            };
          }
          const registry = new FinalizationRegistry(thrower(new Set()));
        `,
        errors: [
          {
            messageId: 'throws',
            data: {},
            line: 3,
            column: 5,
            endLine: 3,
            endColumn: 35,
            suggestions: [
              { messageId: 'catch', data: { name: 'console.error(error)' }, output: {
                lines: [3, 3],
                become: code`
                  try {
                    throw new Error(path + files);
                  } catch (error) {
                    console.error(error);
                  }
                `,
              } },
            ],
          },
        ],
      },
      {
        name: 'an error behind a test',
        code: code`
          const open = new Set();
          const registry = new FinalizationRegistry((path) => {
            if (!open.delete(path)) throw new Error(\`\${path} is not open\`);
          });
        `,
        errors: [
          {
            messageId: 'throws',
            data: {},
            line: 3,
            column: 27,
            endLine: 3,
            endColumn: 66,
            suggestions: [
              { messageId: 'catch', data: { name: 'console.error(error)' }, output: {
                lines: [3, 3],
                become: code`
                  try {
                    if (!open.delete(path)) throw new Error(\`\${path} is not open\`);
                  } catch (error) {
                    console.error(error);
                  }
                `,
              } },
            ],
          },
        ],
      },
      {
        name: 'a function of the file',
        code: code`
          function release(memory) {
            if (memory.isFree) {
              throw new TypeError('free already');
            }
            memory.free();
          }

          const registry = new FinalizationRegistry(release);
        `,
        errors: [
          {
            messageId: 'throws',
            data: {},
            line: 3,
            column: 5,
            endLine: 3,
            endColumn: 41,
            suggestions: [
              { messageId: 'catch', data: { name: 'console.error(error)' }, output: {
                lines: [2, 5],
                become: code`
                  try {
                    if (memory.isFree) {
                      throw new TypeError('free already');
                    }
                    memory.free();
                  } catch (error) {
                    console.error(error);
                  }
                `,
              } },
            ],
          },
        ],
      },
      {
        name: 'an error that is only looked at',
        code: code`
          const registry = new FinalizationRegistry((memory) => {
            try {
              memory.free();
            } catch (error) {
              console.error(error);
              throw error;
            }
          });
        `,
        errors: [
          {
            messageId: 'throws',
            data: {},
            line: 6,
            column: 5,
            endLine: 6,
            endColumn: 17,
            suggestions: [
              { messageId: 'catch', data: { name: 'console.error(error)' }, output: code`
                const registry = new FinalizationRegistry((memory) => {
                  try {
                    try {
                      memory.free();
                    } catch (error) {
                      console.error(error);
                      throw error;
                    }
                  } catch (error) {
                    console.error(error);
                  }
                });
              ` },
            ],
          },
        ],
      },
    ],
  },
  typescript: {
    valid: [
      {
        name: 'a callback without a throw',
        code: code`
          const registry = new FinalizationRegistry<() => void>((release) => release());
        `,
      },
    ],
    invalid: [
      {
        name: 'a method of a class',
        code: code`
          export class Pool {
            readonly #registry = new FinalizationRegistry<number>((slot) => {
              if (slot < 0) throw new RangeError(\`no slot \${slot}\`);
              this.free.push(slot);
            });

            free: number[] = [];
          }
        `,
        errors: [
          {
            messageId: 'throws',
            data: {},
            line: 3,
            column: 19,
            endLine: 3,
            endColumn: 59,
            suggestions: [
              { messageId: 'catch', data: { name: 'console.error(error)' }, output: {
                lines: [3, 4],
                become: code`
                  try {
                    if (slot < 0) throw new RangeError(\`no slot \${slot}\`);
                    this.free.push(slot);
                  } catch (error) {
                    console.error(error);
                  }
                `,
              } },
            ],
          },
        ],
      },
    ],
  },
});
