/** A client may send anything: whether parameters have the shape the protocol promises. */
import { FileChangeType } from 'vscode-languageserver';
import type { Position, PreviousResultId, Range, TextDocumentContentChangeEvent, TextDocumentItem } from 'vscode-languageserver';
import { pathOfUri } from './addresses.ts';
import type { FileEvent } from './closed-files.ts';
import { isRecord } from './core.ts';

export function uriOf(params: unknown): string | undefined {
  const document = isRecord(params) ? params['textDocument'] : undefined;
  const uri = isRecord(document) ? document['uri'] : undefined;
  return typeof uri === 'string' ? uri : undefined;
}

export function versionOf(params: unknown): number | undefined {
  const document = isRecord(params) ? params['textDocument'] : undefined;
  const version = isRecord(document) ? document['version'] : undefined;
  return typeof version === 'number' ? version : undefined;
}

export function openedDocument(params: unknown): TextDocumentItem | undefined {
  const document = isRecord(params) ? params['textDocument'] : undefined;
  return isTextDocumentItem(document) ? document : undefined;
}

function isTextDocumentItem(value: unknown): value is TextDocumentItem {
  return (
    isRecord(value) &&
    typeof value['uri'] === 'string' &&
    typeof value['languageId'] === 'string' &&
    typeof value['version'] === 'number' &&
    typeof value['text'] === 'string'
  );
}

export function isPosition(value: unknown): value is Position {
  return isRecord(value) && isCount(value['line']) && isCount(value['character']);
}

export function isRange(value: unknown): value is Range {
  return isRecord(value) && isPosition(value['start']) && isPosition(value['end']);
}

export function areChanges(value: unknown): value is TextDocumentContentChangeEvent[] {
  return (
    Array.isArray(value) &&
    value.every((change) => isRecord(change) && typeof change['text'] === 'string' && (change['range'] === undefined || isRange(change['range'])))
  );
}

export function arePreviousResults(value: unknown): value is PreviousResultId[] {
  return Array.isArray(value) && value.every((each) => isRecord(each) && typeof each['uri'] === 'string' && typeof each['value'] === 'string');
}

/** What is no event of a file is left out. */
export function fileEventsOf(list: unknown): readonly FileEvent[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((each: unknown) => (isRecord(each) && typeof each['uri'] === 'string' ? [{ path: pathOfUri(each['uri']), isOnlyChanged: each['type'] === FileChangeType.Changed }] : []));
}

/** The addresses among a list of objects with an `uri`: of folders, or of changed files. */
export function urisOf(list: unknown): readonly string[] {
  if (!Array.isArray(list)) return [];
  return list.map((each: unknown) => (isRecord(each) ? each['uri'] : undefined)).filter((uri) => typeof uri === 'string');
}

function isCount(value: unknown): boolean {
  return typeof value === 'number' && value >= 0;
}
