/** The texts of the files below some folders, for the analysis of other files. No link out of the folders is followed. */
import { closeSync, lstatSync, openSync, readFileSync, realpathSync, statSync } from 'node:fs';
import type { Stats } from 'node:fs';
import { dirname, isAbsolute, relative, resolve } from 'node:path';
import type { ReadModule } from 'eslint-plugin-weakref/internal';
import { largestText } from '../limits.ts';
import type { FileTexts } from '../platform.ts';
import { reasonOf } from './source-files.ts';

/** Reads each file once: for one run of the command line. Of a file among `paths` it is the folder. */
export function workspaceFiles(paths: readonly string[]): ReadModule {
  const roots = rootsOf(paths);
  const known = new Map<string, string | undefined>();
  return (path) => {
    if (!known.has(path)) known.set(path, textOf(resolve(path), statsOf(path), roots));
    return known.get(path);
  };
}

/** Why something at a path that is there has no text for `workspaceFiles` of the same paths; undefined where nothing is there. */
export function obstacles(paths: readonly string[]): (path: string) => string | undefined {
  const roots = rootsOf(paths);
  return (path) => obstacleAt(path, roots);
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
  const pathOf = (address: string): string | undefined => (roots.length === 0 ? undefined : pathOfAddress(address));
  return {
    setFolders(addresses) {
      if (addresses.join('\n') === folders) return;
      folders = addresses.join('\n');
      roots = rootsOf(addresses.flatMap((address) => pathOfAddress(address) ?? []));
      kept.clear();
    },
    read(address) {
      const path = pathOf(address);
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
    obstacle(address) {
      const path = pathOf(address);
      return path === undefined ? undefined : obstacleAt(path, roots);
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

function obstacleAt(path: string, roots: readonly string[]): string | undefined {
  try {
    if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return undefined;
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats === undefined) return 'it is a link to something that is not there';
    if (stats.isDirectory()) return 'it is a folder';
    if (!stats.isFile()) return 'it is not a file';
    if (stats.size > largestText) return 'it is larger than 2 MB';
    if (!isWithin(realpathSync(path), roots)) return 'it is a link that leads out of the folders that are checked';
    closeSync(openSync(path, 'r'));
    return undefined;
  } catch (error) {
    return reasonOf(error);
  }
}

function isWithin(path: string, roots: readonly string[]): boolean {
  return roots.some((root) => {
    const below = relative(root, path);
    return !isAbsolute(below) && below.split(/[\\/]/)[0] !== '..';
  });
}
