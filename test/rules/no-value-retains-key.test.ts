/** Entries whose strong side keeps the weak side, and those that only look like it. */
import rule from '../../rules/src/rules/no-value-retains-key.ts';
import { code, testRule } from '../support/rule-testers.ts';

testRule(rule, {
  python: {
    valid: [
      {
        name: 'what a dataclass passes on, and what it replaces',
        code: code`
          import weakref
          from dataclasses import InitVar, dataclass

          notes = weakref.WeakKeyDictionary()


          @dataclass
          class Note:
              element: InitVar[object]
              title: str = ""
              parent: object = None


          @dataclass
          class Mark:
              target: object

              def __post_init__(self):
                  self.target = self.target.name


          def annotate(element):
              notes[element] = Note(element)
              notes[element] = Note(element=element)
              notes[element] = Mark(target=element)
        `,
      },
      {
        name: 'it was found to be something else',
        code: code`
          import weakref

          scopes = weakref.WeakKeyDictionary()


          def resolve(module, names):
              found = module
              for name in names:
                  found = getattr(found, name)
              if found is not module:
                  scopes[module] = found
        `,
      },
      {
        name: 'a fact about the key',
        code: code`
          import weakref

          sizes = weakref.WeakKeyDictionary()


          def measure(element):
              sizes[element] = element.size
        `,
      },
      {
        name: 'an object whose constructor takes only a part',
        code: code`
          import weakref

          notes = weakref.WeakKeyDictionary()


          class Note:
              def __init__(self, element):
                  self.title = element.title


          def annotate(element):
              notes[element] = Note(element)
        `,
      },
      {
        name: 'a class that is not in sight',
        code: code`
          import weakref
          from .notes import Note

          notes = weakref.WeakKeyDictionary()


          def annotate(element):
              notes[element] = Note(element)
        `,
      },
      {
        name: 'a handle of the key',
        code: code`
          import weakref

          notes = weakref.WeakKeyDictionary()


          def annotate(element):
              notes[element] = weakref.ref(element)
        `,
      },
      {
        name: 'a value under its name',
        code: code`
          import weakref

          icons = weakref.WeakValueDictionary()


          def add(icon):
              icons[icon.name] = icon
        `,
      },
      {
        name: 'the value leads to another object',
        code: code`
          import weakref

          parents = weakref.WeakKeyDictionary()


          def adopt(child, parent):
              parents[child] = [parent]
        `,
      },
    ],
    invalid: [
      {
        name: 'a dataclass with the key in a field',
        code: code`
          import weakref
          from dataclasses import dataclass, field

          traces = weakref.WeakKeyDictionary()


          @dataclass
          class Trace:
              request: object
              spans: list = field(default_factory=list)


          def trace(request):
              traces[request] = Trace(request)
              return traces.setdefault(request, Trace(request=request))
        `,
        errors: [
          { messageId: 'value', data: { name: 'request', api: 'WeakKeyDictionary' }, line: 14, column: 23, endLine: 14, endColumn: 37 },
          { messageId: 'value', data: { name: 'request', api: 'WeakKeyDictionary' }, line: 15, column: 39, endLine: 15, endColumn: 61 },
        ],
      },
      {
        name: 'an object whose constructor keeps it',
        code: code`
          import weakref


          class Note:
              def __init__(self, element, text):
                  self.element = element
                  self.text = text


          class Notebook:
              def __init__(self):
                  self._notes = weakref.WeakKeyDictionary()

              def add(self, element, text):
                  self._notes[element] = Note(element, text)
        `,
        errors: [
          { messageId: 'value', data: { name: 'element', api: 'WeakKeyDictionary' }, line: 15, column: 32, endLine: 15, endColumn: 51 },
        ],
      },
      {
        name: 'made a line before',
        code: code`
          import weakref

          notes = weakref.WeakKeyDictionary()


          class Note:
              def __init__(self, text, element):
                  self.text = text
                  self.element = element


          def annotate(element, text):
              note = Note(text, element=element)
              notes[element] = note
        `,
        errors: [
          { messageId: 'value', data: { name: 'element', api: 'WeakKeyDictionary' }, line: 14, column: 22, endLine: 14, endColumn: 26 },
        ],
      },
      {
        name: 'a list with the key in it',
        code: code`
          import weakref

          groups = weakref.WeakKeyDictionary()


          def group(leader, other):
              groups[leader] = [leader, other]
        `,
        errors: [
          {
            messageId: 'value',
            data: { name: 'leader', api: 'WeakKeyDictionary' },
            line: 7,
            column: 22,
            endLine: 7,
            endColumn: 37,
            suggestions: [
              { messageId: 'entry', data: { name: 'weakref.ref(leader)' }, output: { lines: [7, 7], become: 'groups[leader] = [weakref.ref(leader), other]' } },
            ],
          },
        ],
      },
      {
        name: 'a bound method of the key',
        code: code`
          import weakref

          handlers = weakref.WeakKeyDictionary()


          class View:
              def watch(self):
                  handlers[self] = self.refresh

              def refresh(self):
                  pass
        `,
        errors: [
          {
            messageId: 'value',
            data: { name: 'self', api: 'WeakKeyDictionary' },
            line: 8,
            column: 26,
            endLine: 8,
            endColumn: 38,
            suggestions: [
              { messageId: 'entry', data: { name: 'weakref.WeakMethod(self.refresh)' }, output: { lines: [8, 8], become: 'handlers[self] = weakref.WeakMethod(self.refresh)' } },
            ],
          },
        ],
      },
      {
        name: 'a function that mentions the key',
        code: code`
          import weakref

          handlers = weakref.WeakKeyDictionary()


          def watch(view):
              handlers.setdefault(view, lambda: view.refresh())
        `,
        errors: [
          { messageId: 'value', data: { name: 'view', api: 'WeakKeyDictionary' }, line: 7, column: 31, endLine: 7, endColumn: 53 },
        ],
      },
      {
        name: 'inside of what is inside, and a function in it that an edit would miss',
        code: code`
          from weakref import WeakKeyDictionary, ref

          groups = WeakKeyDictionary()
          handlers = WeakKeyDictionary()


          def group(leader, other):
              groups[leader] = {"all": (leader, other), "first": leader}
              groups[other] = other
              handlers[other] = [other, lambda: other.stop()]
        `,
        errors: [
          {
            messageId: 'value',
            data: { name: 'leader', api: 'WeakKeyDictionary' },
            line: 8,
            column: 22,
            endLine: 8,
            endColumn: 63,
            suggestions: [
              { messageId: 'entry', data: { name: 'ref(leader)' }, output: { lines: [8, 8], become: 'groups[leader] = {"all": (ref(leader), other), "first": ref(leader)}' } },
            ],
          },
          {
            messageId: 'value',
            data: { name: 'other', api: 'WeakKeyDictionary' },
            line: 9,
            column: 21,
            endLine: 9,
            endColumn: 26,
            suggestions: [{ messageId: 'entry', data: { name: 'ref(other)' }, output: { lines: [9, 9], become: 'groups[other] = ref(other)' } }],
          },
          { messageId: 'value', data: { name: 'other', api: 'WeakKeyDictionary' }, line: 10, column: 23, endLine: 10, endColumn: 52 },
        ],
      },
      {
        name: 'a key with the value in it',
        code: code`
          import weakref

          pairs = weakref.WeakValueDictionary()


          def pair(left, right):
              pairs[(left, right)] = right
        `,
        errors: [
          { messageId: 'key', data: { name: 'right', api: 'WeakValueDictionary' }, line: 7, column: 11, endLine: 7, endColumn: 24 },
        ],
      },
    ],
  },
  javascript: {
    valid: [
      {
        name: 'a `WeakMap` frees an entry whose value leads to its key',
        code: code`
          const handle = new WeakRef(globalThis);
          const notes = new WeakMap();

          function annotate(element, text) {
            notes.set(element, { element, text });
          }
        `,
      },
      {
        name: 'handles for keys, facts for values',
        code: code`
          const notes = new Map();

          function annotate(element, text) {
            notes.set(new WeakRef(element), { text });
          }
        `,
      },
    ],
    invalid: [
      {
        name: 'a handle for a key',
        code: code`
          const notes = new Map();

          function annotate(element, text) {
            const handle = new WeakRef(element);
            notes.set(handle, { element, text });
          }
        `,
        errors: [
          {
            messageId: 'handle',
            data: { name: 'handle' },
            line: 5,
            column: 21,
            endLine: 5,
            endColumn: 38,
            suggestions: [
              { messageId: 'entry', data: { name: 'handle' }, output: { lines: [5, 5], become: 'notes.set(handle, { element: handle, text });' } },
            ],
          },
        ],
      },
      {
        name: 'a function of its own, and a list',
        code: code`
          const handlers = new Map();

          export function watch(view) {
            const watched = new WeakRef(view);
            handlers.set(watched, () => view.refresh());
          }

          export function group(leader, other) {
            handlers.set(new WeakRef(leader), [leader, other]);
          }
        `,
        errors: [
          {
            messageId: 'handle',
            data: { name: 'watched' },
            line: 5,
            column: 25,
            endLine: 5,
            endColumn: 45,
            suggestions: [
              { messageId: 'entry', data: { name: 'watched.deref()' }, output: { lines: [5, 5], become: 'handlers.set(watched, () => watched.deref()?.refresh());' } },
            ],
          },
          {
            messageId: 'handle',
            data: { name: 'new WeakRef(leader)' },
            line: 9,
            column: 37,
            endLine: 9,
            endColumn: 52,
            suggestions: [
              { messageId: 'entry', data: { name: 'new WeakRef(leader)' }, output: { lines: [9, 9], become: 'handlers.set(new WeakRef(leader), [new WeakRef(leader), other]);' } },
            ],
          },
        ],
      },
      {
        name: 'an object whose constructor keeps it',
        code: code`
          class Note {
            constructor(element) {
              this.element = element;
            }
          }

          const notes = new Map();

          function annotate(element) {
            notes.set(new WeakRef(element), new Note(element));
          }
        `,
        errors: [
          { messageId: 'handle', data: { name: 'new WeakRef(element)' }, line: 10, column: 35, endLine: 10, endColumn: 52 },
        ],
      },
    ],
  },
  typescript: {
    valid: [
      {
        name: 'another object',
        code: code`
          const parents = new Map<WeakRef<Node>, { parent: Node }>();

          export function adopt(child: Node, parent: Node): void {
            parents.set(new WeakRef(child), { parent });
          }
        `,
      },
    ],
    invalid: [
      {
        name: 'a function that mentions the element',
        code: code`
          const handlers = new Map<WeakRef<Element>, () => void>();

          export function watch(element: Element): void {
            handlers.set(new WeakRef(element), () => element.remove());
          }
        `,
        errors: [
          { messageId: 'handle', data: { name: 'new WeakRef(element)' }, line: 4, column: 38, endLine: 4, endColumn: 60 },
        ],
      },
    ],
  },
});
