/** The extension on the desktop and on remote machines. */
import { Uri, type ExtensionContext } from 'vscode';
import { NodePrograms } from './node/node-programs.ts';
import { start } from './start.ts';

export function activate(context: ExtensionContext): void {
  const module = Uri.joinPath(context.extensionUri, 'server', 'dist', 'main.cjs').fsPath;
  start(context, async (...client) => (await import('./node-client.ts')).createNodeClient(module, ...client), { programs: new NodePrograms() });
}
