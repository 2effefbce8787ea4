/** The offset of the first character of the line that `offset` is in. It looks no further back than that: `lastIndexOf('\r')` would, wherever lines end in `\n`. */
export function lineStart(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && text[start - 1] !== '\n' && text[start - 1] !== '\r') start--;
  return start;
}
