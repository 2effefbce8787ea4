/** Registers the handlers on a connection. Each waits for its parser, takes the snapshot of that moment and answers from it. */
import {
  CodeActionKind,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  DocumentDiagnosticReportKind,
  ErrorCodes,
  LSPErrorCodes,
  RAL,
  ResponseError,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import type { CancellationToken, Connection, DiagnosticServerCancellationData, InitializeResult } from 'vscode-languageserver';
import { clientSupport } from './client-support.ts';
import { Baselines, Linting, baselineTrouble, configFileNames, isConfigFile, isRecord, readEditorChoices } from './core.ts';
import type { Choices } from './core.ts';
import { debugInformation } from './debug-information.ts';
import { DocumentSettings } from './document-settings.ts';
import type { LintResult } from './finding.ts';
import { codeActions, fixAllKind, notebookFixAllKind } from './handlers/code-actions.ts';
import { configurationDiagnostics, configurationHover } from './handlers/configuration.ts';
import { diagnosticReport, diagnosticsOf } from './handlers/diagnostics.ts';
import { hoverAt } from './handlers/hover.ts';
import { inlayHints } from './handlers/inlay-hints.ts';
import { exerciseCheck } from './handlers/practice.ts';
import { refactorKinds } from './handlers/refactorings.ts';
import { actionParamsInModule, actionsAboutCell, diagnosticsInCell, hintsInCell, hoverInCell, positionInModule, rangeInModule } from './notebook/cell-answers.ts';
import { isShown } from './notebook/module.ts';
import { Notebooks } from './notebook/notebooks.ts';
import { registerNotebooks } from './notebook/register-notebooks.ts';
import { failureSentence } from './isolated-rules.ts';
import { extensions, familyOf, languageIds } from './languages.ts';
import { limitSentence } from './limits.ts';
import { areChanges, isPosition, isRange, openedDocument, uriOf, urisOf, versionOf } from './params.ts';
import { folderOf, pathSeenFrom } from './paths.ts';
import type { FileTexts, Platform } from './platform.ts';
import type { CheckExercise, DebugInformation, Trouble, TroubleReport } from './protocol.ts';
import { Session, pathOfUri, uriOfPath } from './session.ts';
import type { DocumentSnapshot, Linted } from './snapshot.ts';
import { Statistics } from './statistics.ts';
import { findingsOf } from './typing.ts';

const trouble: Trouble = 'weakrefLint/trouble';
const debugRequest: DebugInformation = 'weakrefLint/debugInformation';
const checkExercise: CheckExercise = 'weakrefLint/checkExercise';

export interface ServerHost {
  readonly platform: Platform;
  /** Without them the analysis of a document sees no other files than those that are open. */
  readonly files?: FileTexts;
  readonly version: string;
  /** Anything that differs from one start of the server to the next. */
  readonly start: string;
  /** Of what it runs in: `Node 22.1.0 on linux x64`. */
  readonly runtime: string;
  /** Milliseconds since some moment. */
  readonly clock: () => number;
  /** What the process takes, in bytes; undefined where nobody knows. */
  readonly memory: () => number | undefined;
}

/** Serves until the connection ends. Listens at once. */
export function startServer(connection: Connection, host: ServerHost): void {
  const read = (path: string): string | undefined => session.textAt(path) ?? host.files?.read(path);
  const settings = new DocumentSettings(read, host.files !== undefined);
  const baselines = new Baselines(read);
  const session = new Session(host.start, (path) => settings.of(path));
  const notebooks = new Notebooks();
  const linting = new Linting(host.platform, read);
  const logged = new Set<string>();
  const failed = new Set<string>();
  const statistics = new Statistics();
  let clientName = 'unknown';

  const log = (sentence: string): void => {
    if (logged.has(sentence)) return;
    logged.add(sentence);
    connection.console.warn(sentence);
  };

  const reportFailures = (uri: string, result: LintResult): void => {
    if (result.kind !== 'linted') return;
    for (const failure of result.failures) {
      if (failed.has(failure.who)) continue;
      failed.add(failure.who);
      const report: TroubleReport = { sentence: failureSentence(failure, uri) };
      connection.console.error(report.sentence);
      void connection.sendNotification(trouble, report);
    }
  };

  /** @param folder of the workspace, where the values are for one */
  const choicesOf = (value: unknown, folder = session.folders()[0] ?? ''): Choices => {
    const { choices, complaints } = readEditorChoices(value, folder);
    complaints.forEach(log);
    const trouble = choices.baseline === undefined || host.files === undefined ? undefined : baselineTrouble(choices.baseline, pathSeenFrom(folder, choices.baseline), read);
    if (trouble !== undefined) log(`weakrefLint.baseline: ${trouble}`);
    return choices;
  };
  const configure = (value: unknown): void => settings.choose(choicesOf(value), new Map());

  const changeFolders = (added: readonly string[], removed: readonly string[]): void => {
    const folders = session.changeFolders(added, removed);
    host.files?.setFolders(folders);
    settings.setFolders(folders);
  };

  /** One that was not linted with what other files held before they changed. */
  const currentSnapshot = (uri: string): DocumentSnapshot | undefined => {
    const snapshot = session.snapshot(uri);
    if (snapshot === undefined || linting.isCurrent(snapshot)) return snapshot;
    session.renew(uri);
    return session.snapshot(uri);
  };

  /**
   * The document as it is once its parser is there, and what is wrong in it; undefined when it is not open (any more). Rejects with
   * `outdated` when somebody has typed meanwhile: only the newest version is linted.
   */
  const answerable = async (uri: string, outdated: ResponseError<unknown>, token?: CancellationToken): Promise<Linted | undefined> => {
    const asked = session.snapshot(uri);
    if (asked === undefined) return undefined;
    await linting.prepare(familyOf(asked.languageId));
    await nextTurn();
    if (token?.isCancellationRequested === true) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'The request was cancelled.');
    const snapshot = currentSnapshot(uri);
    if (snapshot === undefined) return undefined;
    if (snapshot.version !== asked.version) throw outdated;
    const findings = statistics.measure(snapshot, host.clock, () => findingsOf(linting, snapshot));
    const result = linting.lint(snapshot);
    reportFailures(uri, result);
    session.remember(snapshot, findings, result.kind !== 'broken');
    const sentence = result.kind === 'skipped' ? limitSentence(result.reason) : undefined;
    if (sentence !== undefined) log(`${uri} ${sentence}.`);
    const module = notebooks.module(uri);
    const shown = module === undefined ? findings : findings.filter(({ rule, message }) => !isShown(module, rule, message.endLine ?? message.line));
    return { snapshot, findings: baselines.withHints(shown, snapshot), unusedComments: result.kind === 'linted' ? result.unusedComments : [] };
  };

  const push = async (uri: string): Promise<void> => {
    try {
      const answer = await answerable(uri, contentModified);
      if (answer === undefined) return;
      const diagnostics = diagnosticsOf(answer, session.client);
      const module = notebooks.module(uri);
      const reports = module?.cells.map((cell) => ({ ...cell.key, diagnostics: diagnosticsInCell({ module, cell }, diagnostics) })) ?? [
        { uri, version: answer.snapshot.version, diagnostics },
      ];
      await Promise.all(reports.map((report) => connection.sendDiagnostics(report)));
    } catch (error) {
      if (error !== contentModified) log(`${uri} could not be checked: ${String(error)}`);
    }
  };

  const publish = async (uri: string): Promise<void> => {
    if (!session.client.pullDiagnostics) await push(uri);
  };

  /** The open documents that other answers belong to, now that other files have other texts. */
  const outdatedBy = (changed: readonly string[]): readonly string[] => {
    const paths = changed.map(pathOfUri);
    return session.uris().filter((uri) => {
      const snapshot = session.snapshot(uri);
      return snapshot !== undefined && paths.some((path) => linting.hasRead(snapshot, path)) && !linting.isCurrent(snapshot);
    });
  };

  /** A client that pulls does so by itself after an edit, since documents depend on one another. */
  const publishDependents = async (changed: readonly string[], isEdit: boolean): Promise<void> => {
    const { pullDiagnostics, refreshDiagnostics } = session.client;
    if (pullDiagnostics && (isEdit || !refreshDiagnostics)) return;
    const outdated = outdatedBy(changed);
    if (!pullDiagnostics) await Promise.all(outdated.map(push));
    else if (outdated.length > 0) await connection.languages.diagnostics.refresh();
  };

  /** Configuration files that the client has been told something of. */
  let shown: readonly string[] = [];

  /** Nobody pulls the diagnostics of a file that is not open. */
  const publishConfigurations = async (): Promise<void> => {
    const closed = settings.filesFor(session.uris().map(pathOfUri)).filter(({ path, complaints }) => complaints.length > 0 && session.textAt(path) === undefined);
    const open = session.client.pullDiagnostics ? [] : session.configurations();
    const reports = [...closed.map((file) => ({ uri: uriOfPath(file.path), file })), ...open.map((uri) => ({ uri, file: settings.fileAt(pathOfUri(uri)) }))];
    const gone = shown.filter((uri) => !reports.some((report) => report.uri === uri));
    shown = reports.map(({ uri }) => uri);
    await Promise.all([
      ...gone.map((uri) => connection.sendDiagnostics({ uri, diagnostics: [] })),
      ...reports.map(({ uri, file }) => connection.sendDiagnostics({ uri, diagnostics: configurationDiagnostics(file) })),
    ]);
  };

  const publishAll = async (): Promise<void> => {
    await publishConfigurations();
    if (!session.client.pullDiagnostics) await Promise.all(session.uris().map(push));
    else if (session.client.refreshDiagnostics) await connection.languages.diagnostics.refresh();
    if (session.client.refreshInlayHints) await connection.languages.inlayHint.refresh();
    await watchBaselines();
  };

  /** Each folder of the workspace may have settings of its own. */
  const readConfiguration = async (): Promise<void> => {
    const section = 'weakrefLint';
    const folders = session.folders();
    const values: readonly unknown[] = await connection.workspace.getConfiguration([{ section }, ...folders.map((folder) => ({ scopeUri: uriOfPath(folder), section }))]);
    settings.choose(choicesOf(values[0]), new Map(folders.map((folder, index) => [folder, choicesOf(values[index + 1], folder)])));
    await publishAll();
  };

  const configurationsChanged = async (): Promise<void> => {
    settings.forget();
    await publishAll();
  };

  /** The baselines of open documents that the client has been asked to watch. */
  const watched = new Set<string>();

  const baselinesInUse = (): readonly string[] => [...new Set(session.uris().flatMap((uri) => session.snapshot(uri)?.settings.baseline ?? []))];

  /** A baseline may have any name, so it is watched once it is known. */
  const watchBaselines = async (): Promise<void> => {
    if (!session.client.registerWatchedFiles || host.files === undefined) return;
    const names = new Set(baselinesInUse().map((path) => path.slice(folderOf(path).length + 1)));
    const fresh = [...names].filter((name) => !watched.has(name));
    for (const name of fresh) watched.add(name);
    if (fresh.length > 0) await watch(fresh.map((name) => `**/${name.replace(/[[\]{}*?!]/g, '?')}`));
  };

  const watch = (globPatterns: readonly string[]): Promise<unknown> =>
    connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: globPatterns.map((globPattern) => ({ globPattern })) });

  const baselinesChanged = async (changed: ReadonlySet<string>): Promise<void> => {
    for (const uri of session.uris()) if (changed.has(session.snapshot(uri)?.settings.baseline ?? '')) session.renew(uri);
    await publishAll();
  };

  connection.onInitialize((params): InitializeResult => {
    const client = clientSupport(isRecord(params.capabilities) ? params.capabilities : {}, params.initializationOptions);
    session.connect(client);
    clientName = [params.clientInfo?.name ?? 'unknown', params.clientInfo?.version ?? ''].join(' ').trimEnd();
    changeFolders(foldersOf(params), []);
    configure(params.initializationOptions);
    return {
      serverInfo: { name: 'weakref-lint', version: host.version },
      capabilities: {
        positionEncoding: 'utf-16',
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
        hoverProvider: true,
        inlayHintProvider: true,
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, ...refactorKinds, fixAllKind, ...(client.notebooks ? [notebookFixAllKind] : [])] },
        ...(client.notebooks ? { notebookDocumentSync: { notebookSelector: [{ notebook: '*', cells: languageIds.map((language) => ({ language })) }] } } : {}),
        ...(client.pullDiagnostics
          ? { diagnosticProvider: { identifier: 'weakref-lint', interFileDependencies: true, workspaceDiagnostics: false } }
          : {}),
      },
    };
  });

  connection.onInitialized(async () => {
    if (session.client.registerConfiguration) {
      await connection.client.register(DidChangeConfigurationNotification.type, { section: 'weakrefLint' });
    }
    if (session.client.registerWatchedFiles && host.files !== undefined) {
      await watch([`**/*.{${extensions.join(',')}}`, `**/{${configFileNames.join(',')}}`]);
    }
    if (session.client.workspaceFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(async (event) => {
        changeFolders(urisOf(event.added), urisOf(event.removed));
        await (session.client.configuration ? readConfiguration() : publishAll());
      });
    }
    if (session.client.configuration) await readConfiguration();
  });

  connection.onDidChangeWatchedFiles(({ changes }) => {
    const changed = urisOf(changes);
    const paths = new Set(changed.map(pathOfUri));
    if (changed.some((uri) => isConfigFile(pathOfUri(uri)))) return configurationsChanged();
    return baselinesInUse().some((path) => paths.has(path)) ? baselinesChanged(paths) : publishDependents(changed, false);
  });

  connection.onDidChangeConfiguration(async ({ settings }) => {
    if (session.client.configuration) return readConfiguration();
    configure(isRecord(settings) ? settings['weakrefLint'] : undefined);
    return publishAll();
  });

  connection.onDidOpenTextDocument(async (params) => {
    const opened = openedDocument(params);
    if (opened === undefined) return log('A document was opened without uri, languageId, version and text; it is ignored.');
    const { uri, languageId, version, text } = opened;
    if (!session.client.registerWatchedFiles) settings.forget();
    const outcome = session.open(uri, languageId, version, text);
    if (outcome === 'configuration') return configurationsChanged();
    if (outcome === 'of-others') log(`${uri} belongs to an installed package or a tool, going by its folder; it was not checked.`);
    await publish(uri);
    await publishConfigurations();
    await publishDependents([uri], false);
    return watchBaselines();
  });

  connection.onDidChangeTextDocument(async (params) => {
    const uri = uriOf(params);
    const version = versionOf(params);
    if (uri === undefined || version === undefined || !areChanges(params.contentChanges)) {
      return log('A document was changed without uri, version and changes; the change is ignored.');
    }
    session.change(uri, version, params.contentChanges);
    if (session.isConfiguration(uri)) return configurationsChanged();
    await publish(uri);
    return publishDependents([uri], true);
  });

  connection.onDidCloseTextDocument(async (params) => {
    const uri = uriOf(params);
    if (uri === undefined) return;
    const isConfiguration = session.isConfiguration(uri);
    session.close(uri);
    if (isConfiguration) return configurationsChanged();
    if (!session.client.pullDiagnostics) await connection.sendDiagnostics({ uri, diagnostics: [] });
    return publishDependents([uri], false);
  });

  registerNotebooks(connection, {
    session,
    notebooks,
    log,
    changed: publish,
    closed: async (uri) => {
      if (!session.client.pullDiagnostics) await connection.sendDiagnostics({ uri, diagnostics: [] });
    },
  });

  connection.languages.diagnostics.on(async (params, token) => {
    const uri = uriOf(params);
    if (uri === undefined) throw invalid('textDocument/diagnostic', 'textDocument.uri');
    if (session.isConfiguration(uri)) {
      const file = settings.fileAt(pathOfUri(uri));
      return { kind: DocumentDiagnosticReportKind.Full, items: configurationDiagnostics(file) };
    }
    const place = notebooks.cell(uri);
    const answer = await answerable(place?.module.uri ?? uri, askAgain, token);
    const report = diagnosticReport(answer, params.previousResultId, session.client);
    return place === undefined || report.kind !== DocumentDiagnosticReportKind.Full ? report : { ...report, items: diagnosticsInCell(place, report.items) };
  });

  connection.onHover(async (params, token) => {
    const uri = uriOf(params);
    if (uri === undefined || !isPosition(params.position)) throw invalid('textDocument/hover', 'textDocument.uri and position');
    if (session.isConfiguration(uri)) {
      const file = settings.fileAt(pathOfUri(uri));
      return file === undefined || settings.of(file.path).hover === 'off' ? null : configurationHover(file, params.position, session.client);
    }
    const place = notebooks.cell(uri);
    const answer = await answerable(place?.module.uri ?? uri, contentModified, token);
    if (answer === undefined) return null;
    const position = place === undefined ? params.position : positionInModule(place, params.position);
    const hover = hoverAt(answer.snapshot, answer.findings, linting.sourceCodeOf(answer.snapshot), position, session.client);
    return place === undefined ? hover : hoverInCell(place, hover);
  });

  connection.languages.inlayHint.on(async (params, token) => {
    const uri = uriOf(params);
    if (uri === undefined || !isRange(params.range)) throw invalid('textDocument/inlayHint', 'textDocument.uri and range');
    const place = notebooks.cell(uri);
    const asked = place?.module.uri ?? uri;
    if (session.snapshot(asked)?.settings.inlayHints !== true) return [];
    const answer = await answerable(asked, contentModified, token);
    if (answer === undefined) return [];
    const range = place === undefined ? params.range : rangeInModule(place, params.range);
    const hints = inlayHints(answer.snapshot, linting.sourceCodeOf(answer.snapshot), range);
    return place === undefined ? hints : hintsInCell(place, hints);
  });

  connection.onCodeAction(async (params, token) => {
    const uri = uriOf(params);
    if (uri === undefined || !isRange(params.range) || !isRecord(params.context)) {
      throw invalid('textDocument/codeAction', 'textDocument.uri, range and context');
    }
    const place = notebooks.cell(uri);
    const answer = await answerable(place?.module.uri ?? uri, contentModified, token);
    if (answer === undefined) return [];
    const asked = place === undefined ? params : actionParamsInModule(place, params);
    const actions = codeActions(answer, linting.sourceCodeOf(answer.snapshot), asked, session.client);
    return place === undefined ? actions : actionsAboutCell(place, actions, params.context.only);
  });

  connection.onRequest(checkExercise, async (params: unknown) => {
    const check = await exerciseCheck(linting, params);
    if (check === undefined) throw invalid(checkExercise, 'file, the name of an exercise, and text');
    return check;
  });

  connection.onRequest(debugRequest, () => {
    const { version, runtime } = host;
    return debugInformation({ version, runtime, client: clientName, openDocuments: session.countByLanguage(), statistics, memory: host.memory(), settings: settings.of(`${session.folders()[0] ?? ''}/`) });
  });

  connection.listen();
}

/** The folders of the workspace; an older client has one at most. */
function foldersOf(params: unknown): readonly string[] {
  const { workspaceFolders, rootUri } = isRecord(params) ? params : {};
  const folders = urisOf(workspaceFolders);
  return folders.length === 0 && typeof rootUri === 'string' ? [rootUri] : folders;
}

/** Lets the messages come first that have arrived meanwhile. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => void RAL().timer.setImmediate(resolve));
}

/** The client will ask about the newer version by itself. */
const contentModified = new ResponseError(LSPErrorCodes.ContentModified, 'The document has changed since.');
const askAgain = new ResponseError<DiagnosticServerCancellationData>(LSPErrorCodes.ServerCancelled, 'The document has changed since.', { retriggerRequest: true });

function invalid(method: string, needed: string): ResponseError {
  return new ResponseError(ErrorCodes.InvalidParams, `${method} needs ${needed}.`);
}
