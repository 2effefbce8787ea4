/**
 * What is wrong in files that are not open. Looked at in small slices, between which everything else comes first; what is known is asked
 * for again only where a text has changed. A question to which there is nothing new is held until there is.
 */
import { DocumentDiagnosticReportKind } from 'vscode-languageserver';
import type {
  CancellationToken,
  Diagnostic,
  ResultProgressReporter,
  WorkDoneProgressReporter,
  WorkspaceDiagnosticParams,
  WorkspaceDiagnosticReport,
  WorkspaceDiagnosticReportPartialResult,
  WorkspaceFullDocumentDiagnosticReport,
} from 'vscode-languageserver';
import type { ClientSupport } from '../client-support.ts';
import type { Linting } from '../core.ts';
import type { LintResult } from '../finding.ts';
import { familyOf, languageOfPath } from '../languages.ts';
import type { SourceDocument } from '../linting.ts';
import type { FileTexts } from '../platform.ts';
import type { Settings } from '../settings.ts';
import { toDiagnostic } from './diagnostics.ts';

interface WorkspaceHost {
  readonly linting: Linting;
  readonly files: FileTexts | undefined;
  /** Paths of the folders whose closed files are to be checked. */
  folders(): readonly string[];
  settingsOf(path: string): Settings;
  isOpen(path: string): boolean;
  uriOf(path: string): string;
  pathOf(uri: string): string;
  client(): ClientSupport;
  /** Lets whatever has arrived come first. */
  nextTurn(): Promise<void>;
  linted(uri: string, result: LintResult): void;
  /** Begins each result id. */
  readonly start: string;
}

interface KnownFile {
  readonly document: SourceDocument;
  readonly resultId: string;
  readonly diagnostics: Diagnostic[];
}

/** Files that are only read, and have nothing weak in them, between two turns. */
const slice = 20;

export class WorkspaceDiagnostics {
  readonly #host: WorkspaceHost;
  /** By path. */
  readonly #known = new Map<string, KnownFile>();
  #results = 0;
  #changes = 0;
  #waiting: (() => void)[] = [];

  constructor(host: WorkspaceHost) {
    this.#host = host;
  }

  /** Files, folders, settings or open documents are others: what is held is answered if that makes a difference. */
  changed(): void {
    this.#changes += 1;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }

  /** Whether a text that changes may change what was found in a closed file. */
  dependsOn(paths: readonly string[]): boolean {
    return [...this.#known.values()].some(({ document }) => paths.some((path) => this.#host.linting.hasRead(document, path)));
  }

  async answer(
    { previousResultIds }: WorkspaceDiagnosticParams,
    token: CancellationToken,
    progress: WorkDoneProgressReporter,
    partial: ResultProgressReporter<WorkspaceDiagnosticReportPartialResult> | undefined,
  ): Promise<WorkspaceDiagnosticReport> {
    const previous = new Map(previousResultIds.map(({ uri, value }) => [this.#host.pathOf(uri), value]));
    const items: WorkspaceFullDocumentDiagnosticReport[] = [];
    const cancelled = token.onCancellationRequested(() => this.changed());
    progress.begin('Looking for weak-reference bugs', undefined, undefined, true);
    let isFirst = true;
    try {
      for (let isNews = false; !isNews && !token.isCancellationRequested; ) {
        const changes = this.#changes;
        for await (const report of this.#reports(previous, token)) {
          isNews = true;
          if (partial === undefined) items.push(report);
          else partial.report({ items: [report] });
        }
        if (isFirst) progress.done();
        isFirst = false;
        if (!isNews && changes === this.#changes) await new Promise<void>((resolve) => this.#waiting.push(resolve));
      }
    } finally {
      cancelled.dispose();
    }
    return { items };
  }

  /** Of files about which the client knows something else. */
  async *#reports(previous: ReadonlyMap<string, string>, token: CancellationToken): AsyncGenerator<WorkspaceFullDocumentDiagnosticReport> {
    const { files } = this.#host;
    const left = new Set(previous.keys());
    const unseen = new Set(this.#known.keys());
    let read = 0;
    for (const path of files?.list(this.#host.folders()) ?? []) {
      read += 1;
      if (read % slice === 0) await this.#host.nextTurn();
      if (token.isCancellationRequested) return;
      unseen.delete(path);
      if (this.#host.isOpen(path)) continue;
      const known = await this.#look(path, files?.read(path));
      if (known === undefined) continue;
      left.delete(path);
      const before = previous.get(path);
      if (before !== known.resultId && (before !== undefined || known.diagnostics.length > 0)) yield this.#full(path, known.diagnostics, known.resultId);
    }
    for (const path of unseen) this.#known.delete(path);
    for (const path of left) if (!this.#host.isOpen(path)) yield this.#full(path, [], undefined);
  }

  async #look(path: string, text: string | undefined): Promise<KnownFile | undefined> {
    const { linting } = this.#host;
    const languageId = languageOfPath(path);
    const settings = this.#host.settingsOf(path);
    const isWorthIt = languageId !== undefined && text !== undefined && linting.isWorthAParse(text, familyOf(languageId), settings);
    if (!isWorthIt) {
      this.#known.delete(path);
      return undefined;
    }
    const before = this.#known.get(path);
    if (before?.document.text === text && before.document.settings === settings && linting.isCurrent(before.document)) return before;
    await linting.prepare(familyOf(languageId));
    await this.#host.nextTurn();
    const document: SourceDocument = { path, languageId, text, settings };
    const result = linting.lint(document);
    const uri = this.#host.uriOf(path);
    this.#host.linted(uri, result);
    const findings = result.kind === 'linted' ? result.findings : [];
    this.#results += 1;
    const known: KnownFile = {
      document,
      resultId: `${this.#host.start}.w${this.#results}`,
      diagnostics: findings.map((finding) => toDiagnostic(finding, uri, this.#host.client())),
    };
    this.#known.set(path, known);
    return known;
  }

  #full(path: string, items: Diagnostic[], resultId: string | undefined): WorkspaceFullDocumentDiagnosticReport {
    return { kind: DocumentDiagnosticReportKind.Full, uri: this.#host.uriOf(path), version: null, items, ...(resultId === undefined ? {} : { resultId }) };
  }
}
