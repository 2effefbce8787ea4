/** A language client for tests: speaks the protocol to a server in this process or in a child process. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { PassThrough } from 'node:stream';
import { fileURLToPath } from 'node:url';
import {
  StreamMessageReader,
  StreamMessageWriter,
  createConnection,
  createProtocolConnection,
} from 'vscode-languageserver/node';
import type {
  ClientCapabilities,
  CodeAction,
  ConfigurationParams,
  Diagnostic,
  DocumentDiagnosticReport,
  Hover,
  InitializeResult,
  ProtocolConnection,
  PublishDiagnosticsParams,
  Range,
  RegistrationParams,
  TextEdit,
  UnregistrationParams,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Background, FileTexts } from '../../server/src/platform.ts';
import { startServer } from '../../server/src/server.ts';
import { testPlatform } from './host.ts';

export const program = fileURLToPath(new URL('../../server/dist/main.cjs', import.meta.url));

/** What a modern editor says. */
export const fullCapabilities: ClientCapabilities = {
  textDocument: {
    diagnostic: { dynamicRegistration: false, relatedDocumentSupport: false },
    publishDiagnostics: { relatedInformation: true, codeDescriptionSupport: true },
    hover: { contentFormat: ['markdown', 'plaintext'] },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } },
  },
  workspace: { workspaceEdit: { documentChanges: true } },
};

/** What an editor says that can be offered the whole workspace, and not any more. */
export const workspaceCapabilities: ClientCapabilities = {
  textDocument: { ...fullCapabilities.textDocument, diagnostic: { dynamicRegistration: true } },
  workspace: { ...fullCapabilities.workspace, workspaceFolders: true, didChangeWatchedFiles: { dynamicRegistration: true } },
};

/** What an older editor says: it cannot pull. */
export const pushCapabilities: ClientCapabilities = { textDocument: { publishDiagnostics: {}, hover: { contentFormat: ['plaintext'] } } };

export class LspClient {
  readonly connection: ProtocolConnection;
  readonly pushed: PublishDiagnosticsParams[] = [];
  readonly logged: string[] = [];
  readonly refreshes: true[] = [];
  readonly hintRefreshes: true[] = [];
  /** What the server asked to be told of, by method. */
  readonly registered = new Map<string, unknown>();
  configuration: unknown = null;
  /** Of single folders, by URI. */
  readonly folderConfigurations = new Map<string, unknown>();
  #waiting: (() => void)[] = [];

