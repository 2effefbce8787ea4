/** Files that are not open: offered when somebody asks for it, told of once, looked at again only where something changed, and nothing stale. */
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CancellationTokenSource } from 'vscode-languageserver/node';
import type { ClientCapabilities, WorkspaceDiagnosticReport } from 'vscode-languageserver/node';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { changingFiles } from '../../server/src/node/workspace-files.ts';
import { inProcessBackground } from '../support/background.ts';
import type { CountingBackground } from '../support/background.ts';
import { inMemoryClient, workspaceCapabilities } from '../support/lsp-client.ts';
import type { LspClient } from '../support/lsp-client.ts';
import { clean, pythonDeref } from '../support/programs.ts';
import { folderWith } from '../support/weakref-lint.ts';

const SLOTS = 'class Scan:\n    __slots__ = ("name",)\n';
const PLAIN = 'class Scan:\n    pass\n';
const USER = 'import weakref\n\nfrom base import Scan\n\n\ndef track():\n    scan = Scan()\n    return weakref.ref(scan)\n';

const files = { 'my file.py': pythonDeref, 'clean.py': clean, 'user.py': USER, 'base.py': PLAIN, 'node_modules/a.py': pythonDeref, '.gitignore': 'ignored.py', 'ignored.py': pythonDeref };

let client: LspClient;
let background: CountingBackground;
let folder: string;
let told: Map<string, string>;
const uriOf = (name: string): string => pathToFileURL(join(folder, name)).href;

beforeEach(() => {
  folder = folderWith(files);
  told = new Map();
  background = inProcessBackground();
  client = inMemoryClient(changingFiles(), background);
});
afterEach(() => client.dispose());

function start(options: object, more: ClientCapabilities = {}): Promise<unknown> {
  return client.initialize({ ...workspaceCapabilities, ...more }, options, [pathToFileURL(folder).href]);
}

const set = (weakrefLint: object): Promise<void> => client.notify('workspace/didChangeConfiguration', { settings: { weakrefLint } });

/** As VS Code does: says of every file what it has been told, and remembers. */
async function ask(more: object = {}): Promise<WorkspaceDiagnosticReport> {
  const previousResultIds = [...told].map(([uri, value]) => ({ uri, value }));
  const answer = await client.request<WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds, ...more });
  for (const { uri, resultId } of answer.items) {
    if (resultId === undefined) told.delete(uri);
    else told.set(uri, resultId);
  }
  return answer;
}

/** Asks again, as VS Code does, until there is something to tell. */
async function hear(more: object = {}): Promise<WorkspaceDiagnosticReport> {
  for (;;) {
    const answer = await ask(more);
    if (answer.items.length > 0) return answer;
  }
}

/** Resolves once a file is told to have problems of these rules; never, where it is not. */
async function hearOf(name: string, rules: readonly string[]): Promise<void> {
  for (;;) {
    const { items } = await hear();
    if (items.some((item) => item.uri === uriOf(name) && item.kind === 'full' && item.items.map(({ code }) => code).join() === rules.join())) return;
  }
}

const found = ({ items }: WorkspaceDiagnosticReport): unknown => items.map((item) => [item.uri, item.kind === 'full' ? item.items.map(({ code }) => code) : item.kind]);

