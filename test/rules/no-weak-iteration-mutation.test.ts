/** A weak container changes while a loop walks over it. */
import rule from '../../rules/src/rules/no-weak-iteration-mutation.ts';
import { code, testRule } from '../support/rule-testers.ts';

testRule(rule, {
  python: {
    valid: [
      {
        name: 'over a copy',
        code: code`
          import weakref

          sessions = weakref.WeakValueDictionary()


          def expire(now):
              for key, session in list(sessions.items()):
                  if session.expires < now:
                      del sessions[key]
        `,
      },
      {
        name: 'the loop ends with the change',
        code: code`
          import weakref

          members = weakref.WeakSet()


          def drop(name):
              for member in members:
                  if member.name == name:
                      members.discard(member)
                      break
              for member in members:
                  if member.name == name:
                      members.discard(member)
                      return
        `,
      },
      {
        name: 'after the walk, or of another container',
        code: code`
          import weakref

          members, gone = weakref.WeakSet(), weakref.WeakSet()


          def sweep():
              for member in members:
                  gone.add(member)
              members.clear()
        `,
      },
      {
        name: 'an entry that is there gets another value',
        code: code`
          import weakref

          counts = weakref.WeakKeyDictionary()


          def reset():
              for key in counts:
                  counts[key] = 0
              for key, count in counts.items():
                  counts[key] = count + 1
        `,
      },
      {
        name: 'a handler waits for the error',
        code: code`
          import weakref

          members = weakref.WeakSet()


          def sweep():
              try:
                  for member in members:
                      members.discard(member)
              except RuntimeError:
                  pass
        `,
      },
    ],
    invalid: [
      {
        name: 'taken out and put in, by method, by index and by statement',
        code: code`
          import weakref

          members, sessions = weakref.WeakSet(), weakref.WeakKeyDictionary()


          def sweep(now):
              for member in members:
                  if member.expires < now:
                      members.discard(member)
              for session in sessions:
                  sessions[session.child] = True
              for session, _ in sessions.items():
                  del sessions[session]
        `,
        errors: [
          {
            messageId: 'changed',
            data: { name: 'members',
            line: 9 },
            line: 7,
            column: 19,
            endLine: 7,
            endColumn: 26,
            suggestions: [
              { messageId: 'copy', data: { copy: 'list(members)' }, output: { lines: [7, 7], become: 'for member in list(members):' } },
            ],
          },
          {
            messageId: 'changed',
            data: { name: 'sessions',
            line: 11 },
            line: 10,
            column: 20,
            endLine: 10,
            endColumn: 28,
            suggestions: [
              { messageId: 'copy', data: { copy: 'list(sessions)' }, output: { lines: [10, 10], become: 'for session in list(sessions):' } },
            ],
          },
          {
            messageId: 'changed',
            data: { name: 'sessions.items()',
            line: 13 },
            line: 12,
            column: 23,
            endLine: 12,
            endColumn: 39,
            suggestions: [
              { messageId: 'copy', data: { copy: 'list(sessions.items())' }, output: { lines: [12, 12], become: 'for session, _ in list(sessions.items()):' } },
            ],
          },
        ],
      },
    ],
  },
  javascript: { valid: [], invalid: [] },
  typescript: { valid: [], invalid: [] },
});
