/** One text a finding that stays the same from run to run, so that a service knows which it has seen before. */
import { identityOf } from '../identity.ts';
import type { FileReport, FormatHost } from './report.ts';

/** In the order of the findings; equal code in one place is told apart by its order. */
export function fingerprintsOf({ relativePath, text, findings }: FileReport, { hash }: FormatHost): readonly string[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const { rule, inside, code } = identityOf(finding, text);
    const key = JSON.stringify([rule, relativePath, inside, code]);
    const nth = (seen.get(key) ?? 0) + 1;
    seen.set(key, nth);
    return hash(nth === 1 ? key : `${key}${nth}`);
  });
}
