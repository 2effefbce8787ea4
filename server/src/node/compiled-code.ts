/**
 * What V8 made of our bundles, kept between runs. A start is mostly compiling, and Node's own compile cache, which version 20 has not,
 * keeps only the outermost code; here are the functions too that a run has called.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { Script, constants } from 'node:vm';

/** Long enough for a server to have done everything once, too short for V8 to have dropped what only a start needs. */
const settled = 10_000;
const month = 30 * 24 * 60 * 60 * 1000;

const digestLength = 20;

const cacheFolders: Partial<Record<NodeJS.Platform, () => string>> = {
  darwin: () => join(homedir(), 'Library', 'Caches'),
  win32: () => process.env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'),
};

interface Unkept {
  readonly script: Script;
  readonly source: Buffer;
  readonly file: string;
}

/**
 * From now on the bundles beside this one are compiled once and kept for the next run, in the user's folder for such things or in
 * `NODE_COMPILE_CACHE`; not where `NODE_DISABLE_COMPILE_CACHE` is set. What cannot be written or read is compiled as ever.
 * @param purpose code is kept for each by itself: each calls other functions, and V8 takes code only under the flags it was made under
 */
export function keepCompiledCode(purpose: string): void {
  if (process.env['NODE_DISABLE_COMPILE_CACHE']) return;
  const folder = join(process.env['NODE_COMPILE_CACHE'] ?? (cacheFolders[process.platform] ?? xdgCacheHome)(), 'weakref-lint');
  const unkept: Unkept[] = [];
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- its successor, registerHooks, is not in Node 20
  const { extensions } = require;
  const compileOthers = extensions['.js'];
  extensions['.cjs'] = (module, filename) => {
    if (dirname(filename) !== __dirname) {
      compileOthers(module, filename);
      return;
    }
    const source = readFileSync(filename);
    const file = join(folder, `${basename(filename, '.cjs')}-${purpose}-${process.version}-${process.arch}`);
    const cachedData = readKept(file, source);
    const wrapped = `(function (exports, require, module, __filename, __dirname) { ${source.toString()}\n})`;
    const script = new Script(wrapped, { filename, importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER, ...(cachedData && { cachedData }) });
    if (script.cachedDataRejected !== false) unkept.push({ script, source, file });
    const run: unknown = script.runInThisContext();
    if (typeof run === 'function') Reflect.apply(run, module.exports, [module.exports, createRequire(filename), module, filename, __dirname]);
  };
  const keep = (): void => keepAll(folder, unkept.splice(0));
  setTimeout(keep, settled).unref();
  process.once('exit', keep);
}

function xdgCacheHome(): string {
  return process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
}

function readKept(file: string, source: Buffer): Buffer | undefined {
  try {
    const kept = readFileSync(file);
    const code = kept.subarray(digestLength);
    return kept.subarray(0, digestLength).equals(digestOf(source, code)) ? code : undefined;
  } catch {
    return undefined;
  }
}

function keepAll(folder: string, scripts: readonly Unkept[]): void {
  if (scripts.length === 0) return;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    for (const { script, source, file } of scripts) {
      const code = script.createCachedData();
      const temporary = `${file}-${process.pid}`;
      writeFileSync(temporary, Buffer.concat([digestOf(source, code), code]));
      renameSync(temporary, file);
    }
    forgetOld(folder);
  } catch {
    // The next run compiles again.
  }
}

/** V8 itself sees neither that a text of the same length is another nor that a byte has changed. */
function digestOf(source: Buffer, code: Buffer): Buffer {
  return createHash('sha1').update(source).update(code).digest();
}

/** What other versions of Node have left, or a run that was ended while it wrote. */
function forgetOld(folder: string): void {
  for (const file of readdirSync(folder).map((name) => join(folder, name))) {
    if (Date.now() - statSync(file).mtimeMs > month) rmSync(file);
  }
}
