/** The client of a server that is a Node process, talked to over its IPC channel. A bundle of its own: it is loaded once the extension is active. */
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { listen } from './listen.ts';
import type { ServerListener } from './server.ts';

/** @param module the path of the server's program */
export function createNodeClient(module: string, id: string, name: string, options: LanguageClientOptions, listener: ServerListener): BaseLanguageClient {
  return listen(new LanguageClient(id, name, { module, args: ['server'], transport: TransportKind.ipc }, options), listener);
}
