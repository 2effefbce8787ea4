/** Which files a run looks at: those named, and below named folders every source file that nobody asked to ignore. */
import { existsSync, lstatSync, readFileSync, readdirSync, realpathSync, statSync } from 'node:fs';
import type { Dirent, Stats } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import ignore from 'ignore';
import type { Ignore } from 'ignore';
import picomatch from 'picomatch';
import { isNotebookPath } from '../core.ts';
import { languageOfPath } from '../languages.ts';
import type { LanguageId } from '../languages.ts';
import { isFolderOfOthers } from '../limits.ts';

export interface SourceFile {
  /** Absolute. */
  readonly path: string;
  readonly languageId: LanguageId;
  /** Whether the user named this very file, and not a folder above it. */
  readonly named: boolean;
}

export type FoundPath =
  | { readonly kind: 'file'; readonly file: SourceFile }
  /** Something that cannot be looked at: one sentence. */
  | { readonly kind: 'trouble'; readonly sentence: string };

/** The rules of one `.gitignore`, for paths below its folder. */
interface IgnoreLayer {
  readonly folder: string;
  readonly rules: Ignore;
}

/**
 * Everything the paths stand for, each file once. A missing path and a named file in another language are trouble.
 * @param heedsIgnoreFiles whether what `.gitignore` names is left out below folders
 */
export function* sourceFiles(paths: readonly string[], workingFolder: string, heedsIgnoreFiles: boolean): Generator<FoundPath> {
  const seen = new Set<string>();
  for (const name of paths) for (const found of filesOf(name, workingFolder, heedsIgnoreFiles)) yield* once(found, seen);
}

function* filesOf(name: string, workingFolder: string, heedsIgnoreFiles: boolean): Generator<FoundPath> {
  const path = resolve(workingFolder, name);
  let stats: Stats | undefined;
  try {
    stats = statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    yield { kind: 'trouble', sentence: `"${name}" could not be looked at: ${reasonOf(error)}.` };
    return;
  }
  if (stats === undefined) yield* matching(name, workingFolder, heedsIgnoreFiles);
  else if (!stats.isDirectory()) yield namedSource(name, workingFolder);
  else yield* below(realpathSync(path), heedsIgnoreFiles);
}

function below(folder: string, heedsIgnoreFiles: boolean): Generator<FoundPath> {
  return walk(folder, heedsIgnoreFiles ? layersAbove(folder) : undefined);
}

/** The path that is named, or the folder in which a pattern begins. */
export function startOf(name: string, workingFolder: string): string {
  const path = resolve(workingFolder, name);
  return existsSync(path) ? path : resolve(workingFolder, scanned(name).base);
}

function scanned(name: string): ReturnType<typeof picomatch.scan> {
  return picomatch.scan(name.replaceAll(sep, '/'));
}

