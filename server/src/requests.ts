/** Answers to what a client asks about documents; about the cell of a notebook it is asked of the module that the cells make. */
import { DocumentDiagnosticReportKind, ErrorCodes, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { Connection, DiagnosticServerCancellationData } from 'vscode-languageserver';
import { pathOfUri } from './addresses.ts';
import { contentModified } from './checker.ts';
import type { Checker } from './checker.ts';
import { isRecord } from './core.ts';
import type { Linting } from './core.ts';
import type { DocumentSettings } from './document-settings.ts';
import { codeActions } from './handlers/code-actions.ts';
import { configurationDiagnostics, configurationHover } from './handlers/configuration.ts';
import { diagnosticReport } from './handlers/diagnostics.ts';
import { hoverAt } from './handlers/hover.ts';
import { inlayHints } from './handlers/inlay-hints.ts';
import { exerciseCheck } from './handlers/practice.ts';
import { actionParamsInModule, actionsAboutCell, diagnosticsInCell, hintsInCell, hoverInCell, positionInModule, rangeInModule } from './notebook/cell-answers.ts';
import type { Notebooks } from './notebook/notebooks.ts';
import { isPosition, isRange, uriOf } from './params.ts';
import type { CheckExercise } from './protocol.ts';
import type { Session } from './session.ts';

interface RequestParts {
  readonly session: Session;
  readonly settings: DocumentSettings;
  readonly notebooks: Notebooks;
  readonly linting: Linting;
  readonly checker: Checker;
  /** The client was told something new of a document. */
  readonly showed: (uri: string) => void;
}

const checkExercise: CheckExercise = 'weakrefLint/checkExercise';

export function registerRequests(connection: Connection, { session, settings, notebooks, linting, checker, showed }: RequestParts): void {
  connection.languages.diagnostics.on(async (params, token) => {
    const uri = uriOf(params);
    if (uri === undefined) throw invalidParams('textDocument/diagnostic', 'textDocument.uri');
    if (session.isConfiguration(uri)) {
      const file = settings.fileAt(pathOfUri(uri));
      return { kind: DocumentDiagnosticReportKind.Full, items: configurationDiagnostics(file) };
    }
    const place = notebooks.cell(uri);
    const asked = place?.module.uri ?? uri;
    const { previousResultId } = params;
    if (previousResultId !== undefined && session.waitsForSave(asked)) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: previousResultId };
    const answer = await checker.check(asked, askAgain, token);
    const report = diagnosticReport(answer, previousResultId, session.client);
    if (answer !== undefined && report.kind === DocumentDiagnosticReportKind.Full) {
      session.showed(answer.snapshot, report.items);
      if (place === undefined) showed(uri);
    }
    return place === undefined || report.kind !== DocumentDiagnosticReportKind.Full ? report : { ...report, items: diagnosticsInCell(place, report.items) };
  });

  connection.onHover(async (params, token) => {
    const uri = uriOf(params);
    if (uri === undefined || !isPosition(params.position)) throw invalidParams('textDocument/hover', 'textDocument.uri and position');
    if (session.isConfiguration(uri)) {
      const file = settings.fileAt(pathOfUri(uri));
      return file === undefined || settings.of(file.path).hover === 'off' ? null : configurationHover(file, params.position, session.client);
    }
    const place = notebooks.cell(uri);
    const answer = await checker.check(place?.module.uri ?? uri, contentModified, token);
    if (answer === undefined) return null;
    const position = place === undefined ? params.position : positionInModule(place, params.position);
    const hover = hoverAt(answer.snapshot, answer.findings, checker.sourceCodeOf(answer), position, session.client);
    return place === undefined ? hover : hoverInCell(place, hover);
  });

  connection.languages.inlayHint.on(async (params, token) => {
    const uri = uriOf(params);
    if (uri === undefined || !isRange(params.range)) throw invalidParams('textDocument/inlayHint', 'textDocument.uri and range');
    const place = notebooks.cell(uri);
    const asked = place?.module.uri ?? uri;
    if (session.snapshot(asked)?.settings.inlayHints !== true) return [];
    const answer = await checker.check(asked, contentModified, token);
    if (answer === undefined) return [];
    const range = place === undefined ? params.range : rangeInModule(place, params.range);
    const hints = inlayHints(answer.snapshot, checker.sourceCodeOf(answer), range);
    return place === undefined ? hints : hintsInCell(place, hints);
  });

  connection.onCodeAction(async (params, token) => {
    const uri = uriOf(params);
    if (uri === undefined || !isRange(params.range) || !isRecord(params.context)) {
      throw invalidParams('textDocument/codeAction', 'textDocument.uri, range and context');
    }
    const place = notebooks.cell(uri);
    const answer = await checker.check(place?.module.uri ?? uri, contentModified, token);
    if (answer === undefined) return [];
    const asked = place === undefined ? params : actionParamsInModule(place, params);
    const actions = codeActions(answer, checker.sourceCodeOf(answer), asked, session.client);
    return place === undefined ? actions : actionsAboutCell(place, actions, params.context.only);
  });

  connection.onRequest(checkExercise, async (params: unknown) => {
    const check = await exerciseCheck(linting, params);
    if (check === undefined) throw invalidParams(checkExercise, 'file, the name of an exercise, and text');
    return check;
  });
}

const askAgain = new ResponseError<DiagnosticServerCancellationData>(LSPErrorCodes.ServerCancelled, 'The document has changed since.', { retriggerRequest: true });

export function invalidParams(method: string, needed: string): ResponseError {
  return new ResponseError(ErrorCodes.InvalidParams, `${method} needs ${needed}.`);
}
