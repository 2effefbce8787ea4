/** The cells of a notebook are one module; what is found stands in its cell, and no edit leaves it. */
import type { CodeAction, Diagnostic } from 'vscode-languageserver';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fullCapabilities, inMemoryClient, pushCapabilities } from '../support/lsp-client.ts';
import type { LspClient } from '../support/lsp-client.ts';

const uri = 'file:///project/study.ipynb';
const cellUri = (name: string): string => `vscode-notebook-cell:/project/study.ipynb#${name}`;
const [first, second, third] = [cellUri('a'), cellUri('b'), cellUri('c')];
const withNotebooks = { ...fullCapabilities, notebookDocument: { synchronization: {} } };

const DEFINITION = 'import weakref\n\nclass Child:\n    def __init__(self, parent):\n        self._parent = weakref.ref(parent)\n';
const MAKE = 'class Node: pass\nnode = Node()\nref = weakref.ref(node)\n';
const USE = '%time pass\ndel node\nref().name\n';
const REPEATED = `!ls\n${DEFINITION.slice(DEFINITION.indexOf('class'))}\n    def rename(self):\n        if self._parent() is not None:\n            self._parent().changed()\n`;

interface TestCell {
  readonly uri: string;
  readonly languageId: string;
  readonly text: string;
}

const python = (name: string, text: string): TestCell => ({ uri: cellUri(name), languageId: 'python', text });
const item = ({ uri: address, languageId, text }: TestCell): object => ({ uri: address, languageId, version: 1, text });
const listed = ({ uri: document, languageId }: TestCell): object => ({ kind: languageId === 'markdown' ? 1 : 2, document });

let client: LspClient;
beforeEach(() => {
  client = inMemoryClient();
});
afterEach(() => client.dispose());

function open(cells: readonly TestCell[], address = uri): Promise<void> {
  const notebookDocument = { uri: address, notebookType: 'jupyter-notebook', version: 1, cells: cells.map(listed) };
  return client.notify('notebookDocument/didOpen', { notebookDocument, cellTextDocuments: cells.map(item) });
}

function change(cells: object): Promise<void> {
  return client.notify('notebookDocument/didChange', { notebookDocument: { uri, version: 2 }, change: { cells } });
}

function splice(start: number, deleteCount: number, added: readonly TestCell[], closed: readonly string[] = []): Promise<void> {
  return change({ structure: { array: { start, deleteCount, cells: added.map(listed) }, didOpen: added.map(item), didClose: closed.map((each) => ({ uri: each })) } });
}

const places = (diagnostics: readonly Diagnostic[]): unknown => diagnostics.map(({ code, range }) => [code, range.start.line]);
const whole = { start: { line: 0, character: 0 }, end: { line: 50, character: 0 } };

describe('findings', () => {
  beforeEach(async () => {
    const { capabilities } = await client.initialize(withNotebooks);
    expect(capabilities.notebookDocumentSync).toMatchObject({ notebookSelector: [{ notebook: '*' }] });
  });

  it('stand in the cell they belong to, whatever magics are around', async () => {
    await open([python('a', DEFINITION), python('b', MAKE), python('c', '%matplotlib inline\n!ls "\n\nref().name\n')]);
    expect(await client.diagnostics(first)).toEqual([]);
    expect(places(await client.diagnostics(second))).toEqual([]);
    expect(places(await client.diagnostics(third))).toEqual([]);
    await change({ textContent: [{ document: { uri: third, version: 2 }, changes: [{ text: USE }] }] });
    expect(places(await client.diagnostics(third))).toEqual([['no-unchecked-deref', 2]]);
  });

  it('name related places in the cells that hold them', async () => {
    await open([python('a', 'import weakref\nclass Node: pass\n'), python('b', DEFINITION), python('c', 'def up(child: Child):\n    return child._parent().name\n')]);
    const related = (await client.diagnostics(third)).flatMap(({ relatedInformation = [] }) => relatedInformation);
    expect(related.length).toBeGreaterThan(0);
    for (const { location } of related) expect([first, second, third]).toContain(location.uri);
  });

  it('follow the order of the cells', async () => {
    await open([python('a', 'ref().name\n'), python('b', 'import weakref\ndef make(node):\n    return weakref.ref(node)\n'), python('c', 'x = 1\n')]);
    expect(await client.diagnostics(first)).toEqual([]);
    await splice(0, 3, [python('b', 'import weakref\ndef make(node):\n    return weakref.ref(node)\n'), python('a', 'make(object)().name\n')], [third]);
    expect(places(await client.diagnostics(first))).toEqual([['no-unchecked-deref', 0]]);
    expect(await client.diagnostics(third)).toEqual([]);
  });

  it('go when a cell becomes another language, and come back with it', async () => {
    const text = 'import weakref\ndef name(node):\n    return weakref.ref(node)().name\ndef other(p: weakref.ref[int]):\n    return p().real\n';
    await open([python('a', text)]);
    const found = await client.diagnostics(first);
    expect(found.length).toBeGreaterThan(0);
    await splice(0, 1, [{ uri: first, languageId: 'markdown', text }], [first]);
    expect(await client.diagnostics(first)).toEqual([]);
    await splice(0, 1, [python('a', text)], [first]);
    expect(await client.diagnostics(first)).toEqual(found);
  });

  it('of JavaScript cells are found beside Python ones', async () => {
    const script = 'export function show(p) {\n  return new WeakRef(p);\n}\nclass Child {\n  constructor(parent) { this.parent = new WeakRef(parent); }\n  up() { return this.parent.deref().name; }\n}\n';
    await open([python('a', DEFINITION), { uri: second, languageId: 'javascript', text: script }, python('c', 'x = 1\n')]);
    expect(places(await client.diagnostics(second))).toEqual([['no-unchecked-deref', 5]]);
  });

  it('are none for what a cell ends with: it is shown, and kept', async () => {
    await open([python('a', 'import weakref\nclass Node: pass\nnode = Node()\nref = weakref.ref(node)'), python('b', 'ref()\n# the end\n'), python('c', 'ref()\nx = 1\n')]);
    expect(await client.diagnostics(second)).toEqual([]);
    expect(places(await client.diagnostics(third))).toEqual([['no-useless-deref', 0]]);
  });

  it('are gone with the notebook', async () => {
    await open([python('a', DEFINITION + '\n    def up(self):\n        return self._parent().name\n')]);
    expect(await client.diagnostics(first)).toHaveLength(1);
    await client.notify('notebookDocument/didClose', { notebookDocument: { uri }, cellTextDocuments: [{ uri: first }] });
    expect(await client.diagnostics(first)).toEqual([]);
  });

  it('are unchanged for who has them', async () => {
    await open([python('a', DEFINITION)]);
    const { resultId } = await client.pull(first);
    expect(await client.pull(first, resultId)).toMatchObject({ kind: 'unchanged' });
  });
});

