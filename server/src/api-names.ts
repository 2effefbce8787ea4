/** The names of the weak-reference API in a text, and the passage that says what each means for the life of an object. */
import type { PassageId } from 'eslint-plugin-weakref/lessons';
import type { Family } from './languages.ts';
import { isNode, nodesAcross, property } from './syntax-path.ts';
import type { TreeNode } from './syntax-path.ts';

export interface ApiName {
  /** As it is known, `weakref.ref` for one. */
  readonly name: string;
  readonly passage: PassageId;
  /** UTF-16 offsets into the text. */
  readonly range: readonly [number, number];
}

/** In the module `weakref`. */
const pythonNames: ReadonlyMap<string, PassageId> = new Map([
  ['ref', 'weak-handles#ask-the-handle'],
  ['ReferenceType', 'weak-handles#ask-the-handle'],
  ['WeakMethod', 'keep-somebody-owning-it#weakmethod-is-for-bound-methods'],
  ['proxy', 'proxies#a-proxy-is-used-like-the-object'],
  ['finalize', 'finalizers#a-finalizer-runs-at-most-once'],
  ['WeakValueDictionary', 'weak-value-dictionary#a-cache-that-empties-itself'],
  ['WeakKeyDictionary', 'weak-key-dictionary#data-about-objects-you-do-not-own'],
  ['WeakSet', 'weak-set#membership-without-ownership'],
]);

const javascriptNames: ReadonlyMap<string, PassageId> = new Map([
  ['WeakRef', 'javascript#a-job-keeps-what-it-has-seen'],
  ['WeakMap', 'javascript#side-data-belongs-in-a-weakmap'],
  ['WeakSet', 'javascript#a-weakset-is-a-brand'],
  ['FinalizationRegistry', 'javascript#a-clean-up-callback-may-never-run'],
]);

type Finder = (path: readonly TreeNode[], sourceCode: object | undefined, offset: number) => ApiName | undefined;

const finders: Readonly<Record<Family, Finder>> = { python: pythonName, javascript: javascriptName };

/** @param offset of a character in the text */
export function apiNameAt(sourceCode: object | undefined, family: Family, offset: number): ApiName | undefined {
  return finders[family](nodesAcross(sourceCode, offset + 0.5), sourceCode, offset);
}

function pythonName(path: readonly TreeNode[], sourceCode: object | undefined, offset: number): ApiName | undefined {
  const node = path.at(-1);
  if (node?.type === 'Attribute') {
    const [attr, range] = [String(property(node, 'attr')), rangeOf(property(node, 'attrRange'))];
    const module = property(property(node, 'value'), 'id');
    if (range === undefined || offset < range[0] || !imports(sourceCode).some((each) => each.local === module && each.imported === 'weakref')) return undefined;
    return named(pythonNames, attr, `weakref.${attr}`, range);
  }
  if (node?.type !== 'Name') return undefined;
  const imported = imports(sourceCode).find(({ local }) => local === property(node, 'id'))?.imported ?? '';
  return imported.startsWith('weakref.') ? named(pythonNames, imported.slice('weakref.'.length), imported, node.range) : undefined;
}

interface Import {
  readonly local: unknown;
  /** `weakref`, or a name in it: `weakref.ref`. */
  readonly imported: string;
}

/** What the module imports at its top. */
function imports(sourceCode: object | undefined): readonly Import[] {
  return listOf(property(property(sourceCode, 'ast'), 'body')).flatMap((statement): Import[] => {
    const type = property(statement, 'type');
    const names = listOf(property(statement, 'names')).map((each) => ({ name: String(property(each, 'name')), local: property(each, 'asname') ?? property(each, 'name') }));
    if (type === 'Import') return names.filter(({ name }) => name === 'weakref').map(({ name, local }) => ({ local, imported: name }));
    if (type !== 'ImportFrom' || property(statement, 'module') !== 'weakref' || property(statement, 'level') !== 0) return [];
    return names.map(({ name, local }) => ({ local, imported: `weakref.${name}` }));
  });
}

/** The globals where they are called with `new` or name a type, and the method `deref` where it is called. */
function javascriptName(path: readonly TreeNode[], sourceCode: object | undefined): ApiName | undefined {
  const [call, parent, node] = [path.at(-3), path.at(-2), path.at(-1)];
  if (node?.type !== 'Identifier') return undefined;
  const name = String(property(node, 'name'));
  if (name === 'deref' && parent?.type === 'MemberExpression' && property(parent, 'property') === node) {
    const isCall = call?.type === 'CallExpression' && property(call, 'callee') === parent && listOf(property(call, 'arguments')).length === 0;
    return isCall ? { name: 'WeakRef.prototype.deref', passage: 'javascript#a-dead-handle-gives-undefined', range: node.range } : undefined;
  }
  const isGlobal = (parent?.type === 'NewExpression' && property(parent, 'callee') === node) || parent?.type === 'TSTypeReference';
  return isGlobal && !declares(sourceCode, name) ? named(javascriptNames, name, name, node.range) : undefined;
}

/** Whether the program has a class or an import of that name at its top. */
function declares(sourceCode: object | undefined, name: string): boolean {
  return listOf(property(property(sourceCode, 'ast'), 'body')).some((statement) => {
    const declaration = property(statement, 'declaration') ?? statement;
    const declared = [property(declaration, 'id'), ...listOf(property(statement, 'specifiers')).map((each) => property(each, 'local')), ...listOf(property(declaration, 'declarations')).map((each) => property(each, 'id'))];
    return declared.some((each) => isNode(each) && property(each, 'name') === name);
  });
}

function named(names: ReadonlyMap<string, PassageId>, key: string, name: string, range: readonly [number, number]): ApiName | undefined {
  const passage = names.get(key);
  return passage === undefined ? undefined : { name, passage, range };
}

function rangeOf(value: unknown): readonly [number, number] | undefined {
  const [start, end] = listOf(value);
  return typeof start === 'number' && typeof end === 'number' ? [start, end] : undefined;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
