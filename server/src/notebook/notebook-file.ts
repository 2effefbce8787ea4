/**
 * Notebooks as Jupyter stores them: JSON with the cells in it (https://nbformat.readthedocs.io/en/latest/format_description.html).
 * A finding stands where the file has the line, so that whatever reads reports finds it, and names the cell.
 */
import { entryOf } from '../config/config-value.ts';
import type { ConfigValue, TextRange } from '../config/config-value.ts';
import { parseJson } from '../config/parse-json.ts';
import type { Finding, LintResult, RelatedPlace, SourcePosition } from '../finding.ts';
import { identityOf } from '../identity.ts';
import { cellAround, isShown, moduleOf } from './module.ts';
import type { NotebookModule } from './module.ts';

/** A part of a cell's text, as a string of the JSON. */
interface Piece {
  readonly value: string;
  readonly range: TextRange;
}

interface NotebookCell {
  /** Of all cells, from 1, as people count them. */
  readonly number: number;
  readonly pieces: readonly Piece[];
}

export type NotebookFile =
  | { readonly kind: 'notebook'; readonly module: NotebookModule<NotebookCell>; readonly text: string }
  /** The rest of a sentence that begins with the file's name. */
  | { readonly kind: 'unfit'; readonly sentence: string };

export function isNotebookPath(path: string): boolean {
  return /\.ipynb$/i.test(path);
}

export function readNotebookFile(text: string): NotebookFile {
  const parsed = parseJson(text.replace(/^\uFEFF/, ' '));
  if (parsed.kind === 'broken') return { kind: 'unfit', sentence: 'is not JSON, as notebooks are; it was not checked' };
  const cells = at(parsed.value, 'cells');
  if (cells?.kind !== 'list') return { kind: 'unfit', sentence: 'is not a notebook of format 4; save it with a newer Jupyter to have it checked' };
  const metadata = at(parsed.value, 'metadata');
  const language = textOf(at(at(metadata, 'language_info'), 'name')) ?? textOf(at(at(metadata, 'kernelspec'), 'language')) ?? 'python';
  if (!isPython(language)) return { kind: 'unfit', sentence: `is a notebook in ${language}; only those in Python are checked` };
  const found = cells.items.flatMap((cell, index): NotebookCell[] => {
    const own = textOf(at(at(at(cell, 'metadata'), 'vscode'), 'languageId')) ?? language;
    if (textOf(at(cell, 'cell_type')) !== 'code' || !isPython(own)) return [];
    return [{ number: index + 1, pieces: piecesOf(at(cell, 'source')) }];
  });
  return { kind: 'notebook', text, module: moduleOf('python', found.map((cell) => ({ key: cell, text: cell.pieces.map(({ value }) => value).join('') }))) };
}

/** What was found in the module, in the places of the file. No edit is handed on: its text would not be JSON. */
export function inNotebook(result: LintResult, file: Extract<NotebookFile, { readonly kind: 'notebook' }>): LintResult {
  const places = new Places(file.text, file.module);
  switch (result.kind) {
    case 'skipped':
      return result;
    case 'broken':
      return { ...result, ...places.of({ line: result.line, column: result.column - 1 }) };
    case 'linted': {
      const shown = result.findings.filter(({ rule, message }) => !isShown(file.module, rule, message.endLine ?? message.line));
      return { ...result, findings: shown.map((finding) => places.finding(finding)), unusedComments: [] };
    }
  }
}

class Places {
  readonly #text: string;
  readonly #module: NotebookModule<NotebookCell>;
  readonly #lines: readonly string[];

  constructor(text: string, module: NotebookModule<NotebookCell>) {
    this.#text = text;
    this.#module = module;
    this.#lines = module.text.split(/(?<=\r\n|\n|\r(?!\n))/);
  }

  finding(finding: Finding): Finding {
    const { line, column, endLine = line, endColumn = column, message, ruleId, severity } = finding.message;
    const start = this.of({ line, column: column - 1 });
    const end = this.of({ line: endLine, column: endColumn - 1 });
    return {
      ...finding,
      identity: identityOf(finding, this.#module.text),
      message: { ruleId, severity, message: `${this.#nameOf(line)}: ${message}`, line: start.line, column: start.column + 1, endLine: end.line, endColumn: end.column + 1 },
      related: finding.related.map((place) => (place.path === undefined ? this.#related(place) : place)),
    };
  }

  /** @param position in the module, as the answer is in the file: line 1-based, column 0-based */
  of({ line, column }: SourcePosition): SourcePosition {
    const cell = cellAround(this.#module, line - 1, line - 1);
    if (cell === undefined) return { line: 1, column: 0 };
    const before = this.#lines.slice(cell.start, line - 1).reduce((sum, each) => sum + each.length, 0);
    const offset = offsetInFile(this.#text, cell.key.pieces, before + column);
    const above = this.#text.slice(0, offset).split(/\r\n|\n|\r/);
    return { line: above.length, column: above.at(-1)?.length ?? 0 };
  }

  #related(place: RelatedPlace): RelatedPlace {
    const { start, end } = place.loc;
    return { ...place, message: `${this.#nameOf(start.line)}: ${place.message}`, loc: { start: this.of(start), end: this.of(end) } };
  }

  #nameOf(line: number): string {
    const cell = cellAround(this.#module, line - 1, line - 1);
    return cell === undefined ? '' : `Cell ${cell.key.number}, line ${line - cell.start}`;
  }
}

/** @param units of UTF-16 into the text of the cell */
function offsetInFile(text: string, pieces: readonly Piece[], units: number): number {
  let left = units;
  for (const [index, { value, range }] of pieces.entries()) {
    if (left >= value.length && index < pieces.length - 1) {
      left -= value.length;
      continue;
    }
    let offset = range[0] + 1;
    for (; left > 0 && offset < range[1] - 1; left -= 1) offset += text[offset] !== '\\' ? 1 : text[offset + 1] === 'u' ? 6 : 2;
    return offset;
  }
  return 0;
}

function piecesOf(source: ConfigValue | undefined): readonly Piece[] {
  if (source?.kind === 'text') return [source];
  return source?.kind === 'list' ? source.items.flatMap((item) => (item.kind === 'text' ? [item] : [])) : [];
}

function isPython(language: string): boolean {
  return /^i?python3?$/i.test(language);
}

function at(value: ConfigValue | undefined, key: string): ConfigValue | undefined {
  return value?.kind === 'table' ? entryOf(value, key)?.value : undefined;
}

function textOf(value: ConfigValue | undefined): string | undefined {
  return value?.kind === 'text' ? value.value : undefined;
}
