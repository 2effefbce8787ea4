/** Serves a client: keeps what it says of documents, folders and settings, and has the rest of the server answer from that. */
import { DidChangeConfigurationNotification } from 'vscode-languageserver';
import type { Connection, InitializeResult } from 'vscode-languageserver';
import { pathOfUri, uriOfPath } from './addresses.ts';
import { capabilitiesFor } from './capabilities.ts';
import { Checker, contentModified } from './checker.ts';
import { clientSupport } from './client-support.ts';
import { ClosedFiles } from './closed-files.ts';
import type { FileEvent } from './closed-files.ts';
import { Baselines, Linting, baselineTrouble, isConfigFile, isRecord, readEditorChoices } from './core.ts';
import type { Choices } from './core.ts';
import { debugInformation } from './debug-information.ts';
import { DiagnosticOffer } from './diagnostic-offer.ts';
import { DocumentSettings } from './document-settings.ts';
import { diagnosticsOf, diagnosticsOfClosed } from './handlers/diagnostics.ts';
import { answerAboutWorkspace } from './handlers/workspace-diagnostics.ts';
import { Notebooks } from './notebook/notebooks.ts';
import { registerNotebooks } from './notebook/register-notebooks.ts';
import { areChanges, arePreviousResults, fileEventsOf, openedDocument, uriOf, urisOf, versionOf } from './params.ts';
import { pathSeenFrom } from './paths.ts';
import type { Background, FileTexts, Platform } from './platform.ts';
import type { DebugInformation } from './protocol.ts';
import { Publisher } from './publisher.ts';
import { invalidParams, registerRequests } from './requests.ts';
import { Session } from './session.ts';
import { Statistics } from './statistics.ts';
import { Troubles } from './troubles.ts';
import { WatchedFiles } from './watched-files.ts';

const debugRequest: DebugInformation = 'weakrefLint/debugInformation';

export interface ServerHost {
  readonly platform: Platform;
  /** Without them the analysis of a document sees no other files than those that are open. */
  readonly files?: FileTexts;
  /** Without it files that are not open are never looked at by themselves. */
  readonly background?: Background;
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
  const { files } = host;
  const settings = new DocumentSettings(read, files && ((path) => files.obstacle(path)));
  const session = new Session(host.start, (path) => settings.of(path));
  const notebooks = new Notebooks();
  const linting = new Linting(host.platform, read);
  const baselines = new Baselines(read);
  const watchedFiles = new WatchedFiles(connection);
  const statistics = new Statistics();
  const troubles = new Troubles(connection);
  const checker = new Checker({ session, notebooks, linting, baselines, statistics, troubles, clock: host.clock });
  const publisher = new Publisher({ connection, session, settings, notebooks, checker, troubles });
  const offer = new DiagnosticOffer(connection);
  let clientName = 'unknown';

  const watchedFolders = (): readonly string[] => session.folders().filter((folder) => settings.of(`${folder}/`).workspaceDiagnostics);
  const closedFiles =
    host.background &&
    new ClosedFiles(
      {
        background: host.background,
        folders: watchedFolders,
        settingsOf: (path) => settings.of(path),
        openTexts: () => session.texts(),
        isOpen: (path) => session.textAt(path) !== undefined,
        check: async (uri) => {
          if (session.waitsForSave(uri)) return;
          // Somebody who types meanwhile is answered next time.
          const answer = await checker.check(uri, contentModified).catch(() => undefined);
          if (answer !== undefined) session.showed(answer.snapshot, diagnosticsOf(answer, session.client));
        },
        shownAt: (path) => session.shownAt(path),
        diagnosticsOf: (path, { result }) => {
          troubles.failed(uriOfPath(path), result);
          return diagnosticsOfClosed(uriOfPath(path), result, session.client);
        },
        listed: () => void watchBaselines(),
        failed: (reason) => troubles.log(`Files that are not open could not be checked: ${String(reason)}`),
      },
      host.start,
    );

