/** Reads source files quickly: most hold nothing of interest, and then their bytes are never made into a text. */
import { closeSync, openSync, readSync } from 'node:fs';
import { isNotebookPath } from '../core.ts';
import { limitSentences, hasTooLongLine, largestText } from '../limits.ts';
import { reasonOf } from './source-files.ts';

export type ReadText =
  | { readonly kind: 'text'; readonly text: string }
  /** No set of needles occurs as a whole. */
  | { readonly kind: 'nothing-weak' }
  /** Not a text somebody wrote: the rest of a sentence that begins with the file's name. */
  | { readonly kind: 'unfit'; readonly sentence: string }
  /** It could not be read at all. */
  | { readonly kind: 'unreadable'; readonly sentence: string };

/** Sets of needles, of which all of one must occur. */
export type NeedleBytes = readonly (readonly Buffer[])[];

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const buffer = Buffer.allocUnsafeSlow(largestText + 1);

/** @param named whether to say what is unfit about a file even where no needle shows that it mattered */
export function readSourceText(path: string, needles: NeedleBytes, named: boolean): ReadText {
  try {
    return sourceTextOf(path, buffer.subarray(0, readInto(path, named)), needles, named);
  } catch (error) {
    // Node gives other bytes in a name as this character, and then finds no such file.
    const reason = path.includes('\ufffd') ? 'its name is not UTF-8, so rename it' : reasonOf(error);
    return { kind: 'unreadable', sentence: `could not be read: ${reason}` };
  }
}

/** The same of bytes that are there already. */
export function sourceTextOf(path: string, bytes: Buffer, needles: NeedleBytes, named: boolean): ReadText {
  const utf16 = utf16Of(bytes);
  const isWeak = needles.some((set) => set.every((needle) => bytes.includes(utf16 === undefined ? needle : recoded(needle, utf16))));
  if (!isWeak && !named) return { kind: 'nothing-weak' };
  if (bytes.length > largestText) return { kind: 'unfit', sentence: limitSentences['too-large'] };
  if (utf16 !== undefined) return { kind: 'unfit', sentence: 'is UTF-16; save it as UTF-8 to have it checked' };
  if (bytes.includes(0)) return { kind: 'unfit', sentence: 'is a binary file, not source text; it was not checked' };
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch {
    return { kind: 'unfit', sentence: 'is not UTF-8; save it as UTF-8 to have it checked' };
  }
  // Of a notebook the pictures are long lines; its cells are looked at later.
  if (!isNotebookPath(path) && hasTooLongLine(text)) return { kind: 'unfit', sentence: limitSentences['long-lines'] };
  return isWeak ? { kind: 'text', text } : { kind: 'nothing-weak' };
}

/** As its byte order mark says. */
function utf16Of([first, second]: Buffer): 'little-endian' | 'big-endian' | undefined {
  if (first === 0xff && second === 0xfe) return 'little-endian';
  return first === 0xfe && second === 0xff ? 'big-endian' : undefined;
}

function recoded(needle: Buffer, order: 'little-endian' | 'big-endian'): Buffer {
  const bytes = Buffer.from(needle.toString(), 'utf16le');
  return order === 'little-endian' ? bytes : bytes.swap16();
}

/** What was found below a folder is a regular file: it ends where a read gives less than asked for. Anything may be named, a pipe too. */
function readInto(path: string, named: boolean): number {
  const file = openSync(path, 'r');
  try {
    let length = 0;
    for (let read = -1; read !== 0 && length < buffer.length; length += read) {
      read = readSync(file, buffer, length, buffer.length - length, null);
      if (!named) return read;
    }
    return length;
  } finally {
    closeSync(file);
  }
}
