/** One version of an open document with everything an answer about it depends on. Never changes. */
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Finding } from './finding.ts';
import type { SourceDocument } from './linting.ts';
import type { UnusedComment } from './unused-comment.ts';

export interface DocumentSnapshot extends SourceDocument {
  readonly uri: string;
  readonly version: number;
  /** Different for any two snapshots of a session: what `resultId` is made of. */
  readonly serial: string;
  /** Positions and offsets of `text`; not to be updated. */
  readonly document: TextDocument;
  /** The only line edited since the text could last be parsed, 0-based; undefined where there are several, or it never could. */
  readonly editedLine: number | undefined;
  /** Findings of an earlier version, moved to where they stand now: shown while the text cannot be parsed. */
  readonly earlier: readonly Finding[];
}

/** A document and what is wrong in it. */
export interface Linted {
  readonly snapshot: DocumentSnapshot;
  readonly findings: readonly Finding[];
  readonly unusedComments: readonly UnusedComment[];
}