/** Changes files on disk, as many at once as are named, and tells of it once; undefined removes what has that name. */
function changeOnDisk(texts: Readonly<Record<string, string | undefined>>, type?: number): Promise<void> {
  for (const [name, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    if (text === undefined) rmSync(join(folder, name), { recursive: true });
    else writeFileSync(join(folder, name), text);
  }
  const changes = Object.entries(texts).map(([name, text]) => ({ uri: uriOf(name), type: type ?? (text === undefined ? 3 : name in files ? 2 : 1) }));
  return client.notify('workspace/didChangeWatchedFiles', { changes });
}

describe('the whole workspace', () => {
  const offered = (): unknown => client.registered.get('textDocument/diagnostic');

  it('is offered while somebody wants it, and not otherwise', async () => {
    await start({});
    await client.until(() => client.registered.get('workspace/didChangeWatchedFiles'));
    expect(offered()).toBeUndefined();
    await set({ workspaceDiagnostics: true });
    expect(await client.until(offered)).toMatchObject({ workspaceDiagnostics: true, interFileDependencies: true, documentSelector: expect.arrayContaining([{ language: 'python' }]) });
    await set({ workspaceDiagnostics: false });
    await client.until(() => (Reflect.get(Object(offered()), 'workspaceDiagnostics') === false ? true : undefined));
    await set({ workspaceDiagnostics: true });
    await client.until(() => (Reflect.get(Object(offered()), 'workspaceDiagnostics') === true ? true : undefined));
  });

  it('is not offered to a client that would keep what is out of date', async () => {
    await start({ workspaceDiagnostics: true }, { workspace: {} });
    await client.open(uriOf('my file.py'), 'python', pythonDeref);
    expect(await client.diagnostics(uriOf('my file.py'))).toHaveLength(1);
    expect(offered()).toBeUndefined();
  });
});

describe('with workspaceDiagnostics', () => {
  beforeEach(() => start({ workspaceDiagnostics: true }));

  it('tells of files that are not open, and of those only that somebody here wrote', async () => {
    expect(found(await ask())).toEqual([[uriOf('my file.py'), ['no-unchecked-deref']]]);
  });

  it('holds the question until something is new, looks at that alone, and then rests', async () => {
    await ask();
    const second = ask();
    background.looks.length = 0;
    await changeOnDisk({ 'clean.py': `${clean}# the same\n` });
    await changeOnDisk({ 'new.py': pythonDeref });
    expect(found(await second)).toEqual([[uriOf('new.py'), ['no-unchecked-deref']]]);
    expect(background.looks.map((address) => address.slice(address.lastIndexOf('/')))).toEqual(['/clean.py', '/new.py']);
    expect(background.rests.length).toBeGreaterThan(0);
  });

  it('says nothing new of a file that was only touched', async () => {
    await ask();
    const second = ask();
    await changeOnDisk({ 'my file.py': `${pythonDeref}# more\n` });
    await changeOnDisk({ 'new.py': pythonDeref });
    expect(found(await second)).toEqual([[uriOf('new.py'), ['no-unchecked-deref']]]);
  });

  it('takes back what is gone', async () => {
    await ask();
    const second = ask();
    await changeOnDisk({ 'my file.py': undefined });
    const answer = await second;
    expect(found(answer)).toEqual([[uriOf('my file.py'), []]]);
    expect(answer.items[0]?.resultId).toBeUndefined();
  });

  it('takes back what was in a folder that is gone, of which nobody named the files', async () => {
    await changeOnDisk({ 'deep/a.py': pythonDeref, 'deep/er/b.py': pythonDeref });
    const first = await ask();
    expect(first.items).toHaveLength(3);
    const second = ask();
    await changeOnDisk({ deep: undefined });
    expect(found(await second)).toEqual([[uriOf('deep/a.py'), []], [uriOf('deep/er/b.py'), []]]);
  });

  it('follows another branch, with many files that change at once', async () => {
    await ask();
    const second = ask();
    await changeOnDisk({ 'my file.py': undefined, 'base.py': SLOTS, 'renamed.py': pythonDeref, 'clean.py': pythonDeref });
    expect(found(await second)).toEqual(
      expect.arrayContaining([[uriOf('my file.py'), []], [uriOf('user.py'), ['require-weakref-slot']], [uriOf('renamed.py'), ['no-unchecked-deref']], [uriOf('clean.py'), ['no-unchecked-deref']]]),
    );
  });

  it('heeds a .gitignore that changes', async () => {
    await ask();
    const second = ask();
    await changeOnDisk({ '.gitignore': 'my file.py\n' });
    expect(found(await second)).toEqual(expect.arrayContaining([[uriOf('my file.py'), []], [uriOf('ignored.py'), ['no-unchecked-deref']]]));
  });

  it('follows a file into those that import it, also as it stands in an editor', async () => {
    await ask();
    const second = ask();
    await changeOnDisk({ 'base.py': SLOTS });
    expect(found(await second)).toEqual([[uriOf('user.py'), ['require-weakref-slot']]]);
    const third = ask();
    await client.open(uriOf('base.py'), 'python', PLAIN);
    expect(found(await third)).toEqual([[uriOf('user.py'), []]]);
    const fourth = ask();
    await client.replace(uriOf('base.py'), SLOTS, 2);
    expect(found(await fourth)).toEqual([[uriOf('user.py'), ['require-weakref-slot']]]);
  });

  it('leaves files of open documents alone, and tells of each once it is closed, even when nothing is wrong', async () => {
    await client.open(uriOf('my file.py'), 'python', pythonDeref);
    await client.open(uriOf('clean.py'), 'python', pythonDeref);
    await ask();
    background.looks.length = 0;
    const first = ask();
    await changeOnDisk({ 'my file.py': clean, 'clean.py': clean, 'new.py': pythonDeref });
    expect(found(await first)).toEqual([[uriOf('new.py'), ['no-unchecked-deref']]]);
    expect([...new Set(background.looks)]).toEqual([expect.stringContaining('/new.py')]);
    await changeOnDisk({ 'my file.py': pythonDeref });
    const second = hearOf('my file.py', ['no-unchecked-deref']);
    await client.notify('textDocument/didClose', { textDocument: { uri: uriOf('my file.py') } });
    await second;
    const third = hearOf('clean.py', []);
    await client.notify('textDocument/didClose', { textDocument: { uri: uriOf('clean.py') } });
    await third;
  });

  it('tells of an open document what it was told of as such: a tab may be closed that nobody here hears of', async () => {
    await client.open(uriOf('clean.py'), 'python', clean);
    expect(await client.diagnostics(uriOf('clean.py'))).toEqual([]);
    await ask();
    const second = hear();
    await client.replace(uriOf('clean.py'), pythonDeref, 2);
    const pulled = await client.pull(uriOf('clean.py'));
    const { items } = await second;
    expect(items).toMatchObject([{ uri: uriOf('clean.py'), version: 2, resultId: pulled.resultId, items: [{ code: 'no-unchecked-deref' }] }]);
    await client.replace(uriOf('clean.py'), clean, 3);
    const third = hear();
    await client.pull(uriOf('clean.py'));
    expect(found(await third)).toEqual([[uriOf('clean.py'), []]]);
  });

  it('tells of an open document in a later question than the one that was asked meanwhile: an editor that waits for its answer takes no other', async () => {
    await ask();
    await client.open(uriOf('clean.py'), 'python', clean);
    await hear();
    const during = ask();
    await client.replace(uriOf('clean.py'), pythonDeref, 2);
    await client.pull(uriOf('clean.py'));
    expect(found(await during)).toEqual([]);
    expect(found(await hear())).toEqual([[uriOf('clean.py'), ['no-unchecked-deref']]]);
  });

  it('tells of a document that was changed and is not asked about any more: its tab is closed', async () => {
    await client.open(uriOf('clean.py'), 'python', clean);
    await client.pull(uriOf('clean.py'));
    await hear();
    await client.replace(uriOf('clean.py'), pythonDeref, 2);
    expect(found(await hear())).toEqual([[uriOf('clean.py'), ['no-unchecked-deref']]]);
  });

  it('takes back what a document showed that is no file of the workspace', async () => {
    const elsewhere = 'file:///elsewhere/child.py';
    await client.open(elsewhere, 'python', pythonDeref);
    await ask();
    const second = hear();
    await client.notify('textDocument/didClose', { textDocument: { uri: elsewhere } });
    expect(found(await second)).toEqual([[elsewhere, []]]);
  });

  it('gives partial results to who takes them', async () => {
    const parts: unknown[] = [];
    client.connection.onNotification('$/progress', ({ token, value }: { token: string; value: unknown }) => {
      if (token === 'parts') parts.push(value);
    });
    expect(await ask({ partialResultToken: 'parts' })).toEqual({ items: [] });
    expect(parts).toMatchObject([{ items: [{ uri: uriOf('my file.py') }] }]);
  });

  it('says how far it is when there is much to do', async () => {
    const values: unknown[] = [];
    client.connection.onNotification('$/progress', ({ value }: { value: unknown }) => void values.push(value));
    await changeOnDisk(Object.fromEntries(Array.from({ length: 150 }, (_, index) => [`many/${index}.py`, clean])));
    await ask({ workDoneToken: 'work' });
    expect(values).toMatchObject([{ kind: 'begin', title: 'Looking for weak-reference bugs' }, ...values.slice(1, -1).map(() => ({ kind: 'report', message: expect.stringMatching(/^\d+ of 1\d\d files$/) })), { kind: 'end' }]);
    expect(values.length).toBeGreaterThan(4);
  });

  it('lets go at once of a question that is cancelled', async () => {
    await ask();
    const source = new CancellationTokenSource();
    const answer = client.connection.sendRequest('workspace/diagnostic', { previousResultIds: [...told].map(([uri, value]) => ({ uri, value })) }, source.token);
    source.cancel();
    await expect(answer).rejects.toMatchObject({ code: -32800 });
    told.clear();
    expect(found(await ask())).toEqual([[uriOf('my file.py'), ['no-unchecked-deref']]]);
  });

  it('refuses a question without what the client knows', async () => {
    await expect(client.request('workspace/diagnostic', {})).rejects.toThrow('needs previousResultIds');
  });

  it('obeys other settings, and looks at nothing again when they are the same', async () => {
    await ask();
    const second = ask();
    background.looks.length = 0;
    await set({ workspaceDiagnostics: true });
    await changeOnDisk({ 'new.py': pythonDeref });
    await second;
    expect([...new Set(background.looks)]).toEqual([expect.stringContaining('/new.py')]);
    const third = ask();
    await set({ workspaceDiagnostics: true, rules: { 'no-unchecked-deref': 'off' } });
    expect(found(await third)).toContainEqual([uriOf('new.py'), []]);
  });

  it('shows what a baseline names as hints, and looks again when it is another one, whether a document is open or not', async () => {
    const known = { path: 'my file.py', rule: 'no-unchecked-deref', inside: 'class Child: > def rename(self):', code: 'self._parent()' };
    const naming = (...findings: readonly object[]): string => JSON.stringify({ version: 1, findings });
    await ask();
    const second = hear();
    await changeOnDisk({ 'weakref-lint.toml': 'baseline = "known.json"\n', 'known.json': naming(known) });
    expect((await second).items).toMatchObject([{ uri: uriOf('my file.py'), items: [{ severity: 4 }] }]);
    await client.until(() => (JSON.stringify([client.registered.get('workspace/didChangeWatchedFiles')]).includes('known') ? true : undefined));
    const third = hear();
    await changeOnDisk({ 'known.json': naming() });
    expect((await third).items).toMatchObject([{ uri: uriOf('my file.py'), items: [{ severity: 2 }] }]);
  });

  it('takes everything back when it is switched off', async () => {
    await ask();
    const second = ask();
    await set({ workspaceDiagnostics: false });
    expect(found(await second)).toEqual([[uriOf('my file.py'), []]]);
  });

  it('goes on when files could not be looked at, and says so', async () => {
    const broken = vi.spyOn(background, 'look').mockRejectedValue(new Error('the thread is gone'));
    const answer = ask();
    await client.until(() => client.logged.find((sentence) => sentence.includes('the thread is gone')));
    broken.mockRestore();
    await changeOnDisk({ 'new.py': pythonDeref });
    expect(found(await answer)).toContainEqual([uriOf('new.py'), ['no-unchecked-deref']]);
  });
});

it.skipIf(process.platform === 'win32')('files are named as their folder is, also where that is a link', async () => {
  const real = folder;
  folder = join(folderWith({}), 'link');
  symlinkSync(real, folder);
  await start({ workspaceDiagnostics: true });
  expect(found(await ask())).toEqual([[uriOf('my file.py'), ['no-unchecked-deref']]]);
});
