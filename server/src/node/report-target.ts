/** Where a report must not go: it would take the place of something that cannot be had again. */
import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { configFileNames, readBaseline } from '../core.ts';
import { isCacheText } from './result-cache.ts';
import { languageOfSource } from './source-files.ts';

/** @returns one sentence about a file that `--output-file` names and that is for something else */
export function reportTargetComplaint(name: string, workingFolder: string): string | undefined {
  const path = resolve(workingFolder, name);
  const use = useOfName(path) ?? useOfText(textOf(path));
  return use && `"${name}" is ${use}; --output-file needs a file of its own, such as report.json.`;
}

function useOfName(path: string): string | undefined {
  if (languageOfSource(path) !== undefined) return 'a source file by its name';
  return configFileNames.some((each) => each === basename(path)) ? 'a configuration file by its name' : undefined;
}

function useOfText(text: string): string | undefined {
  if (readBaseline(text) !== undefined) return 'a baseline';
  return isCacheText(text) ? 'a cache of weakref-lint' : undefined;
}

/** Empty where there is nothing to lose, or nothing that can be read. */
function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
