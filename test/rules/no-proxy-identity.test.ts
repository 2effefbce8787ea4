/** A proxy asked for identity, type or hash. */
import rule from '../../rules/src/rules/no-proxy-identity.ts';
import { code, testRule } from '../support/rule-testers.ts';

testRule(rule, {
  python: {
    valid: [
      {
        name: 'another name; equality; a method that is given a proxy',
        code: code`
          import weakref


          class Controller:
              def __init__(self, view):
                  self.view = weakref.proxy(view)
                  self.other = weakref.proxy(view)

              def shows(self, page):
                  return self.view is page

              def is_equal(self, view):
                  return self.view == view


          class Editor:
              def __init__(self, text):
                  self.text = weakref.proxy(text)

              def same(self, text):
                  return self.text is text


          def edit(text):
              editor = Editor(text)
              return editor.same(editor.text), editor.same(weakref.proxy(text))
        `,
      },
      {
        name: 'compared with each, or with who knows what',
        code: code`
          import weakref


          def known(table, tables, names):
              handle = weakref.proxy(table)
              return handle in tables or handle in [table] or table in {table: 1}
        `,
      },
      {
        name: 'the proxy may not be set yet',
        code: code`
          import weakref


          class Label:
              def __init__(self):
                  self._window = None

              def attach(self, window):
                  self._window = weakref.proxy(window)

              def is_attached(self):
                  return self._window is not None
        `,
      },
      {
        name: 'what its object answers: class, equality, attributes',
        code: code`
          import weakref


          class Window:
              pass


          def describe(window):
              proxy = weakref.proxy(window)
              return isinstance(proxy, Window), proxy == window, proxy.title, proxy.__class__ is Window
        `,
      },
      {
        name: 'asked whether it is a proxy',
        code: code`
          import weakref


          def is_proxy(window):
              proxy = weakref.proxy(window)
              return type(proxy) is weakref.ProxyType
        `,
      },
      {
        name: 'compared with another proxy',
        code: code`
          import weakref


          class Label:
              def __init__(self, window):
                  self._window = weakref.proxy(window)

              def watches(self, other):
                  return self._window is other
        `,
      },
      {
        name: 'a list does not hash',
        code: code`
          import weakref


          class Group:
              def __init__(self, window):
                  self.windows = [weakref.proxy(window)]
        `,
      },
    ],
    invalid: [
      {
        name: 'a variable named as the object is where the proxy is made',
        code: code`
          import weakref


          class Controller:
              def __init__(self, view):
                  self.view = weakref.proxy(view)

              def shows(self, view):
                  return self.view is view
        `,
        errors: [
          { messageId: 'comparison', data: { name: 'self.view', other: 'view' }, line: 9, column: 16, endLine: 9, endColumn: 25 },
        ],
      },
      {
        name: 'sought among keys',
        code: code`
          import weakref


          class Workbook:
              def __init__(self):
                  self._totals = {}

              def total(self, table):
                  handle = weakref.proxy(table)
                  if handle not in self._totals:
                      return 0
                  return handle in set() or self._totals
        `,
        errors: [
          { messageId: 'hash', data: { name: 'handle' }, line: 12, column: 16, endLine: 12, endColumn: 31 },
        ],
      },
      {
        name: 'is it None',
        code: code`
          import weakref


          class Label:
              def __init__(self, window):
                  self._window = weakref.proxy(window)

              def is_closed(self):
                  return self._window is None
        `,
        errors: [{ messageId: 'absence', data: { name: 'self._window', other: '' }, line: 9, column: 16, endLine: 9, endColumn: 28 }],
      },
      {
        name: 'is it the object',
        code: code`
          import weakref


          class Node:
              def __init__(self, parent):
                  self.parent = weakref.proxy(parent)

              def move(self, parent):
                  if self.parent is not parent:
                      self.parent = weakref.proxy(parent)
        `,
        errors: [{ messageId: 'comparison', data: { name: 'self.parent', other: 'parent' }, line: 9, column: 12, endLine: 9, endColumn: 23 }],
      },
      {
        name: 'what type is it',
        code: code`
          import weakref


          class Window:
              pass


          def is_window(window):
              proxy = weakref.proxy(window)
              return type(proxy) is Window
        `,
        errors: [{ messageId: 'type', data: { name: 'type(proxy)', other: '' }, line: 10, column: 12, endLine: 10, endColumn: 23 }],
      },
      {
        name: 'as a key, as a member, as an argument of hash',
        code: code`
          import weakref


          def index(window, table):
              proxy = weakref.proxy(window)
              seen = {proxy}
              seen.add(proxy)
              names = {}
              names[proxy] = 1
              return hash(proxy), {proxy: table}
        `,
        errors: [
          { messageId: 'hash', data: { name: 'proxy', other: '' }, line: 6, column: 13, endLine: 6, endColumn: 18 },
          { messageId: 'hash', data: { name: 'proxy', other: '' }, line: 7, column: 14, endLine: 7, endColumn: 19 },
          { messageId: 'hash', data: { name: 'proxy', other: '' }, line: 9, column: 5, endLine: 9, endColumn: 17 },
          { messageId: 'hash', data: { name: 'proxy', other: '' }, line: 10, column: 17, endLine: 10, endColumn: 22 },
          { messageId: 'hash', data: { name: 'proxy', other: '' }, line: 10, column: 26, endLine: 10, endColumn: 31 },
        ],
      },
    ],
  },
  javascript: { valid: [], invalid: [] },
  typescript: { valid: [], invalid: [] },
});
