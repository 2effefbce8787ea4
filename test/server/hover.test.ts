import { MarkupContent } from 'vscode-languageserver';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { passages } from 'eslint-plugin-weakref/lessons';
import { inMemoryClient, pushCapabilities } from '../support/lsp-client.ts';
import type { LspClient } from '../support/lsp-client.ts';
import { javascriptDeref, javascriptDerefLine, pythonDeref, pythonDerefLine } from '../support/programs.ts';

const uri = 'file:///project/child.py';
const passage = passages['one-deref-one-strong-name#check-once-through-a-strong-name'];
let client: LspClient;

beforeEach(() => {
  client = inMemoryClient();
});
afterEach(() => client.dispose());

async function card(line: number, character: number): Promise<string> {
  const hover = await client.hover(uri, line, character);
  if (!MarkupContent.is(hover?.contents)) throw new Error('expected markup');
  return hover.contents.value;
}

describe('hover', () => {
  it('quotes the lesson over a finding, briefly', async () => {
    await client.initialize();
    await client.open(uri, 'python', pythonDeref);
    const [diagnostic] = await client.diagnostics(uri);
    const text = await card(pythonDerefLine, diagnostic?.range.start.character ?? 0);
    expect(text).toContain(`> ${passage.quote}`);
    expect(text).toContain('```python\n');
    expect(text).toContain('](https://');
    expect(text).not.toContain(diagnostic?.message);
    expect(text.split('\n').length).toBeLessThanOrEqual(13);
  });

  it('shows the code in the language of the document', async () => {
    await client.initialize();
    await client.open(uri, 'javascript', javascriptDeref);
    const [diagnostic] = await client.diagnostics(uri);
    expect(await card(javascriptDerefLine, diagnostic?.range.start.character ?? 0)).toContain(`\`\`\`javascript\n${passage.guarded.javascript}`);
  });

  it('is plain text for a client that shows no markdown', async () => {
    await client.initialize(pushCapabilities);
    await client.open(uri, 'python', pythonDeref);
    const [diagnostic] = await client.pushedFor(uri, 1);
    const hover = await client.hover(uri, pythonDerefLine, diagnostic?.range.start.character ?? 0);
    expect(hover?.contents).toMatchObject({ kind: 'plaintext' });
    expect(JSON.stringify(hover?.contents)).not.toContain('```');
  });

  it('says nothing elsewhere', async () => {
    await client.initialize();
    await client.open(uri, 'python', pythonDeref);
    expect(await client.hover(uri, 0, 3)).toBeNull();
    expect(await client.hover('file:///other.py', 0, 0)).toBeNull();
  });
});
