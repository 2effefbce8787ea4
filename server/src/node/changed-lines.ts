/** Which lines differ from a revision, by Git. */
import { spawnSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { parsePatch } from 'diff';

/** First and last, 1-based. */
type LineRange = readonly [number, number];

export interface ChangedLines {
  /** Whether anything in the file changed. */
  readonly hasFile: (path: string) => boolean;
  readonly touches: (path: string, first: number, last: number) => boolean;
}

const wholeFile: LineRange = [1, Infinity];

/** Lines of the files as they are now that were not there where the current branch left `revision`; or one sentence why nobody knows. */
export function changedLines(revision: string, workingFolder: string): ChangedLines | string {
  const [top] = git(['rev-parse', '--show-toplevel'], workingFolder)?.split('\n') ?? [];
  if (top === undefined) return '--diff needs Git, and a folder that is in a repository of it.';
  // What begins with a dash would be an option.
  const commit = revision.startsWith('-') ? undefined : git(['rev-parse', '--verify', '--quiet', `${revision}^{commit}`], top)?.trim();
  if (commit === undefined) return `Git knows no revision "${revision}" here.`;
  // In a shallow clone the common ancestor may be missing.
  const base = git(['merge-base', commit, 'HEAD'], top)?.trim() ?? commit;
  const patch = git(['diff', '--unified=0', '--no-color', '--no-ext-diff', '--no-textconv', '--no-relative', '--src-prefix=a/', '--dst-prefix=b/', '--diff-filter=d', base, '--'], top);
  const added = git(['ls-files', '--others', '--exclude-standard', '-z'], top);
  if (patch === undefined || added === undefined) return `Git could not say what changed since "${revision}".`;

  // Git may write the drive, or a folder that is a link, in another way than the user did.
  const folder = realPath(top);
  const ranges = new Map<string, readonly LineRange[]>();
  for (const { newFileName = '', hunks } of parsePatch(patch)) {
    ranges.set(join(folder, newFileName.replace(/^b\//, '')), hunks.map(({ newStart, newLines }) => [newStart, newStart + newLines - 1]));
  }
  for (const name of added.split('\0')) if (name !== '') ranges.set(join(folder, name), [wholeFile]);
  return {
    hasFile: (path) => ranges.has(realPath(path)),
    touches: (path, first, last) => ranges.get(realPath(path))?.some(([from, to]) => first <= to && from <= last) === true,
  };
}

function realPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}

/** Standard output, or undefined where Git is missing or failed. It starts no program that the repository's configuration names. */
function git(args: readonly string[], folder: string): string | undefined {
  const { status, stdout } = spawnSync('git', ['-c', 'core.fsmonitor=false', '-c', 'core.quotePath=false', ...args], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return status === 0 ? stdout : undefined;
}
