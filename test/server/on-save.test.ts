/** `run: "onSave"`: what is shown of a document stays as it is while somebody types, in every editor that tells when it is saved. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fullCapabilities, inMemoryClient, pushCapabilities } from '../support/lsp-client.ts';
import type { LspClient } from '../support/lsp-client.ts';
import { clean, pythonDeref } from '../support/programs.ts';

const uri = 'file:///project/child.py';
const synchronization = { didSave: true };
const pulling = { ...fullCapabilities, textDocument: { ...fullCapabilities.textDocument, synchronization } };
const onSave = { run: 'onSave' };

let client: LspClient;

beforeEach(() => {
  client = inMemoryClient();
});
afterEach(() => client.dispose());

const save = (): Promise<void> => client.notify('textDocument/didSave', { textDocument: { uri } });

describe('a client that pulls', () => {
  it('has what it had until the document is saved', async () => {
    await client.initialize(pulling, onSave);
    await client.open(uri, 'python', clean);
    const first = await client.pull(uri);
    expect(first).toMatchObject({ kind: 'full', items: [] });
    await client.replace(uri, pythonDeref, 2);
    expect(await client.pull(uri, first.resultId)).toEqual({ kind: 'unchanged', resultId: first.resultId });
    await save();
    expect(await client.pull(uri, first.resultId)).toMatchObject({ kind: 'full', items: [{ code: 'no-unchecked-deref' }] });
  });

  it('is told at once where it has nothing yet', async () => {
    await client.initialize(pulling, onSave);
    await client.open(uri, 'python', clean);
    await client.replace(uri, pythonDeref, 2);
    expect(await client.pull(uri)).toMatchObject({ kind: 'full', items: [{ code: 'no-unchecked-deref' }] });
  });

  it('does not wait when the settings are others', async () => {
    await client.initialize(pulling, onSave);
    await client.open(uri, 'python', pythonDeref);
    const first = await client.pull(uri);
    await client.replace(uri, `${pythonDeref}\n`, 2);
    await client.notify('workspace/didChangeConfiguration', { settings: { weakrefLint: { ...onSave, rules: { 'no-unchecked-deref': 'off' } } } });
    expect(await client.pull(uri, first.resultId)).toMatchObject({ kind: 'full', items: [] });
  });

  it('has fixes for what it sees now, saved or not', async () => {
    await client.initialize(pulling, onSave);
    await client.open(uri, 'python', clean);
    await client.pull(uri);
    await client.replace(uri, pythonDeref, 2);
    expect(await client.codeActions(uri, { start: { line: 8, character: 8 }, end: { line: 8, character: 8 } })).not.toEqual([]);
  });

  it.each([
    ['types', { run: 'onType' }, pulling],
    ['does not tell when a document is saved', onSave, fullCapabilities],
  ])('that %s is told at once', async (_, options, capabilities) => {
    await client.initialize(capabilities, options);
    await client.open(uri, 'python', clean);
    const first = await client.pull(uri);
    await client.replace(uri, pythonDeref, 2);
    expect(await client.pull(uri, first.resultId)).toMatchObject({ kind: 'full', items: [{ code: 'no-unchecked-deref' }] });
  });
});

it('is asked for by the server, and by notebooks too', async () => {
  const { capabilities } = await client.initialize({ ...pulling, notebookDocument: { synchronization: {} } });
  expect(capabilities).toMatchObject({ textDocumentSync: { save: { includeText: false } }, notebookDocumentSync: { save: true } });
});

it('a client that cannot pull is told when the document is opened or saved', async () => {
  await client.initialize({ textDocument: { ...pushCapabilities.textDocument, synchronization } }, onSave);
  await client.open(uri, 'python', clean);
  expect(await client.pushedFor(uri, 1)).toEqual([]);
  await client.replace(uri, pythonDeref, 2);
  await client.hover(uri, 0, 0);
  expect(client.pushed.map(({ version }) => version)).toEqual([1]);
  await save();
  expect(await client.pushedFor(uri, 2)).toMatchObject([{ code: 'no-unchecked-deref' }]);
});

describe('a notebook', () => {
  const notebook = 'file:///project/study.ipynb';
  const [definition, use] = ['a', 'b'].map((name) => `vscode-notebook-cell:/project/study.ipynb#${name}`);
  const text = 'def up(child: Child):\n    return child._parent().name\n';
  const cells = [
    { uri: definition, languageId: 'python', version: 1, text: pythonDeref.slice(0, pythonDeref.indexOf('    def rename')) },
    { uri: use, languageId: 'python', version: 1, text: 'pass\n' },
  ];

  it('has what it had until it is saved', async () => {
    if (use === undefined) throw new Error('two names make two addresses');
    await client.initialize({ ...pulling, notebookDocument: { synchronization: {} } }, onSave);
    await client.notify('notebookDocument/didOpen', { notebookDocument: { uri: notebook, notebookType: 'jupyter-notebook', version: 1, cells: cells.map(({ uri: document }) => ({ kind: 2, document })) }, cellTextDocuments: cells });
    const first = await client.pull(use);
    expect(first).toMatchObject({ kind: 'full', items: [] });
    const edit = { textContent: [{ document: { uri: use, version: 2 }, changes: [{ text }] }] };
    await client.notify('notebookDocument/didChange', { notebookDocument: { uri: notebook, version: 2 }, change: { cells: edit } });
    expect(await client.pull(use, first.resultId)).toEqual({ kind: 'unchanged', resultId: first.resultId });
    await client.notify('notebookDocument/didSave', { notebookDocument: { uri: notebook } });
    expect(await client.pull(use, first.resultId)).toMatchObject({ kind: 'full', items: [{ code: 'no-unchecked-deref', range: { start: { line: 1 } } }] });
  });
});
