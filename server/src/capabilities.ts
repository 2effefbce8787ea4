/** What the server offers a client, going by what the client can do. */
import { CodeActionKind, TextDocumentSyncKind } from 'vscode-languageserver';
import type { ServerCapabilities } from 'vscode-languageserver';
import type { ClientSupport } from './client-support.ts';
import { diagnosticsOffer } from './diagnostic-offer.ts';
import { fixAllKind, notebookFixAllKind } from './handlers/code-actions.ts';
import { refactorKinds } from './handlers/refactorings.ts';
import { languageIds } from './languages.ts';

export function capabilitiesFor(client: ClientSupport): ServerCapabilities {
  return {
    positionEncoding: 'utf-16',
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
    hoverProvider: true,
    inlayHintProvider: true,
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, ...refactorKinds, fixAllKind, ...(client.notebooks ? [notebookFixAllKind] : [])] },
    ...(client.notebooks ? { notebookDocumentSync: { notebookSelector: [{ notebook: '*', cells: languageIds.map((language) => ({ language })) }], save: true } } : {}),
    ...(client.pullDiagnostics ? { diagnosticProvider: diagnosticsOffer('open documents') } : {}),
  };
}