describe('edits', () => {
  const cells = [python('a', 'import weakref\n'), python('b', REPEATED), python('c', REPEATED)];

  function documentsOf(action: CodeAction | undefined): readonly unknown[] {
    return (action?.edit?.documentChanges ?? []).map((each) => ('textDocument' in each ? each.textDocument : each));
  }

  beforeEach(async () => {
    await client.initialize(withNotebooks);
    await open(cells);
  });

  it('stay in their cell and have its version', async () => {
    await change({ textContent: [{ document: { uri: third, version: 7 }, changes: [{ text: `${REPEATED}\n` }] }] });
    const actions = await client.codeActions(third, whole, ['quickfix']);
    expect(actions.length).toBeGreaterThan(0);
    for (const action of actions) expect(documentsOf(action)).toEqual([{ uri: third, version: 7 }]);
  });

  it('of all cells are one action, of its own kind', async () => {
    const [action, ...more] = await client.codeActions(second, whole, ['notebook.source.fixAll']);
    expect(more).toEqual([]);
    expect(action?.kind).toBe('notebook.source.fixAll.weakref');
    expect(documentsOf(action)).toEqual([{ uri: second, version: 1 }, { uri: third, version: 1 }]);
    expect(await client.codeActions(second, whole, ['source.fixAll'])).toEqual([]);
  });

  it('never touch what is no code', async () => {
    await change({ textContent: [{ document: { uri: third, version: 2 }, changes: [{ text: REPEATED.replace('            self', '            !ls\n            self') }] }] });
    const actions = await client.codeActions(third, whole);
    for (const action of actions) {
      for (const each of action.edit?.documentChanges ?? []) {
        if (!('edits' in each)) continue;
        for (const { range } of each.edits) if (each.textDocument.uri === third) expect(range.start.line > 7 || range.end.line < 7).toBe(true);
      }
    }
    expect(places(await client.diagnostics(third))).toEqual([['no-repeated-deref', 8]]);
  });
});

describe('a notebook that is not as it should be', () => {
  it.each([
    ['notebookDocument/didOpen', {}],
    ['notebookDocument/didOpen', { notebookDocument: { uri, cells: 'all' }, cellTextDocuments: [null, { uri: 5 }] }],
    ['notebookDocument/didChange', { notebookDocument: { uri: 'file:///never.ipynb' }, change: {} }],
    ['notebookDocument/didChange', { notebookDocument: null, change: { cells: { structure: { array: { start: 'x' } } } } }],
    ['notebookDocument/didClose', { notebookDocument: 7 }],
  ])('does no harm with %s %j', async (method, params) => {
    await client.initialize(withNotebooks);
    await client.notify(method, params);
    await open([python('a', DEFINITION + '\n    def up(self):\n        return self._parent().name\n')]);
    expect(await client.diagnostics(first)).toHaveLength(1);
  });
});

describe('a client that cannot pull', () => {
  it('is told of each cell, and of those that go', async () => {
    await client.initialize({ ...pushCapabilities, notebookDocument: { synchronization: {} } });
    await open([python('a', DEFINITION), python('b', 'def up(child: Child):\n    return child._parent().name\n')]);
    expect(await client.pushedFor(second, 1)).toHaveLength(1);
    expect(await client.pushedFor(first, 1)).toEqual([]);
    client.pushed.length = 0;
    await splice(1, 1, [], [second]);
    expect(await client.pushedFor(second)).toEqual([]);
  });
});
