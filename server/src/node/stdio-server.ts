/** The language server over a stream, a pipe, a socket or Node's channel to its parent. */
import { createConnection } from 'vscode-languageserver/node';
import { startServer } from '../server.ts';
import { backgroundThread } from './background-thread.ts';
import { nodePlatform } from './node-platform.ts';
import { stdioConnection } from './stdio-connection.ts';
import { changingFiles } from './workspace-files.ts';

const transports = /^--(?:stdio|node-ipc|pipe|socket)(?:=|$)/;

/** Returns a sentence about the arguments when they name no way to talk; the connection itself reads them. */
export function serve(args: readonly string[]): string | undefined {
  if (!args.some((arg) => transports.test(arg))) return 'the server needs to know how to talk to the editor; try "weakref-lint server --stdio".';
  const connection = args.includes('--stdio') ? stdioConnection() : createConnection();
  startServer(connection, {
    platform: nodePlatform(__dirname),
    files: changingFiles(),
    background: backgroundThread(__dirname),
    version: __VERSION__,
    start: Date.now().toString(36),
    runtime: `Node ${process.versions.node} on ${process.platform} ${process.arch}`,
    clock: () => performance.now(),
    memory: () => process.memoryUsage.rss(),
  });
  return undefined;
}
