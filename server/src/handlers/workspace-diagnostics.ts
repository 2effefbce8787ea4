/** Answers what is wrong in files that are not open. A question to which there is no news is held until there is: it is asked again and again. */
import { DocumentDiagnosticReportKind } from 'vscode-languageserver';
import type {
  CancellationToken,
  Disposable,
  PreviousResultId,
  ResultProgressReporter,
  WorkDoneProgressReporter,
  WorkspaceDiagnosticReport,
  WorkspaceDiagnosticReportPartialResult,
  WorkspaceFullDocumentDiagnosticReport,
} from 'vscode-languageserver';
import { pathOfUri } from '../addresses.ts';
import { cancelled, nextTurn } from '../checker.ts';
import type { ClosedFiles, FileNews } from '../closed-files.ts';

interface WorkspaceQuestion {
  readonly previousResultIds: readonly PreviousResultId[];
  readonly token: CancellationToken;
  /** Takes reports as soon as they are there; without it they come with the answer. */
  readonly partial: ResultProgressReporter<WorkspaceDiagnosticReportPartialResult> | undefined;
  /** Asked for when there is more to do than can be done at once. */
  readonly progress: () => Promise<WorkDoneProgressReporter>;
}

/** A question that is cancelled is answered at once, whatever is going on. */
export function answerAboutWorkspace(files: ClosedFiles, question: WorkspaceQuestion): Promise<WorkspaceDiagnosticReport> {
  let listening: Disposable | undefined;
  const cancellation = new Promise<never>((_, reject) => {
    listening = question.token.onCancellationRequested(() => reject(cancelled));
  });
  return Promise.race([reportsFor(files, question), cancellation]).finally(() => listening?.dispose());
}

async function reportsFor(files: ClosedFiles, { previousResultIds, token, partial, progress }: WorkspaceQuestion): Promise<WorkspaceDiagnosticReport> {
  const told = new Map(previousResultIds.map(({ uri, value }) => [pathOfUri(uri), value]));
  const items: WorkspaceFullDocumentDiagnosticReport[] = [];
  const shown = new Progress(progress);
  const number = files.begin();
  let isNews = false;
  while (!token.isCancellationRequested) {
    await files.lookAtOpen(number);
    const news = [...files.news(told, number)].map(fullReport);
    isNews ||= news.length > 0;
    if (partial === undefined) items.push(...news);
    else if (news.length > 0) partial.report({ items: news });
    await shown.left(files.toDo);
    if (files.toDo > 0) {
      await files.work();
      await nextTurn();
    } else if (isNews || files.isForLater(number)) return { items };
    else await files.change();
  }
  await shown.left(0);
  files.rest();
  throw cancelled;
}

function fullReport({ uri, version, state }: FileNews): WorkspaceFullDocumentDiagnosticReport {
  return { kind: DocumentDiagnosticReportKind.Full, uri, version, items: [...(state?.diagnostics ?? [])], ...(state === undefined ? {} : { resultId: state.resultId }) };
}

/** Less is done before anybody could read of it. */
const worthShowing = 100;

class Progress {
  readonly #create: () => Promise<WorkDoneProgressReporter>;
  #reporter: WorkDoneProgressReporter | undefined;
  #most = 0;

  constructor(create: () => Promise<WorkDoneProgressReporter>) {
    this.#create = create;
  }

  async left(count: number): Promise<void> {
    if (this.#reporter === undefined && count < worthShowing) return;
    if (count === 0) {
      this.#reporter?.done();
      this.#reporter = undefined;
      return;
    }
    if (this.#reporter === undefined) {
      this.#most = 0;
      this.#reporter = await this.#create();
      this.#reporter.begin('Looking for weak-reference bugs', 0, undefined, false);
    }
    this.#most = Math.max(this.#most, count);
    this.#reporter.report(Math.floor((100 * (this.#most - count)) / this.#most), `${this.#most - count} of ${this.#most} files`);
  }
}