/** What a pattern such as `src/*.py` stands for: as in a shell, a folder it matches stands for everything in it. */
function* matching(name: string, workingFolder: string, heedsIgnoreFiles: boolean): Generator<FoundPath> {
  const { base, glob, isGlob } = scanned(name);
  const folder = resolve(workingFolder, base);
  if (!isGlob || !isFolder(folder)) {
    const isLink = lstatSync(resolve(workingFolder, name), { throwIfNoEntry: false })?.isSymbolicLink() === true;
    yield { kind: 'trouble', sentence: isLink ? `"${name}" is a link to something that is not there.` : `there is no file or folder "${name}".` };
    return;
  }
  const top = realpathSync(folder);
  const matches = picomatch(glob);
  let isEmpty = true;
  for (const found of below(top, heedsIgnoreFiles)) {
    if (found.kind === 'file' && !pathAndFolders(found.file.path.slice(top.length).replaceAll(sep, '/')).some((each) => matches(each))) continue;
    isEmpty = false;
    yield found;
  }
  if (isEmpty) yield { kind: 'trouble', sentence: `"${name}" matches no Python, JavaScript or TypeScript file.` };
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** Of `/a/b.py` these are `a` and `a/b.py`. */
function pathAndFolders(path: string): readonly string[] {
  const parts = path.split('/').filter((part) => part !== '');
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

/** A file somebody named, whether it is there or not; its name says its language. */
export function namedSource(name: string, workingFolder: string): FoundPath {
  const path = resolve(workingFolder, name);
  const languageId = languageOfSource(path);
  if (languageId !== undefined) return { kind: 'file', file: { path, languageId, named: true } };
  return { kind: 'trouble', sentence: `"${name}" is not a Python, JavaScript or TypeScript file by its name; name a folder, or a file such as app.py or app.ts.` };
}

/** Of a notebook it is the only one that is checked. */
export function languageOfSource(path: string): LanguageId | undefined {
  return isNotebookPath(path) ? 'python' : languageOfPath(path);
}

function* once(found: FoundPath, seen: Set<string>): Generator<FoundPath> {
  if (found.kind === 'file') {
    if (seen.has(found.file.path)) return;
    seen.add(found.file.path);
  }
  yield found;
}

/**
 * Links below a folder are not followed, so that no folder can contain itself.
 * @param layers undefined where no `.gitignore` is asked
 */
function* walk(folder: string, layers: readonly IgnoreLayer[] | undefined): Generator<FoundPath> {
  let entries: Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    yield { kind: 'trouble', sentence: `the folder ${folder} could not be read: ${reasonOf(error)}.` };
    return;
  }
  const own = layers !== undefined && entries.some(({ name }) => name === '.gitignore') ? readLayer(folder) : undefined;
  const inside = own === undefined ? layers : [...(layers ?? []), own];
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = folder.endsWith(sep) ? folder + entry.name : folder + sep + entry.name;
    if (entry.isDirectory()) {
      if (!isFolderOfOthers(entry.name) && !isIgnored(`${path}/`, inside)) yield* walk(path, inside);
    } else if (entry.isFile()) {
      const languageId = languageOfSource(entry.name);
      if (languageId !== undefined && !isIgnored(path, inside)) yield { kind: 'file', file: { path, languageId, named: false } };
    }
  }
}

/** The `.gitignore` files between a named folder and the top of its repository; none when they ignore the folder itself. */
function layersAbove(folder: string): readonly IgnoreLayer[] {
  const layers: IgnoreLayer[] = [];
  let current = folder;
  while (!isRepositoryTop(current)) {
    const parent = dirname(current);
    if (parent === current) return [];
    current = parent;
    const layer = readLayer(current);
    if (layer !== undefined) layers.unshift(layer);
  }
  return isIgnored(`${folder}/`, layers) ? [] : layers;
}

export function isRepositoryTop(folder: string): boolean {
  return statSync(join(folder, '.git'), { throwIfNoEntry: false }) !== undefined;
}

function readLayer(folder: string): IgnoreLayer | undefined {
  try {
    return { folder, rules: ignore().add(readFileSync(join(folder, '.gitignore'), 'utf8')) };
  } catch {
    return undefined;
  }
}

/** The innermost `.gitignore` that says anything decides, as in Git. Folders end in a slash. */
function isIgnored(path: string, layers: readonly IgnoreLayer[] = []): boolean {
  for (let index = layers.length - 1; index >= 0; index -= 1) {
    const layer = layers[index];
    if (layer === undefined) continue;
    const below = path.slice(layer.folder.length + (layer.folder.endsWith(sep) ? 0 : 1)).replaceAll(sep, '/');
    if (below === '' || below === '/') continue;
    const { ignored, unignored } = layer.rules.test(below);
    if (ignored) return true;
    if (unignored) return false;
  }
  return false;
}

/** How the user would write the path. */
export function displayName(path: string, workingFolder: string): string {
  const above = workingFolder.endsWith(sep) ? workingFolder : workingFolder + sep;
  return path.startsWith(above) ? path.slice(above.length) : path;
}

export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code: unknown = Reflect.get(error, 'code');
  const sentences: Readonly<Record<string, string>> = {
    EACCES: 'permission denied',
    EPERM: 'permission denied',
    ENOENT: 'it is not there any more',
    EISDIR: 'it is a folder',
    ENOTDIR: 'a part of its path is not a folder',
    ELOOP: 'it is a link to itself',
    EEXIST: 'there is a file of that name',
    ENOSPC: 'the disk is full',
    EROFS: 'nothing can be written there',
    ENAMETOOLONG: 'its name is too long',
  };
  return (typeof code === 'string' ? sentences[code] : undefined) ?? error.message;
}

