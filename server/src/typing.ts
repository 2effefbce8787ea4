/**
 * Findings while somebody types. Half a line of JavaScript does not parse; squiggles elsewhere must not vanish for that:
 * the broken line is blanked, and where that does not help the earlier findings stay.
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
  const edited = snapshot.editedLine === undefined ? [] : [snapshot.editedLine];
  for (const line of new Set([...edited, result.line - 1])) {
    const { languageId, path, settings } = snapshot;
    const retried = linting.lint({ languageId, path, settings, text: blankLine(snapshot.text, snapshot.document.offsetAt({ line, character: 0 })) });
    if (retried.kind === 'linted') return retried.findings.map(withoutEdits);
  }
  return snapshot.earlier;
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
