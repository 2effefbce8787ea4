/** How far the reader has come with each exercise, kept by the editor from one session to the next. */
import { commands, EventEmitter, type Disposable, type Memento } from 'vscode';
import { exercises } from 'eslint-plugin-weakref/practice';
import type { Exercise } from 'eslint-plugin-weakref/practice';
import type { Check } from '../../server/src/practice.ts';

interface Standing {
  /** Blanks that were right when the exercise was last checked. */
  readonly right: number;
  /** Once done, an exercise stays done until the progress is forgotten. */
  readonly isDone: boolean;
}

const key = 'weakrefLint.progress';

export class Progress implements Disposable {
  readonly #memento: Memento;
  readonly #changed = new EventEmitter<void>();
  readonly onDidChange = this.#changed.event;

  constructor(memento: Memento) {
    this.#memento = memento;
    this.#announce();
  }

  /** Undefined for an exercise that was never checked. */
  of({ file }: Exercise): Standing | undefined {
    return this.#standings()[file];
  }

  get done(): number {
    return exercises.filter((exercise) => this.of(exercise)?.isDone).length;
  }

  async note(exercise: Exercise, check: Check): Promise<void> {
    if (check.kind === 'changed') return;
    const standing: Standing = { right: check.blanks.filter(({ state }) => state === 'right').length, isDone: check.isDone || this.of(exercise)?.isDone === true };
    await this.#keep({ ...this.#standings(), [exercise.file]: standing });
  }

  async forget(): Promise<void> {
    await this.#keep(undefined);
  }

  dispose(): void {
    this.#changed.dispose();
  }

  #standings(): Readonly<Record<string, Standing>> {
    return this.#memento.get<Record<string, Standing>>(key, {});
  }

  async #keep(standings: Readonly<Record<string, Standing>> | undefined): Promise<void> {
    await this.#memento.update(key, standings);
    this.#announce();
    this.#changed.fire();
  }

  /** The walkthrough ticks its step off when the first exercise is done. */
  #announce(): void {
    void commands.executeCommand('setContext', 'weakrefLint.exerciseDone', this.done > 0);
  }
}

/** In a few words. */
export function standingText({ blanks }: Exercise, standing: Standing | undefined): string {
  if (standing === undefined) return 'not checked yet';
  return standing.isDone ? 'done' : `${standing.right} of ${blanks.length} right`;
}

/** @param says what a check says of an exercise whose lines have changed */
export function changedText(says: string): string {
  return `${says} Reset brings them back.`;
}
