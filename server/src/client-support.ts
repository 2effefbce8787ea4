/** What the client said it can do, as far as answers depend on it. */
import { DiagnosticTag } from 'vscode-languageserver';
import type { ClientCapabilities } from 'vscode-languageserver';
import { pagesOf } from './pages.ts';
import type { Pages } from './pages.ts';

export interface ClientSupport {
  readonly pullDiagnostics: boolean;
  /** Diagnostics may be offered for the whole workspace, and not any more. */
  readonly registerDiagnostics: boolean;
  readonly refreshDiagnostics: boolean;
  readonly refreshInlayHints: boolean;
  readonly relatedInformation: boolean;
  readonly documentChanges: boolean;
  /** Edits may leave the cursor where something is still to be written. */
  readonly snippetEdits: boolean;
  readonly unnecessaryTag: boolean;
  readonly markdownHover: boolean;
  readonly tellsOfSaves: boolean;
  /** Of work that nobody asked for. */
  readonly showsProgress: boolean;
  readonly configuration: boolean;
  readonly registerConfiguration: boolean;
  readonly registerWatchedFiles: boolean;
  readonly workspaceFolders: boolean;
  readonly notebooks: boolean;
  readonly pages: Pages;
}

/** @param options `initializationOptions` */
export function clientSupport({ notebookDocument, textDocument, window, workspace }: ClientCapabilities, options?: unknown): ClientSupport {
  return {
    pullDiagnostics: textDocument?.diagnostic !== undefined,
    registerDiagnostics: textDocument?.diagnostic?.dynamicRegistration === true,
    refreshDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    refreshInlayHints: workspace?.inlayHint?.refreshSupport === true,
    relatedInformation: textDocument?.publishDiagnostics?.relatedInformation === true || textDocument?.diagnostic?.relatedInformation === true,
    documentChanges: workspace?.workspaceEdit?.documentChanges === true,
    snippetEdits: workspace?.workspaceEdit?.documentChanges === true && workspace.workspaceEdit.snippetEditSupport === true,
    unnecessaryTag: [textDocument?.publishDiagnostics, textDocument?.diagnostic].some((each) => each?.tagSupport?.valueSet.includes(DiagnosticTag.Unnecessary) === true),
    markdownHover: textDocument?.hover?.contentFormat?.includes('markdown') === true,
    tellsOfSaves: textDocument?.synchronization?.didSave === true,
    showsProgress: window?.workDoneProgress === true,
    configuration: workspace?.configuration === true,
    registerConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    registerWatchedFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    workspaceFolders: workspace?.workspaceFolders === true,
    pages: pagesOf(options),
    notebooks: notebookDocument?.synchronization !== undefined,
  };
}
