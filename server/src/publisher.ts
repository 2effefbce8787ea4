/** Keeps what a client shows up to date: pushes diagnostics to one that cannot pull, and asks another to pull again. */
import { pathOfUri, uriOfPath } from './addresses.ts';
import { contentModified } from './checker.ts';
import type { Checker } from './checker.ts';
import type { Connection } from 'vscode-languageserver';
import type { DocumentSettings } from './document-settings.ts';
import { configurationDiagnostics } from './handlers/configuration.ts';
import { diagnosticsOf } from './handlers/diagnostics.ts';
import { diagnosticsInCell } from './notebook/cell-answers.ts';
import type { Notebooks } from './notebook/notebooks.ts';
import type { Session } from './session.ts';
import type { Troubles } from './troubles.ts';

interface PublisherParts {
  readonly connection: Connection;
  readonly session: Session;
  readonly settings: DocumentSettings;
  readonly notebooks: Notebooks;
  readonly checker: Checker;
  readonly troubles: Troubles;
}

export class Publisher {
  readonly #parts: PublisherParts;
  /** Configuration files that the client has been told something of. */
  #shown: readonly string[] = [];

  constructor(parts: PublisherParts) {
    this.#parts = parts;
  }

  /** A document that is open was opened, changed or saved. */
  async document(uri: string): Promise<void> {
    if (!this.#parts.session.client.pullDiagnostics) await this.#push(uri);
  }

  /** Nothing is known any more about a document or cell. */
  async closed(uri: string): Promise<void> {
    const { connection, session } = this.#parts;
    if (!session.client.pullDiagnostics) await connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  /**
   * Documents that asked for one of these files, or for something in one of these folders.
   * @param isEdit a client that pulls does so by itself after an edit, since documents depend on one another
   */
  async dependentsOf(paths: readonly string[], isEdit: boolean): Promise<void> {
    const { connection, session, checker } = this.#parts;
    const { pullDiagnostics, refreshDiagnostics } = session.client;
    if (pullDiagnostics && (isEdit || !refreshDiagnostics)) return;
    const outdated = checker.outdatedBy(paths);
    if (!pullDiagnostics) await Promise.all(outdated.map((uri) => this.#push(uri)));
    else if (outdated.length > 0) await connection.languages.diagnostics.refresh();
  }

  async everything(): Promise<void> {
    const { connection, session } = this.#parts;
    await this.configurations();
    if (!session.client.pullDiagnostics) await Promise.all(session.uris().map((uri) => this.#push(uri)));
    else if (session.client.refreshDiagnostics) await connection.languages.diagnostics.refresh();
    if (session.client.refreshInlayHints) await connection.languages.inlayHint.refresh();
  }

  /** What is wrong in configuration files: nobody pulls the diagnostics of a file that is not open. */
  async configurations(): Promise<void> {
    const { connection, session, settings, troubles } = this.#parts;
    const wrong = settings.filesFor(session.uris().map(pathOfUri)).filter(({ complaints }) => complaints.length > 0);
    troubles.settings('files', wrong.flatMap(({ path, complaints }) => complaints.map(({ sentence }) => `${path.slice(path.lastIndexOf('/') + 1)}: ${sentence}`)));
    const closed = wrong.filter(({ path }) => session.textAt(path) === undefined);
    const open = session.client.pullDiagnostics ? [] : session.configurations();
    const reports = [...closed.map((file) => ({ uri: uriOfPath(file.path), file })), ...open.map((uri) => ({ uri, file: settings.fileAt(pathOfUri(uri)) }))];
    const gone = this.#shown.filter((uri) => !reports.some((report) => report.uri === uri));
    this.#shown = reports.map(({ uri }) => uri);
    await Promise.all([
      ...gone.map((uri) => connection.sendDiagnostics({ uri, diagnostics: [] })),
      ...reports.map(({ uri, file }) => connection.sendDiagnostics({ uri, diagnostics: configurationDiagnostics(file) })),
    ]);
  }

  async #push(uri: string): Promise<void> {
    const { connection, session, notebooks, checker, troubles } = this.#parts;
    if (session.waitsForSave(uri)) return;
    try {
      const answer = await checker.check(uri, contentModified);
      if (answer === undefined) return;
      const diagnostics = diagnosticsOf(answer, session.client);
      session.showed(answer.snapshot, diagnostics);
      const module = notebooks.module(uri);
      const reports = module?.cells.map((cell) => ({ ...cell.key, diagnostics: diagnosticsInCell({ module, cell }, diagnostics) })) ?? [
        { uri, version: answer.snapshot.version, diagnostics },
      ];
      await Promise.all(reports.map((report) => connection.sendDiagnostics(report)));
    } catch (error) {
      if (error !== contentModified) troubles.log(`${uri} could not be checked: ${String(error)}`);
    }
  }
}
