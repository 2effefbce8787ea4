/** The card shown over a finding. */
import type { Hover, Position, Range } from 'vscode-languageserver';
import type { ClientSupport } from '../client-support.ts';
import { ruleFacts } from '../core.ts';
import type { Finding } from '../finding.ts';
import { lessonCard, lessonText } from '../lesson-card.ts';
import type { DocumentSnapshot } from '../snapshot.ts';
import { rangeOf } from './diagnostics.ts';

/** Null where no finding stands. Several findings on one place share the card of the first. */
export function hoverAt(snapshot: DocumentSnapshot, findings: readonly Finding[], position: Position, client: ClientSupport): Hover | null {
  const finding = findings.find((each) => contains(rangeOf(each), position));
  const facts = finding === undefined ? undefined : ruleFacts(finding.rule);
  if (finding === undefined || facts === undefined) return null;
  const contents = client.markdownHover
    ? ({ kind: 'markdown', value: lessonCard(facts, snapshot.languageId) } as const)
    : ({ kind: 'plaintext', value: lessonText(facts, snapshot.languageId) } as const);
  return { contents, range: rangeOf(finding) };
}

function contains({ start, end }: Range, position: Position): boolean {
  return !isBefore(position, start) && !isBefore(end, position);
}

export function isBefore(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}
