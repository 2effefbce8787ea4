/**
 * Findings while somebody types. Half a line of JavaScript does not parse; squiggles elsewhere must not vanish for that: the earlier
 * findings stay. Where more than that line is new, the line of the error is blanked, so that the rest can be looked at.
 */
import type { Finding } from './finding.ts';
import type { Linting } from './linting.ts';
import type { DocumentSnapshot } from './snapshot.ts';

const answers = new WeakMap<DocumentSnapshot, readonly Finding[]>();

/** Linted once per snapshot. */
export function findingsOf(linting: Linting, snapshot: DocumentSnapshot): readonly Finding[] {
  let findings = answers.get(snapshot);
  if (findings === undefined) {
    findings = compute(linting, snapshot);
    answers.set(snapshot, findings);
  }
  return findings;
}

function compute(linting: Linting, snapshot: DocumentSnapshot): readonly Finding[] {
  const result = linting.lint(snapshot);
  if (result.kind === 'linted') return result.findings;
  if (result.kind === 'skipped') return [];
  if (snapshot.editedLine !== undefined) return snapshot.earlier;
  const { languageId, path, settings, text, document } = snapshot;
  const retried = linting.lint({ languageId, path, settings, text: blankLine(text, document.offsetAt({ line: result.line - 1, character: 0 })) });
  return retried.kind === 'linted' ? retried.findings.map(withoutEdits) : snapshot.earlier;
}

/** Replaces the line by as many spaces, so that every other place stays where it is. */
function blankLine(text: string, start: number): string {
  const length = /^[^\r\n]*/.exec(text.slice(start))?.[0].length ?? 0;
  return text.slice(0, start) + ' '.repeat(length) + text.slice(start + length);
}

/** Edits made for another text than the document's must not be applied to it. */
export function withoutEdits(finding: Finding): Finding {
  const { fix: _fix, suggestions: _suggestions, ...message } = finding.message;
  return { ...finding, message };
}
