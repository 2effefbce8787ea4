/** A benchmark's answer: a ratio to something measured in the same run, the budget, and whether it is kept. */

export interface Row {
  readonly what: string;
  /** The measured ratio and its unit, such as `0.43 full parses (p95)`. */
  readonly measured: string;
  /** In the same unit; undefined where the row only explains another. */
  readonly budget?: { readonly text: string; readonly isKept: boolean };
  /** The times or sizes behind the ratio. */
  readonly behind: string;
}

/** A ratio that must not be larger than `most`. */
export function atMost(most: number, measured: number): NonNullable<Row['budget']> {
  return { text: `≤ ${ratio(most)}`, isKept: measured <= most };
}

/** A ratio that must not be smaller than `least`. */
export function atLeast(least: number, measured: number): NonNullable<Row['budget']> {
  return { text: `≥ ${ratio(least)}`, isKept: measured >= least };
}

export function ratio(value: number): string {
  if (value >= 100) return value.toFixed(0);
  if (value >= 10) return value.toFixed(1);
  return value >= 0.1 ? value.toFixed(2) : value.toFixed(3);
}

export function ms(value: number): string {
  return `${value >= 100 ? value.toFixed(0) : value.toFixed(1)} ms`;
}

export function count(value: number): string {
  return value.toLocaleString('en-US');
}

/** A Markdown table that also reads well in a terminal. */
export function table(rows: readonly Row[]): string {
  return aligned([
    ['what', 'measured', 'budget', '', 'behind it'],
    ...rows.map(({ what, measured, budget, behind }) => [what, measured, budget?.text ?? '', budget === undefined ? '' : budget.isKept ? 'ok' : 'miss', `(${behind})`]),
  ]);
}

/** The rows of the peers, which have no budget. */
export function peersTable(rows: readonly Row[]): string {
  return aligned([['what', 'time', 'behind it, and what it asks'], ...rows.map(({ what, measured, behind }) => [what.replace(/^g /, ''), measured, behind])]);
}

function aligned(cells: readonly (readonly string[])[]): string {
  const widths = (cells[0] ?? []).map((_, column) => Math.max(3, ...cells.map((line) => line[column]?.length ?? 0)));
  const lines = cells.map((line) => `| ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`);
  lines.splice(1, 0, `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`);
  return lines.join('\n');
}