  /** @param folder of the workspace, where the values are for one */
  const choicesOf = (value: unknown, folder = session.folders()[0] ?? ''): { readonly choices: Choices; readonly complaints: readonly string[] } => {
    const { choices, complaints } = readEditorChoices(value, folder);
    const trouble = choices.baseline === undefined || host.files === undefined ? undefined : baselineTrouble(choices.baseline, pathSeenFrom(folder, choices.baseline), read);
    const all = trouble === undefined ? complaints : [...complaints, `weakrefLint.baseline: ${trouble}`];
    all.forEach((sentence) => troubles.log(sentence));
    return { choices, complaints: all };
  };

  /** Each folder of the workspace may have settings of its own. */
  const choose = (elsewhere: unknown, byFolder: ReadonlyMap<string, unknown>): void => {
    const common = choicesOf(elsewhere);
    const own = [...byFolder].map(([folder, value]) => [folder, choicesOf(value, folder)] as const);
    settings.choose(common.choices, new Map(own.map(([folder, { choices }]) => [folder, choices])));
    troubles.settings('editor', [...new Set([common, ...own.map(([, each]) => each)].flatMap(({ complaints }) => complaints))]);
  };

  const changeFolders = (added: readonly string[], removed: readonly string[]): void => {
    const folders = session.changeFolders(added, removed);
    host.files?.setFolders(folders);
    host.background?.setFolders(folders);
    settings.setFolders(folders);
  };

  /** Only a client that tells of every file that changes can be told of files that are not open, and only then is nothing out of date. */
  const offerDiagnostics = async (): Promise<void> => {
    const { pullDiagnostics, registerDiagnostics, registerWatchedFiles } = session.client;
    if (closedFiles === undefined || !pullDiagnostics || !registerDiagnostics || !registerWatchedFiles) return;
    await offer.offer(watchedFolders().length > 0 ? 'workspace' : 'open documents');
  };

  const settingsChanged = async (): Promise<void> => {
    closedFiles?.refresh();
    await offerDiagnostics();
    await publisher.everything();
    await watchBaselines();
  };

  const readConfiguration = async (): Promise<void> => {
    const section = 'weakrefLint';
    const folders = session.folders();
    const values: readonly unknown[] = await connection.workspace.getConfiguration([{ section }, ...folders.map((folder) => ({ scopeUri: uriOfPath(folder), section }))]);
    choose(values[0], new Map(folders.map((folder, index) => [folder, values[index + 1]])));
    await settingsChanged();
  };

  const settingsMayHaveChanged = (): Promise<void> => (session.client.configuration ? readConfiguration() : settingsChanged());

  const configurationFilesChanged = async (): Promise<void> => {
    settings.forget();
    await settingsChanged();
  };

  const baselinesInUse = (): readonly string[] => [...new Set([...session.uris().flatMap((uri) => session.snapshot(uri)?.settings.baseline ?? []), ...(closedFiles?.baselines ?? [])])];

  const watchBaselines = async (): Promise<void> => {
    if (session.client.registerWatchedFiles && host.files !== undefined) await watchedFiles.add(baselinesInUse());
  };

  const baselinesChanged = async (paths: readonly string[]): Promise<void> => {
    for (const uri of session.uris()) if (paths.includes(session.snapshot(uri)?.settings.baseline ?? '')) session.renew(uri);
    closedFiles?.lookAgain();
    await settingsMayHaveChanged();
  };

  const filesChanged = async (events: readonly FileEvent[]): Promise<void> => {
    closedFiles?.changedOnDisk(events);
    const paths = events.map(({ path }) => path);
    if (paths.some(isConfigFile) || settings.dependsOn(paths)) return configurationFilesChanged();
    return baselinesInUse().some((path) => paths.includes(path)) ? baselinesChanged(paths) : publisher.dependentsOf(paths, false);
  };

  /** An open document has another text now, or stands for the file, or does not any more. */
  const textChanged = async (uri: string, isEdit: boolean): Promise<void> => {
    closedFiles?.changedInEditor(uri, pathOfUri(uri));
    await publisher.dependentsOf([pathOfUri(uri)], isEdit);
  };

