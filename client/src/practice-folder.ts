/** Where the exercises are: a folder the reader chooses, which is remembered. */
import { FileSystemError, Uri, window, workspace, type Memento, type QuickPickItem } from 'vscode';
import { exercises } from 'eslint-plugin-weakref/practice';
import type { Exercise } from 'eslint-plugin-weakref/practice';
import { standingText, type Progress } from './progress.ts';

const key = 'weakrefLint.practiceFolder';

interface Choice extends QuickPickItem {
  /** Undefined for another folder. */
  readonly exercise?: Exercise;
}

export class PracticeFolder {
  readonly #memento: Memento;

  constructor(memento: Memento) {
    this.#memento = memento;
  }

  /** Undefined when none was chosen yet, or when it is gone. */
  async current(): Promise<Uri | undefined> {
    const address = this.#memento.get<string>(key);
    if (address === undefined) return undefined;
    const folder = Uri.parse(address);
    return namesIn(folder).then(
      () => folder,
      () => undefined,
    );
  }

  /** Writes the exercises that are not there yet, and leaves the others as they are. Throws when it cannot. */
  async fill(folder: Uri): Promise<void> {
    await workspace.fs.createDirectory(folder);
    const present = await namesIn(folder);
    for (const { file, text } of exercises) {
      if (!present.has(file)) await workspace.fs.writeFile(Uri.joinPath(folder, file), new TextEncoder().encode(text));
    }
    await this.#memento.update(key, folder.toString());
  }
}

/** @param wish a folder; without one the reader is asked */
export async function practise(folders: PracticeFolder, progress: Progress, wish: unknown): Promise<void> {
  const known = wish instanceof Uri ? undefined : await folders.current();
  if (known === undefined) return startIn(folders, wish instanceof Uri ? wish : await askForFolder());
  const choice = await askForExercise(known, progress);
  if (choice === undefined) return;
  if (choice.exercise === undefined) return startIn(folders, await askForFolder());
  // An exercise that was deleted comes back as it was in the beginning.
  await startIn(folders, known, choice.exercise);
}

async function startIn(folders: PracticeFolder, folder: Uri | undefined, exercise = exercises[0]): Promise<void> {
  if (folder === undefined || exercise === undefined) return;
  try {
    await folders.fill(folder);
    await window.showTextDocument(Uri.joinPath(folder, exercise.file), { preview: false });
  } catch (error) {
    const reason = error instanceof FileSystemError ? error.code : String(error);
    await window.showErrorMessage(`The exercises could not be put into ${folder.fsPath} (${reason}). Choose a folder that can be written to.`);
  }
}

async function askForFolder(): Promise<Uri | undefined> {
  const [folder] = (await window.showOpenDialog({ canSelectFiles: false, canSelectFolders: true, openLabel: 'Practise Here', title: 'A folder for the exercises' })) ?? [];
  return folder;
}

function askForExercise(folder: Uri, progress: Progress): Thenable<Choice | undefined> {
  const choices = exercises.map((exercise): Choice => {
    const standing = progress.of(exercise);
    return { label: `$(${standing?.isDone === true ? 'pass-filled' : 'circle-large-outline'}) ${exercise.title}`, description: exercise.file, detail: standingText(exercise, standing), exercise };
  });
  const elsewhere: Choice = { label: '$(folder) Another folder…', description: `now ${folder.fsPath}` };
  return window.showQuickPick([...choices, elsewhere], { title: 'Weakref Lint: Practice', placeHolder: `${progress.done} of ${exercises.length} done`, matchOnDescription: true });
}

/** Rejects when there is no such folder, or when it cannot be read. */
async function namesIn(folder: Uri): Promise<ReadonlySet<string>> {
  return new Set((await workspace.fs.readDirectory(folder)).map(([name]) => name));
}
