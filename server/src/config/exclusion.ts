/** Files that the user does not want to be checked. */
import ignore from 'ignore';
import type { Ignore } from 'ignore';

export interface Exclusion {
  /** What the patterns are seen from, written as the documents' paths are. */
  readonly folder: string;
  /** As in `.gitignore`. */
  readonly patterns: readonly string[];
}

const matchers = new WeakMap<Exclusion, Ignore>();

export function isExcluded(path: string, exclusion: Exclusion): boolean {
  const { folder, patterns } = exclusion;
  if (patterns.length === 0 || !path.startsWith(folder)) return false;
  const below = path.slice(folder.length).replaceAll('\\', '/');
  // `/project-two/a.py` does not lie in `/project`.
  if (!/[\\/]$/.test(folder) && !below.startsWith('/')) return false;
  const name = below.replace(/^\/+/, '');
  return name !== '' && ignore.isPathValid(name) && matcherOf(exclusion).ignores(name);
}

function matcherOf(exclusion: Exclusion): Ignore {
  let matcher = matchers.get(exclusion);
  if (matcher === undefined) {
    matcher = ignore().add([...exclusion.patterns]);
    matchers.set(exclusion, matcher);
  }
  return matcher;
}