  constructor(input: NodeJS.ReadableStream, output: NodeJS.WritableStream) {
    this.connection = createProtocolConnection(new StreamMessageReader(input), new StreamMessageWriter(output));
    this.connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      this.pushed.push(params);
      this.#wake();
    });
    this.connection.onNotification('window/logMessage', ({ message }: { message: string }) => {
      this.logged.push(message);
      this.#wake();
    });
    this.connection.onRequest('workspace/diagnostic/refresh', () => {
      this.refreshes.push(true);
      this.#wake();
      return null;
    });
    this.connection.onRequest('workspace/inlayHint/refresh', () => {
      this.hintRefreshes.push(true);
      this.#wake();
      return null;
    });
    this.connection.onRequest('client/registerCapability', ({ registrations }: RegistrationParams) => {
      for (const { method, registerOptions } of registrations) this.registered.set(method, registerOptions);
      this.#wake();
      return null;
    });
    this.connection.onRequest('client/unregisterCapability', ({ unregisterations }: UnregistrationParams) => {
      for (const { method } of unregisterations) this.registered.delete(method);
      this.#wake();
      return null;
    });
    this.connection.onRequest('workspace/configuration', ({ items }: ConfigurationParams) => items.map(({ scopeUri = '' }) => this.folderConfigurations.get(scopeUri) ?? this.configuration));
    this.connection.listen();
  }

  /** @param folders the workspace's, as URIs */
  async initialize(capabilities: ClientCapabilities = fullCapabilities, initializationOptions?: unknown, folders: readonly string[] = []): Promise<InitializeResult> {
    const result: InitializeResult = await this.connection.sendRequest('initialize', {
      processId: null,
      rootUri: null,
      workspaceFolders: folders.map((uri) => ({ uri, name: uri })),
      capabilities,
      initializationOptions,
    });
    await this.notify('initialized', {});
    return result;
  }

  notify(method: string, params: unknown): Promise<void> {
    return this.connection.sendNotification(method, params);
  }

  request<T>(method: string, params: unknown): Promise<T> {
    return this.connection.sendRequest<T>(method, params);
  }

  open(uri: string, languageId: string, text: string, version = 1): Promise<void> {
    return this.notify('textDocument/didOpen', { textDocument: { uri, languageId, version, text } });
  }

  /** Replaces the whole text. */
  replace(uri: string, text: string, version: number): Promise<void> {
    return this.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ text }] });
  }

  edit(uri: string, range: Range, text: string, version: number): Promise<void> {
    return this.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ range, text }] });
  }

  pull(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    return this.request('textDocument/diagnostic', { textDocument: { uri }, previousResultId });
  }

  async diagnostics(uri: string): Promise<Diagnostic[]> {
    const report = await this.pull(uri);
    if (report.kind !== 'full') throw new Error('expected a full report');
    return report.items;
  }

  hover(uri: string, line: number, character: number): Promise<Hover | null> {
    return this.request('textDocument/hover', { textDocument: { uri }, position: { line, character } });
  }

  codeActions(uri: string, range: Range, only?: string[]): Promise<CodeAction[]> {
    return this.request('textDocument/codeAction', { textDocument: { uri }, range, context: { diagnostics: [], ...(only === undefined ? {} : { only }) } });
  }

  /** Resolves with the first value that is not undefined, asked again after every message of the server. */
  async until<T>(read: () => T | undefined): Promise<T> {
    for (;;) {
      const value = read();
      if (value !== undefined) return value;
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  /** The diagnostics pushed for a version of a document. */
  async pushedFor(uri: string, version?: number): Promise<Diagnostic[]> {
    const params = await this.until(() => this.pushed.filter((each) => each.uri === uri && (version === undefined || each.version === version)).at(-1));
    return params.diagnostics;
  }

  dispose(): void {
    this.connection.dispose();
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}

/**
 * A client of a server that runs in this process, from its sources. Without `files` the server sees open documents only, as in a browser.
 * @param background looks at files that are not open
 */
export function inMemoryClient(files?: FileTexts, background?: Background): LspClient {
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  const connection = createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient));
  startServer(connection, { platform: testPlatform, ...(files === undefined ? {} : { files }), ...(background === undefined ? {} : { background }), version: 'test', start: 'test', runtime: 'tests', clock: () => 0, memory: () => 2 ** 20 });
  return new LspClient(toClient, toServer);
}

export interface ChildClient {
  readonly client: LspClient;
  readonly child: ChildProcess;
  readonly exitCode: Promise<number | null>;
  /** As an editor does when it is closed. */
  readonly leave: () => Promise<number | null>;
}

/** A client of the built program. */
export function childClient(): ChildClient {
  const child = spawn(process.execPath, [program, 'server', '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const exitCode = new Promise<number | null>((resolve) => child.on('exit', resolve));
  const client = new LspClient(child.stdout, child.stdin);
  const leave = async (): Promise<number | null> => {
    await client.request('shutdown', undefined);
    await client.notify('exit', undefined);
    const code = await exitCode;
    client.dispose();
    return code;
  };
  return { client, child, exitCode, leave };
}

/** The text after a code action's edit to one document. */
export function applied(text: string, uri: string, action: CodeAction): string {
  const edits: TextEdit[] = [];
  for (const change of action.edit?.documentChanges ?? []) {
    if (!('edits' in change) || change.textDocument.uri !== uri) throw new Error('the edit reaches beyond the document');
    for (const edit of change.edits) {
      if ('newText' in edit) edits.push(edit);
    }
  }
  edits.push(...(action.edit?.changes?.[uri] ?? []));
  return TextDocument.applyEdits(TextDocument.create(uri, '', 0, text), edits);
}
