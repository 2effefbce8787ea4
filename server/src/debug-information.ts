/** What the server can say of itself in a report of a bug, as Markdown to paste. */
import type { Settings } from './settings.ts';
import type { Statistics } from './statistics.ts';

export interface DebugFacts {
  readonly version: string;
  /** `Node 22.1.0 on linux x64`. */
  readonly runtime: string;
  /** As the client has named itself. */
  readonly client: string;
  /** By language. */
  readonly openDocuments: ReadonlyMap<string, number>;
  readonly statistics: Statistics;
  /** In bytes; undefined where the host does not tell. */
  readonly memory: number | undefined;
  readonly settings: Settings;
}

export function debugInformation({ version, runtime, client, openDocuments, statistics, memory, settings }: DebugFacts): string {
  const open = [...openDocuments].map(([language, count]) => `${count} ${language}`).join(', ');
  return [
    `- Server: ${version}, ${runtime}`,
    `- Client: ${client}`,
    `- Open documents: ${open === '' ? 'none' : open}`,
    `- Work: ${statistics.describe()}`,
    `- Memory: ${memory === undefined ? 'not known here' : `${Math.round(memory / 1024 ** 2)} MB`}`,
    '',
    '```json',
    JSON.stringify(settings, plain, 2),
    '```',
    '',
  ].join('\n');
}

function plain(_key: string, value: unknown): unknown {
  if (value instanceof Set) {
    const members: readonly unknown[] = [...value];
    return members;
  }
  if (!(value instanceof Map)) return value;
  const entries: ReadonlyMap<unknown, unknown> = value;
  return Object.fromEntries([...entries].map(([name, each]) => [String(name), each]));
}
