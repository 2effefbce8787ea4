import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inMemoryClient, pushCapabilities } from '../support/lsp-client.ts';
import type { LspClient } from '../support/lsp-client.ts';
import { javascriptDeref, javascriptDerefLine, pythonDeref, pythonDerefLine } from '../support/programs.ts';

const uri = 'file:///project/child.py';
let client: LspClient;

beforeEach(() => {
  client = inMemoryClient();
});
afterEach(() => client.dispose());

describe('pull', () => {
  beforeEach(() => client.initialize());

  it('reports a finding with everything an editor shows', async () => {
    await client.open(uri, 'python', pythonDeref);
    const [diagnostic, ...more] = await client.diagnostics(uri);
    expect(more).toEqual([]);
    expect(diagnostic).toMatchObject({
      range: { start: { line: pythonDerefLine } },
      severity: 2,
      source: 'weakref-lint',
      code: 'no-unchecked-deref',
    });
    expect(diagnostic?.message).toContain('_parent');
    expect(diagnostic?.codeDescription?.href).toMatch(/^https:\/\/.*no-unchecked-deref/);
  });

  it('answers "unchanged" for the version the client has, and fully after a change', async () => {
    await client.open(uri, 'python', pythonDeref);
    const first = await client.pull(uri);
    expect(await client.pull(uri, first.resultId)).toEqual({ kind: 'unchanged', resultId: first.resultId });
    await client.replace(uri, pythonDeref.replace('().changed()', ''), 2);
    expect(await client.pull(uri, first.resultId)).toMatchObject({ kind: 'full', items: [] });
  });

  it('never takes a reopened document for the one before it', async () => {
    await client.open(uri, 'python', pythonDeref);
    const first = await client.pull(uri);
    await client.notify('textDocument/didClose', { textDocument: { uri } });
    await client.open(uri, 'python', '# nothing left of weakref\n');
    expect(await client.pull(uri, first.resultId)).toMatchObject({ kind: 'full', items: [] });
  });

  it('never pushes', async () => {
    await client.open(uri, 'python', pythonDeref);
    await client.diagnostics(uri);
    await client.notify('textDocument/didClose', { textDocument: { uri } });
    await client.pull(uri);
    expect(client.pushed).toEqual([]);
  });

  it('has nothing to say about a document that is not open', async () => {
    expect(await client.diagnostics(uri)).toEqual([]);
  });

  it.each(['javascript', 'javascriptreact', 'typescript', 'typescriptreact'])('lints %s', async (languageId) => {
    await client.open('untitled:Untitled-1', languageId, javascriptDeref.replace('constructor(parent)', 'parent: any; constructor(parent)'.slice(languageId.startsWith('type') ? 0 : 13)));
    expect(await client.diagnostics('untitled:Untitled-1')).toMatchObject([{ code: 'no-unchecked-deref', range: { start: { line: javascriptDerefLine } } }]);
  });

  it('goes by the language, not by the name', async () => {
    await client.open('file:///project/notes.txt', 'python', pythonDeref);
    await client.open('file:///project/child.py', 'plaintext', pythonDeref);
    expect(await client.diagnostics('file:///project/notes.txt')).toHaveLength(1);
    expect(await client.diagnostics('file:///project/child.py')).toEqual([]);
  });

  it('counts columns in UTF-16 units', async () => {
    const text = pythonDeref.replace('        self._parent()', '        x = "\u{1F600}"; self._parent()');
    await client.open(uri, 'python', text);
    const [diagnostic] = await client.diagnostics(uri);
    const line = text.split('\n')[pythonDerefLine] ?? '';
    expect(line.slice(diagnostic?.range.start.character)).toMatch(/^(self\.)?_parent\(\)/);
  });

  it('follows edits', async () => {
    await client.open(uri, 'python', pythonDeref);
    await client.edit(uri, { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, '# a comment\n', 2);
    expect(await client.diagnostics(uri)).toMatchObject([{ range: { start: { line: pythonDerefLine + 1 } } }]);
    await client.edit(uri, { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } }, '', 3);
    expect(await client.diagnostics(uri)).toMatchObject([{ range: { start: { line: pythonDerefLine } } }]);
  });

  it('does not lint a text nobody wrote by hand, and says so', async () => {
    await client.open(uri, 'python', `${pythonDeref}x = "${'x'.repeat(30_000)}"\n`);
    expect(await client.diagnostics(uri)).toEqual([]);
    expect(client.logged).toEqual([expect.stringContaining('looks minified or generated')]);
  });

  it.each(['node_modules/bus/child.py', '.venv/child.py', 'env/lib/python3.13/site-packages/bus/child.py'])('leaves %s to its author, and says so', async (path) => {
    await client.open(`file:///project/${path}`, 'python', pythonDeref);
    expect(await client.diagnostics(`file:///project/${path}`)).toEqual([]);
    expect(client.logged).toEqual([expect.stringContaining('belongs to an installed package')]);
  });

  it('lints a file that only has the name of such a folder', async () => {
    await client.open('file:///project/my_node_modules/node_modules', 'python', pythonDeref);
    expect(await client.diagnostics('file:///project/my_node_modules/node_modules')).toHaveLength(1);
    expect(client.logged).toEqual([]);
  });

  it('is silent about a broken text, with or without anything weak in it', async () => {
    await client.open(uri, 'python', 'def f(:\n');
    expect(await client.diagnostics(uri)).toEqual([]);
    await client.replace(uri, 'import weakref\ndef f(:\n', 2);
    expect(await client.diagnostics(uri)).toEqual([]);
  });
});

