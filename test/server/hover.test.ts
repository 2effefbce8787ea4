import { MarkupContent } from 'vscode-languageserver';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ruleIds } from 'eslint-plugin-weakref/internal';
import { passages } from 'eslint-plugin-weakref/lessons';
import { lessonCard } from '../../server/src/lesson-card.ts';
import { ruleFacts } from '../../server/src/rule-facts.ts';
import { fullCapabilities, inMemoryClient, pushCapabilities } from '../support/lsp-client.ts';
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
    expect(text).toContain(`\n${passage.quote}\n`);
    expect(text).toContain('```python\n');
    expect(text).toContain('](https://');
    expect(text).not.toContain(diagnostic?.message);
    expect(text.split('\n').length).toBeLessThanOrEqual(12);
  });

  it.each(ruleIds)('has a card for %s that fits into the editor', (id) => {
    const facts = ruleFacts(id);
    if (facts === undefined) throw new Error('There is no such rule.');
    for (const language of ['python', 'typescript'] as const) {
      const [heading, blank, quote, ...code] = lessonCard(facts, language).split('\n');
      expect(heading).toContain(facts.url);
      expect(blank).toBe('');
      expect(quote).toBe(facts.passage.quote);
      expect(code.length).toBeLessThanOrEqual(7);
      expect(code).not.toContain('');
    }
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

  it.each([
    ['full', true],
    ['brief', false],
  ] as const)('shows code or not, as the setting says: %s', async (hover, hasCode) => {
    await client.initialize(fullCapabilities, { hover });
    await client.open(uri, 'python', pythonDeref);
    const [diagnostic] = await client.diagnostics(uri);
    const text = await card(pythonDerefLine, diagnostic?.range.start.character ?? 0);
    expect(text).toContain(`\n${passage.quote}`);
    expect(text.includes('```')).toBe(hasCode);
  });

  it('says nothing when it is switched off', async () => {
    await client.initialize(fullCapabilities, { hover: 'off' });
    await client.open(uri, 'python', pythonDeref);
    const [diagnostic] = await client.diagnostics(uri);
    expect(diagnostic).toBeDefined();
    expect(await client.hover(uri, pythonDerefLine, diagnostic?.range.start.character ?? 0)).toBeNull();
  });

  it('explains a rule in a comment that silences it, and no rule that is not there', async () => {
    await client.initialize();
    const comment = '# eslint-disable-next-line weakref/no-such-rule, weakref/no-truthy-deref -- checked';
    await client.open(uri, 'python', `import weakref\n${comment}\n# weakref/no-truthy-deref\n`);
    const hover = await client.hover(uri, 1, comment.indexOf('no-truthy'));
    const start = comment.indexOf('weakref/no-truthy');
    expect(hover?.range).toEqual({ start: { line: 1, character: start }, end: { line: 1, character: start + 'weakref/no-truthy-deref'.length } });
    expect(JSON.stringify(hover?.contents)).toContain('no-truthy-deref');
    expect(await client.hover(uri, 1, comment.indexOf('no-such'))).toBeNull();
    expect(await client.hover(uri, 1, 4)).toBeNull();
    expect(await client.hover(uri, 2, 12)).toBeNull();
  });

  it('says nothing elsewhere', async () => {
    await client.initialize();
    await client.open(uri, 'python', pythonDeref);
    expect(await client.hover(uri, 0, 3)).toBeNull();
    expect(await client.hover('file:///other.py', 0, 0)).toBeNull();
  });
});

describe('hover on a name', () => {
  const text = [
    'import weakref',
    '',
    'class Child:',
    '    def __init__(self, parent):',
    '        self._parent = weakref.ref(parent)',
    '',
    '    def leave(self):',
    '        parent = self._parent()',
    '        note(parent)',
    '        if parent is not None:',
    '            parent.remove(self)',
    '        else:',
    '            note(parent)',
    '        maybe = parent or self',
    '        note(maybe)',
    '',
  ].join('\n');
  const lines = text.split('\n');
  const at = (line: number, name: string): [number, number] => [line, (lines[line]?.lastIndexOf(name) ?? 0) + 1];

  beforeEach(async () => {
    await client.initialize();
    await client.open(uri, 'python', text);
  });

  it.each([
    [7, 'parent ', '`parent` is the referent of `self._parent`, may be dead: not checked since line 8.'],
    [8, 'parent', '`parent` is the referent of `self._parent`, may be dead: not checked since line 8.'],
    [10, 'parent', '`parent` is the referent of `self._parent`, alive here: `parent` keeps it.'],
    [12, 'parent', '`parent` is the referent of `self._parent`, which is dead here.'],
    [7, '_parent', '`self._parent` is a weak handle (`weakref.ref`), since line 5: it keeps nothing alive.'],
  ])('says what it is there, line %i, %s', async (line, name, sentence) => {
    const words = (await card(...at(line, name))).split('\n');
    expect(words[0]).toBe(sentence);
    expect(words.length).toBeLessThanOrEqual(12);
    const quoted = passages[line === 7 && name === '_parent' ? 'weak-handles#ask-the-handle' : 'one-deref-one-strong-name#check-once-through-a-strong-name'];
    expect(words).toContain(quoted.quote);
  });

  it('covers the name alone', async () => {
    const start = lines[7]?.indexOf('_parent()') ?? 0;
    expect((await client.hover(uri, 7, start + 2))?.range).toEqual({ start: { line: 7, character: start }, end: { line: 7, character: start + '_parent'.length } });
  });

  it.each([
    ['a parameter', 3, 'parent'],
    ['the object itself', 10, 'self'],
    ['what may be something else', 14, 'maybe'],
  ])('says nothing of %s', async (_, line, name) => {
    expect(await client.hover(uri, ...at(line, name))).toBeNull();
  });

  it('shows what the user has written as it is', async () => {
    const script = 'const refs = { [`a`]: new WeakRef(make()) };\nconst r = new WeakRef(make());\nexport function f() {\n  const __o__ = r.deref();\n  note(__o__);\n}\n';
    const other = 'file:///project/names.js';
    await client.open(other, 'javascript', script);
    const hover = await client.hover(other, 4, 8);
    expect(JSON.stringify(hover?.contents)).toContain('`__o__` is the referent of `r`');
  });

  it('gives way to the card of a finding', async () => {
    await client.open('file:///project/found.py', 'python', pythonDeref);
    const [diagnostic] = await client.diagnostics('file:///project/found.py');
    const start = diagnostic?.range.start.character ?? 0;
    const hover = await client.hover('file:///project/found.py', pythonDerefLine, start + 'self._pa'.length);
    expect(JSON.stringify(hover?.contents)).toContain('no-unchecked-deref');
  });
});

describe('hover on a name, otherwise', () => {
  it('is plain text for a client that shows no markdown', async () => {
    await client.initialize(pushCapabilities);
    await client.open(uri, 'python', 'import weakref\nr = weakref.ref(make())\nx = r()\nnote(x)\n');
    const hover = await client.hover(uri, 3, 5);
    expect(hover?.contents).toMatchObject({ kind: 'plaintext', value: expect.stringMatching(/^x is the referent of r, may be dead/) });
    expect(JSON.stringify(hover?.contents)).not.toContain('`');
  });

  it('says nothing when it is switched off', async () => {
    await client.initialize(fullCapabilities, { hover: 'off' });
    await client.open(uri, 'python', 'import weakref\nr = weakref.ref(make())\nx = r()\nnote(x)\n');
    expect(await client.hover(uri, 3, 5)).toBeNull();
  });
});
