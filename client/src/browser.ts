/** The extension in a browser: the server is a worker, and is told where its other files are. */
import { Uri, type ExtensionContext } from 'vscode';
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient, type MessageTransports } from 'vscode-languageclient/browser';
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
  // The workers of an extension host are no instances of `Worker`, which is what the client would look for.
  const startWorker = (): Promise<MessageTransports> => {
    worker?.terminate();
    worker = new Worker(urlOf('worker.js'));
    return Promise.resolve({ reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) });
  };
  context.subscriptions.push({ dispose: () => worker?.terminate() });
  start(context, (id, name, options) => new LanguageClient(id, name, startWorker, options), { options: workerOptions });
}