describe('broken JavaScript', () => {
  const jsUri = 'file:///project/child.js';
  const end = { line: 7, character: 0 };

  beforeEach(() => client.initialize());

  it('keeps the findings elsewhere while half a line stands there', async () => {
    await client.open(jsUri, 'javascript', javascriptDeref);
    expect(await client.diagnostics(jsUri)).toHaveLength(1);
    await client.edit(jsUri, { start: end, end }, 'const half = (\n', 2);
    expect(await client.diagnostics(jsUri)).toMatchObject([{ range: { start: { line: javascriptDerefLine } } }]);
  });

  it('keeps earlier findings, moved by the edit, where the whole text is lost', async () => {
    await client.open(jsUri, 'javascript', javascriptDeref);
    expect(await client.diagnostics(jsUri)).toHaveLength(1);
    const start = { line: 0, character: 0 };
    await client.edit(jsUri, { start, end: start }, 'if (1) {\n`\n', 2);
    expect(await client.diagnostics(jsUri)).toMatchObject([{ range: { start: { line: javascriptDerefLine + 2 } } }]);
  });

  it('finds nothing new while the line that guards a use is typed again', async () => {
    const guarded = javascriptDeref.replace('this.parent.deref()', 'const p = this.parent.deref();\n    if (p === undefined) return;\n    p');
    await client.open(jsUri, 'javascript', guarded);
    expect(await client.diagnostics(jsUri)).toEqual([]);
    const [line, character] = [javascriptDerefLine + 1, '    if (p === undefined'.length];
    await client.edit(jsUri, { start: { line, character }, end: { line, character: character + 1 } }, '', 2);
    expect(await client.diagnostics(jsUri)).toEqual([]);
    await client.edit(jsUri, { start: { line, character: character - 1 }, end: { line, character } }, '', 3);
    expect(await client.diagnostics(jsUri)).toEqual([]);
  });

  it('finds what is new beside the broken line', async () => {
    await client.open(jsUri, 'javascript', '\nconst whole = 1;\n');
    expect(await client.diagnostics(jsUri)).toEqual([]);
    const start = { line: 0, character: 0 };
    await client.edit(jsUri, { start, end: start }, `${javascriptDeref}const = 1;\n`, 2);
    expect(await client.diagnostics(jsUri)).toMatchObject([{ range: { start: { line: javascriptDerefLine } } }]);
    await client.edit(jsUri, { start, end: start }, '/**/', 3);
    expect(await client.diagnostics(jsUri)).toMatchObject([{ range: { start: { line: javascriptDerefLine } } }]);
  });

  it('reads a script that no module could be', async () => {
    await client.open(jsUri, 'javascript', `var await = 1;\n${javascriptDeref}f(await);\n`);
    expect(await client.diagnostics(jsUri)).toMatchObject([{ range: { start: { line: javascriptDerefLine + 1 } } }]);
  });

  it('reports no parse error of its own', async () => {
    await client.open(jsUri, 'javascript', 'const WeakRef = ((((\n');
    expect(await client.diagnostics(jsUri)).toEqual([]);
  });
});

describe('push', () => {
  beforeEach(() => client.initialize(pushCapabilities));

  it('sends findings when a document opens and changes, and clears them when it closes', async () => {
    await client.open(uri, 'python', pythonDeref);
    expect(await client.pushedFor(uri, 1)).toMatchObject([{ code: 'no-unchecked-deref', severity: 2 }]);
    await client.replace(uri, '# empty\n', 2);
    expect(await client.pushedFor(uri, 2)).toEqual([]);
    client.pushed.length = 0;
    await client.notify('textDocument/didClose', { textDocument: { uri } });
    expect(await client.pushedFor(uri)).toEqual([]);
  });
});
