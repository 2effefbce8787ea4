/** The exercises in the Test Explorer: one item a file, below it one a blank. It is there once an exercise was opened. */
import {
  Location,
  Range,
  TestMessage,
  TestRunProfileKind,
  tests,
  workspace,
  type CancellationToken,
  type Disposable,
  type TestController,
  type TestItem,
  type TestRun,
  type TestRunRequest,
  type TextDocument,
} from 'vscode';
import type { Exercise } from 'eslint-plugin-weakref/practice';
import { answersIn, exerciseOf } from '../../server/src/practice.ts';
import type { Check, CheckedBlank } from '../../server/src/practice.ts';
import type { ProgramLanguage, Programs } from './node/programs.ts';
import { changedText } from './progress.ts';

type Ask = (document: TextDocument, exercise: Exercise) => Promise<Check>;

export class PracticeTests implements Disposable {
  readonly #ask: Ask;
  readonly #programs: Programs | undefined;
  readonly #subscriptions: readonly Disposable[];
  #controller: TestController | undefined;

  /**
   * @param ask checks an exercise without running it
   * @param programs undefined where no programs can be run
   */
  constructor(ask: Ask, programs: Programs | undefined) {
    this.#ask = ask;
    this.#programs = programs;
    this.#subscriptions = [
      workspace.onDidOpenTextDocument((document) => this.#show(document)),
      workspace.onDidChangeTextDocument(({ document }) => this.#show(document)),
      workspace.onDidGrantWorkspaceTrust(() => this.#offerToRun()),
    ];
    for (const document of workspace.textDocuments) this.#show(document);
  }

  dispose(): void {
    for (const each of this.#subscriptions) each.dispose();
    this.#controller?.dispose();
  }

  #show(document: TextDocument): void {
    const exercise = exerciseOf(document.uri.path);
    if (exercise === undefined) return;
    this.#controller ??= this.#makeController();
    const id = document.uri.toString();
    const item = this.#controller.items.get(id) ?? this.#controller.createTestItem(id, exercise.title, document.uri);
    item.description = exercise.file;
    item.children.replace(blankItems(this.#controller, item, document, exercise));
    this.#controller.items.add(item);
  }

  /** Only now: a controller puts the Test Explorer into everybody's activity bar. */
  #makeController(): TestController {
    const controller = tests.createTestController('weakrefLint.practice', 'Weakref Lint: Practice');
    controller.createRunProfile('Check', TestRunProfileKind.Run, (request, token) => this.#run(request, token, false), true);
    this.#controller = controller;
    this.#offerToRun();
    return controller;
  }

  #offerToRun(): void {
    if (!workspace.isTrusted || this.#programs === undefined) return;
    this.#controller?.createRunProfile('Check and Run the Program', TestRunProfileKind.Run, (request, token) => this.#run(request, token, true), false);
  }

  async #run(request: TestRunRequest, token: CancellationToken, isProgramRun: boolean): Promise<void> {
    const controller = this.#controller;
    if (controller === undefined) return;
    const run = controller.createTestRun(request);
    for (const item of filesOf(request, controller)) {
      if (token.isCancellationRequested) break;
      await this.#check(run, item, request, isProgramRun ? token : undefined);
    }
    run.end();
  }

  /** @param token undefined when the program is not to be run */
  async #check(run: TestRun, item: TestItem, request: TestRunRequest, token: CancellationToken | undefined): Promise<void> {
    const exercise = item.uri === undefined ? undefined : exerciseOf(item.uri.path);
    if (item.uri === undefined || exercise === undefined) return;
    run.started(item);
    try {
      const document = await workspace.openTextDocument(item.uri);
      const check = await this.#ask(document, exercise);
      if (check.kind === 'checked') reportBlanks(run, item, document, check.blanks, request);
      if (check.kind === 'changed' || !check.isDone) run.failed(item, new TestMessage(summaryOf(check)));
      else if (token === undefined) run.passed(item);
      else await this.#runProgram(run, item, document, exercise, token);
    } catch (error) {
      run.errored(item, new TestMessage(`The exercise could not be checked: ${String(error)}`));
    }
  }

  async #runProgram(run: TestRun, item: TestItem, document: TextDocument, exercise: Exercise, token: CancellationToken): Promise<void> {
    const language: ProgramLanguage = exercise.file.endsWith('.py') ? 'python' : 'typescript';
    const outcome = await this.#programs?.run(language, document.getText(), token);
    switch (outcome?.kind) {
      case undefined:
        run.skipped(item);
        break;
      case 'failed':
        run.errored(item, new TestMessage(outcome.says));
        break;
      case 'printed':
        reportOutput(run, item, exercise, outcome.output);
    }
  }
}

/** The same items as before the text was changed: a run may be under way that was asked for them. */
function blankItems(controller: TestController, file: TestItem, document: TextDocument, exercise: Exercise): TestItem[] {
  const answers = answersIn(exercise, document.getText());
  return exercise.blanks.map((_, index) => {
    const id = `${file.id}#${index}`;
    const item = file.children.get(id) ?? controller.createTestItem(id, `Blank ${index + 1}`, document.uri);
    const answer = answers?.[index];
    if (answer !== undefined) item.range = rangeOf(document, answer);
    return item;
  });
}

/** The files a request is about, be it by one of their blanks. */
function filesOf({ include, exclude }: TestRunRequest, controller: TestController): readonly TestItem[] {
  const wanted = include ?? [...controller.items].map(([, item]) => item);
  return [...new Set(wanted.map((item) => item.parent ?? item))].filter((item) => exclude?.includes(item) !== true);
}

function reportBlanks(run: TestRun, file: TestItem, document: TextDocument, blanks: readonly CheckedBlank[], { include, exclude }: TestRunRequest): void {
  const isWanted = (item: TestItem): boolean => exclude?.includes(item) !== true && (include === undefined || include.includes(file) || include.includes(item));
  for (const [index, blank] of blanks.entries()) {
    const item = file.children.get(`${file.id}#${index}`);
    if (item === undefined || !isWanted(item)) continue;
    run.started(item);
    if (blank.state === 'right') {
      run.passed(item);
      continue;
    }
    const message = new TestMessage(blank.says);
    message.location = new Location(document.uri, item.range ?? rangeOf(document, blank.range));
    run.failed(item, message);
  }
}

function reportOutput(run: TestRun, item: TestItem, { prints }: Exercise, output: string): void {
  run.appendOutput(output.replaceAll('\n', '\r\n'), undefined, item);
  if (output.trimEnd() === prints) run.passed(item);
  else run.failed(item, TestMessage.diff('The program prints something else.', prints, output.trimEnd()));
}

function summaryOf(check: Check): string {
  if (check.kind === 'changed') return changedText(check.says);
  const right = check.blanks.filter(({ state }) => state === 'right').length;
  return check.elsewhere ?? `${right} of ${check.blanks.length} right.`;
}

function rangeOf(document: TextDocument, [start, end]: CheckedBlank['range']): Range {
  return new Range(document.positionAt(start), document.positionAt(end));
}
