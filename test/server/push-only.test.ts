/** Nothing stays on the screen of an editor that cannot pull: whatever changes, it is told again. */
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, it } from 'vitest';
import { changingFiles } from '../../server/src/node/workspace-files.ts';
import { inMemoryClient, pushCapabilities } from '../support/lsp-client.ts';
import type { LspClient } from '../support/lsp-client.ts';
import { clean, pythonDeref } from '../support/programs.ts';
import { folderWith } from '../support/weakref-lint.ts';

const SLOTS = 'class Scan:\n    __slots__ = ("name",)\n';
const PLAIN = 'class Scan:\n    pass\n';
const USER = 'import weakref\n\nfrom base import Scan\n\n\ndef track():\n    scan = Scan()\n    return weakref.ref(scan)\n';
const off = '[rules]\nno-unchecked-deref = "off"\n';

const capabilities = { ...pushCapabilities, workspace: { configuration: true, workspaceFolders: true, didChangeWatchedFiles: { dynamicRegistration: true } } };

let client: LspClient;
let folder: string;
const uriOf = (name: string): string => pathToFileURL(join(folder, name)).href;

beforeEach(async () => {
  folder = folderWith({ 'base.py': SLOTS });
  client = inMemoryClient(changingFiles());
  client.configuration = {};
  await client.initialize(capabilities, undefined, [pathToFileURL(folder).href]);
  await client.until(() => client.registered.get('workspace/didChangeWatchedFiles'));
});
afterEach(() => client.dispose());

/** Resolves once the last that was pushed for a document has these codes. */
async function shows(name: string, codes: readonly string[]): Promise<void> {
  const last = (): string | undefined => client.pushed.filter(({ uri }) => uri === uriOf(name)).at(-1)?.diagnostics.map(({ code }) => code).join();
  await client.until(() => (last() === codes.join() ? true : undefined));
}

const open = (name: string, text: string): Promise<void> => client.open(uriOf(name), 'python', text);
const close = (name: string): Promise<void> => client.notify('textDocument/didClose', { textDocument: { uri: uriOf(name) } });

const created = (name: string): object => ({ uri: uriOf(name), type: 1 });
const changed = (name: string): object => ({ uri: uriOf(name), type: 2 });
const deleted = (name: string): object => ({ uri: uriOf(name), type: 3 });
const changedOnDisk = (...changes: readonly object[]): Promise<void> => client.notify('workspace/didChangeWatchedFiles', { changes });
const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);

describe('nothing is shown any more', () => {
  it('of a document that is closed', async () => {
    await open('child.py', pythonDeref);
    await shows('child.py', ['no-unchecked-deref']);
    await close('child.py');
    await shows('child.py', []);
  });

  it('of a document that was renamed, and its new name shows it', async () => {
    await open('child.py', pythonDeref);
    await shows('child.py', ['no-unchecked-deref']);
    await close('child.py');
    await open('renamed.py', pythonDeref);
    await changedOnDisk(deleted('child.py'), created('renamed.py'));
    await shows('child.py', []);
    await shows('renamed.py', ['no-unchecked-deref']);
  });

  it('of a document that is another language now', async () => {
    await open('child.py', pythonDeref);
    await shows('child.py', ['no-unchecked-deref']);
    await close('child.py');
    await client.open(uriOf('child.py'), 'plaintext', pythonDeref);
    await shows('child.py', []);
  });

  it('of a configuration file that is gone', async () => {
    write('weakref-lint.toml', 'preset = "loud"\n');
    await open('child.py', clean);
    await shows('weakref-lint.toml', ['configuration']);
    rmSync(join(folder, 'weakref-lint.toml'));
    await changedOnDisk(deleted('weakref-lint.toml'));
    await shows('weakref-lint.toml', []);
  });
});

describe('what a document owes to another file is told again', () => {
  beforeEach(async () => {
    await open('user.py', USER);
    await shows('user.py', ['require-weakref-slot']);
  });

  it('when the file is deleted', async () => {
    rmSync(join(folder, 'base.py'));
    await changedOnDisk(deleted('base.py'));
    await shows('user.py', []);
  });

  it('when it is renamed, and when it comes back', async () => {
    renameSync(join(folder, 'base.py'), join(folder, 'other.py'));
    await changedOnDisk(deleted('base.py'), created('other.py'));
    await shows('user.py', []);
    renameSync(join(folder, 'other.py'), join(folder, 'base.py'));
    await changedOnDisk(created('base.py'), deleted('other.py'));
    await shows('user.py', ['require-weakref-slot']);
  });

  it('when its folder is deleted, of which nobody names the files', async () => {
    mkdirSync(join(folder, 'shapes'));
    write('shapes/__init__.py', '');
    write('shapes/scan.py', SLOTS);
    await open('other.py', USER.replace('from base', 'from shapes.scan'));
    await shows('other.py', ['require-weakref-slot']);
    rmSync(join(folder, 'shapes'), { recursive: true });
    await changedOnDisk(deleted('shapes'));
    await shows('other.py', []);
  });

  it('when it is opened, edited and closed', async () => {
    await open('base.py', PLAIN);
    await shows('user.py', []);
    await client.replace(uriOf('base.py'), SLOTS, 2);
    await shows('user.py', ['require-weakref-slot']);
    await client.replace(uriOf('base.py'), PLAIN, 3);
    await shows('user.py', []);
    await close('base.py');
    await shows('user.py', ['require-weakref-slot']);
  });
});

it('another branch changes documents, other files and the configuration at once', async () => {
  await open('child.py', pythonDeref);
  await open('user.py', USER);
  await shows('child.py', ['no-unchecked-deref']);
  await shows('user.py', ['require-weakref-slot']);

  write('weakref-lint.toml', off);
  write('base.py', PLAIN);
  const others = Array.from({ length: 500 }, (_, index) => created(`generated-${index}.py`));
  await changedOnDisk(...others, changed('base.py'), created('weakref-lint.toml'), changed('child.py'));
  await shows('child.py', []);
  await shows('user.py', []);

  rmSync(join(folder, 'weakref-lint.toml'));
  write('base.py', SLOTS);
  await changedOnDisk(changed('base.py'));
  await changedOnDisk(...others, deleted('weakref-lint.toml'));
  await client.replace(uriOf('child.py'), `${pythonDeref}\n`, 2);
  await shows('child.py', ['no-unchecked-deref']);
  await shows('user.py', ['require-weakref-slot']);
});

it('other settings are told of in every document', async () => {
  await open('child.py', pythonDeref);
  await open('other.py', pythonDeref);
  for (const name of ['child.py', 'other.py']) await shows(name, ['no-unchecked-deref']);
  for (const [configuration, codes] of [[{ exclude: ['*'] }, []], [{}, ['no-unchecked-deref']], [{ enable: false }, []], [{ languages: ['python'] }, ['no-unchecked-deref']]] as const) {
    client.configuration = configuration;
    await client.notify('workspace/didChangeConfiguration', { settings: null });
    for (const name of ['child.py', 'other.py']) await shows(name, codes);
  }
});
