/** The language server in a worker, once the bundle it shares with Node is loaded. */
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import type { WorkerFile } from '../protocol.ts';
import { startServer } from '../server.ts';
import { fetchFile, loadBundle } from './load-bundle.ts';

declare const self: DedicatedWorkerGlobalScope;

/** @param incoming what the client sends; answers go out through the worker itself */
export function serve(incoming: MessagePort, urlOf: (name: WorkerFile) => string): void {
  const connection = createConnection(new BrowserMessageReader(incoming), new BrowserMessageWriter(self));
  startServer(connection, {
    platform: {
      readAsset: async (name) => new Uint8Array(await (await fetchFile(urlOf(name))).arrayBuffer()),
      loadJavascriptParser: () => loadBundle('./javascript.cjs', urlOf('javascript.cjs')),
    },
    version: __VERSION__,
    start: Date.now().toString(36),
    runtime: navigator.userAgent,
    clock: () => performance.now(),
    memory: () => undefined,
  });
}
