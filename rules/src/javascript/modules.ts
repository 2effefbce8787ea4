/** Which file a JavaScript or TypeScript name leads into: relative imports, as bundlers and TypeScript read them. */
import type { TSESTree } from '@typescript-eslint/types';
import type { FrontEnd } from '../facts/front-end.ts';
import { keptByText } from '../facts/kept-by-text.ts';
import type { ModuleExport, ModulePlace, Modules, ReadModule } from '../facts/modules.ts';
import { exportsOf } from './exports.ts';
import type { ModuleExports } from './exports.ts';
import { createFrontEnd } from './front-end.ts';

/** The tree of another file, with ranges and locations; undefined where it does not parse. */
export type ParseModule = (path: string, text: string) => TSESTree.Program | undefined;

interface Parsed {
  readonly frontEnd: FrontEnd;
  readonly exports: ModuleExports;
}

/** What may stand on disk for what an import says: TypeScript is imported by the name of what it becomes. */
const SOURCES: ReadonlyMap<string, readonly string[]> = new Map([
  ['.js', ['.ts', '.tsx', '.js', '.jsx']],
  ['.jsx', ['.tsx', '.jsx']],
  ['.mjs', ['.mts', '.mjs']],
  ['.cjs', ['.cts', '.cjs']],
  ['.ts', ['.ts']],
  ['.tsx', ['.tsx']],
  ['.mts', ['.mts']],
  ['.cts', ['.cts']],
]);

/** Of an import that names no extension. */
const UNNAMED = ['.ts', '.tsx', '.js', '.jsx', '.mts', '.mjs'].flatMap((extension) => [extension, `/index${extension}`]);

export function createJavascriptModules(read: ReadModule, parse: ParseModule): Modules {
  const isKnownOfInterest = keptByText(read, (_path, text) => isOfInterest(text));
  const parsed = keptByText(read, (path, text): Parsed | undefined => {
    const program = parse(path, text);
    return program === undefined ? undefined : { frontEnd: createFrontEnd(program, text), exports: exportsOf(program) };
  });

  function fileOf(specifier: string, folder: string): string | undefined {
    const base = joined(folder, specifier);
    if (base === undefined) return undefined;
    const [extension = ''] = /\.\w+$/.exec(base) ?? [];
    const named = SOURCES.get(extension);
    const candidates = named === undefined ? UNNAMED.map((end) => base + end) : named.map((end) => base.slice(0, -extension.length) + end);
    return candidates.find((path) => read(path) !== undefined);
  }

  function find(name: string, from: string): ModulePlace | undefined {
    if (!/^\.\.?\//.test(name)) return undefined;
    const dot = name.lastIndexOf('.');
    const isFile = dot < name.lastIndexOf('/') || SOURCES.has(name.slice(dot));
    const path = fileOf(isFile ? name : name.slice(0, dot), from.replaceAll('\\', '/').replace(/\/[^/]*$/, ''));
    return path === undefined ? undefined : { path, members: isFile ? [] : [name.slice(dot + 1)] };
  }

  const sketch = (path: string, name: string): ReturnType<Modules['sketch']> => sketchOf(read(path) ?? '', name);

  /** The first of several `export *` whose module says something of the name. */
  function exported(path: string, name: string): ModuleExport | undefined {
    const { named, all = [] } = parsed(path)?.exports ?? {};
    const known = named?.get(name);
    if (known !== undefined) return known;
    for (const from of all) {
      const other = `${from}.${name}`;
      const place = find(other, path);
      if (place !== undefined && sketch(place.path, name) !== 'nothing') return { kind: 'others', name: other };
    }
    return undefined;
  }

  return {
    find,
    sketch,
    exported,
    open: (path) => parsed(path)?.frontEnd,
    isOfInterest: (path) => isKnownOfInterest(path) === true,
  };
}

/** Undefined where it leads above the top. */
function joined(folder: string, specifier: string): string | undefined {
  const parts = folder.split('/');
  for (const part of specifier.split('/')) {
    if (part === '..') {
      if (parts.length < 2) return undefined;
      parts.pop();
    } else if (part !== '.' && part !== '') {
      parts.push(part);
    }
  }
  return parts.join('/');
}

function isOfInterest(text: string): boolean {
  return text.includes('WeakRef');
}

/** What makes a function worth a look although its file says nothing of weak references: it looks at what it is given, or never returns. */
const CHECKS = /\b(?:throw|null|undefined|asserts|never|exit)\b/;

function sketchOf(text: string, name: string): ReturnType<Modules['sketch']> {
  const isDefault = name === 'default';
  if (!isDefault && !text.includes(name)) return /^export\s*\*\s*from\b/m.test(text) ? 'unsure' : 'nothing';
  // Exported names may be any text.
  const literal = `${name.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)}(?![\\w$])`;
  const has = (pattern: string): boolean => new RegExp(pattern.replaceAll('NAME', () => literal), 'm').test(text);
  if (has(isDefault ? '^export\\s+default\\s+(?:abstract\\s+)?class\\s+\\w' : '^(?:export\\s+)?(?:abstract\\s+)?class\\s+NAME')) return 'class';
  const [body] = new RegExp(`^(?:export\\s+)?${isDefault ? 'default\\s+' : ''}(?:async\\s+)?(?:function\\b${isDefault ? '' : `\\s+${literal}`}|const\\s+${literal}\\s*=\\s*(?:async\\s*)?(?:\\(|function\\b|\\w+\\s*=>))(?:[^\\n]*\\n(?=[\\s)}]|$))*`, 'm').exec(text) ?? [];
  if (body !== undefined) return isOfInterest(text) || CHECKS.test(body) ? 'function' : 'nothing';
  // A value is of interest where it may be a weak handle, or come from another file.
  return isOfInterest(text) || has('\\bexport\\s*\\{[^}]*NAME') ? 'unsure' : 'nothing';
}
