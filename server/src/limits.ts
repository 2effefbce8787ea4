/** Texts nobody wrote by hand are not linted: the limits, and what is said about them. */

/** Bytes (command line) or UTF-16 units (editor) of the largest text that is linted. */
export const largestText = 2 * 1024 * 1024;
/** UTF-16 units of the longest line of a text that is linted; longer lines are minified or generated. */
export const longestLine = 20_000;

export const limitSentences = {
  'too-large': 'is larger than 2 MB; it was not checked',
  'long-lines': 'has a line of more than 20,000 characters, so it looks minified or generated; it was not checked',
} as const;

export function hasTooLongLine(text: string): boolean {
  for (let start = 0; start + longestLine < text.length; ) {
    const end = text.lastIndexOf('\n', start + longestLine);
    if (end < start) return true;
    start = end + 1;
  }
  return false;
}
