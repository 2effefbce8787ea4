/** The built language server as a process of its own. */
import { describe, expect, it } from 'vitest';
import { childClient } from '../support/lsp-client.ts';
import { javascriptDeref, pythonDeref } from '../support/programs.ts';

describe('weakref-lint server --stdio', () => {
  it('lints both languages and exits when it is told to', async () => {
    const { client, exitCode } = childClient();
    await client.initialize();
    await client.open('file:///a.py', 'python', pythonDeref);
    await client.open('file:///a.js', 'javascript', javascriptDeref);
    expect(await client.diagnostics('file:///a.py')).toHaveLength(1);
    expect(await client.diagnostics('file:///a.js')).toHaveLength(1);
    await client.request('shutdown', undefined);
    await client.notify('exit', undefined);
    expect(await exitCode).toBe(0);
    client.dispose();
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
});
