import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inMemoryClient } from '../support/lsp-client.ts';
import type { LspClient } from '../support/lsp-client.ts';
import { pythonDeref } from '../support/programs.ts';

const uri = 'file:///project/child.py';
let client: LspClient;

beforeEach(async () => {
  client = inMemoryClient();
  await client.initialize();
});
afterEach(() => client.dispose());

/** The server still does its work. */
async function expectAlive(): Promise<void> {
  await client.open(uri, 'python', pythonDeref, 7);
  expect(await client.diagnostics(uri)).toHaveLength(1);
}

describe('a client that sends nonsense', () => {
  it.each([
    ['textDocument/hover', {}],
    ['textDocument/hover', { textDocument: { uri }, position: { line: 'one', character: -1 } }],
    ['textDocument/hover', { textDocument: null, position: null }],
    ['textDocument/codeAction', { textDocument: { uri } }],
    ['textDocument/codeAction', { textDocument: { uri }, range: { start: {}, end: {} }, context: {} }],
    ['textDocument/diagnostic', { textDocument: {} }],
    ['textDocument/diagnostic', []],
    ['textDocument/rename', { textDocument: { uri } }],
  ])('gets an error for %s %j', async (method, params) => {
    await expect(client.request(method, params)).rejects.toThrow(/needs textDocument|Unhandled method|parameters by position/);
    await expectAlive();
  });

  it.each([
    ['textDocument/didOpen', {}],
    ['textDocument/didOpen', { textDocument: { uri: 5, languageId: 'python', version: 'x', text: null } }],
    ['textDocument/didChange', { textDocument: { uri } }],
    ['textDocument/didChange', { textDocument: { uri, version: 1 }, contentChanges: [{ range: 'all', text: 1 }] }],
    ['textDocument/didClose', null],
    ['workspace/didChangeConfiguration', {}],
    ['nobody/knows', { x: 1 }],
  ])('does no harm with %s %j', async (method, params) => {
    await client.notify(method, params);
    await expectAlive();
  });

  it('may edit far outside the text', async () => {
    await client.open(uri, 'python', pythonDeref);
    const far = { line: 10_000, character: 10_000 };
    await client.edit(uri, { start: far, end: far }, '\nx = 1\n', 2);
    await client.edit(uri, { start: far, end: { line: 0, character: 0 } }, '', 3);
    await client.pull(uri);
    await expectAlive();
  });

  it('may close a document while an answer about it is on its way', async () => {
    await client.open(uri, 'python', pythonDeref);
    const answer = client.pull(uri);
    await client.notify('textDocument/didClose', { textDocument: { uri } });
    expect(await answer).toMatchObject({ kind: 'full' });
    await expectAlive();
  });
});
