/** The extension in a browser: the server is a worker, and is told where its other files are. */
import { Uri, type ExtensionContext } from 'vscode';
import type { WorkerOptions } from '../../server/src/protocol.ts';
import { start } from './start.ts';

export function activate(context: ExtensionContext): void {
  const urlOf = (file: string): string => Uri.joinPath(context.extensionUri, 'server', 'dist', file).toString(true);
  const workerOptions: WorkerOptions = {
    files: {
      'core.cjs': urlOf('core.cjs'),
      'javascript.cjs': urlOf('javascript.cjs'),
      'web-tree-sitter.wasm': urlOf('web-tree-sitter.wasm'),
      'tree-sitter-python.wasm': urlOf('tree-sitter-python.wasm'),
    },
  };
  let worker: Worker | undefined;
  const startWorker = (): Worker => {
    worker?.terminate();
    worker = new Worker(urlOf('worker.js'));
    return worker;
  };
  context.subscriptions.push({ dispose: () => worker?.terminate() });
  start(context, async (...client) => (await import('./browser-client.ts')).createBrowserClient(startWorker, ...client), { options: workerOptions });
}
