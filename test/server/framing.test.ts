/** Bytes that are no messages, sent to the built server: it says so in one line, and goes on or ends. */
import { spawn } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { program } from '../support/lsp-client.ts';

const initialize = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } });
const framed = (body: string): string => `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

interface Server {
  send(bytes: string): void;
  end(): void;
  readonly exitCode: Promise<number | null>;
  /** Resolves once it has answered `initialize`. */
  readonly answered: Promise<void>;
  /** What it has said on standard error, once that ends in a line break. */
  readonly said: Promise<string>;
  saidInAll(): string;
}

function serve(): Server {
  const child = spawn(process.execPath, [program, 'server', '--stdio'], { stdio: 'pipe' });
  // It may end before it has read all.
  child.stdin.on('error', () => undefined);
  let [out, err] = ['', ''];
  const exitCode = new Promise<number | null>((resolve) => child.on('exit', resolve));
  const answered = new Promise<void>((resolve) => {
    child.stdout.on('data', (data) => {
      out += String(data);
      if (out.includes('"id":1')) resolve();
    });
  });
  const said = new Promise<string>((resolve) => {
    child.stderr.on('data', (data) => {
      err += String(data);
      if (err.endsWith('\n')) resolve(err);
    });
  });
  return { send: (bytes) => void child.stdin.write(bytes), end: () => child.stdin.end(), exitCode, answered, said, saidInAll: () => err };
}

describe('the server ends, with one line,', () => {
  it.each([
    ['a header without a colon', 'Nonsense\r\n\r\n', /^weakref-lint: the client sent something that is not a message \(.*Nonsense\); the server ends/],
    ['a header without a length', 'Content-Type: text\r\n\r\n', /Header must provide a Content-Length property.*; the server ends/],
    ['a length that is no number', 'Content-Length: many\r\n\r\n{}', /must be a number.*; the server ends/],
    ['a length that is too short', `Content-Length: 5\r\n\r\n${initialize}${framed(initialize)}`, /Header must provide a Content-Length property.*; the server ends/],
  ])('after %s', async (_, bytes, line) => {
    const server = serve();
    server.send(bytes);
    expect(await server.exitCode).toBe(1);
    const lines = server.saidInAll().trimEnd().split('\n').filter((each) => !each.includes('not JSON'));
    expect(lines).toEqual([expect.stringMatching(line)]);
  });
});

describe('the server goes on', () => {
  it('after a body that is not JSON, and says so', async () => {
    const server = serve();
    server.send(framed('{"nope'));
    expect(await server.said).toMatch(/^weakref-lint: the client sent a message that is not JSON \(.*\); it is ignored\.\n$/);
    server.send(framed(initialize));
    await server.answered;
    server.end();
    await server.exitCode;
  });

  it('after JSON that is no message', async () => {
    const server = serve();
    for (const body of ['42', '[]', 'null', '"text"', '{}', initialize]) server.send(framed(body));
    await server.answered;
    server.end();
    await server.exitCode;
  });

  it('when a message comes in pieces', async () => {
    const server = serve();
    for (const piece of framed(initialize).match(/[^]{1,7}/g) ?? []) server.send(piece);
    await server.answered;
    server.end();
    await server.exitCode;
  });

  it('and waits for the rest of a message whose length is too large, and says so once', async () => {
    const server = serve();
    server.send(`Content-Length: 99999999999999\r\n\r\n${initialize}`);
    expect(await server.said).toBe('weakref-lint: the client began a message and does not go on; its Content-Length may be wrong. The server waits for the rest.\n');
    server.end();
    expect(await server.exitCode).toBe(1);
  });
});

it.each([
  ['in the middle of a header', 'Content-Len'],
  ['in the middle of a message', `${framed(initialize)}Content-Length: 100\r\n\r\n{"json`],
])('the server ends when the client dies %s', async (_, bytes) => {
  const server = serve();
  server.send(bytes);
  server.end();
  expect(await server.exitCode).toBe(1);
});
