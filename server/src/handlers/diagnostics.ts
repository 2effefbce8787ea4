/** Findings as the protocol's diagnostics. */
import { DiagnosticSeverity, DiagnosticTag, DocumentDiagnosticReportKind } from 'vscode-languageserver';
import type { Diagnostic, DocumentDiagnosticReport, Range } from 'vscode-languageserver';
import { uriOfPath } from '../addresses.ts';
import type { ClientSupport } from '../client-support.ts';
import { ruleFacts, withoutPrefix } from '../core.ts';
import type { Finding, LintResult, RelatedPlace, Severity } from '../finding.ts';
import type { DocumentSnapshot, Linted } from '../snapshot.ts';
import type { UnusedComment } from '../unused-comment.ts';

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warn: DiagnosticSeverity.Warning,
  hint: DiagnosticSeverity.Hint,
};

/** The answer to a pull: `unchanged` when the client already has the findings of this very snapshot. */
export function diagnosticReport(linted: Linted | undefined, previousResultId: string | undefined, client: ClientSupport): DocumentDiagnosticReport {
  if (linted === undefined) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
  const { serial } = linted.snapshot;
  if (previousResultId === serial) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: serial };
  return { kind: DocumentDiagnosticReportKind.Full, resultId: serial, items: diagnosticsOf(linted, client) };
}

export function diagnosticsOf({ snapshot, findings, unusedComments }: Linted, client: ClientSupport): Diagnostic[] {
  return [
    ...findings.map((finding) => toDiagnostic(finding, snapshot.uri, client)),
    ...unusedComments.map((comment) => unusedDiagnostic(snapshot, comment, client)),
  ];
}

/** Of a file that is not open. Comments that silence nothing are left for whoever opens it. */
export function diagnosticsOfClosed(uri: string, result: LintResult, client: ClientSupport): readonly Diagnostic[] {
  return result.kind === 'linted' ? result.findings.map((finding) => toDiagnostic(finding, uri, client)) : [];
}

export function toDiagnostic(finding: Finding, uri: string, client: ClientSupport): Diagnostic {
  const facts = ruleFacts(finding.rule);
  return {
    range: rangeOf(finding),
    severity: severities[finding.severity],
    source: 'weakref-lint',
    code: finding.rule,
    message: finding.message.message,
    ...(facts === undefined ? {} : { codeDescription: { href: client.pages.rule(facts) } }),
    ...(client.relatedInformation && finding.related.length > 0
      ? { relatedInformation: finding.related.map((place) => ({ message: place.message, location: { uri: place.path === undefined ? uri : uriOfPath(place.path), range: rangeOfPlace(place) } })) }
      : {}),
  };
}

/** Of a comment that silences nothing. */
export function unusedDiagnostic(snapshot: DocumentSnapshot, { range, rules }: UnusedComment, client: ClientSupport): Diagnostic {
  const names = rules.map((rule) => `\`${withoutPrefix(rule)}\``).join(' and ');
  return {
    range: rangeBetween(snapshot, range),
    severity: DiagnosticSeverity.Hint,
    source: 'weakref-lint',
    code: 'unused-disable',
    message: `This comment silences nothing: ${names} would not report anything here.`,
    ...(client.unnecessaryTag ? { tags: [DiagnosticTag.Unnecessary] } : {}),
  };
}

/** @param range UTF-16 offsets */
export function rangeBetween({ document }: DocumentSnapshot, [start, end]: readonly [number, number]): Range {
  return { start: document.positionAt(start), end: document.positionAt(end) };
}

/** Where the finding stands; ESLint counts lines and columns from 1, the protocol from 0. */
export function rangeOf({ message }: Finding): Range {
  const start = { line: Math.max(0, message.line - 1), character: Math.max(0, message.column - 1) };
  if (message.endLine === undefined || message.endColumn === undefined) return { start, end: start };
  return { start, end: { line: message.endLine - 1, character: message.endColumn - 1 } };
}

function rangeOfPlace({ loc }: RelatedPlace): Range {
  return {
    start: { line: loc.start.line - 1, character: loc.start.column },
    end: { line: loc.end.line - 1, character: loc.end.column },
  };
}
