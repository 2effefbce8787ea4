/** What was made of the files of a workspace, once for each text. */
import type { ReadModule } from './modules.ts';

/** UTF-16 units of the texts, oldest out first: what is made of one takes about a hundred times as many bytes. */
const MAX_SIZE = 3_000_000;

/** Undefined where there is no such file, or nothing is made of it. */
export function keptByText<Made>(read: ReadModule, make: (path: string, text: string) => Made | undefined): (path: string) => Made | undefined {
  const kept = new Map<string, { readonly text: string; readonly made: Made | undefined }>();
  let size = 0;
  const forget = (path: string): void => {
    size -= kept.get(path)?.text.length ?? 0;
    kept.delete(path);
  };
  return (path) => {
    const text = read(path);
    if (text === undefined) return undefined;
    const known = kept.get(path);
    if (known?.text === text) return known.made;
    const made = make(path, text);
    forget(path);
    kept.set(path, { text, made });
    size += text.length;
    for (const oldest of kept.keys()) {
      if (size <= MAX_SIZE || oldest === path) break;
      forget(oldest);
    }
    return made;
  };
}
