/** A document to paste into a report of a bug: versions, settings, and what the server says of itself. */
import { commands, env, UIKind, version as editorVersion, window, workspace, type Disposable } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { DebugInformation } from '../../server/src/protocol.ts';

const request: DebugInformation = 'weakrefLint/debugInformation';

export function registerDebugInformation(client: BaseLanguageClient, version: string): Disposable {
  return commands.registerCommand('weakrefLint.debugInformation', async () => {
    const place = `${env.uiKind === UIKind.Web ? 'in a browser' : 'on the desktop'}${env.remoteName === undefined ? '' : `, remote (${env.remoteName})`}`;
    const content = [
      '# Weakref Lint: debug information',
      '',
      `- Extension: ${version}`,
      `- Editor: ${env.appName} ${editorVersion} (${env.appHost}), ${place}`,
      `- Workspace: ${workspace.workspaceFolders?.length ?? 0} folders, ${workspace.isTrusted ? 'trusted' : 'in Restricted Mode'}`,
      client.isRunning() ? await client.sendRequest<string>(request) : '- Server: it does not run',
    ].join('\n');
    await window.showTextDocument(await workspace.openTextDocument({ language: 'markdown', content }));
  });
}
