/** A connection over the standard streams. What is no message is named once on standard error; where the next one would begin is then only known if the frame was whole. */
import { Console } from 'node:console';
import { StreamMessageReader, StreamMessageWriter, createConnection } from 'vscode-languageserver/node';
import type { Connection } from 'vscode-languageserver/node';

/** Milliseconds after which the rest of a message is missed. */
const longestPause = 5000;

export function stdioConnection(): Connection {
  // The standard output belongs to the protocol, whoever logs.
  globalThis.console = new Console(process.stderr);
  const reader = new StreamMessageReader(process.stdin);
  reader.partialMessageTimeout = longestPause;
  const connection = createConnection(reader, new StreamMessageWriter(process.stdout));
  let isShutDown = false;
  const leave = (): never => process.exit(isShutDown ? 0 : 1);
  connection.onShutdown(() => {
    isShutDown = true;
  });
  process.stdin.on('end', leave);
  process.stdin.on('close', leave);
  // Nobody reads the answers any more.
  process.stdout.on('error', leave);
  reader.onError((error) => {
    if (error instanceof SyntaxError) {
      console.error(`weakref-lint: the client sent a message that is not JSON (${oneLine(error)}); it is ignored.`);
      return;
    }
    console.error(`weakref-lint: the client sent something that is not a message (${oneLine(error)}); the server ends, since it cannot tell where the next one begins.`);
    leave();
  });
  let isMissed = false;
  reader.onPartialMessage(() => {
    if (!isMissed) console.error('weakref-lint: the client began a message and does not go on; its Content-Length may be wrong. The server waits for the rest.');
    isMissed = true;
  });
  return connection;
}

function oneLine({ message }: Error): string {
  return message.replace(/\s+/g, ' ').slice(0, 200);
}
