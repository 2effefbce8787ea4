import type { InlayHint } from 'vscode-languageserver';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fullCapabilities, inMemoryClient } from '../support/lsp-client.ts';
import type { LspClient } from '../support/lsp-client.ts';

const uri = 'file:///project/child';
const everywhere = { start: { line: 0, character: 0 }, end: { line: 1000, character: 0 } };
let client: LspClient;

beforeEach(() => {
  client = inMemoryClient();
});
afterEach(() => client.dispose());

/** The text with each hint in angle brackets where it stands. */
async function hinted(languageId: string, text: string, range = everywhere): Promise<string> {
  await client.initialize(fullCapabilities, { inlayHints: true });
  await client.open(uri, languageId, text);
  const hints = await client.request<InlayHint[]>('textDocument/inlayHint', { textDocument: { uri }, range });
  const lines = text.split('\n');
  for (const { position, label } of [...hints].reverse()) {
    const line = lines[position.line] ?? '';
    lines[position.line] = `${line.slice(0, position.character)}<${typeof label === 'string' ? label : ''}>${line.slice(position.character)}`;
  }
  return lines.join('\n');
}

const python = (...body: string[]): string => ['import weakref', 'class Child:', '    def __init__(self, parent):', '        self._parent = weakref.ref(parent)', '    def go(self):', ...body.map((line) => `        ${line}`), ''].join('\n');
const javascript = (...body: string[]): string => ['class Child {', '  constructor(parent) {', '    this.parent = new WeakRef(parent);', '  }', '  async go() {', ...body.map((line) => `    ${line}`), '  }', '}', 'export { Child };', ''].join('\n');

describe('inlay hints', () => {
  it.each([
    ['is handed on', ['return self._parent()<may be dead>']],
    ['is passed', ['parent = self._parent()<may be dead>', 'note(parent)']],
    ['is used', ['self._parent()<may be dead>.go()']],
    ['is checked', ['parent = self._parent()', 'if parent is not None:', '    parent.go()']],
    ['is checked in the test', ['if (parent := self._parent()) is None:', '    return', 'parent.go()']],
  ])('in Python, where an answer %s', async (_, body) => {
    const text = python(...body);
    expect(await hinted('python', text.replaceAll(/<[^>]*>/g, ''))).toBe(text);
  });

  it.each([
    ['is handed on', ['return this.parent.deref()<may be dead>;']],
    ['is seen, and then waited', ['if (!this.parent.deref()<alive until await>) return;', 'await pause();']],
    ['is seen, and nothing waits', ['if (!this.parent.deref()) return;', 'note();']],
    ['has a name, which keeps it', ['const parent = this.parent.deref();', 'if (!parent) return;', 'await pause();', 'parent.go();']],
  ])('in JavaScript, where an answer %s', async (_, body) => {
    const text = javascript(...body);
    expect(await hinted('javascript', text.replaceAll(/<[^>]*>/g, ''))).toBe(text);
  });

  it('are given for what is asked', async () => {
    expect(await hinted('python', python('return self._parent()'), { start: { line: 0, character: 0 }, end: { line: 2, character: 0 } })).not.toContain('<');
  });

  it('are off unless somebody wants them, and follow the setting', async () => {
    client.configuration = null;
    await client.initialize({ ...fullCapabilities, workspace: { configuration: true, inlayHint: { refreshSupport: true } } });
    await client.open(uri, 'python', python('return self._parent()'));
    const ask = (): Promise<InlayHint[]> => client.request('textDocument/inlayHint', { textDocument: { uri }, range: everywhere });
    expect(await ask()).toEqual([]);
    await client.until(() => client.hintRefreshes[0]);
    client.configuration = { inlayHints: true };
    await client.notify('workspace/didChangeConfiguration', { settings: null });
    await client.until(() => client.hintRefreshes[1]);
    expect(await ask()).toHaveLength(1);
  });
});
