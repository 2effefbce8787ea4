/** Paths as plain texts, on any system: `/a/b`, `C:\a\b`, `\\server\share\a`, and addresses such as `file:///a/b`. */

/** Without the slash at its end; empty for a bare name. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/'), path.lastIndexOf('\\')));
}

/**
 * The path that a name stands for, seen from a folder.
 * @param folder absolute, a path or an address; the answer is of the same kind
 * @param name relative, or an absolute path
 */
export function pathFrom(folder: string, name: string): string {
  const from = splitPath(folder);
  const named = splitPath(name);
  if (named.root !== '') return from.isAddress && !named.isAddress ? `${from.root}${name.replaceAll('\\', '/').replace(/^\/+/, '')}` : name;
  const parts = [...from.parts];
  for (const part of named.parts) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  const separator = folder.includes('\\') ? '\\' : '/';
  return from.root + (/[^\\/]$/.test(from.root) ? separator : '') + parts.join(separator);
}

/** The way from a folder to a path, with `/` on every system; the path itself where no way leads there. */
export function pathSeenFrom(folder: string, path: string): string {
  const [from, to] = [splitPath(folder), splitPath(path)];
  if (evened(from.root) !== evened(to.root)) return path.replaceAll('\\', '/');
  const differs = from.parts.findIndex((part, index) => !isSamePart(part, to.parts[index]));
  const shared = differs < 0 ? from.parts.length : differs;
  return [...from.parts.slice(shared).map(() => '..'), ...to.parts.slice(shared)].join('/');
}

/** Whether a path is that of a folder, or lies below it. A folder may have its slash at the end, as the top of a drive has. */
export function isIn(path: string, folder: string): boolean {
  const start = isSeparator(folder.at(-1)) ? folder.slice(0, -1) : folder;
  return path.startsWith(start) && (path.length === start.length || isSeparator(path[start.length]));
}

function isSeparator(character: string | undefined): boolean {
  return character === '/' || character === '\\';
}

interface SplitPath {
  /** Empty for a relative path. */
  readonly root: string;
  readonly isAddress: boolean;
  readonly parts: readonly string[];
}

function splitPath(path: string): SplitPath {
  const [root = ''] = /^(?:[a-z][\w+.-]+:\/+|[\\/]{2}[^\\/]+[\\/]+[^\\/]+|[a-z]:|[\\/])/i.exec(path) ?? [];
  return { root, isAddress: /^[\w+.-]{2,}:/.test(root), parts: path.slice(root.length).split(/[\\/]/).filter((part) => part !== '') };
}

function evened(root: string): string {
  return root.replaceAll('\\', '/').toLowerCase();
}

function isSamePart(a: string, b: string | undefined): boolean {
  return a === b || (/^[a-z]:$/i.test(a) && a.toLowerCase() === b?.toLowerCase());
}
