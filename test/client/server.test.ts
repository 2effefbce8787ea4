/** The server as the extension sees it, where its client cannot be loaded. */
import { expect, it, vi } from 'vitest';
import { Server } from '../../client/src/server.ts';

vi.mock('vscode', () => ({
  EventEmitter: class {
    readonly event = (): void => undefined;
    readonly fire = (): void => undefined;
    readonly dispose = (): void => undefined;
  },
}));

const log = { error: (): void => undefined };
const nothing = (): Promise<void> => Promise.resolve();
const vanished = (): Promise<never> => Promise.reject(new Error('file vanished'));

it('a client that could not be loaded is loaded again by a restart', async () => {
  const start = vi.fn(nothing);
  const connect = vi.fn(() => Promise.resolve({ start, stop: nothing, isRunning: () => false, sendRequest: vanished, dispose: nothing }));
  const server = new Server(connect.mockImplementationOnce(vanished), log);
  await server.start();
  expect(server.state).toBe('stopped');
  await server.restart();
  expect(start).toHaveBeenCalledOnce();
});

it('letting go of one that could not be loaded fails nobody', async () => {
  const server = new Server(vanished, log);
  await server.start();
  expect(() => server.dispose()).not.toThrow();
  await expect(server.request('weakref/any')).rejects.toThrow('file vanished');
});
