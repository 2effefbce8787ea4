/** Parsed files of a workspace, each once for its text. */
import type { FrontEnd } from './front-end.ts';
import type { ReadModule } from './modules.ts';

/** Oldest out first. */
const MAX_KEPT = 200;

/** What `Modules` needs of a file's parse; undefined where there is no such file, or it does not parse. */
export function keptParses<Parsed extends { readonly frontEnd: FrontEnd }>(read: ReadModule, parse: (path: string, text: string) => Parsed | undefined): (path: string) => Parsed | undefined {
  const kept = new Map<string, { readonly text: string; readonly parsed: Parsed | undefined }>();
  return (path) => {
    const text = read(path);
    if (text === undefined) return undefined;
    const known = kept.get(path);
    if (known?.text === text) return known.parsed;
    const parsed = parse(path, text);
    kept.delete(path);
    kept.set(path, { text, parsed });
    const [oldest] = kept.keys();
    if (kept.size > MAX_KEPT && oldest !== undefined) kept.delete(oldest);
    return parsed;
  };
}
