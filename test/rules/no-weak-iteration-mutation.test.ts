/** A weak container changes while a loop walks over it. */
import rule from '../../rules/src/rules/no-weak-iteration-mutation.ts';
import { code, testRule } from '../support/rule-testers.ts';

testRule(rule, {
  python: {
    valid: [
      {
        name: 'the method called is told not to change it, the walk is over a copy or ends with the call',
        code: code`
          import weakref


          class Channel:
              live = weakref.WeakSet()

              def __init__(self):
                  self.live.add(self)

              def close(self, forget=True):
                  self.open = False
                  if forget:
                      self.live.discard(self)

              def reopen(self):
                  Channel.live.add(self)

              def forget(self):
                  Channel.live.discard(self)

              @classmethod
              def close_all(cls):
                  for channel in cls.live:
                      channel.close(forget=False)
                  cls.live.clear()

              @classmethod
              def reopen_all(cls):
                  for channel in cls.live:
                      channel.reopen()

              @classmethod
              def forget_all(cls):
                  for channel in list(cls.live):
                      channel.forget()

              @classmethod
              def forget_one(cls, name):
                  for channel in cls.live:
                      if channel.name == name:
                          channel.forget()
                          break
        `,
      },
      {
        name: 'the method called defers the change, changes another container, puts in what is there, or runs later',
        code: code`
          import weakref


          class Room:
              def __init__(self):
                  self.guests = weakref.WeakSet()
                  self.gone = weakref.WeakSet()
                  self.counts = weakref.WeakKeyDictionary()
                  self.walking = False

              def leave(self, guest):
                  if self.walking:
                      self.gone.add(guest)
                  else:
                      self.guests.discard(guest)

              def retire(self, guest):
                  self.gone.add(guest)

              def count(self, guest):
                  self.counts[guest] = 1

              def each(self, visit):
                  self.walking = True
                  for guest in self.guests:
                      visit(guest)
                      self.leave(guest)
                  self.walking = False

              def sweep(self):
                  for guest in self.guests:
                      self.retire(guest)
                  for guest in self.counts:
                      self.count(guest)

              def merge(self, other):
                  for guest in other.guests:
                      self.enter(guest)

              def enter(self, guest):
                  self.guests.add(guest)

              async def later(self, guest):
                  self.guests.discard(guest)

              def schedule(self, loop):
                  for guest in self.guests:
                      loop.create_task(self.later(guest))
        `,
      },
      {
        name: 'a member that is there is put in again',
        code: code`
          import weakref

          members = weakref.WeakSet()


          def refresh():
              for member in members:
                  members.add(member)
        `,
      },
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
        name: 'by a function, by a method of the members through another, by a coroutine that is waited for',
        code: code`
          import weakref

          pages = weakref.WeakSet()


          def mark(page):
              if page not in pages:
                  pages.add(page)


          def spread():
              for page in pages:
                  for link in page.links:
                      mark(link)


          class Session:
              live = weakref.WeakValueDictionary()

              def __init__(self, key):
                  self.key = key
                  Session.live[key] = self

              def close(self):
                  if self.closed:
                      return
                  self.closed = True
                  self._forget()

              def _forget(self):
                  del self.live[self.key]

              @classmethod
              def close_all(cls):
                  for _, session in cls.live.items():
                      session.close()


          class Board:
              def __init__(self):
                  self.cards = weakref.WeakKeyDictionary()

              async def _drop(self, card):
                  self.cards.pop(card, None)

              async def clear(self):
                  for card in self.cards:
                      await self._drop(card)
        `,
        errors: [
          {
            messageId: 'changed',
            data: { name: 'pages', line: '14' },
            line: 12, column: 17, endLine: 12, endColumn: 22,
            suggestions: [
              { messageId: 'copy', data: { copy: 'list(pages)' }, output: { lines: [12, 12], become: 'for page in list(pages):' } },
            ],
          },
          {
            messageId: 'changed',
            data: { name: 'cls.live.items()', line: '36' },
            line: 35, column: 27, endLine: 35, endColumn: 43,
            suggestions: [
              { messageId: 'copy', data: { copy: 'list(cls.live.items())' }, output: { lines: [35, 35], become: 'for _, session in list(cls.live.items()):' } },
            ],
          },
          {
            messageId: 'changed',
            data: { name: 'self.cards', line: '48' },
            line: 47, column: 21, endLine: 47, endColumn: 31,
            suggestions: [
              { messageId: 'copy', data: { copy: 'list(self.cards)' }, output: { lines: [47, 47], become: 'for card in list(self.cards):' } },
            ],
          },
        ],
      },
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
