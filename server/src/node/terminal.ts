/** What a stream of this process can show. */
import { colourStyle, plainStyle, widest } from '../format/style.ts';
import type { Style } from '../format/style.ts';

/** Below that nearly every word has a line of its own. */
const narrowest = 40;

export function styleFor(stream: NodeJS.WriteStream): Style {
  // A terminal that does not know its size says 0.
  const columns = stream.isTTY && stream.columns > 0 ? stream.columns : widest;
  const width = Math.min(widest, Math.max(narrowest, columns));
  return { ...(wantsColours(stream) ? colourStyle : plainStyle), width };
}

/** Colours are for a person who did not ask for none, and for whoever asks for them: https://force-color.org, https://no-color.org */
function wantsColours({ isTTY }: NodeJS.WriteStream): boolean {
  const { FORCE_COLOR = '', NO_COLOR = '', TERM } = process.env;
  if (FORCE_COLOR !== '') return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return isTTY && NO_COLOR === '' && TERM !== 'dumb';
}
