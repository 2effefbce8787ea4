/** Files that are written whole or not at all. */
import { chmodSync, chownSync, closeSync, existsSync, fsyncSync, openSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import type { Stats } from 'node:fs';
import { dirname, join } from 'node:path';
import { reasonOf } from './source-files.ts';

/**
 * Puts `after` where `before` stands. A file that somebody changed meanwhile is left as it is.
 * @returns the rest of a sentence that says why it was not done
 */
export function replaceText(path: string, before: string, after: string): string | undefined {
  try {
    const target = realpathSync(path);
    return inPlace(target, after, () => (readFileSync(target, 'utf8') === before ? undefined : 'it was changed meanwhile'));
  } catch (error) {
    return reasonOf(error);
  }
}

/** @returns the rest of a sentence that says why it was not done */
export function writeWhole(path: string, text: string): string | undefined {
  if (!existsSync(dirname(path))) return 'its folder is not there, so make it first';
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats === undefined || stats.isFile()) return inPlace(stats === undefined ? path : realpathSync(path), text, () => undefined);
    // A terminal or a pipe cannot be replaced; a folder says so itself.
    writeFileSync(path, text);
    return undefined;
  } catch (error) {
    return reasonOf(error);
  }
}

/** Writes beside the file and renames, so that nobody ever sees half of it. */
function inPlace(target: string, text: string, objection: () => string | undefined): string | undefined {
  const stats = statSync(target, { throwIfNoEntry: false });
  const temporary = join(dirname(target), `.weakref-lint-${process.pid}.tmp`);
  try {
    const file = openSync(temporary, 'wx', stats?.mode);
    try {
      writeFileSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    if (stats !== undefined) keepModeAndOwner(temporary, stats);
    const reason = objection();
    if (reason === undefined) renameSync(temporary, target);
    return reason;
  } finally {
    rmSync(temporary, { force: true });
  }
}

function keepModeAndOwner(path: string, { uid, gid, mode }: Stats): void {
  try {
    chownSync(path, uid, gid);
  } catch {
    // Only an administrator may give files away.
  }
  chmodSync(path, mode & 0o7777);
}
