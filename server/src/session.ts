/**
 * The server's only mutable state: open documents, settings, what the client can do. Everything else asks it for an
 * immutable snapshot.
 */
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Diagnostic, TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { pathOfUri } from './addresses.ts';
import { clientSupport } from './client-support.ts';
import type { ClientSupport } from './client-support.ts';
import { createPythonParse, isConfigFile } from './core.ts';
import type { PythonParse } from './core.ts';
import type { Finding } from './finding.ts';
import { familyOf, isLanguageId } from './languages.ts';
import type { LanguageId } from './languages.ts';
import { isInFolderOfOthers } from './limits.ts';
import { findingsAfter } from './moved-findings.ts';
import { RecentDocuments } from './recent-documents.ts';
import type { Settings } from './settings.ts';
import type { DocumentSnapshot } from './snapshot.ts';

type IncrementalChange = Extract<TextDocumentContentChangeEvent, { readonly range: object }>;

interface OpenDocument {
  readonly languageId: LanguageId;
  document: TextDocument;
  /** Since the text could last be parsed. */
  edited: EditedLines;
  earlier: readonly Finding[];
  snapshot: DocumentSnapshot | undefined;
  /** Somebody has typed since it was opened or saved. */
  isUnsaved: boolean;
  /** What the client was last told of it. */
  shown: ShownDocument | undefined;
  /** Python only: keeps its tree from one version to the next. */
  readonly parse: PythonParse | undefined;
}

interface ShownDocument {
  readonly settings: Settings;
  readonly version: number;
  readonly resultId: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** 0-based. */
type EditedLines = 'none' | number | 'several';

export class Session {
  readonly #documents = new Map<string, OpenDocument>();
  /** By path. */
  readonly #uris = new Map<string, string>();
  readonly #folders = new Set<string>();
  readonly #start: string;
  readonly #settingsOf: (path: string) => Settings;
  /** Configuration files that are open, by URI. */
  readonly #configurations = new Map<string, TextDocument>();
  readonly #recent = new RecentDocuments();
  #client: ClientSupport = clientSupport({});
  #snapshots = 0;

  /**
   * @param start tells this run of the server from the one before it, in result ids the client keeps
   * @param settingsOf the settings of the document at a path: the same object as long as they are the same
   */
  constructor(start: string, settingsOf: (path: string) => Settings) {
    this.#start = start;
    this.#settingsOf = settingsOf;
  }

  get client(): ClientSupport {
    return this.#client;
  }

  connect(client: ClientSupport): void {
    this.#client = client;
  }

  /** The paths of the workspace's folders. */
  changeFolders(added: readonly string[], removed: readonly string[]): readonly string[] {
    for (const uri of removed) this.#folders.delete(pathOfUri(uri));
    for (const uri of added) this.#folders.add(pathOfUri(uri));
    return this.folders();
  }

