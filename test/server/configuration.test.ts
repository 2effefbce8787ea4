/** Configuration files in the editor: what they choose, what is wrong in them, and that nothing of it is out of date. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ClientCapabilities } from 'vscode-languageserver';
import { afterEach, describe, expect, it } from 'vitest';
import { changingFiles } from '../../server/src/node/workspace-files.ts';
import { fullCapabilities, inMemoryClient, pushCapabilities } from '../support/lsp-client.ts';
import type { LspClient } from '../support/lsp-client.ts';
import { pythonDeref } from '../support/programs.ts';
import { folderWith } from '../support/weakref-lint.ts';

const watching = {
  ...fullCapabilities,
  workspace: { ...fullCapabilities.workspace, didChangeWatchedFiles: { dynamicRegistration: true }, diagnostics: { refreshSupport: true } },
};
const configuring = { ...watching, workspace: { ...watching.workspace, configuration: true } };

const off = '[rules]\nno-unchecked-deref = "off"\n';
const loud = '[rules]\nno-unchecked-deref = "error"\n';

let client: LspClient;
afterEach(() => client.dispose());

interface Opened {
  readonly folder: string;
  readonly root: string;
  readonly uriOf: (name: string) => string;
}

/** A workspace of these files, with `child.py` open. */
async function opened(files: Readonly<Record<string, string>>, capabilities: ClientCapabilities = watching, options?: unknown): Promise<Opened> {
  const folder = folderWith(files);
  const root = pathToFileURL(folder).href;
  client = inMemoryClient(changingFiles());
  await client.initialize(capabilities, options, [root]);
  await client.open(`${root}/child.py`, 'python', pythonDeref);
  return { folder, root, uriOf: (name) => `${root}/${name}` };
}

async function severities(uri: string): Promise<readonly unknown[]> {
  return (await client.diagnostics(uri)).map(({ severity }) => severity);
}

