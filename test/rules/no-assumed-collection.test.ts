/** A check that an object is gone, which nothing has collected. */
import rule from '../../rules/src/rules/no-assumed-collection.ts';
import { code, testRule } from '../support/rule-testers.ts';

testRule(rule, {
  python: {
    valid: [
      {
        name: 'a collection before',
        code: code`
          import gc
          import weakref


          class Picture:
              pass


          def test_gone():
              picture = Picture()
              handle = weakref.ref(picture)
              del picture
              gc.collect()
              assert handle() is None
        `,
      },
      {
        name: 'whatever is called may collect',
        code: code`
          import weakref


          def test_gone(make, settle):
              picture = make()
              handle = weakref.ref(picture)
              picture = None
              settle()
              count = 1
              assert handle() is None, count
        `,
      },
      {
        name: 'the answer gets the name of what was let go',
        code: code`
          import gc
          import weakref


          def test_gone(make):
              picture = make()
              handle = weakref.ref(picture)
              picture = None
              gc.collect()
              picture = handle()
              assert picture is None
        `,
      },
      {
        name: 'no assertion: the program is ready for both',
        code: code`
          import weakref


          def probe(make):
              picture = make()
              handle = weakref.ref(picture)
              del picture
              if handle() is None:
                  return "counted"
              return "collected"
        `,
      },
      {
        name: 'somebody else made it',
        code: code`
          import weakref


          def check(handle: weakref.ref):
              assert handle() is None
        `,
      },
    ],
    invalid: [
      {
        name: 'let go, and taken for gone',
        code: code`
          import unittest
          import weakref


          class Picture:
              pass


          class Test(unittest.TestCase):
              def test_gone(self):
                  picture = Picture()
                  handle = weakref.ref(picture)
                  picture = None
                  self.assertIsNone(handle())
        `,
        errors: [
          {
            messageId: 'uncollected',
            data: { handle: 'handle' },
            line: 14,
            column: 9,
            endLine: 14,
            endColumn: 36,
            suggestions: [
              { messageId: 'collect', data: { name: 'gc.collect()' }, output: {
                lines: [1, 13],
                become: code`
                  import gc
                  import unittest
                  import weakref


                  class Picture:
                      pass


                  class Test(unittest.TestCase):
                      def test_gone(self):
                          picture = Picture()
                          handle = weakref.ref(picture)
                          picture = None
                          gc.collect()
                `,
              } },
            ],
          },
        ],
      },
    ],
  },
  javascript: {
    valid: [
      {
        name: 'in another task',
        code: code`
          async function testGone(assert) {
            let picture = { title: 'harbour' };
            const handle = new WeakRef(picture);
            picture = null;
            await new Promise((resolve) => setTimeout(resolve));
            gc();
            assert.equal(handle.deref(), undefined);
          }
        `,
      },
    ],
    invalid: [
      {
        name: 'in the same job',
        code: code`
          test('gone', () => {
            let picture = { title: 'harbour' };
            const handle = new WeakRef(picture);
            picture = undefined;
            gc();
            expect(handle.deref()).toBeUndefined();
          });
        `,
        errors: [{ messageId: 'kept', data: { handle: 'handle' }, line: 6, column: 10, endLine: 6, endColumn: 24 }],
      },
    ],
  },
  typescript: { valid: [], invalid: [] },
});
