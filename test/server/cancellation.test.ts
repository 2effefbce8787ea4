/** A request that is cancelled is answered at once, and no cancellation does harm. */
import { CancellationTokenSource } from 'vscode-languageserver/node';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { inMemoryClient } from '../support/lsp-client.ts';
import type { LspClient } from '../support/lsp-client.ts';
import { pythonDeref, pythonDerefLine } from '../support/programs.ts';

const uri = 'file:///project/child.py';
const textDocument = { uri };
const position = { line: pythonDerefLine, character: 8 };
const range = { start: position, end: position };

let client: LspClient;
beforeEach(async () => {
  client = inMemoryClient();
  await client.initialize(undefined, { inlayHints: true });
  await client.open(uri, 'python', pythonDeref);
});
afterEach(() => client.dispose());

it.each([
  ['textDocument/diagnostic', { textDocument }],
  ['textDocument/hover', { textDocument, position }],
  ['textDocument/codeAction', { textDocument, range, context: { diagnostics: [] } }],
  ['textDocument/inlayHint', { textDocument, range }],
])('%s says that it was cancelled, and is answered when asked again', async (method, params) => {
  const source = new CancellationTokenSource();
  const answer = client.connection.sendRequest(method, params, source.token);
  source.cancel();
  await expect(answer).rejects.toMatchObject({ code: -32800 });
  expect(await client.request(method, params)).not.toBeNull();
});

it('a cancellation of what was never asked, or is answered already, counts for nothing', async () => {
  await client.notify('$/cancelRequest', { id: 4711 });
  expect(await client.diagnostics(uri)).toHaveLength(1);
  for (const id of [0, 1, 2, 'three', null]) await client.notify('$/cancelRequest', { id });
  expect(await client.diagnostics(uri)).toHaveLength(1);
  expect(await client.hover(uri, position.line, position.character)).not.toBeNull();
});