  folders(): readonly string[] {
    return [...this.#folders];
  }

  countByLanguage(): ReadonlyMap<LanguageId, number> {
    const counts = new Map<LanguageId, number>();
    for (const { languageId } of this.#documents.values()) counts.set(languageId, (counts.get(languageId) ?? 0) + 1);
    return counts;
  }

  uris(): readonly string[] {
    return [...this.#documents.keys()];
  }

  /** Documents in other languages and of installed packages are not kept: no answer is ever given about them. */
  open(uri: string, languageId: string, version: number, text: string): 'kept' | 'configuration' | 'another-language' | 'of-others' {
    this.close(uri);
    const path = pathOfUri(uri);
    if (isConfigFile(path) && !isInFolderOfOthers(path)) {
      this.#uris.set(path, uri);
      this.#configurations.set(uri, TextDocument.create(uri, languageId, version, text));
      return 'configuration';
    }
    if (!isLanguageId(languageId)) return 'another-language';
    if (isInFolderOfOthers(path)) return 'of-others';
    this.#uris.set(path, uri);
    this.#documents.set(uri, {
      languageId,
      document: TextDocument.create(uri, languageId, version, text),
      edited: 'several',
      earlier: [],
      snapshot: undefined,
      isUnsaved: false,
      shown: undefined,
      parse: familyOf(languageId) === 'python' ? createPythonParse() : undefined,
    });
    return 'kept';
  }

  change(uri: string, version: number, changes: readonly TextDocumentContentChangeEvent[]): void {
    const configuration = this.#configurations.get(uri);
    if (configuration !== undefined) TextDocument.update(configuration, [...changes], version);
    const open = this.#documents.get(uri);
    if (open === undefined) return;
    open.isUnsaved = true;
    for (const change of changes) {
      const before = open.document;
      // `update` changes the document it is given; snapshots hold on to theirs.
      const after = TextDocument.update(TextDocument.create(uri, open.languageId, before.version, before.getText()), [change], version);
      if ('range' in change) {
        const start = before.offsetAt(change.range.start);
        const edit = { start, end: Math.max(start, before.offsetAt(change.range.end)), length: change.text.length };
        open.earlier = findingsAfter(open.earlier, edit, before, after);
        open.edited = editedLines(open.edited, change);
      } else {
        open.earlier = [];
        open.edited = 'several';
      }
      open.document = after;
    }
    open.snapshot = undefined;
  }

  saved(uri: string): void {
    const open = this.#documents.get(uri);
    if (open !== undefined) open.isUnsaved = false;
  }

  /** What the client shows of the document stays as it is until it is saved, as its user has chosen. */
  waitsForSave(uri: string): boolean {
    const open = this.#documents.get(uri);
    if (open?.isUnsaved !== true || !this.#client.tellsOfSaves) return false;
    const settings = this.#settingsOf(pathOfUri(uri));
    return settings.run === 'onSave' && settings === open.shown?.settings;
  }

  /** The client was told what is wrong in this very document. */
  showed({ uri, settings, version, serial }: DocumentSnapshot, diagnostics: readonly Diagnostic[]): void {
    const open = this.#documents.get(uri);
    if (open !== undefined) open.shown = { settings, version, resultId: serial, diagnostics };
  }

  /** Undefined where the client was told nothing yet. */
  shownAt(path: string): ShownDocument | undefined {
    return this.#documents.get(this.#uris.get(path) ?? '')?.shown;
  }

  /**
   * The document is used now. Those that were used longest ago give up their trees, and are returned for what else is kept of them; the next
   * version of such a one is parsed from the beginning.
   */
  use({ uri, text }: DocumentSnapshot): readonly DocumentSnapshot[] {
    return this.#recent.use(uri, text.length).flatMap((each) => {
      this.#documents.get(each)?.parse?.dispose();
      return this.#documents.get(each)?.snapshot ?? [];
    });
  }

  close(uri: string): void {
    this.#documents.get(uri)?.parse?.dispose();
    this.#documents.delete(uri);
    this.#recent.forget(uri);
    this.#configurations.delete(uri);
    this.#uris.delete(pathOfUri(uri));
  }

  /** Open configuration files, by URI. */
  configurations(): readonly string[] {
    return [...this.#configurations.keys()];
  }

  isConfiguration(uri: string): boolean {
    return this.#configurations.has(uri);
  }

  /** Of documents that are linted, by path. */
  texts(): ReadonlyMap<string, string> {
    return new Map([...this.#documents].map(([uri, { document }]) => [pathOfUri(uri), document.getText()]));
  }

  /** The text of the open document at a path, as it stands in the editor. */
  textAt(path: string): string | undefined {
    const uri = this.#uris.get(path) ?? '';
    return (this.#documents.get(uri)?.document ?? this.#configurations.get(uri))?.getText();
  }

  /** The next snapshot is another one, although the document is the same. */
  renew(uri: string): void {
    const open = this.#documents.get(uri);
    if (open !== undefined) open.snapshot = undefined;
  }

  /**
   * Keeps findings so that they can stand in for those of a version that does not parse.
   * @param isWhole whether the snapshot's own text could be parsed
   */
  remember(snapshot: DocumentSnapshot, findings: readonly Finding[], isWhole: boolean): void {
    const open = this.#documents.get(snapshot.uri);
    if (open?.snapshot !== snapshot) return;
    open.earlier = findings;
    if (isWhole) open.edited = 'none';
  }

  /** The document as it is now, or undefined when it is not open; the same object until something changes. */
  snapshot(uri: string): DocumentSnapshot | undefined {
    const open = this.#documents.get(uri);
    if (open === undefined) return undefined;
    const path = pathOfUri(uri);
    const settings = this.#settingsOf(path);
    if (open.snapshot?.settings !== settings) {
      this.#snapshots += 1;
      const { document, languageId, edited, earlier, parse } = open;
      const text = document.getText();
      open.snapshot = {
        uri,
        path,
        languageId,
        version: document.version,
        serial: `${this.#start}.${this.#snapshots}`,
        text,
        document,
        settings,
        editedLine: typeof edited === 'number' ? edited : undefined,
        earlier,
        ...(parse === undefined ? {} : { parsed: () => parse.sourceCode(text) }),
      };
    }
    return open.snapshot;
  }
}

function editedLines(before: EditedLines, { range: { start, end }, text }: IncrementalChange): EditedLines {
  const isOneLine = start.line === end.line && !/[\r\n]/.test(text);
  return isOneLine && (before === 'none' || before === start.line) ? start.line : 'several';
}
