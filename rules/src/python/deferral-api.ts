/** What has functions called later with arguments that it is given for them. Sources: the library reference of CPython, and of gevent and Tornado. */
import { lastName } from '../flow/last-name.ts';
import type { Deferral } from '../flow/language-model.ts';

const FIRST: Deferral = { by: [0, 'func'], passes: 1 };
const SECOND: Deferral = { by: [1, 'func'], passes: 2 };

const DEFERRALS: ReadonlyMap<string, Deferral> = new Map<string, Deferral>([
  ...['functools.partial', 'asyncio.to_thread', 'atexit.register', 'gevent.spawn', 'eventlet.spawn', 'eventlet.spawn_n'].map((name) => [name, FIRST] as const),
  ...['gevent.spawn_later', 'eventlet.spawn_after'].map((name) => [name, SECOND] as const),
  ['threading.Thread', { by: [1, 'target'], passes: [3, 'args'] }],
  ['threading.Timer', { by: [1, 'function'], passes: [2, 'args'] }],
  ...['call_soon', 'call_soon_threadsafe', 'submit', 'add_callback', 'addCleanup'].map((name) => [`*.${name}`, FIRST] as const),
  ...['call_later', 'call_at', 'run_in_executor'].map((name) => [`*.${name}`, SECOND] as const),
]);

export function deferral(name: string): Deferral | undefined {
  return DEFERRALS.get(name) ?? DEFERRALS.get(`*.${lastName(name)}`);
}
