/** Answers about a notebook's module, as answers about one of its cells. Whatever does not lie in that cell alone is left out. */
import type { CodeAction, CodeActionParams, Diagnostic, Hover, InlayHint, Position, Range, SnippetTextEdit, TextDocumentEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import { fixAllKind, isWanted, notebookFixAllKind } from '../handlers/code-actions.ts';
import { cellAround, touchesMasked } from './module.ts';
import type { CellPlace } from './module.ts';
import type { CellInModule, CellKey, OpenModule } from './notebooks.ts';

export function positionInModule({ cell }: CellInModule, { line, character }: Position): Position {
  return { line: Math.min(cell.start + line, cell.end), character };
}

export function rangeInModule(place: CellInModule, { start, end }: Range): Range {
  return { start: positionInModule(place, start), end: positionInModule(place, end) };
}

export function diagnosticsInCell({ module, cell }: CellInModule, diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return diagnostics.flatMap((diagnostic) => {
    if (cellOf(module, diagnostic.range) !== cell) return [];
    const { relatedInformation, ...rest } = diagnostic;
    const related = relatedInformation?.flatMap(({ message, location }) => {
      if (location.uri !== module.uri) return [{ message, location }];
      const holder = cellOf(module, location.range);
      return holder === undefined ? [] : [{ message, location: { uri: holder.key.uri, range: rangeInCell(holder, location.range) } }];
    });
    return [{ ...rest, range: rangeInCell(cell, diagnostic.range), ...(related === undefined ? {} : { relatedInformation: related }) }];
  });
}

export function hoverInCell({ cell }: CellInModule, hover: Hover | null): Hover | null {
  return hover?.range === undefined ? hover : { ...hover, range: rangeInCell(cell, hover.range) };
}

export function hintsInCell({ cell }: CellInModule, hints: readonly InlayHint[]): InlayHint[] {
  return hints.flatMap((hint) => (cell.start <= hint.position.line && hint.position.line < cell.end ? [{ ...hint, position: back(cell, hint.position) }] : []));
}

/** What is asked about a cell, as asked about its module. */
export function actionParamsInModule(place: CellInModule, { range, context }: AskedActions): AskedActions {
  const { only, ...rest } = context;
  const kinds = only?.map((kind) => kind.replace(/^notebook\./, ''));
  return { range: rangeInModule(place, range), context: { ...rest, ...(kinds === undefined ? {} : { only: kinds }) } };
}

export function actionsAboutCell(place: CellInModule, actions: readonly CodeAction[], only: readonly string[] | undefined): CodeAction[] {
  return actions
    .flatMap((action) => (action.kind === fixAllKind ? actionInNotebook(place.module, action) : actionsInCell(place, [action])))
    .filter(({ kind = '' }) => isWanted(kind, only));
}

/** Quick fixes whose edits stay in the cell, and do not touch what is no code. */
function actionsInCell(place: CellInModule, actions: readonly CodeAction[]): CodeAction[] {
  return actions.flatMap(({ edit, diagnostics, ...action }) => {
    const edits = editsInCells(place.module, edit);
    if (edits.length === 0 || edits.some((one) => one?.cell !== place.cell)) return [];
    return [
      {
        ...action,
        ...(diagnostics === undefined ? {} : { diagnostics: diagnosticsInCell(place, diagnostics) }),
        edit: workspaceEdit(edits, edit?.documentChanges !== undefined),
      },
    ];
  });
}

/** One action for the whole notebook, each cell with its own version; edits that reach beyond a cell are left out. */
function actionInNotebook(module: OpenModule, { edit, ...action }: CodeAction): CodeAction[] {
  const edits = editsInCells(module, edit).filter((one) => one !== undefined);
  return edits.length === 0 ? [] : [{ ...action, kind: notebookFixAllKind, edit: workspaceEdit(edits, edit?.documentChanges !== undefined) }];
}

type AskedActions = Pick<CodeActionParams, 'range' | 'context'>;

type AnyEdit = TextDocumentEdit['edits'][number];

interface CellEdit {
  readonly cell: CellPlace<CellKey>;
  readonly edit: AnyEdit;
}

/** Undefined for an edit that no single cell can have. */
function editsInCells(module: OpenModule, edit: WorkspaceEdit | undefined): readonly (CellEdit | undefined)[] {
  const edits: readonly AnyEdit[] = [
    ...(edit?.documentChanges ?? []).flatMap((change) => ('edits' in change ? change.edits : [])),
    ...Object.values(edit?.changes ?? {}).flat(),
  ];
  return edits.map((each) => {
    const cell = cellOf(module, each.range);
    if (cell === undefined || touchesMasked(module, each.range.start.line, each.range.end.line)) return undefined;
    return { cell, edit: { ...each, range: rangeInCell(cell, each.range) } };
  });
}

function workspaceEdit(edits: readonly (CellEdit | undefined)[], isVersioned: boolean): WorkspaceEdit {
  const byCell = new Map<CellPlace<CellKey>, AnyEdit[]>();
  for (const one of edits) if (one !== undefined) byCell.set(one.cell, [...(byCell.get(one.cell) ?? []), one.edit]);
  const changes = [...byCell];
  if (isVersioned) return { documentChanges: changes.map(([{ key }, each]) => ({ textDocument: { uri: key.uri, version: key.version }, edits: each })) };
  return { changes: Object.fromEntries(changes.map(([{ key }, each]) => [key.uri, each.filter(isPlain)])) };
}

function isPlain(edit: AnyEdit | SnippetTextEdit): edit is TextEdit {
  return 'newText' in edit;
}

function cellOf(module: OpenModule, { start, end }: Range): CellPlace<CellKey> | undefined {
  return cellAround(module, start.line, end.line);
}

function rangeInCell(cell: CellPlace<CellKey>, { start, end }: Range): Range {
  return { start: back(cell, start), end: back(cell, end) };
}

function back(cell: CellPlace<CellKey>, { line, character }: Position): Position {
  return { line: line - cell.start, character };
}