describe('the settings of a document', () => {
  it.each([
    ['weakref-lint.toml', loud],
    ['pyproject.toml', '[tool.weakref-lint.rules]\nno-unchecked-deref = "error"\n'],
    ['package.json', '{"weakref-lint": {"rules": {"no-unchecked-deref": "error"}}}'],
  ])('come from %s', async (name, text) => {
    const { uriOf } = await opened({ [name]: text });
    expect(await severities(uriOf('child.py'))).toEqual([1]);
  });

  it('come from the nearest file', async () => {
    const { uriOf } = await opened({ 'weakref-lint.toml': off, 'inner/weakref-lint.toml': loud });
    await client.open(uriOf('inner/child.py'), 'python', pythonDeref);
    expect([await severities(uriOf('child.py')), await severities(uriOf('inner/child.py'))]).toEqual([[], [1]]);
  });

  it('do not come from above the workspace', async () => {
    const folder = folderWith({ 'weakref-lint.toml': off, 'inner/child.py': pythonDeref });
    const root = pathToFileURL(join(folder, 'inner')).href;
    client = inMemoryClient(changingFiles());
    await client.initialize(watching, undefined, [root]);
    await client.open(`${root}/child.py`, 'python', pythonDeref);
    expect(await severities(`${root}/child.py`)).toEqual([2]);
  });

  it('follow what the user has set, and the file in the rest', async () => {
    const { uriOf } = await opened({ 'weakref-lint.toml': `preset = "strict"\n${loud}` }, watching, { rules: { 'no-unchecked-deref': 'hint' } });
    expect(await severities(uriOf('child.py'))).toEqual([4]);
  });

  it('leave out what is excluded', async () => {
    const { uriOf } = await opened({ 'weakref-lint.toml': 'exclude = ["child.py"]\n' });
    await client.open(uriOf('other.py'), 'python', pythonDeref);
    expect([await severities(uriOf('child.py')), await severities(uriOf('other.py'))]).toEqual([[], [2]]);
  });

  it.each([
    ['python', pythonDeref, 4],
    ['typescript', 'const held = new WeakRef(await open());\nexport const name = (): string => held.deref().name;\n', 4],
    // TypeScript believes the exclamation mark, and nobody looks at plain JavaScript.
    ['typescript', 'const held = new WeakRef(await open());\nexport const name = (): string => held.deref()!.name;\n', 2],
    ['javascript', 'const held = new WeakRef(await open());\nexport const name = () => held.deref().name;\n', 2],
  ])('leave %s to a type checker where it reports the same: %s', async (languageId, text, severity) => {
    const { uriOf } = await opened({ 'weakref-lint.toml': 'deferToTypeChecker = true\n' });
    await client.open(uriOf('deferred'), languageId, text);
    expect(await severities(uriOf('deferred'))).toEqual([severity]);
  });

  it('may differ from folder to folder', async () => {
    const [one, two] = [pathToFileURL(folderWith({})).href, pathToFileURL(folderWith({})).href];
    client = inMemoryClient(changingFiles());
    client.configuration = {};
    client.folderConfigurations.set(two, { rules: { 'no-unchecked-deref': 'error' } });
    await client.initialize(configuring, undefined, [one, two]);
    await client.until(() => client.refreshes[0]);
    await client.open(`${one}/child.py`, 'python', pythonDeref);
    await client.open(`${two}/child.py`, 'python', pythonDeref);
    expect([await severities(`${one}/child.py`), await severities(`${two}/child.py`)]).toEqual([[2], [1]]);
  });

  it('change when a file does', async () => {
    const { folder, uriOf } = await opened({ 'weakref-lint.toml': off });
    const file = uriOf('weakref-lint.toml');
    const changed = async (type: number): Promise<void> => {
      const refreshes = client.refreshes.length;
      await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: file, type }] });
      await client.until(() => client.refreshes[refreshes]);
    };
    expect(await client.until(() => client.registered.get('workspace/didChangeWatchedFiles'))).toMatchObject({
      watchers: [{ globPattern: expect.stringContaining('py') }, { globPattern: '**/{weakref-lint.toml,pyproject.toml,package.json,.gitignore}' }, { globPattern: '**/*', kind: 4 }],
    });
    expect(await severities(uriOf('child.py'))).toEqual([]);
    writeFileSync(join(folder, 'weakref-lint.toml'), `# Longer than before.\n${loud}`);
    await changed(2);
    expect(await severities(uriOf('child.py'))).toEqual([1]);
    rmSync(join(folder, 'weakref-lint.toml'));
    await changed(3);
    expect(await severities(uriOf('child.py'))).toEqual([2]);
  });

  it('follow an open configuration file while it is typed, and the one on disk when it is closed', async () => {
    const { uriOf } = await opened({ 'weakref-lint.toml': off });
    const file = uriOf('weakref-lint.toml');
    await client.open(file, 'toml', off);
    await client.replace(file, loud, 2);
    expect(await severities(uriOf('child.py'))).toEqual([1]);
    await client.replace(file, loud.slice(0, -3), 3);
    expect(await severities(uriOf('child.py'))).toEqual([1]);
    await client.notify('textDocument/didClose', { textDocument: { uri: file } });
    expect(await severities(uriOf('child.py'))).toEqual([]);
  });

  it('are no others after a change that changes no setting', async () => {
    const { uriOf } = await opened({ 'package.json': '{"weakref-lint": {"preset": "strict"}}' });
    const report = await client.pull(uriOf('child.py'));
    await client.open(uriOf('package.json'), 'json', '{"name": "p", "weakref-lint": {"preset": "strict"}}');
    expect(await client.pull(uriOf('child.py'), report.resultId)).toMatchObject({ kind: 'unchanged' });
  });
});

