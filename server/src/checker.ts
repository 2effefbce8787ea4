/** Lints open documents, each version once, and never an older one than somebody has typed. */
import { LSPErrorCodes, RAL, ResponseError } from 'vscode-languageserver';
import type { CancellationToken } from 'vscode-languageserver';
import type { Baselines, Linting } from './core.ts';
import { familyOf } from './languages.ts';
import { limitSentence } from './limits.ts';
import { isShown } from './notebook/module.ts';
import type { Notebooks } from './notebook/notebooks.ts';
import type { Session } from './session.ts';
import type { DocumentSnapshot, Linted } from './snapshot.ts';
import type { Statistics } from './statistics.ts';
import type { Troubles } from './troubles.ts';
import { findingsOf } from './typing.ts';

interface CheckerParts {
  readonly session: Session;
  readonly notebooks: Notebooks;
  readonly linting: Linting;
  readonly baselines: Baselines;
  readonly statistics: Statistics;
  readonly troubles: Troubles;
  /** Milliseconds since some moment. */
  readonly clock: () => number;
}

export class Checker {
  readonly #parts: CheckerParts;

  constructor(parts: CheckerParts) {
    this.#parts = parts;
  }

  /**
   * The document as it is once its parser is there, and what is wrong in it; undefined when it is not open (any more). Rejects with
   * `outdated` when somebody has typed meanwhile: only the newest version is linted.
   */
  async check(uri: string, outdated: ResponseError<unknown>, token?: CancellationToken): Promise<Linted | undefined> {
    const { session, linting } = this.#parts;
    const asked = session.snapshot(uri);
    if (asked === undefined) return undefined;
    await linting.prepare(familyOf(asked.languageId));
    await nextTurn();
    if (token?.isCancellationRequested === true) throw cancelled;
    const snapshot = this.#currentSnapshot(uri);
    if (snapshot === undefined) return undefined;
    if (snapshot.version !== asked.version) throw outdated;
    return this.#lint(snapshot);
  }

  /** What the answer was made from, for what else is asked about the document; undefined where it could not be parsed. */
  sourceCodeOf({ snapshot }: Linted): object | undefined {
    const sourceCode = this.#parts.linting.sourceCodeOf(snapshot);
    this.#keep(snapshot);
    return sourceCode;
  }

  /** The open documents that other answers belong to, now that these files or folders are others. */
  outdatedBy(paths: readonly string[]): readonly string[] {
    const { session, linting } = this.#parts;
    return session.uris().filter((uri) => {
      const snapshot = session.snapshot(uri);
      return snapshot !== undefined && linting.hasRead(snapshot, paths) && !linting.isCurrent(snapshot);
    });
  }

  #lint(snapshot: DocumentSnapshot): Linted {
    const { session, linting, baselines, notebooks, statistics, troubles, clock } = this.#parts;
    const { uri } = snapshot;
    const findings = statistics.measure(snapshot, clock, () => findingsOf(linting, snapshot));
    const result = linting.lint(snapshot);
    this.#keep(snapshot);
    troubles.failed(uri, result);
    session.remember(snapshot, findings, result.kind !== 'broken');
    const sentence = result.kind === 'skipped' ? limitSentence(result.reason) : undefined;
    if (sentence !== undefined) troubles.log(`${uri} ${sentence}.`);
    const module = notebooks.module(uri);
    const shown = module === undefined ? findings : findings.filter(({ rule, message }) => !isShown(module, rule, message.endLine ?? message.line));
    return { snapshot, findings: baselines.withHints(shown, snapshot), unusedComments: result.kind === 'linted' ? result.unusedComments : [] };
  }

  #keep(snapshot: DocumentSnapshot): void {
    const { session, linting } = this.#parts;
    if (!linting.hasSourceCode(snapshot)) return;
    for (const unused of session.use(snapshot)) linting.release(unused);
  }

  /** One that was not linted with what other files held before they changed. */
  #currentSnapshot(uri: string): DocumentSnapshot | undefined {
    const { session, linting } = this.#parts;
    const snapshot = session.snapshot(uri);
    if (snapshot === undefined || linting.isCurrent(snapshot)) return snapshot;
    session.renew(uri);
    return session.snapshot(uri);
  }
}

/** The client will ask about the newer version by itself. */
export const contentModified = new ResponseError(LSPErrorCodes.ContentModified, 'The document has changed since.');
export const cancelled = new ResponseError(LSPErrorCodes.RequestCancelled, 'The request was cancelled.');

/** Lets the messages come first that have arrived meanwhile. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => void RAL().timer.setImmediate(resolve));
}
