import type { CodeAction, Range } from 'vscode-languageserver';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applied, inMemoryClient, pushCapabilities } from '../support/lsp-client.ts';
import type { LspClient } from '../support/lsp-client.ts';
import { javascriptDeref, javascriptDerefLine, pythonDeref, pythonDerefLine, pythonRepeated } from '../support/programs.ts';

const uri = 'file:///project/child.py';
const everywhere: Range = { start: { line: 0, character: 0 }, end: { line: 1000, character: 0 } };
let client: LspClient;

beforeEach(() => {
  client = inMemoryClient();
});
afterEach(() => client.dispose());

async function offered(languageId: string, text: string, only?: string[]): Promise<CodeAction[]> {
  await client.initialize();
  await client.open(uri, languageId, text);
  return client.codeActions(uri, everywhere, only);
}

/** The findings left after an action's edit, and the text it made. */
async function after(text: string, action: CodeAction | undefined): Promise<{ text: string; left: unknown[] }> {
  if (action === undefined) throw new Error('there is no such action');
  const changed = applied(text, uri, action);
  await client.replace(uri, changed, 2);
  return { text: changed, left: await client.diagnostics(uri) };
}

describe('quick fixes', () => {
  it.each([
    ['python', pythonDeref],
    ['javascript', javascriptDeref],
  ])('mend what was found (%s)', async (languageId, text) => {
    const actions = await offered(languageId, text, ['quickfix']);
    const [first] = actions;
    expect(first).toMatchObject({ kind: 'quickfix', isPreferred: true, diagnostics: [{ code: 'no-unchecked-deref' }] });
    expect(actions.filter(({ isPreferred }) => isPreferred === true)).toHaveLength(1);
    expect((await after(text, first)).left).toEqual([]);
  });

  it('are bound to the version they were made for', async () => {
    const [first] = await offered('python', pythonDeref);
    expect(first?.edit?.documentChanges).toMatchObject([{ textDocument: { uri, version: 1 } }]);
  });

  it('are plain changes for a client that knows no document changes', async () => {
    await client.initialize(pushCapabilities);
    await client.open(uri, 'python', pythonDeref);
    const [first] = await client.codeActions(uri, everywhere);
    expect(first?.edit?.documentChanges).toBeUndefined();
    expect(first?.edit?.changes?.[uri]).not.toHaveLength(0);
  });

  it('are offered where the cursor is only', async () => {
    await offered('python', pythonDeref);
    const top = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    expect(await client.codeActions(uri, top)).toEqual([]);
  });

  it('are left out when the client asks for another kind', async () => {
    expect(await offered('python', pythonDeref, ['refactor'])).toEqual([]);
    expect((await client.codeActions(uri, everywhere, ['source'])).map(({ kind }) => kind)).not.toContain('quickfix');
  });
});

describe('fix all', () => {
  it('mends everything that has a safe fix, at once', async () => {
    const text = pythonRepeated + pythonRepeated.slice(pythonRepeated.indexOf('class')).replace('Child', 'Other');
    const actions = await offered('python', text, ['source.fixAll']);
    expect(actions).toMatchObject([{ kind: 'source.fixAll.weakref' }]);
    expect((await after(text, actions[0])).left).toEqual([]);
  });

  it('is not offered where nothing has a safe fix', async () => {
    expect(await offered('python', pythonDeref, ['source.fixAll.weakref'])).toEqual([]);
  });

  it('names the single fix by what it does', async () => {
    const [first] = await offered('python', pythonRepeated, ['quickfix']);
    expect(first).toMatchObject({ title: 'Keep the first answer in `parent` and use it here', isPreferred: true });
  });
});

describe('disable for this line', () => {
  const disabled = async (languageId: string, text: string): Promise<{ text: string; left: unknown[] }> => {
    const actions = await offered(languageId, text);
    return after(text, actions.find(({ title }) => title.startsWith('Disable no-unchecked-deref')));
  };

  it('writes a comment above a Python line, indented like it', async () => {
    const { text, left } = await disabled('python', pythonDeref);
    expect(text.split('\n')[pythonDerefLine]).toBe('        # eslint-disable-next-line weakref/no-unchecked-deref');
    expect(left).toEqual([]);
  });

  it('keeps Windows line endings', async () => {
    const { text, left } = await disabled('python', pythonDeref.replaceAll('\n', '\r\n'));
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(left).toEqual([]);
  });

  it('adds the rule to a comment that is there', async () => {
    const { text, left } = await disabled('python', pythonDeref.replace('        self._parent()', '        # eslint-disable-next-line weakref/no-repeated-deref -- slow\n        self._parent()'));
    expect(text).toContain('# eslint-disable-next-line weakref/no-repeated-deref, weakref/no-unchecked-deref -- slow\n');
    expect(left).toEqual([]);
  });

  it('writes at the end of a Python line that continues another', async () => {
    const { text, left } = await disabled('python', pythonDeref.replace('self._parent().changed()', 'x = \\\n            self._parent().changed()'));
    expect(text).toContain('changed()  # eslint-disable-line weakref/no-unchecked-deref\n');
    expect(left).toEqual([]);
  });

  it('writes a JavaScript comment', async () => {
    const { text, left } = await disabled('javascript', javascriptDeref);
    expect(text.split('\n')[javascriptDerefLine]).toBe('    // eslint-disable-next-line weakref/no-unchecked-deref');
    expect(left).toEqual([]);
  });

  it('writes a comment that JSX keeps to itself', async () => {
    const { text, left } = await disabled('javascriptreact', javascriptDeref.replace('this.parent.deref().changed();', 'return <ul>\n    {this.parent.deref().changed()}\n    </ul>;'));
    expect(text).toContain('<ul>\n    {/* eslint-disable-next-line weakref/no-unchecked-deref */}\n    {this');
    expect(left).toEqual([]);
  });

  it('leaves the text of a template alone', async () => {
    const { text, left } = await disabled('javascript', javascriptDeref.replace('this.parent.deref().changed();', 'return `\n${this.parent.deref().changed()}`;'));
    expect(text).toContain('`\n${/* eslint-disable-line weakref/no-unchecked-deref */ this.parent');
    expect(left).toEqual([]);
  });
});
