/** Documents nobody has used for a while give up their trees; nothing a client can ask tells the difference. */
import { afterEach, describe, expect, it } from 'vitest';
import { RecentDocuments } from '../../server/src/recent-documents.ts';
import { inMemoryClient } from '../support/lsp-client.ts';
import type { LspClient } from '../support/lsp-client.ts';

describe('RecentDocuments', () => {
  const half = 64 * 1024;

  it('keeps what fits, and lets go what was used longest ago', () => {
    const recent = new RecentDocuments();
    expect(recent.use('a', half)).toEqual([]);
    expect(recent.use('b', half)).toEqual([]);
    expect(recent.use('a', half)).toEqual([]);
    expect(recent.use('c', half)).toEqual(['b']);
  });

  it('keeps the newest, however long it is', () => {
    const recent = new RecentDocuments();
    expect(recent.use('a', 1)).toEqual([]);
    expect(recent.use('b', 10 * half)).toEqual(['a']);
    expect(recent.use('b', 11 * half)).toEqual([]);
  });

  it('counts a document with its present length', () => {
    const recent = new RecentDocuments();
    recent.use('a', 2 * half);
    recent.use('a', half);
    expect(recent.use('b', half)).toEqual([]);
  });

  it('does not count what was closed', () => {
    const recent = new RecentDocuments();
    recent.use('a', half);
    recent.use('b', half);
    recent.forget('a');
    expect(recent.use('c', half)).toEqual([]);
  });
});

describe.each([
  { languageId: 'python', extension: 'py', use: 'import weakref\n\n\ndef name(node):\n    ref = weakref.ref(node)\n    del node\n    print(ref().name)\n', comment: '#', long: ['"""', '"""'], place: { line: 6, character: 12 } },
  { languageId: 'typescript', extension: 'ts', use: 'declare const node: { name: string };\n\nconst ref = new WeakRef(node);\nexport async function name(): Promise<void> {\n  await pause();\n\n  print(ref.deref().name);\n}\n', comment: '//', long: ['/*', '*/'], place: { line: 6, character: 12 } },
])('$languageId documents that were not used for a while', ({ languageId, extension, use, comment, long: [begin, end], place }) => {
  let client: LspClient;
  afterEach(() => client.dispose());

  const range = { start: place, end: place };
  const uriOf = (index: number): string => `file:///project/file${index}.${extension}`;
  const ask = async (uri: string): Promise<unknown> => {
    const textDocument = { uri };
    return {
      diagnostics: await client.diagnostics(uri),
      hover: await client.request('textDocument/hover', { textDocument, position: place }),
      overName: await client.request('textDocument/hover', { textDocument, position: { line: 6, character: 9 } }),
      actions: (await client.codeActions(uri, range)).filter(({ isPreferred }) => isPreferred),
    };
  };

  it('answer as before, and follow what is typed', async () => {
    client = inMemoryClient();
    await client.initialize();
    const text = `${use}${begin}${`${'x'.repeat(99)}\n`.repeat(1000)}${end}\n`;
    const [first, others] = [uriOf(0), [1, 2, 3, 4].map(uriOf)];
    await client.open(first, languageId, text);
    const before = await ask(first);
    expect(before).toMatchObject({ diagnostics: [{ code: 'no-unchecked-deref' }], hover: {}, overName: {}, actions: [{ isPreferred: true }] });
    for (const other of others) {
      await client.open(other, languageId, text);
      await ask(other);
    }
    expect(await ask(first)).toEqual(before);
    for (const other of others) await client.edit(other, { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, comment, 2);
    await client.edit(first, { start: { line: 7, character: 0 }, end: { line: 8, character: 0 } }, '\n', 2);
    expect(await client.diagnostics(first)).toMatchObject([{ code: 'no-unchecked-deref' }]);
  });
});