describe('what is wrong in a configuration file', () => {
  const wrong = '# ours\npreset = "loud"\n[rules]\nno-unchecked-deref = "error"\n';
  const sentence = 'preset must be "recommended" or "strict", not "loud"; it is ignored.';
  const place = { start: { line: 1, character: 9 }, end: { line: 1, character: 15 } };

  it('is shown where it stands while the file is open, and the rest counts', async () => {
    const { uriOf } = await opened({});
    const file = uriOf('weakref-lint.toml');
    await client.open(file, 'toml', wrong);
    expect(await client.diagnostics(file)).toEqual([{ range: place, severity: 2, source: 'weakref-lint', code: 'configuration', message: sentence }]);
    expect(await severities(uriOf('child.py'))).toEqual([1]);
    await client.replace(file, wrong.replace('loud', 'strict'), 2);
    expect(await client.diagnostics(file)).toEqual([]);
  });

  it('is shown of a closed file too, until it is opened', async () => {
    const { uriOf } = await opened({ 'weakref-lint.toml': wrong });
    const file = uriOf('weakref-lint.toml');
    expect(await client.pushedFor(file)).toMatchObject([{ range: place, message: sentence }]);
    await client.open(file, 'toml', wrong);
    expect(await client.until(() => (client.pushed.at(-1)?.diagnostics.length === 0 ? client.pushed.at(-1)?.uri : undefined))).toBe(file);
  });

  it('is pushed to a client that cannot pull', async () => {
    const { uriOf } = await opened({}, pushCapabilities);
    const file = uriOf('weakref-lint.toml');
    await client.open(file, 'plaintext', wrong);
    expect(await client.pushedFor(file)).toMatchObject([{ range: place, message: sentence }]);
  });

  it('is an error where nothing can be read', async () => {
    const { uriOf } = await opened({});
    await client.open(uriOf('weakref-lint.toml'), 'toml', 'preset = \n');
    expect(await client.diagnostics(uriOf('weakref-lint.toml'))).toMatchObject([{ severity: 1, range: { start: { line: 0 } } }]);
  });

  it('is an error at a file that cannot be read, until somebody mends it', async () => {
    const { folder, uriOf } = await opened({ 'weakref-lint.toml/.keep': '' });
    const file = uriOf('weakref-lint.toml');
    expect(await client.pushedFor(file)).toMatchObject([{ severity: 1, range: { start: { line: 0 } }, message: 'it cannot be read (it is a folder), so none of its settings count.' }]);
    expect(await severities(uriOf('child.py'))).toEqual([2]);
    rmSync(join(folder, 'weakref-lint.toml'), { recursive: true });
    writeFileSync(join(folder, 'weakref-lint.toml'), loud);
    await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: file, type: 1 }] });
    expect(await severities(uriOf('child.py'))).toEqual([1]);
    expect(await client.until(() => (client.pushed.at(-1)?.diagnostics.length === 0 ? client.pushed.at(-1)?.uri : undefined))).toBe(file);
  });

  it('is nothing in the package of somebody else', async () => {
    const { uriOf } = await opened({});
    const file = uriOf('node_modules/other/package.json');
    await client.open(file, 'json', '{"weakref-lint": 3}');
    expect(await client.diagnostics(file)).toEqual([]);
  });
});

