/** What was made of the files of a workspace, once for each text. */
import type { ReadModule } from './modules.ts';

/** Oldest out first. */
const MAX_KEPT = 200;

/** Undefined where there is no such file, or nothing is made of it. */
export function keptByText<Made>(read: ReadModule, make: (path: string, text: string) => Made | undefined): (path: string) => Made | undefined {
  const kept = new Map<string, { readonly text: string; readonly made: Made | undefined }>();
  return (path) => {
    const text = read(path);
    if (text === undefined) return undefined;
    const known = kept.get(path);
    if (known?.text === text) return known.made;
    const made = make(path, text);
    kept.delete(path);
    kept.set(path, { text, made });
    const [oldest] = kept.keys();
    if (kept.size > MAX_KEPT && oldest !== undefined) kept.delete(oldest);
    return made;
  };
}
