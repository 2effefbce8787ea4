/** A document to paste into a report of a bug: versions, settings, and what the server says of itself. */
import { commands, env, UIKind, version as editorVersion, window, workspace, type Disposable } from 'vscode';
import type { DebugInformation } from '../../server/src/protocol.ts';
import type { Server } from './server.ts';

const request: DebugInformation = 'weakrefLint/debugInformation';

export function registerDebugInformation(server: Server, version: string): Disposable {
  return commands.registerCommand('weakrefLint.debugInformation', async () => {
    const place = `${env.uiKind === UIKind.Web ? 'in a browser' : 'on the desktop'}${env.remoteName === undefined ? '' : `, remote (${env.remoteName})`}`;
    const content = [
      '# Weakref Lint: debug information',
      '',
      `- Extension: ${version}`,
      `- Editor: ${env.appName} ${editorVersion} (${env.appHost}), ${place}`,
      `- Workspace: ${workspace.workspaceFolders?.length ?? 0} folders, ${workspace.isTrusted ? 'trusted' : 'in Restricted Mode'}`,
      server.state === 'running' ? await server.request<string>(request) : '- Server: it does not run',
    ].join('\n');
    await window.showTextDocument(await workspace.openTextDocument({ language: 'markdown', content }));
  });
}
