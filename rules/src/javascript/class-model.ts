/** Objects of JavaScript: every one can be weakly referenced, is a key by its identity and counts as true. */
import type { ClassModel, ClassTraits } from '../facts/class-traits.ts';

const OBJECT: ClassTraits = { room: { kind: 'has' }, hash: { kind: 'identity' }, truth: { kind: 'always' }, size: { kind: 'default' }, isPlainMaker: false };
const PLAIN: ClassTraits = { ...OBJECT, isPlainMaker: true };

/** Built-in classes whose objects nobody else gets to know. */
const PLAIN_CLASSES: ReadonlySet<string> = new Set(['Object', 'Array', 'Map', 'Set', 'Error', 'TypeError', 'RangeError', 'EventTarget'].map((name) => `globalThis.${name}`));

export const javascriptClassModel: ClassModel = {
  unknown: OBJECT,
  named: (name) => (PLAIN_CLASSES.has(name) ? PLAIN : OBJECT),
  typed: () => PLAIN,
  of: ({ decorators }) => (decorators.length === 0 ? PLAIN : OBJECT),
  decisive: [],
  constructors: ['constructor', '<fields>'],
  generatedFields: () => [],
  destructor: undefined,
  idleHook: undefined,
  cacheDecorators: { mayBe: () => false, is: () => false },
  metaclasses: new Set(),
  serializationHooks: { bytes: [], copy: [], text: ['toJSON'], 'strict-text': [], message: [] },
  mentionsRoom: () => false,
  misplacedRoom: () => undefined,
};
