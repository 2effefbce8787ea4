/** Files that are not open: looked at when somebody asks for it, told of once, and nothing stale. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Linter } from 'eslint/universal';
import { CancellationTokenSource } from 'vscode-languageserver/node';
import type { WorkspaceDiagnosticReport } from 'vscode-languageserver/node';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { changingFiles } from '../../server/src/node/workspace-files.ts';
import { fullCapabilities, inMemoryClient } from '../support/lsp-client.ts';
import type { LspClient } from '../support/lsp-client.ts';
import { clean, pythonDeref } from '../support/programs.ts';
import { folderWith } from '../support/weakref-lint.ts';

const SLOTS = 'class Scan:\n    __slots__ = ("name",)\n';
const USER = 'import weakref\n\nfrom base import Scan\n\n\ndef track():\n    scan = Scan()\n    return weakref.ref(scan)\n';

let client: LspClient;
let folder: string;
const uriOf = (name: string): string => pathToFileURL(join(folder, name)).href;

beforeEach(() => {
  folder = folderWith({ 'my file.py': pythonDeref, 'clean.py': clean, 'user.py': USER, 'base.py': 'class Scan:\n    pass\n', 'node_modules/a.py': pythonDeref, '.gitignore': 'ignored.py', 'ignored.py': pythonDeref });
  client = inMemoryClient(changingFiles());
});
afterEach(() => {
  client.dispose();
  vi.restoreAllMocks();
});

function start(options: object): Promise<unknown> {
  return client.initialize(fullCapabilities, options, [pathToFileURL(folder).href]);
}

type Ids = readonly { readonly uri: string; readonly value: string }[];

function ask(previousResultIds: Ids = [], more: object = {}): Promise<WorkspaceDiagnosticReport> {
  return client.request('workspace/diagnostic', { previousResultIds, ...more });
}

function idsOf({ items }: WorkspaceDiagnosticReport): Ids {
  return items.flatMap(({ uri, resultId }) => (resultId === undefined ? [] : [{ uri, value: resultId }]));
}

const found = ({ items }: WorkspaceDiagnosticReport): unknown => items.map((item) => [item.uri, item.kind === 'full' ? item.items.map(({ code }) => code) : item.kind]);

function changedOnDisk(name: string, text: string | undefined): Promise<void> {
  if (text === undefined) rmSync(join(folder, name));
  else writeFileSync(join(folder, name), text);
  return client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: uriOf(name), type: text === undefined ? 3 : 2 }] });
}

describe('with workspaceDiagnostics', () => {
  beforeEach(() => start({ workspaceDiagnostics: true }));

  it('tells of files that are not open, and of those only that somebody here wrote', async () => {
    expect(found(await ask())).toEqual([[uriOf('my file.py'), ['no-unchecked-deref']]]);
  });

  it('holds the question until something is new, and lints nothing twice', async () => {
    const first = await ask();
    const lints = vi.spyOn(Linter.prototype, 'verify');
    const second = ask(idsOf(first));
    await changedOnDisk('clean.py', `${clean}# the same\n`);
    await changedOnDisk('new.py', pythonDeref);
    expect(found(await second)).toEqual([[uriOf('new.py'), ['no-unchecked-deref']]]);
    expect(lints.mock.calls.length).toBeLessThanOrEqual(2);
  });

  it('takes back what is gone', async () => {
    const second = ask(idsOf(await ask()));
    await changedOnDisk('my file.py', undefined);
    expect(found(await second)).toEqual([[uriOf('my file.py'), []]]);
  });

  it('follows a file into those that import it', async () => {
    const second = ask(idsOf(await ask()));
    await changedOnDisk('base.py', SLOTS);
    expect(found(await second)).toEqual([[uriOf('user.py'), ['require-weakref-slot']]]);
  });

  it('leaves open documents to themselves, and tells of them again once they are closed', async () => {
    await client.open(uriOf('my file.py'), 'python', pythonDeref);
    await client.open(uriOf('base.py'), 'python', SLOTS);
    const first = await ask();
    expect(found(first)).toEqual([[uriOf('user.py'), ['require-weakref-slot']]]);
    const second = ask(idsOf(first));
    await client.notify('textDocument/didClose', { textDocument: { uri: uriOf('my file.py') } });
    expect(found(await second)).toEqual([[uriOf('my file.py'), ['no-unchecked-deref']]]);
  });

  it('gives partial results to who takes them', async () => {
    const parts: unknown[] = [];
    client.connection.onNotification('$/progress', ({ token, value }: { token: string; value: unknown }) => {
      if (token === 'parts') parts.push(value);
    });
    expect(await ask([], { partialResultToken: 'parts', workDoneToken: 'work' })).toEqual({ items: [] });
    expect(parts).toMatchObject([{ items: [{ uri: uriOf('my file.py') }] }]);
  });

  it('lets go of a question that is cancelled', async () => {
    const source = new CancellationTokenSource();
    const answer = client.connection.sendRequest('workspace/diagnostic', { previousResultIds: idsOf(await ask()) }, source.token);
    source.cancel();
    expect(await answer.catch(() => ({ items: [] }))).toEqual({ items: [] });
    await client.open(uriOf('other.py'), 'python', pythonDeref);
    expect(await client.diagnostics(uriOf('other.py'))).toHaveLength(1);
  });

  it('refuses a question without what the client knows', async () => {
    await expect(client.request('workspace/diagnostic', {})).rejects.toThrow('needs previousResultIds');
  });

  it('takes everything back when it is switched off', async () => {
    const second = ask(idsOf(await ask()));
    await client.notify('workspace/didChangeConfiguration', { settings: { weakrefLint: { workspaceDiagnostics: false } } });
    expect(found(await second)).toEqual([[uriOf('my file.py'), []]]);
  });
});

it('says nothing about closed files unless it is asked to', async () => {
  await start({});
  const answer = ask();
  await client.notify('workspace/didChangeConfiguration', { settings: { weakrefLint: { workspaceDiagnostics: true } } });
  expect(found(await answer)).toEqual([[uriOf('my file.py'), ['no-unchecked-deref']]]);
});
