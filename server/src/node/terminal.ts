/** What a stream of this process can show. */
import { colourStyle, plainStyle } from '../format/style.ts';
import type { Style } from '../format/style.ts';

/** Colours only for a person who did not ask for none: https://no-color.org */
export function styleFor(stream: NodeJS.WriteStream): Style {
  const { NO_COLOR, TERM } = process.env;
  return stream.isTTY && (NO_COLOR === undefined || NO_COLOR === '') && TERM !== 'dumb' ? colourStyle : plainStyle;
}
