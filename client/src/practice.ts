/** The exercises in the editor: copied into a folder, and with Check, Hint, Solution and Reset above the first line. */
import {
  CodeLens,
  commands,
  Diagnostic,
  DiagnosticSeverity,
  languages,
  Range,
  Uri,
  window,
  workspace,
  WorkspaceEdit,
  type TextDocument,
} from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { exercises } from 'eslint-plugin-weakref/practice';
import type { Exercise } from 'eslint-plugin-weakref/practice';
import { exerciseOf, solved } from '../../server/src/practice.ts';
import type { Check } from '../../server/src/practice.ts';
import type { CheckExercise, ExerciseText } from '../../server/src/protocol.ts';
import { openLesson } from './lesson.ts';

const method: CheckExercise = 'weakrefLint/checkExercise';

/** What stands above the first line of an exercise. */
const lenses = [
  { title: 'Check', command: 'weakrefLint.checkExercise' },
  { title: 'Hint', command: 'weakrefLint.showHint' },
  { title: 'Solution', command: 'weakrefLint.showSolution' },
  { title: 'Reset', command: 'weakrefLint.resetExercise' },
] as const;

type Action = (document: TextDocument, exercise: Exercise) => Promise<void>;

export function registerPractice(client: BaseLanguageClient): readonly { dispose(): unknown }[] {
  const remarks = languages.createDiagnosticCollection('weakrefLint.practice');
  const ask = (document: TextDocument, { file }: Exercise): Promise<Check> => {
    const question: ExerciseText = { file, text: document.getText() };
    return client.sendRequest<Check>(method, question);
  };

  const actions: Readonly<Record<(typeof lenses)[number]['command'], Action>> = {
    'weakrefLint.checkExercise': async (document, exercise) => {
      const check = await ask(document, exercise);
      remarks.set(document.uri, diagnosticsOf(document, check));
      await tell(exercise, check);
    },
    'weakrefLint.showHint': async (document, exercise) => {
      const check = await ask(document, exercise);
      const open = check.kind === 'checked' ? check.blanks.findIndex(({ state }) => state !== 'right') : 0;
      const hint = exercise.blanks[open]?.hint ?? 'Every blank is right.';
      if ((await window.showInformationMessage(hint, 'Read the passage')) !== undefined) await openLesson(exercise.passage);
    },
    'weakrefLint.showSolution': (document, exercise) => replaceAll(document, solved(exercise)),
    'weakrefLint.resetExercise': (document, exercise) => replaceAll(document, exercise.text),
  };

  return [
    remarks,
    workspace.onDidChangeTextDocument(({ document }) => remarks.delete(document.uri)),
    workspace.onDidCloseTextDocument((document) => remarks.delete(document.uri)),
    commands.registerCommand('weakrefLint.practice', copyExercises),
    ...Object.entries(actions).map(([command, action]) =>
      commands.registerCommand(command, async () => {
        const document = window.activeTextEditor?.document;
        const exercise = document === undefined ? undefined : exerciseOf(document.uri.path);
        if (document !== undefined && exercise !== undefined) await action(document, exercise);
        else await window.showInformationMessage('Open an exercise first: "Weakref Lint: Practice" puts them into a folder.');
      }),
    ),
    languages.registerCodeLensProvider(
      exercises.map(({ file }) => ({ pattern: `**/${file}` })),
      { provideCodeLenses: () => lenses.map((lens) => new CodeLens(new Range(0, 0, 0, 0), lens)) },
    ),
  ];
}

/** Asks for a folder, puts there what is not there yet, and opens the first exercise. */
async function copyExercises(): Promise<void> {
  const [folder] = (await window.showOpenDialog({ canSelectFiles: false, canSelectFolders: true, openLabel: 'Practise here' })) ?? [];
  if (folder === undefined) return;
  const present = new Set((await workspace.fs.readDirectory(folder)).map(([name]) => name));
  for (const { file, text } of exercises) {
    if (!present.has(file)) await workspace.fs.writeFile(Uri.joinPath(folder, file), new TextEncoder().encode(text));
  }
  const [first] = exercises;
  if (first !== undefined) await window.showTextDocument(Uri.joinPath(folder, first.file));
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
    .map(({ range: [start, end], says }) => new Diagnostic(new Range(document.positionAt(start), document.positionAt(end)), says, DiagnosticSeverity.Information));
}

async function tell({ passage, blanks }: Exercise, check: Check): Promise<void> {
  const right = check.kind === 'checked' ? check.blanks.filter(({ state }) => state === 'right').length : 0;
  const wrong = check.kind === 'checked' ? (check.blanks.find(({ state }) => state === 'wrong')?.says ?? check.elsewhere) : check.says;
  const summary = check.kind === 'checked' && check.isDone ? 'Done.' : [`${right} of ${blanks.length} right.`, wrong ?? ''].join(' ').trimEnd();
  if ((await window.showInformationMessage(summary, 'Read the passage')) !== undefined) await openLesson(passage);
}
