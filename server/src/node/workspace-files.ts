/** The texts of the files below some folders, for the analysis of other files. No link out of the folders is followed. */
import { readFileSync, realpathSync, statSync } from 'node:fs';
import type { Stats } from 'node:fs';
import { dirname, isAbsolute, relative, resolve } from 'node:path';
import type { ReadModule } from 'eslint-plugin-weakref/internal';
import { largestText } from '../limits.ts';
import type { FileTexts } from '../platform.ts';

/** Reads each file once: for one run of the command line. Of a file among `paths` it is the folder. */
export function workspaceFiles(paths: readonly string[]): ReadModule {
  const roots = rootsOf(paths);
  const known = new Map<string, string | undefined>();
  return (path) => {
    const name = resolve(path);
    if (!known.has(name)) known.set(name, textOf(name, statsOf(name), roots));
    return known.get(name);
  };
}

/** Texts kept by the language server, oldest out first. */
const MAX_KEPT = 500;

interface KeptText {
  /** Changes with the file. */
  readonly mark: string;
  readonly text: string | undefined;
}

/** Looks at a file again each time and reads it again when it has changed: for a language server. */
export function changingFiles(): FileTexts {
  const kept = new Map<string, KeptText>();
  let folders = '';
  let roots: readonly string[] = [];
  return {
    setFolders(addresses) {
      if (addresses.join('\n') === folders) return;
      folders = addresses.join('\n');
      roots = rootsOf(addresses.flatMap((address) => pathOfAddress(address) ?? []));
      kept.clear();
    },
    read(address) {
      const path = roots.length === 0 ? undefined : pathOfAddress(address);
      const stats = path === undefined ? undefined : statsOf(path);
      if (path === undefined || stats === undefined) return undefined;
      const mark = `${stats.dev} ${stats.ino} ${stats.size} ${stats.mtimeMs}`;
      const known = kept.get(path);
      if (known?.mark === mark) return known.text;
      const text = textOf(path, stats, roots);
      kept.delete(path);
      kept.set(path, { mark, text });
      const [oldest] = kept.keys();
      if (kept.size > MAX_KEPT && oldest !== undefined) kept.delete(oldest);
      return text;
    },
  };
}

/** `file:///home/a.py` and, on Windows, `file:///c:/a.py`. */
export function pathOfAddress(address: string): string | undefined {
  return address.startsWith('file://') ? resolve(address.replace(/^file:(?:\/\/\/(?=[a-z]:))?/i, '')) : undefined;
}

function rootsOf(paths: readonly string[]): readonly string[] {
  return [...new Set(paths.flatMap(folderOf))];
}

function folderOf(path: string): string[] {
  const stats = statsOf(path);
  return stats === undefined ? [] : [realpathSync(stats.isDirectory() ? path : dirname(path))];
}

function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    // A file where a folder should be, or a link to itself.
    return undefined;
  }
}

function textOf(path: string, stats: Stats | undefined, roots: readonly string[]): string | undefined {
  try {
    if (stats?.isFile() !== true || stats.size > largestText || !isWithin(realpathSync(path), roots)) return undefined;
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch {
    // Unreadable is the same as not there.
    return undefined;
  }
}

function isWithin(path: string, roots: readonly string[]): boolean {
  return roots.some((root) => {
    const below = relative(root, path);
    return !isAbsolute(below) && below.split(/[\\/]/)[0] !== '..';
  });
}
