/** The shipped samples typed into the server key by key: every state gets an answer, and the last one is that of the whole file. */
import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { inMemoryClient } from '../support/lsp-client.ts';
import type { LspClient } from '../support/lsp-client.ts';

const folder = new URL('../../samples/gallery/', import.meta.url);
let client: LspClient;

beforeEach(async () => {
  client = inMemoryClient();
  await client.initialize();
});
afterEach(() => client.dispose());

it.each(readdirSync(folder))('%s, key by key', async (file) => {
  const text = readFileSync(new URL(file, folder), 'utf8');
  const languageId = file.endsWith('.py') ? 'python' : 'typescript';
  const [typed, opened] = [`file:///typed/${file}`, `file:///opened/${file}`];
  await client.open(typed, languageId, '');
  let [line, character] = [0, 0];
  for (let i = 0; i < text.length; i++) {
    const at = { line, character };
    await client.edit(typed, { start: at, end: at }, text[i] ?? '', i + 2);
    expect(Array.isArray(await client.diagnostics(typed))).toBe(true);
    [line, character] = text[i] === '\n' ? [line + 1, 0] : [line, character + 1];
  }
  await client.open(opened, languageId, text);
  const found = await client.diagnostics(opened);
  expect(found.length).toBeGreaterThan(0);
  expect((await client.diagnostics(typed)).map(withoutUri)).toEqual(found.map(withoutUri));
});

/** Related places name the file they are in, and the two differ. */
function withoutUri(diagnostic: { range: unknown; code?: unknown; message: unknown }): unknown {
  return { range: diagnostic.range, code: diagnostic.code, message: diagnostic.message };
}
