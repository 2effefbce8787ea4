/**
 * The worker's first script. What the client sends waits until the bundle with the linter is there: where that lies is only said
 * in the first message, because a worker started from a blob cannot tell where its own script came from.
 */
import type { WorkerFile } from '../protocol.ts';
import { loadBundle, requireBundle } from './load-bundle.ts';

declare const self: DedicatedWorkerGlobalScope & { weakrefRequire?: (name: string) => object };

/** The build makes this the `require` of this script. */
self.weakrefRequire = requireBundle;

// A port keeps messages until somebody listens.
const { port1: waiting, port2: arrived } = new MessageChannel();
let isStarted = false;

self.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  waiting.postMessage(data);
  if (isStarted) return;
  isStarted = true;
  void start(data);
});

async function start(first: unknown): Promise<void> {
  try {
    const urlOf = urlsOf(first);
    await loadBundle('./core.cjs', urlOf('core.cjs'));
    // Only now may the modules that import the linter be evaluated.
    const { serve } = await import('./worker-server.ts');
    serve(arrived, urlOf);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    self.postMessage({ jsonrpc: '2.0', id: partOf(first, 'id') ?? null, error: { code: -32603, message } });
  }
}

/** Where the client says the files are; asking for one it did not name throws an Error that says so. */
function urlsOf(first: unknown): (name: WorkerFile) => string {
  const files = partOf(partOf(partOf(first, 'params'), 'initializationOptions'), 'files');
  return (name) => {
    const url = partOf(files, name);
    if (typeof url !== 'string') throw new Error(`initializationOptions.files["${name}"] must be a URL.`);
    return url;
  };
}

function partOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
