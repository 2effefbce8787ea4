import type { CodeAction, Range } from 'vscode-languageserver';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applied, fullCapabilities, inMemoryClient, pushCapabilities } from '../support/lsp-client.ts';
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
    expect(await offered('python', pythonDeref, ['refactor.inline'])).toEqual([]);
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
    return after(text, actions.find(({ title }) => title === 'Disable no-unchecked-deref for this line'));
  };

  it('writes a comment above a Python line, indented like it', async () => {
    const { text, left } = await disabled('python', pythonDeref);
    expect(text.split('\n')[pythonDerefLine]).toBe('        # eslint-disable-next-line weakref/no-unchecked-deref -- reason');
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
    expect(left).toMatchObject([{ code: 'unused-disable', severity: 4 }]);
  });

  it('writes at the end of a Python line that continues another', async () => {
    const { text, left } = await disabled('python', pythonDeref.replace('self._parent().changed()', 'x = \\\n            self._parent().changed()'));
    expect(text).toContain('changed()  # eslint-disable-line weakref/no-unchecked-deref -- reason\n');
    expect(left).toEqual([]);
  });

  it('writes a JavaScript comment', async () => {
    const { text, left } = await disabled('javascript', javascriptDeref);
    expect(text.split('\n')[javascriptDerefLine]).toBe('    // eslint-disable-next-line weakref/no-unchecked-deref -- reason');
    expect(left).toEqual([]);
  });

  it('writes a comment that JSX keeps to itself', async () => {
    const { text, left } = await disabled('javascriptreact', javascriptDeref.replace('this.parent.deref().changed();', 'return <ul>\n    {this.parent.deref().changed()}\n    </ul>;'));
    expect(text).toContain('<ul>\n    {/* eslint-disable-next-line weakref/no-unchecked-deref -- reason */}\n    {this');
    expect(left).toEqual([]);
  });

  it('leaves the text of a template alone', async () => {
    const { text, left } = await disabled('javascript', javascriptDeref.replace('this.parent.deref().changed();', 'return `\n${this.parent.deref().changed()}`;'));
    expect(text).toContain('`\n${/* eslint-disable-line weakref/no-unchecked-deref -- reason */ this.parent');
    expect(left).toEqual([]);
  });
});

describe('disable for this file', () => {
  const disabled = async (languageId: string, text: string): Promise<{ text: string; left: unknown[] }> => {
    const actions = await offered(languageId, text);
    return after(text, actions.find(({ title }) => title === 'Disable no-unchecked-deref for this file'));
  };

  it('writes a comment above everything', async () => {
    const { text, left } = await disabled('python', pythonDeref);
    expect(text).toBe(`# eslint-disable weakref/no-unchecked-deref -- reason\n${pythonDeref}`);
    expect(left).toEqual([]);
  });

  it.each([
    ['the line that names the interpreter', 'python', '#!/usr/bin/env python3\n', pythonDeref],
    ['both lines', 'python', '#!/usr/bin/env python3\r\n# -*- coding: utf-8 -*-\r\n', pythonDeref.replaceAll('\n', '\r\n')],
    ['the line that names the interpreter', 'javascript', '#!/usr/bin/env node\n', javascriptDeref],
  ])('leaves %s first (%s)', async (_, languageId, first, text) => {
    const { text: changed, left } = await disabled(languageId, first + text);
    expect(changed.startsWith(`${first}${languageId === 'python' ? '#' : '/*'} eslint-disable weakref/no-unchecked-deref -- reason`)).toBe(true);
    expect(changed.replace(/.*-- reason.*\r?\n/, '')).toBe(first + text);
    expect(left).toEqual([]);
  });

  it('adds the rule to a comment that is there', async () => {
    const { text, left } = await disabled('javascript', `// Parents.\n/* eslint-disable weakref/no-repeated-deref -- slow */\n${javascriptDeref}`);
    expect(text).toContain('/* eslint-disable weakref/no-repeated-deref, weakref/no-unchecked-deref -- slow */');
    expect(left).not.toContainEqual(expect.objectContaining({ code: 'no-unchecked-deref' }));
  });
});

describe('the reason for a comment', () => {
  it('is selected in an editor that can', async () => {
    const workspaceEdit = { documentChanges: true, snippetEditSupport: true };
    await client.initialize({ ...fullCapabilities, workspace: { workspaceEdit } });
    await client.open(uri, 'python', pythonDeref);
    const action = (await client.codeActions(uri, everywhere)).find(({ title }) => title.endsWith('for this line'));
    expect(action?.edit?.documentChanges).toMatchObject([
      { edits: [{ snippet: { kind: 'snippet', value: '        # eslint-disable-next-line weakref/no-unchecked-deref -- ${0:reason}\n' } }] },
    ]);
  });
});

