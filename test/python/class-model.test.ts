/** What is said of Python's own classes and of dataclasses, compared with what every CPython of the machine does. */
import { describe, expect, it } from 'vitest';
import { falsyBecause } from '../../rules/src/facts/class-traits.ts';
import { Classes } from '../../rules/src/facts/classes.ts';
import { Program } from '../../rules/src/facts/program.ts';
import { interpretersOf, runBlocks } from '../lessons/interpreters.ts';
import type { Block, Interpreter } from '../lessons/interpreters.ts';
import { loadPython, pythonFrontEnd } from '../support/front-ends.ts';

await loadPython();

/** Each makes a class `C` whose objects are made by `C()`. */
const classes: Readonly<Record<string, string>> = {
  'no slots': 'class C:\n    pass',
  'slots': 'class C:\n    __slots__ = ("a",)',
  'a slot for weak references': 'class C:\n    __slots__ = ["a", "__weakref__"]',
  'slots of a class without': 'class B:\n    pass\nclass C(B):\n    __slots__ = ()',
  'slots all the way': 'class B:\n    __slots__ = "a"\nclass C(B):\n    __slots__ = {"b": "doc"}',
  'no slots of a class with': 'class B:\n    __slots__ = ()\nclass C(B):\n    pass',
  'a dictionary in the slots': 'class C:\n    __slots__ = ("__dict__",)',
  ...Object.fromEntries(
    ['list', 'dict', 'str', 'float', 'complex', 'bytearray', 'set', 'frozenset', 'int', 'tuple', 'bytes', 'ValueError'].flatMap((base) => [
      [`of ${base}`, `class C(${base}):\n    pass`],
      [`of ${base} with slots`, `class C(${base}):\n    __slots__ = ()`],
    ]),
  ),
  ...Object.fromEntries(
    ['deque', 'OrderedDict', 'Counter', 'defaultdict', 'UserDict', 'UserList'].map((base) => [`of ${base}`, `from collections import ${base}\nclass C(${base}):\n    __slots__ = ()`]),
  ),
  'generic': 'from typing import Generic, TypeVar\nT = TypeVar("T")\nclass C(Generic[T]):\n    __slots__ = ("a",)',
  'abstract': 'import abc\nclass C(abc.ABC):\n    __slots__ = ("a",)',
  'iterator': 'from collections.abc import Iterator\nclass C(Iterator):\n    __slots__ = ()\n    def __next__(self):\n        return 1',
  'mapping': 'from collections.abc import Mapping\nclass C(Mapping):\n    __slots__ = ()\n    __getitem__ = __iter__ = None\n    def __len__(self):\n        return 0',
  'comparison': 'class C:\n    def __eq__(self, other):\n        return True',
  'comparison and hash': 'class C:\n    def __eq__(self, other):\n        return True\n    def __hash__(self):\n        return 1',
  'inherited comparison': 'class B:\n    def __eq__(self, other):\n        return True\nclass C(B):\n    pass',
  'no hash': 'class C:\n    __hash__ = None',
  'length': 'class C:\n    def __len__(self):\n        return 0',
  'truth and length': 'class C(list):\n    def __bool__(self):\n        return True',
  'truth': 'class C(list):\n    def __bool__(self):\n        return bool(())',
  'dataclass': 'from dataclasses import dataclass\n@dataclass\nclass C:\n    a: int = 1',
  'frozen dataclass': 'from dataclasses import dataclass\n@dataclass(frozen=True)\nclass C:\n    a: int = 1',
  'dataclass without comparison': 'import dataclasses\n@dataclasses.dataclass(eq=False)\nclass C:\n    a: int = 1',
  'dataclass with unsafe hash': 'from dataclasses import dataclass\n@dataclass(unsafe_hash=True)\nclass C:\n    a: int = 1',
  'dataclass with a hash of its own': 'from dataclasses import dataclass\n@dataclass\nclass C:\n    a: int = 1\n    def __hash__(self):\n        return 1',
};

/** Options that came with a later Python. */
const newer: readonly { readonly name: string; readonly since: number; readonly code: string }[] = [
  { name: 'dataclass with slots', since: 10, code: 'from dataclasses import dataclass\n@dataclass(slots=True)\nclass C:\n    a: int = 1' },
  { name: 'dataclass with a slot', since: 11, code: 'from dataclasses import dataclass\n@dataclass(slots=True, weakref_slot=True)\nclass C:\n    a: int = 1' },
];

const ASK = `
import weakref
def tried(ask):
    try:
        return str(ask())
    except TypeError:
        return "fails"
c = C()
print("no room" if tried(lambda: weakref.ref(c)) == "fails" else "room", "no hash" if tried(lambda: hash(c)) == "fails" else "hash", "false" if tried(lambda: bool(c)) == "False" else "true")
`;

/** The same words from the analysis; what it does not know is said to be as it usually is. */
function traitsOf(code: string): string {
  const frontEnd = pythonFrontEnd(code);
  const program = new Program(frontEnd.graph(), frontEnd.model, frontEnd.model.names);
  const { room, hash, truth, size } = new Classes(program, frontEnd.classes, undefined).traits('C');
  const known = [room, hash, truth, size].every(({ kind }) => kind !== 'unknown');
  const isFalse = falsyBecause({ truth, size }) !== undefined;
  return known ? `${room.kind === 'has' ? 'room' : 'no room'} ${hash.kind === 'none' ? 'no hash' : 'hash'} ${isFalse ? 'false' : 'true'}` : 'unknown';
}

function outputs(interpreter: Interpreter, blocks: readonly Block[]): readonly unknown[] {
  return runBlocks('python', blocks, interpreter).map((result) => (typeof result === 'string' ? result.trimEnd() : result));
}

describe.each(interpretersOf('python'))('$name', (interpreter) => {
  const minor = Number(/ 3\.(\d+)/.exec(interpreter.name)?.[1]);

  it('agrees about classes', () => {
    const all = [...Object.entries(classes), ...newer.filter(({ since }) => since <= minor).map(({ name, code }) => [name, code] as const)];
    const results = outputs(interpreter, all.map(([, code]) => ({ code: `${code}\n${ASK}`, mode: 'run' })));
    const said = Object.fromEntries(all.map(([name, code]) => [name, traitsOf(code)]));
    const done = Object.fromEntries(all.map(([name], i) => [name, results[i]]));
    expect(said).toEqual(done);
  });

  it('refuses the places that are reported as misplaced', () => {
    const refused = [
      'class B:\n    pass\nclass C(B):\n    __slots__ = ("__weakref__",)',
      'class C:\n    __slots__ = ("__weakref__", "__weakref__")',
      'class C(int):\n    __slots__ = ("__weakref__",)',
      'class C(frozenset):\n    __slots__ = ("__weakref__",)',
      ...(minor >= 11 ? ['from dataclasses import dataclass\n@dataclass(weakref_slot=True)\nclass C:\n    a: int = 1'] : []),
    ];
    const results = outputs(interpreter, refused.map((code) => ({ code: `try:\n${code.replace(/^/gm, '    ')}\nexcept TypeError:\n    print("refused")`, mode: 'run' })));
    expect(results).toEqual(refused.map(() => 'refused'));
    for (const code of refused) {
      const frontEnd = pythonFrontEnd(code);
      const program = new Program(frontEnd.graph(), frontEnd.model, frontEnd.model.names);
      expect([...new Classes(program, frontEnd.classes, undefined).misplacedRooms()], code).toHaveLength(1);
    }
  });
});
