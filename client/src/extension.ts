/** The extension on the desktop and on remote machines: the server is a Node process, talked to over its IPC channel. */
import { Uri, type ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { NodePrograms } from './node/node-programs.ts';
import { start } from './start.ts';

export function activate(context: ExtensionContext): void {
  const module = Uri.joinPath(context.extensionUri, 'server', 'dist', 'main.cjs').fsPath;
  const server = { module, args: ['server'], transport: TransportKind.ipc };
  start(context, (id, name, options) => new LanguageClient(id, name, server, options), { programs: new NodePrograms() });
}