describe('a baseline', () => {
  const known = { path: 'child.py', rule: 'no-unchecked-deref', inside: 'class Child: > def rename(self):', code: 'self._parent()' };
  const naming = (...findings: readonly object[]): string => JSON.stringify({ version: 1, findings });
  const named = { 'weakref-lint.toml': 'baseline = "known.json"\n' };
  const twice = pythonDeref.replace('.changed()', '.changed()\n        self._parent().changed()');

  it('makes hints of what it names, and of nothing else', async () => {
    const { uriOf } = await opened({ ...named, 'known.json': naming(known) });
    expect(await severities(uriOf('child.py'))).toEqual([4]);
    await client.replace(uriOf('child.py'), `# a line more\n${twice}`, 2);
    expect(await severities(uriOf('child.py'))).toEqual([4, 2]);
    await client.open(uriOf('other.py'), 'python', pythonDeref);
    expect(await severities(uriOf('other.py'))).toEqual([2]);
  });

  it('is named by the editor too, and lies where the file that names it says', async () => {
    const files = { 'ci/known.json': naming({ ...known, path: '../child.py' }) };
    const { uriOf } = await opened(files, watching, { baseline: 'ci/known.json' });
    expect(await severities(uriOf('child.py'))).toEqual([4]);
    client.dispose();
    const second = await opened({ ...files, 'sub/weakref-lint.toml': 'baseline = "../ci/known.json"\n', 'ci/known.json': naming({ ...known, path: '../sub/child.py' }) });
    await client.open(second.uriOf('sub/child.py'), 'python', pythonDeref);
    expect([await severities(second.uriOf('child.py')), await severities(second.uriOf('sub/child.py'))]).toEqual([[2], [4]]);
  });

  it('is watched, and read again when it changes', async () => {
    const { folder, uriOf } = await opened({ ...named, 'known.json': naming() });
    expect(await client.until(() => (JSON.stringify([client.registered.get('workspace/didChangeWatchedFiles')]).includes('known') ? 'watched' : undefined))).toBe('watched');
    const before = await client.pull(uriOf('child.py'));
    expect(await severities(uriOf('child.py'))).toEqual([2]);
    writeFileSync(join(folder, 'known.json'), naming(known));
    const refreshes = client.refreshes.length;
    await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: uriOf('known.json'), type: 2 }] });
    await client.until(() => client.refreshes[refreshes]);
    expect(await client.pull(uriOf('child.py'), before.resultId)).toMatchObject({ kind: 'full', items: [{ severity: 4 }] });
  });

  it.each([
    ['is not there', {}, 'there is no baseline "known.json"; "weakref-lint check --update-baseline ." writes it.'],
    ['is something else', { 'known.json': '[1]' }, '"known.json" is not a baseline; it is ignored, and --update-baseline wants a file of its own.'],
  ])('that %s is complained of where it is named', async (_, files, sentence) => {
    const { uriOf } = await opened({ ...named, ...files });
    expect(await client.pushedFor(uriOf('weakref-lint.toml'))).toMatchObject([{ range: { start: { line: 0, character: 11 }, end: { line: 0, character: 23 } }, message: sentence }]);
    expect(await severities(uriOf('child.py'))).toEqual([2]);
  });

  it('that the editor names and that is not there is complained of in the log', async () => {
    await opened({}, watching, { baseline: 'known.json' });
    expect(await client.until(() => client.logged.find((line) => line.includes('baseline')))).toBe('weakrefLint.baseline: there is no baseline "known.json"; "weakref-lint check --update-baseline ." writes it.');
  });
});

describe('a hover in a configuration file', () => {
  const text = '[tool.weakref-lint]\npreset = "strict"\n\n[tool.weakref-lint.rules]\nno-unchecked-deref = "warn"\n"no-*" = "hint"\n\n[tool.other]\npreset = "x"\n';

  it.each([
    ['over a rule is its card', 4, 3, /^\*\*\[no-unchecked-deref\]/],
    ['over a setting is a sentence', 1, 2, /^Which rules are on/],
    ['over a pattern is nothing', 5, 3, undefined],
    ['over a value is nothing', 1, 12, undefined],
    ['over the settings of others is nothing', 8, 2, undefined],
  ])('%s', async (_, line, character, expected) => {
    const { uriOf } = await opened({});
    const file = uriOf('pyproject.toml');
    await client.open(file, 'toml', text);
    const hover = await client.hover(file, line, character);
    if (expected === undefined) expect(hover).toBeNull();
    else expect(hover).toMatchObject({ contents: { kind: 'markdown', value: expect.stringMatching(expected) }, range: { start: { line } } });
  });

  it('is off where hovers are', async () => {
    const { uriOf } = await opened({}, watching, { hover: 'off' });
    await client.open(uriOf('pyproject.toml'), 'toml', text);
    expect(await client.hover(uriOf('pyproject.toml'), 4, 3)).toBeNull();
  });
});
