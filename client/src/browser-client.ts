/** The client of a server that is a worker. */
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient, type MessageTransports } from 'vscode-languageclient/browser';
import { listen } from './listen.ts';
import type { ServerListener } from './server.ts';

/** @param startWorker ends the worker before, if there is one */
export function createBrowserClient(startWorker: () => Worker, id: string, name: string, options: LanguageClientOptions, listener: ServerListener): BaseLanguageClient {
  // The workers of an extension host are no instances of `Worker`, which is what the client would look for.
  const connect = (): Promise<MessageTransports> => {
    const worker = startWorker();
    return Promise.resolve({ reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) });
  };
  return listen(new LanguageClient(id, name, connect, options), listener);
}
