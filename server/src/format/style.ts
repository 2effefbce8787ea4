/** How text looks where it is shown: its emphasis, or none, and how wide it may be. */

type Paint = (text: string) => string;

export interface Style {
  readonly strong: Paint;
  readonly faint: Paint;
  readonly error: Paint;
  readonly warning: Paint;
  readonly hint: Paint;
  readonly good: Paint;
  /** Columns that text without a form of its own is wrapped to; code is not. */
  readonly width: number;
}

/** Longer lines are hard to read. */
export const widest = 100;

const plain: Paint = (text) => text;

export const plainStyle: Style = { strong: plain, faint: plain, error: plain, warning: plain, hint: plain, good: plain, width: widest };

/** ANSI's "select graphic rendition": the code that switches on and the one that switches off. */
const ansi =
  (on: number, off: number): Paint =>
  (text) =>
    `\u001b[${on}m${text}\u001b[${off}m`;

export const colourStyle: Style = {
  strong: ansi(1, 22),
  faint: ansi(2, 22),
  error: ansi(31, 39),
  warning: ansi(33, 39),
  hint: ansi(36, 39),
  good: ansi(32, 39),
  width: widest,
};
