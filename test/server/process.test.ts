/** The built language server as a process of its own. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { WorkspaceDiagnosticReport } from 'vscode-languageserver/node';
import { describe, expect, it } from 'vitest';
import { childClient, workspaceCapabilities } from '../support/lsp-client.ts';
import { javascriptDeref, pythonDeref } from '../support/programs.ts';
import { folderWith } from '../support/weakref-lint.ts';

describe('weakref-lint server --stdio', () => {
  it('lints both languages and exits when it is told to', async () => {
    const { client, leave } = childClient();
    await client.initialize();
    await client.open('file:///a.py', 'python', pythonDeref);
    await client.open('file:///a.js', 'javascript', javascriptDeref);
    expect(await client.diagnostics('file:///a.py')).toHaveLength(1);
    expect(await client.diagnostics('file:///a.js')).toHaveLength(1);
    expect(await leave()).toBe(0);
  });

  it('exits when the editor goes away without a word', async () => {
    const { client, child, exitCode } = childClient();
    await client.initialize();
    child.stdin?.end();
    expect(await exitCode).toBe(1);
    client.dispose();
  });

  it('survives bytes that are no message', async () => {
    const { client, child, exitCode } = childClient();
    child.stdin?.write('Content-Length: 7\r\n\r\n{"nope"');
    await client.initialize();
    await client.open('file:///a.py', 'python', pythonDeref);
    expect(await client.diagnostics('file:///a.py')).toHaveLength(1);
    child.stdin?.end();
    await exitCode;
    client.dispose();
  });

  it('looks at files that are not open on a thread of its own, also for those that import what is open, and ends with it', async () => {
    const folder = folderWith({ 'child.py': pythonDeref, 'base.py': 'class Scan:\n    pass\n', 'user.py': 'import weakref\n\nfrom base import Scan\n\n\ndef track():\n    scan = Scan()\n    return weakref.ref(scan)\n' });
    const uriOf = (name: string): string => pathToFileURL(join(folder, name)).href;
    const { client, leave } = childClient();
    await client.initialize(workspaceCapabilities, { workspaceDiagnostics: true }, [pathToFileURL(folder).href]);
    const first = await client.request<WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds: [] });
    expect(first.items).toMatchObject([{ uri: uriOf('child.py'), items: [{ code: 'no-unchecked-deref' }] }]);
    const previousResultIds = first.items.map(({ uri, resultId }) => ({ uri, value: resultId }));
    const second = client.request<WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds });
    await client.open(uriOf('base.py'), 'python', 'class Scan:\n    __slots__ = ("name",)\n');
    expect((await second).items).toMatchObject([{ uri: uriOf('user.py'), items: [{ code: 'require-weakref-slot' }] }]);
    expect(await leave()).toBe(0);
  });
});
