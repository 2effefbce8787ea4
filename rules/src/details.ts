/** What a finding has to say beyond ESLint's message: places that belong to it, how sure it is. Kept beside the source code while it is linted. */
import type { SourceLocation } from './flow/graph.ts';

export interface FindingDetail {
  /** Without the plugin's prefix. */
  readonly ruleId: string;
  /** As in ESLint's message: both 1-based, columns in UTF-16 units. */
  readonly line: number;
  readonly column: number;
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

const details = new WeakMap<object, FindingDetail[]>();

export function recordDetail(sourceCode: object, detail: FindingDetail): void {
  const list = details.get(sourceCode) ?? [];
  list.push(detail);
  details.set(sourceCode, list);
}

/**
 * The details of the findings in a source code, after ESLint has run on it. Findings that a directive has disabled are among them:
 * match by rule, line and column.
 */
export function detailsOf(sourceCode: object): readonly FindingDetail[] {
  return details.get(sourceCode) ?? [];
}
