/** Texts nobody here wrote by hand are not linted: the limits, and what is said about them. */
import type { SkipReason } from './finding.ts';

/** Bytes (command line) or UTF-16 units (editor) of the largest text that is linted. */
export const largestText = 2 * 1024 * 1024;
/** UTF-16 units of the longest line of a text that is linted; longer lines are minified or generated. */
export const longestLine = 20_000;

export const limitSentences = {
  generated: 'is generated, going by its name; it was not checked',
  'too-large': 'is larger than 2 MB; it was not checked',
  'long-lines': 'has a line of more than 20,000 characters, so it looks minified or generated; it was not checked',
  'too-deep': 'is nested too deeply to be parsed; it was not checked',
} as const;

type Limit = keyof typeof limitSentences;

/** The rest of a sentence that begins with the file's name; undefined for a reason nobody needs to hear of. */
export function limitSentence(reason: SkipReason): (typeof limitSentences)[Limit] | undefined {
  return isLimit(reason) ? limitSentences[reason] : undefined;
}

function isLimit(reason: SkipReason): reason is Limit {
  return Object.hasOwn(limitSentences, reason);
}

/** Names that protocol compilers and minifiers give. */
export function hasGeneratedName(path: string): boolean {
  return /(?:_pb2(?:_grpc)?\.pyi?|[._](?:min|bundle|pb|generated)\.[cm]?[jt]s)$/i.test(path);
}

/** Folders of other people's code and of tools: skipped below a folder on the command line, whatever `.gitignore` says, and in the editor. */
const foldersOfOthers: ReadonlySet<string> = new Set(['node_modules', '.venv', '__pycache__', 'site-packages', '.ipynb_checkpoints', '.git']);

export function isFolderOfOthers(name: string): boolean {
  return foldersOfOthers.has(name);
}

/** Whether a document lies somewhere below such a folder; its path may be a URI. */
export function isInFolderOfOthers(path: string): boolean {
  return path.split(/[\\/]/).slice(0, -1).some(isFolderOfOthers);
}

export function hasTooLongLine(text: string): boolean {
  for (let start = 0; start + longestLine < text.length; ) {
    const end = text.lastIndexOf('\n', start + longestLine);
    if (end < start) return true;
    start = end + 1;
  }
  return false;
}
