/** Findings as the protocol's diagnostics. */
import { DiagnosticSeverity, DocumentDiagnosticReportKind } from 'vscode-languageserver';
import type { Diagnostic, DocumentDiagnosticReport, Range } from 'vscode-languageserver';
import type { ClientSupport } from '../client-support.ts';
import { ruleFacts } from '../core.ts';
import type { Finding, RelatedPlace, Severity } from '../finding.ts';
import type { DocumentSnapshot } from '../snapshot.ts';

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warn: DiagnosticSeverity.Warning,
  hint: DiagnosticSeverity.Hint,
};

/** The answer to a pull: `unchanged` when the client already has the findings of this very snapshot. */
export function diagnosticReport(
  snapshot: DocumentSnapshot | undefined,
  findings: readonly Finding[],
  previousResultId: string | undefined,
  client: ClientSupport,
): DocumentDiagnosticReport {
  if (snapshot === undefined) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
  if (previousResultId === snapshot.serial) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: snapshot.serial };
  return {
    kind: DocumentDiagnosticReportKind.Full,
    resultId: snapshot.serial,
    items: findings.map((finding) => toDiagnostic(finding, snapshot.uri, client)),
  };
}

export function toDiagnostic(finding: Finding, uri: string, client: ClientSupport): Diagnostic {
  const url = ruleFacts(finding.rule)?.url;
  return {
    range: rangeOf(finding),
    severity: severities[finding.severity],
    source: 'weakref-lint',
    code: finding.rule,
    message: finding.message.message,
    ...(url === undefined ? {} : { codeDescription: { href: url } }),
    ...(client.relatedInformation && finding.related.length > 0
      ? { relatedInformation: finding.related.map((place) => ({ message: place.message, location: { uri, range: rangeOfPlace(place) } })) }
      : {}),
  };
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
