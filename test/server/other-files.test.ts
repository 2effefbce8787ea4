/** What the answers about one document owe to other files, and that none is out of date. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { changingFiles } from '../../server/src/node/workspace-files.ts';
import { fullCapabilities, inMemoryClient, pushCapabilities } from '../support/lsp-client.ts';
import type { LspClient } from '../support/lsp-client.ts';
import { folderWith } from '../support/weakref-lint.ts';

const SLOTS = 'class Scan:\n    __slots__ = ("name",)\n';
const PLAIN = 'class Scan:\n    pass\n';
const USER = 'import weakref\n\nfrom base import Scan\n\n\ndef track():\n    scan = Scan()\n    return weakref.ref(scan)\n';

const watching = {
  ...fullCapabilities,
  workspace: { ...fullCapabilities.workspace, workspaceFolders: true, didChangeWatchedFiles: { dynamicRegistration: true }, diagnostics: { refreshSupport: true } },
};

let client: LspClient;
afterEach(() => client.dispose());

async function rules(uri: string): Promise<readonly unknown[]> {
  return (await client.diagnostics(uri)).map(({ code }) => code);
}

describe('open documents', () => {
  const [user, base] = ['file:///project/user.py', 'file:///project/base.py'];

  it('are seen as they stand in the editor', async () => {
    client = inMemoryClient();
    await client.initialize();
    await client.open(user, 'python', USER);
    expect(await rules(user)).toEqual([]);
    await client.open(base, 'python', SLOTS);
    expect(await rules(user)).toEqual(['require-weakref-slot']);
    await client.replace(base, PLAIN, 2);
    expect(await rules(user)).toEqual([]);
    await client.replace(base, SLOTS, 3);
    expect(await rules(user)).toEqual(['require-weakref-slot']);
    await client.notify('textDocument/didClose', { textDocument: { uri: base } });
    expect(await rules(user)).toEqual([]);
  });

  it('are seen in TypeScript too', async () => {
    client = inMemoryClient();
    await client.initialize();
    const [view, model] = ['file:///project/view.ts', 'file:///project/model.ts'];
    await client.open(view, 'typescript', "import { current } from './model.js';\n\nexport const held = new WeakRef(globalThis);\nexport const name = (): string => current.deref().name;\n");
    expect(await rules(view)).toEqual([]);
    await client.open(model, 'typescript', 'export const current = new WeakRef(await open());\n');
    expect(await rules(view)).toEqual(['no-unchecked-deref']);
    await client.replace(model, 'export const current = await open();\n', 2);
    expect(await rules(view)).toEqual([]);
  });

  it('make an answer another one only when they change what it stands on', async () => {
    client = inMemoryClient();
    await client.initialize();
    await client.open(base, 'python', SLOTS);
    await client.open(user, 'python', USER);
    await client.open('file:///project/other.py', 'python', PLAIN);
    const first = await client.pull(user);
    await client.replace('file:///project/other.py', SLOTS, 2);
    expect(await client.pull(user, first.resultId)).toEqual({ kind: 'unchanged', resultId: first.resultId });
    await client.replace(base, PLAIN, 2);
    expect(await client.pull(user, first.resultId)).toMatchObject({ kind: 'full', items: [] });
  });

  it('are told of again to a client that cannot pull', async () => {
    client = inMemoryClient();
    await client.initialize(pushCapabilities);
    await client.open(base, 'python', SLOTS);
    await client.open(user, 'python', USER);
    expect(await client.pushedFor(user)).toMatchObject([{ code: 'require-weakref-slot' }]);
    client.pushed.length = 0;
    await client.replace(base, PLAIN, 2);
    expect(await client.pushedFor(user)).toEqual([]);
  });

  it('are seen in a workspace that lies nowhere on a disk', async () => {
    client = inMemoryClient();
    await client.initialize();
    await client.open('vscode-vfs://github/o/r/base.py', 'python', SLOTS);
    await client.open('vscode-vfs://github/o/r/user.py', 'python', USER);
    expect(await rules('vscode-vfs://github/o/r/user.py')).toEqual(['require-weakref-slot']);
  });
});

describe('files on disk', () => {
  it('count where nobody has opened them, and are watched', async () => {
    const folder = folderWith({ 'my project/base.py': SLOTS });
    const [user, base] = ['user.py', 'base.py'].map((name) => pathToFileURL(join(folder, 'my project', name)).href);
    if (user === undefined || base === undefined) throw new Error('two names make two addresses');
    client = inMemoryClient(changingFiles());
    await client.initialize(watching, undefined, [pathToFileURL(folder).href]);
    await client.until(() => client.registered.get('workspace/didChangeWatchedFiles'));
    await client.open(user, 'python', USER);
    expect(await rules(user)).toEqual(['require-weakref-slot']);

    await client.open(base, 'python', PLAIN);
    expect(await rules(user)).toEqual([]);
    await client.notify('textDocument/didClose', { textDocument: { uri: base } });
    expect(await rules(user)).toEqual(['require-weakref-slot']);

    const before = client.refreshes.length;
    rmSync(join(folder, 'my project', 'base.py'));
    await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: base, type: 3 }] });
    await client.until(() => client.refreshes[before]);
    expect(await rules(user)).toEqual([]);
    writeFileSync(join(folder, 'my project', 'base.py'), SLOTS);
    await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: base, type: 1 }] });
    await client.until(() => client.refreshes[before + 1]);
    expect(await rules(user)).toEqual(['require-weakref-slot']);
  });

  it('count inside the folders of the workspace only, which may change', async () => {
    const folder = folderWith({ 'base.py': SLOTS });
    const user = pathToFileURL(join(folder, 'user.py')).href;
    client = inMemoryClient(changingFiles());
    await client.initialize(watching);
    await client.until(() => client.registered.get('workspace/didChangeWorkspaceFolders') ?? client.registered.get('workspace/didChangeWatchedFiles'));
    await client.open(user, 'python', USER);
    expect(await rules(user)).toEqual([]);
    const here = { uri: pathToFileURL(folder).href, name: 'here' };
    await client.notify('workspace/didChangeWorkspaceFolders', { event: { added: [here], removed: [] } });
    await client.until(() => client.refreshes[0]);
    expect(await rules(user)).toEqual(['require-weakref-slot']);
    await client.notify('workspace/didChangeWorkspaceFolders', { event: { added: [], removed: [here] } });
    await client.until(() => client.refreshes[1]);
    expect(await rules(user)).toEqual([]);
  });
});
