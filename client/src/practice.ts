/** The exercises in the editor: Check, Hint, Solution and Reset above the first line, and a test for each blank. */
import {
  CodeLens,
  commands,
  Diagnostic,
  DiagnosticSeverity,
  languages,
  Range,
  window,
  workspace,
  WorkspaceEdit,
  type CodeLensProvider,
  type ExtensionContext,
  type TextDocument,
} from 'vscode';
import { exercises } from 'eslint-plugin-weakref/practice';
import type { Exercise } from 'eslint-plugin-weakref/practice';
import { exerciseOf, solved } from '../../server/src/practice.ts';
import type { Check } from '../../server/src/practice.ts';
import type { CheckExercise, ExerciseText } from '../../server/src/protocol.ts';
import { openLesson } from './lesson.ts';
import { PracticeFolder, practise } from './practice-folder.ts';
import { PracticeTests } from './practice-tests.ts';
import { changedText, Progress, standingText } from './progress.ts';
import type { Programs } from './node/programs.ts';
import type { Server } from './server.ts';

const method: CheckExercise = 'weakrefLint/checkExercise';

/** What stands above the first line of an exercise. */
const lenses = [
  { title: 'Check', command: 'weakrefLint.checkExercise' },
  { title: 'Hint', command: 'weakrefLint.showHint' },
  { title: 'Solution', command: 'weakrefLint.showSolution' },
  { title: 'Reset', command: 'weakrefLint.resetExercise' },
] as const;

type Action = (document: TextDocument, exercise: Exercise) => Promise<void>;

/** @param programs undefined where no programs can be run */
export function registerPractice({ globalState }: ExtensionContext, server: Server, programs: Programs | undefined): readonly { dispose(): unknown }[] {
  const remarks = languages.createDiagnosticCollection('weakrefLint.practice');
  const progress = new Progress(globalState);
  const folders = new PracticeFolder(globalState);
  const ask = async (document: TextDocument, exercise: Exercise): Promise<Check> => {
    const question: ExerciseText = { file: exercise.file, text: document.getText() };
    const check = await server.request<Check>(method, question);
    await progress.note(exercise, check);
    return check;
  };

  const actions: Readonly<Record<(typeof lenses)[number]['command'], Action>> = {
    'weakrefLint.checkExercise': async (document, exercise) => {
      const check = await ask(document, exercise);
      remarks.set(document.uri, diagnosticsOf(document, check));
      tell(exercise, check);
    },
    'weakrefLint.showHint': async (document, exercise) => {
      const check = await ask(document, exercise);
      const open = check.kind === 'checked' ? check.blanks.findIndex(({ state }) => state !== 'right') : 0;
      const hint = exercise.blanks[open]?.hint;
      say(hint === undefined ? 'Every blank is right.' : `Blank ${open + 1}: ${hint}`, exercise);
    },
    'weakrefLint.showSolution': (document, exercise) => replaceAll(document, solved(exercise)),
    'weakrefLint.resetExercise': (document, exercise) => replaceAll(document, exercise.text),
  };

  return [
    remarks,
    progress,
    new PracticeTests(ask, programs),
    // Saving is told as a change without changes.
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0) remarks.delete(document.uri);
    }),
    workspace.onDidCloseTextDocument((document) => remarks.delete(document.uri)),
    commands.registerCommand('weakrefLint.practice', (folder?: unknown) => practise(folders, progress, folder)),
    commands.registerCommand('weakrefLint.resetProgress', () => progress.forget()),
    ...Object.entries(actions).map(([command, action]) => commands.registerCommand(command, () => actOnExercise(action))),
    languages.registerCodeLensProvider(
      exercises.map(({ file }) => ({ pattern: `**/${file}` })),
      lensProvider(progress),
    ),
  ];
}

async function actOnExercise(action: Action): Promise<void> {
  const document = window.activeTextEditor?.document;
  const exercise = document === undefined ? undefined : exerciseOf(document.uri.path);
  if (document === undefined || exercise === undefined) {
    await window.showInformationMessage('Open an exercise first: "Weakref Lint: Practice" puts them into a folder.');
    return;
  }
  try {
    await action(document, exercise);
  } catch (error) {
    await window.showErrorMessage(`The exercise could not be checked (${String(error)}). "Weakref Lint: Restart Server" starts the server anew.`);
  }
}

/** The first lens also says how far the reader has come. */
function lensProvider(progress: Progress): CodeLensProvider {
  return {
    onDidChangeCodeLenses: progress.onDidChange,
    provideCodeLenses: ({ uri }) => {
      const exercise = exerciseOf(uri.path);
      const standing = exercise === undefined ? undefined : progress.of(exercise);
      const state = exercise === undefined || standing === undefined ? '' : ` (${standingText(exercise, standing)})`;
      return lenses.map(({ title, command }, index) => new CodeLens(new Range(0, 0, 0, 0), { title: index === 0 ? `${title}${state}` : title, command }));
    },
  };
}

/** One edit, which can be undone. */
async function replaceAll(document: TextDocument, text: string): Promise<void> {
  const edit = new WorkspaceEdit();
  edit.replace(document.uri, new Range(0, 0, document.lineCount, 0), text);
  await workspace.applyEdit(edit);
}

function diagnosticsOf(document: TextDocument, check: Check): Diagnostic[] {
  if (check.kind === 'changed') return [];
  return check.blanks
    .filter(({ state }) => state === 'wrong')
    .map(({ range: [start, end], says }) => {
      const remark = new Diagnostic(new Range(document.positionAt(start), document.positionAt(end)), says, DiagnosticSeverity.Information);
      remark.source = 'weakref-lint practice';
      return remark;
    });
}

function tell(exercise: Exercise, check: Check): void {
  const right = check.kind === 'checked' ? check.blanks.filter(({ state }) => state === 'right').length : 0;
  const wrong = check.kind === 'checked' ? (check.blanks.find(({ state }) => state === 'wrong')?.says ?? check.elsewhere) : changedText(check.says);
  const next = exercises[exercises.indexOf(exercise) + 1];
  const done = next === undefined ? 'Done.' : `Done. Next is ${next.file}.`;
  say(check.kind === 'checked' && check.isDone ? done : [`${right} of ${exercise.blanks.length} right.`, wrong ?? ''].join(' ').trimEnd(), exercise);
}

/** Says something, and offers to read on. Does not wait for the reader. */
function say(sentence: string, { passage }: Exercise): void {
  void window.showInformationMessage(sentence, 'Read the Passage').then((choice) => (choice === undefined ? undefined : openLesson(passage)));
}
