import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fullCapabilities, inMemoryClient } from '../support/lsp-client.ts';
import type { LspClient } from '../support/lsp-client.ts';
import { pythonDeref, pythonDerefLine } from '../support/programs.ts';

const uri = 'file:///project/child.py';
const pages = { rule: 'own:/docs/{id}.md', ruleInMarkdown: 'command:rule?%22{id}%22', lessonInMarkdown: 'command:lesson?%22{id}%22' };
let client: LspClient;

beforeEach(() => {
  client = inMemoryClient();
});
afterEach(() => client.dispose());

async function links(options: unknown): Promise<{ code: string | undefined; card: string; api: string }> {
  await client.initialize(fullCapabilities, options);
  await client.open(uri, 'python', pythonDeref);
  const [diagnostic] = await client.diagnostics(uri);
  const card = await client.hover(uri, pythonDerefLine, diagnostic?.range.start.character ?? 0);
  const [line = 0, column = 0] = pythonDeref.split('\n').flatMap((text, index) => (text.includes('weakref.ref') ? [index, text.indexOf('weakref.ref') + 'weakref.r'.length] : []));
  const api = await client.hover(uri, line, column);
  return { code: diagnostic?.codeDescription?.href, card: JSON.stringify(card?.contents), api: JSON.stringify(api?.contents) };
}

describe('the pages of rules and lesson', () => {
  it('are on the web', async () => {
    const { code, card, api } = await links(undefined);
    expect(code).toMatch(/^https:.*\/no-unchecked-deref\.md$/);
    expect(card).toContain(`](${code})`);
    expect(api).toContain('](https://');
  });

  it('are in the editor where it says so', async () => {
    const { code, card, api } = await links({ pages });
    expect(code).toBe('own:/docs/no-unchecked-deref.md');
    expect(card).toContain('](command:rule?%22no-unchecked-deref%22)');
    expect(api).toContain('](command:lesson?%22weak-handles%23ask-the-handle%22)');
    expect(client.logged).toEqual([]);
  });

  it('stay on the web where the editor says nothing that could be used', async () => {
    expect((await links({ pages: { rule: 1 } })).code).toMatch(/^https:/);
  });
});

describe('the debug information', () => {
  it('says what runs, what is open and how it is set, and nothing of anybody’s files', async () => {
    await client.initialize(fullCapabilities, { preset: 'strict' });
    await client.open(uri, 'python', pythonDeref);
    await client.diagnostics(uri);
    await client.diagnostics(uri);
    const text = await client.request<string>('weakrefLint/debugInformation', null);
    expect(text).toContain('- Server: test, tests\n- Client: unknown\n- Open documents: 1 python\n- Work: 1 lints, 0.0 ms');
    expect(text).toContain('- Memory: 1 MB');
    expect(text).toContain('"preset": "strict"');
    expect(text).not.toContain('child');
  });
});