  connection.onInitialize((params): InitializeResult => {
    const client = clientSupport(isRecord(params.capabilities) ? params.capabilities : {}, params.initializationOptions);
    session.connect(client);
    clientName = [params.clientInfo?.name ?? 'unknown', params.clientInfo?.version ?? ''].join(' ').trimEnd();
    changeFolders(foldersOf(params), []);
    choose(params.initializationOptions, new Map());
    return { serverInfo: { name: 'weakref-lint', version: host.version }, capabilities: capabilitiesFor(client) };
  });

  connection.onInitialized(async () => {
    if (session.client.registerConfiguration) {
      await connection.client.register(DidChangeConfigurationNotification.type, { section: 'weakrefLint' });
    }
    if (session.client.registerWatchedFiles && host.files !== undefined) await watchedFiles.start();
    if (session.client.workspaceFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(async (event) => {
        changeFolders(urisOf(event.added), urisOf(event.removed));
        await settingsMayHaveChanged();
      });
    }
    await (session.client.configuration ? readConfiguration() : offerDiagnostics());
  });

  connection.onDidChangeWatchedFiles(({ changes }) => filesChanged(fileEventsOf(changes)));

  connection.onDidChangeConfiguration(async ({ settings }) => {
    if (session.client.configuration) return readConfiguration();
    choose(isRecord(settings) ? settings['weakrefLint'] : undefined, new Map());
    return settingsChanged();
  });

  connection.onDidOpenTextDocument(async (params) => {
    const opened = openedDocument(params);
    if (opened === undefined) return troubles.log('A document was opened without uri, languageId, version and text; it is ignored.');
    const { uri, languageId, version, text } = opened;
    if (!session.client.registerWatchedFiles) settings.forget();
    const outcome = session.open(uri, languageId, version, text);
    if (outcome === 'configuration') return configurationFilesChanged();
    if (outcome === 'of-others') troubles.log(`${uri} belongs to an installed package or a tool, going by its folder; it was not checked.`);
    await publisher.document(uri);
    await publisher.configurations();
    await textChanged(uri, false);
    return watchBaselines();
  });

  connection.onDidChangeTextDocument(async (params) => {
    const uri = uriOf(params);
    const version = versionOf(params);
    if (uri === undefined || version === undefined || !areChanges(params.contentChanges)) {
      return troubles.log('A document was changed without uri, version and changes; the change is ignored.');
    }
    session.change(uri, version, params.contentChanges);
    if (session.isConfiguration(uri)) return configurationFilesChanged();
    await publisher.document(uri);
    return textChanged(uri, true);
  });

  connection.onDidSaveTextDocument(async (params) => {
    const uri = uriOf(params);
    if (uri === undefined) return;
    const waited = session.waitsForSave(uri);
    session.saved(uri);
    if (waited) await publisher.document(uri);
  });

  connection.onDidCloseTextDocument(async (params) => {
    const uri = uriOf(params);
    if (uri === undefined) return;
    const isConfiguration = session.isConfiguration(uri);
    session.close(uri);
    if (isConfiguration) return configurationFilesChanged();
    closedFiles?.closed(uri, pathOfUri(uri));
    await publisher.closed(uri);
    return publisher.dependentsOf([pathOfUri(uri)], false);
  });

  registerNotebooks(connection, {
    session,
    notebooks,
    log: (sentence) => troubles.log(sentence),
    changed: (uri) => publisher.document(uri),
    closed: (uri) => {
      closedFiles?.closed(uri, uri);
      return publisher.closed(uri);
    },
  });

  registerRequests(connection, { session, settings, notebooks, linting, checker, showed: (uri) => closedFiles?.showed(uri, pathOfUri(uri)) });

  connection.languages.diagnostics.onWorkspace((params, token, given, partial) => {
    const { previousResultIds } = params;
    if (!arePreviousResults(previousResultIds)) throw invalidParams('workspace/diagnostic', 'previousResultIds');
    if (closedFiles === undefined) return { items: [] };
    const progress = async (): Promise<typeof given> => (session.client.showsProgress ? connection.window.createWorkDoneProgress() : given);
    return answerAboutWorkspace(closedFiles, { previousResultIds, token, partial, progress });
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