describe('a comment that silences nothing', () => {
  const guarded = pythonDeref.replace('self._parent().changed()', 'parent = self._parent()\n        if parent is not None:\n            parent.changed()');

  it.each([
    ['a line of its own', `${guarded}# eslint-disable-next-line weakref/no-unchecked-deref -- checked\n`, guarded],
    ['the end of a line', guarded.replace('import weakref', 'import weakref  # eslint-disable-line weakref/no-unchecked-deref'), guarded],
    ['one of two rules', `# eslint-disable weakref/no-unchecked-deref, weakref/no-truthy-deref\n${pythonDeref}`, `# eslint-disable weakref/no-unchecked-deref\n${pythonDeref}`],
  ])('is faint, and goes: %s', async (_, text, expected) => {
    await client.initialize({ ...fullCapabilities, textDocument: { ...fullCapabilities.textDocument, diagnostic: { tagSupport: { valueSet: [1] } } } });
    await client.open(uri, 'python', text);
    expect(await client.diagnostics(uri)).toMatchObject([{ severity: 4, code: 'unused-disable', tags: [1] }]);
    const [action] = await client.codeActions(uri, everywhere, ['quickfix']);
    expect(action).toMatchObject({ isPreferred: true, diagnostics: [{ code: 'unused-disable' }] });
    expect(await after(text, action)).toEqual({ text: expected, left: [] });
  });

  it.each([
    ['names no rule', '# eslint-disable-next-line'],
    ['is of another linter', '# eslint-disable-next-line no-console'],
    ['is of another linter too', '# eslint-disable-next-line no-console, weakref/no-unchecked-deref'],
    ['names a rule that is off', '# eslint-disable-next-line weakref/no-id-key'],
    ['names a rule that does not exist', '# eslint-disable-next-line weakref/no-such-rule'],
  ])('is left alone where it %s', async (_, comment) => {
    await offered('python', `${guarded}${comment}\n`);
    expect((await client.diagnostics(uri)).filter(({ code }) => code === 'unused-disable')).toEqual([]);
  });

  it('is not removed with what has a safe fix', async () => {
    const text = `# eslint-disable-next-line weakref/no-truthy-deref\n${pythonRepeated}`;
    const [action] = await offered('python', text, ['source.fixAll']);
    expect((await after(text, action)).text).toContain('# eslint-disable-next-line weakref/no-truthy-deref\n');
  });
});

/** The text after the refactoring offered where `marked` is selected. */
async function refactored(kind: string, languageId: string, text: string, marked: string): Promise<string | undefined> {
  await client.initialize();
  await client.open(uri, languageId, text);
  const lines = text.split('\n');
  const line = lines.findIndex((each) => each.includes(marked));
  const start = lines[line]?.indexOf(marked) ?? 0;
  const [action] = await client.codeActions(uri, { start: { line, character: start }, end: { line, character: start + marked.length } }, ['refactor']);
  expect(action?.kind ?? kind).toBe(kind);
  return action === undefined ? undefined : applied(text, uri, action);
}

describe('binding a deref to a name', () => {
  const extracted = (languageId: string, text: string, marked: string): Promise<string | undefined> => refactored('refactor.extract', languageId, text, marked);

  it('writes a line before a Python statement', async () => {
    expect(await extracted('python', pythonDeref, 'self._parent()')).toBe(pythonDeref.replace('        self._parent().changed()', '        parent = self._parent()\n        parent.changed()'));
  });

  it('writes a statement before a JavaScript one', async () => {
    expect(await extracted('javascript', javascriptDeref, 'this.parent.deref()')).toBe(
      javascriptDeref.replace('    this.parent.deref().changed();', '    const parent = this.parent.deref();\n    parent.changed();'),
    );
  });

  it.each([
    ['it has a name', 'x = self._parent()'],
    ['it is asked again and again', 'while self._parent(): pass'],
    ['it is asked at times only', 'note(self and self._parent())'],
    ['something happens first', 'note([(yield 1), self._parent()])'],
    ['it has no line of its own', 'if self: note(self._parent())'],
  ])('is not offered where %s', async (_, statement) => {
    expect(await extracted('python', pythonDeref.replace('self._parent().changed()', statement), 'self._parent()')).toBeUndefined();
  });

  it('waits until something is selected', async () => {
    await offered('python', pythonDeref);
    const [line = ''] = pythonDeref.split('\n').slice(pythonDerefLine);
    const at = { line: pythonDerefLine, character: line.indexOf('_parent') };
    const titles = async (end: number): Promise<string[]> => (await client.codeActions(uri, { start: at, end: { ...at, character: end } })).map(({ title }) => title);
    expect(await titles(at.character)).not.toContain('Bind this deref to `parent`');
    expect(await titles(at.character + 1)).toContain('Bind this deref to `parent`');
  });
});

describe('making a back-reference weak', () => {
  const weakened = (languageId: string, text: string, marked: string): Promise<string | undefined> => refactored('refactor.rewrite', languageId, text, marked);
  const python = ['import weakref', 'class Node:', '    def __init__(self, parent):', '        self._parent = parent', '        parent.nodes.append(self)', '    def leave(self):', '        self._parent.nodes.remove(self)', ''].join('\n');
  const typescript = ['class Node {', '  private parent: Tree;', '  constructor(parent: Tree) {', '    this.parent = parent;', '  }', '  leave() {', '    this.parent.nodes.delete(this);', '  }', '}', 'export const root = new WeakRef(new Node(tree));', ''].join('\n');

  it('makes a handle of it and asks it, in Python', async () => {
    expect(await weakened('python', python, 'self._parent = parent')).toBe(
      python.replace('_parent = parent', '_parent = weakref.ref(parent)').replace('self._parent.nodes', 'self._parent().nodes'),
    );
  });

  it('makes a handle of it and asks it, in TypeScript', async () => {
    expect(await weakened('typescript', typescript, 'this.parent = parent')).toBe(
      typescript.replace('parent: Tree;', 'parent: WeakRef<Tree>;').replace('= parent;', '= new WeakRef(parent);').replace('this.parent.nodes', 'this.parent.deref().nodes'),
    );
  });

  it.each([
    ['there may be none', python.replace('parent):', 'parent=None):')],
    ['it is given up', `${python}    def detach(self):\n        self._parent = None\n`],
    ['others read it', `${python}def root(node):\n    return node._parent\n`],
    ['its type is written', python.replace('self._parent =', 'self._parent: Tree =')],
    ['it is no owner', python.replaceAll('parent', 'text')],
  ])('is not offered where %s', async (_, text) => {
    const line = text.split('\n').find((each) => / = (?:parent|text)$/.test(each))?.trim() ?? '';
    expect(await weakened('python', text, line)).toBeUndefined();
  });
});
