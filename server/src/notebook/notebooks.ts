/** The open notebooks: which cells they have, in which order, and the module that the cells of each language make. */
import { TextDocument } from 'vscode-languageserver-textdocument';
import { areChanges, openedDocument, uriOf, urisOf, versionOf } from '../params.ts';
import { isRecord } from '../core.ts';
import { isLanguageId, languageIds } from '../languages.ts';
import type { LanguageId } from '../languages.ts';
import { moduleOf } from './module.ts';
import type { CellPlace, NotebookModule } from './module.ts';

/** What identifies a cell in an edit. */
export interface CellKey {
  readonly uri: string;
  readonly version: number;
}

export interface OpenModule extends NotebookModule<CellKey> {
  /** The notebook's address, and the language as its fragment. */
  readonly uri: string;
}

export interface CellInModule {
  readonly module: OpenModule;
  readonly cell: CellPlace<CellKey>;
}

interface Notebook {
  readonly uri: string;
  /** Addresses, in order; what is no code in a language of ours has no document. */
  readonly cells: string[];
  readonly documents: Map<string, TextDocument>;
}

export class Notebooks {
  readonly #notebooks = new Map<string, Notebook>();
  /** By the module's address. */
  readonly #modules = new Map<string, OpenModule>();
  /** By the cell's address. */
  readonly #cells = new Map<string, CellInModule>();

  module(uri: string): OpenModule | undefined {
    return this.#modules.get(uri);
  }

  cell(uri: string): CellInModule | undefined {
    return this.#cells.get(uri);
  }

  /** @returns the notebook's address; undefined for what the protocol does not know */
  open(params: unknown): string | undefined {
    const document = partOf(params, 'notebookDocument');
    const uri = partOf(document, 'uri');
    if (typeof uri !== 'string') return undefined;
    this.close(params);
    const notebook: Notebook = { uri, cells: cellsOf(partOf(document, 'cells')), documents: new Map() };
    for (const each of listOf(partOf(params, 'cellTextDocuments'))) openCell(notebook, each);
    this.#notebooks.set(uri, notebook);
    return uri;
  }

  change(params: unknown): string | undefined {
    const uri = partOf(partOf(params, 'notebookDocument'), 'uri');
    const notebook = typeof uri === 'string' ? this.#notebooks.get(uri) : undefined;
    if (notebook === undefined) return undefined;
    const cells = partOf(partOf(params, 'change'), 'cells');
    const structure = partOf(cells, 'structure');
    const { start, deleteCount, cells: added } = recordOf(partOf(structure, 'array'));
    if (typeof start === 'number' && typeof deleteCount === 'number') notebook.cells.splice(start, deleteCount, ...cellsOf(added));
    // A cell that changes its language is closed and opened in one change.
    for (const each of urisOf(partOf(structure, 'didClose'))) notebook.documents.delete(each);
    for (const each of listOf(partOf(structure, 'didOpen'))) openCell(notebook, each);
    for (const each of listOf(partOf(cells, 'textContent'))) changeCell(notebook, each);
    return notebook.uri;
  }

  close(params: unknown): string | undefined {
    const uri = partOf(partOf(params, 'notebookDocument'), 'uri');
    return typeof uri === 'string' && this.#notebooks.delete(uri) ? uri : undefined;
  }

  /** Addresses of the modules of the notebook that a notification names. */
  modulesOf(params: unknown): readonly string[] {
    const uri = partOf(partOf(params, 'notebookDocument'), 'uri');
    return typeof uri === 'string' ? languageIds.map((languageId) => moduleAddress(uri, languageId)).filter((each) => this.#modules.has(each)) : [];
  }

  /** Makes the modules of a notebook anew; of one that is closed there are none. */
  update(uri: string): readonly { readonly before: OpenModule | undefined; readonly after: OpenModule | undefined; readonly uri: string }[] {
    const changes = languageIds.map((languageId) => {
      const moduleUri = moduleAddress(uri, languageId);
      return { uri: moduleUri, before: this.#modules.get(moduleUri), after: this.#make(moduleUri, languageId, this.#notebooks.get(uri)) };
    });
    for (const { before } of changes) for (const { key } of before?.cells ?? []) this.#cells.delete(key.uri);
    for (const { uri: moduleUri, after } of changes) {
      if (after === undefined) this.#modules.delete(moduleUri);
      else this.#modules.set(moduleUri, after);
      for (const cell of after?.cells ?? []) if (after !== undefined) this.#cells.set(cell.key.uri, { module: after, cell });
    }
    return changes.filter(({ before, after }) => before !== undefined || after !== undefined);
  }

  #make(uri: string, languageId: LanguageId, notebook: Notebook | undefined): OpenModule | undefined {
    const cells = (notebook?.cells ?? []).flatMap((cell) => {
      const document = notebook?.documents.get(cell);
      return document?.languageId === languageId ? [{ key: { uri: cell, version: document.version }, text: document.getText() }] : [];
    });
    return cells.length === 0 ? undefined : { uri, ...moduleOf(languageId, cells) };
  }
}

function moduleAddress(notebook: string, languageId: LanguageId): string {
  return `${notebook}#${languageId}`;
}

function openCell(notebook: Notebook, document: unknown): void {
  const opened = openedDocument({ textDocument: document });
  if (opened === undefined || !isLanguageId(opened.languageId)) return;
  const { uri, languageId, version, text } = opened;
  notebook.documents.set(uri, TextDocument.create(uri, languageId, version, text));
}

function changeCell(notebook: Notebook, change: unknown): void {
  const named = { textDocument: partOf(change, 'document') };
  const [document, version, changes] = [notebook.documents.get(uriOf(named) ?? ''), versionOf(named), partOf(change, 'changes')];
  if (document !== undefined && version !== undefined && areChanges(changes)) TextDocument.update(document, changes, version);
}

function cellsOf(cells: unknown): string[] {
  return listOf(cells).map((cell) => String(partOf(cell, 'document')));
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}

function partOf(value: unknown, name: string): unknown {
  return recordOf(value)[name];
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
