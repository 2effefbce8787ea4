/** What a finding has to say beyond ESLint's message: places that belong to it, how sure it is. Kept beside the source code while it is linted. */
import type { SourceLocation } from './flow/graph.ts';

/** Which finding is meant. */
export interface FindingPlace {
  /** Without the plugin's prefix. */
  readonly ruleId: string;
  /** As in ESLint's message: both 1-based, columns in UTF-16 units. */
  readonly line: number;
  readonly column: number;
}

export interface FindingDetail extends FindingPlace {
  /** Nothing is known to be wrong. */
  readonly isAdvice: boolean;
  readonly related: readonly RelatedPlace[];
}

export interface RelatedPlace {
  /** One short sentence: what happened here. */
  readonly message: string;
  /** The other file where it lies, as the host that brought its text calls it; undefined: in the file itself. */
  readonly path: string | undefined;
  /** Lines are 1-based, columns 0-based. */
  readonly loc: SourceLocation;
}

const details = new WeakMap<object, Map<string, FindingDetail>>();

export function recordDetail(sourceCode: object, detail: FindingDetail): void {
  const known = details.get(sourceCode) ?? new Map<string, FindingDetail>();
  const key = keyOf(detail);
  if (!known.has(key)) known.set(key, detail);
  details.set(sourceCode, known);
}

/** The detail of a finding in a source code, after ESLint has run on it; of several findings of a rule at one place the first's. */
export function detailOf(sourceCode: object, place: FindingPlace): FindingDetail | undefined {
  return details.get(sourceCode)?.get(keyOf(place));
}

function keyOf({ ruleId, line, column }: FindingPlace): string {
  return `${ruleId} ${line} ${column}`;
}
