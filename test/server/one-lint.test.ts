/** A version of a document is linted once, however much is asked about it; counted, not timed. */
import { Linter } from 'eslint/universal';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { MockInstance } from 'vitest';
import { fullCapabilities, inMemoryClient, pushCapabilities } from '../support/lsp-client.ts';
import type { LspClient } from '../support/lsp-client.ts';
import { javascriptDeref, pythonDeref } from '../support/programs.ts';

const documents = [
  ['file:///project/child.py', 'python', pythonDeref, '# '],
  ['file:///project/child.js', 'javascript', javascriptDeref, '// '],
] as const;
const everything = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };

let client: LspClient;
let lints: MockInstance;

beforeEach(async () => {
  client = inMemoryClient();
  await client.initialize(fullCapabilities);
  lints = vi.spyOn(Linter.prototype, 'verify');
});
afterEach(() => {
  client.dispose();
  vi.restoreAllMocks();
});

describe.each(documents)('%s', (uri, languageId, text, comment) => {
  const typed = (times: number): Promise<unknown> =>
    Promise.all(
      Array.from({ length: times }, (_, index) => client.edit(uri, { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, `${comment}${index}\n`, index + 2)),
    );

  it('is linted once for diagnostics, hovers and code actions', async () => {
    await client.open(uri, languageId, text);
    const first = await client.pull(uri);
    await Promise.all([client.hover(uri, 1, 3), client.hover(uri, 4, 9), client.codeActions(uri, everything), client.codeActions(uri, everything, ['source.fixAll']), client.pull(uri, first.resultId)]);
    expect(lints).toHaveBeenCalledTimes(1);
  });

  it('is linted once more after many keys, when somebody asks', async () => {
    await client.open(uri, languageId, text);
    await client.pull(uri);
    await typed(20);
    await client.pull(uri);
    expect(lints).toHaveBeenCalledTimes(2);
  });

  it('is not linted before somebody asks', async () => {
    await client.open(uri, languageId, text);
    await typed(5);
    expect(await client.request('weakrefLint/checkExercise', {}).catch(() => 'refused')).toBe('refused');
    expect(lints).not.toHaveBeenCalled();
  });

  it('is linted for the newest of several pulls only', async () => {
    await client.open(uri, languageId, text);
    await client.pull(uri);
    const answers = [0, 1, 2, 3].map((index) => {
      void client.edit(uri, { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, `${comment}${index}\n`, index + 2);
      return client.pull(uri).catch(() => undefined);
    });
    expect((await Promise.all(answers)).at(-1)).toMatchObject({ kind: 'full', items: [{ code: 'no-unchecked-deref' }] });
    expect(lints).toHaveBeenCalledTimes(2);
  });
});

describe('a client that cannot pull', () => {
  it.each(documents)('has the newest version of %s only', async (uri, languageId, text, comment) => {
    client.dispose();
    client = inMemoryClient();
    await client.initialize(pushCapabilities);
    await client.open(uri, languageId, text);
    await client.pushedFor(uri, 1);
    lints.mockClear();
    for (let version = 2; version < 12; version++) void client.edit(uri, { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, comment + '\n', version);
    await client.pushedFor(uri, 11);
    expect(lints).toHaveBeenCalledTimes(1);
  });
});
