/** Which file a Python name leads into: relative to a package, or from a folder that packages are imported from. */
import { keptByText } from '../facts/kept-by-text.ts';
import type { ModulePlace, Modules, ReadModule } from '../facts/modules.ts';
import { createFrontEnd } from './front-end.ts';
import { parsePython } from './incremental-parser.ts';

/** How far above a file a folder may lie that its imports start from. */
const MAX_ROOTS = 8;

export function createPythonModules(read: ReadModule): Modules {
  const isKnownOfInterest = keptByText(read, (_path, text) => isOfInterest(text));
  const parsed = keptByText(read, (_path, text) => ({ frontEnd: createFrontEnd(parsePython(text), text) }));

  /** The longest module that the parts name, from a folder on. */
  function below(root: string, parts: readonly string[]): ModulePlace | undefined {
    let found: ModulePlace | undefined;
    let folder = root;
    for (const [i, part] of parts.entries()) {
      const members = parts.slice(i + 1);
      const path = [`${folder}/${part}.py`, `${folder}/${part}/__init__.py`].find((one) => read(one) !== undefined);
      if (path !== undefined) found = { path, members };
      if (path?.endsWith(`/${part}.py`) === true || (path === undefined && found !== undefined)) return found;
      folder += `/${part}`;
    }
    return found;
  }

  return {
    open: (path) => parsed(path)?.frontEnd,
    exported: (_path, name) => ({ kind: 'own', name }),
    sketch: (path, name) => sketchOf(read(path) ?? '', name),
    isOfInterest: (path) => isKnownOfInterest(path) === true,
    find(name, from) {
      const [, dots = '', rest = ''] = /^(\.*)(.*)$/.exec(name) ?? [];
      const parts = rest.split('.').filter((part) => part !== '');
      if (parts[0] === 'builtins') return undefined;
      const folders = foldersAbove(from.replaceAll('\\', '/'));
      if (dots !== '') {
        const folder = folders[dots.length - 1];
        if (folder === undefined) return undefined;
        // `from . import Base`: a module of the package, or what the package itself has.
        return below(folder, parts) ?? (read(`${folder}/__init__.py`) === undefined ? undefined : { path: `${folder}/__init__.py`, members: parts });
      }
      for (const folder of folders.slice(0, MAX_ROOTS)) {
        // Inside a package names start above it.
        if (read(`${folder}/__init__.py`) !== undefined) continue;
        const found = below(folder, parts);
        if (found !== undefined) return found;
      }
      return undefined;
    },
  };
}

function isOfInterest(text: string): boolean {
  return text.includes('weakref');
}

/** What makes a function worth a look although its file says nothing of weak references: it looks at what it is given, or never returns. */
const CHECKS = /\b(?:raise|assert|is (?:not )?None|NoReturn|Never)\b/;

function sketchOf(text: string, name: string): ReturnType<Modules['sketch']> {
  const has = (pattern: string): boolean => new RegExp(pattern.replaceAll('NAME', `${name}\\b`), 'mu').test(text);
  if (!text.includes(name)) return 'nothing';
  const [body] = new RegExp(`^(?:async )?def ${name}\\b(?:[^\\n]*\\n(?=[\\s)#]|$))*`, 'mu').exec(text) ?? [];
  if (body !== undefined) return isOfInterest(text) || CHECKS.test(body) ? 'function' : 'nothing';
  if (has('^[ \\t]*class NAME')) return 'class';
  // A value is of interest where it may be a weak handle.
  if (has('^NAME[^\\n=(]*=')) return isOfInterest(text) ? 'unsure' : 'nothing';
  return text.includes('import') ? 'unsure' : 'nothing';
}

/** The folder of the file first. */
function foldersAbove(path: string): string[] {
  const folders: string[] = [];
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) folders.push(path.slice(0, end));
  return folders;
}
