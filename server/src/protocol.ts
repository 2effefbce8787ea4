/** What the extension and its server agree on beyond the protocol itself: types, and nothing else. */

/** Files the worker cannot find by itself, by their name in `server/dist`. */
export type WorkerFile = 'core.cjs' | 'javascript.cjs' | 'web-tree-sitter.wasm' | 'tree-sitter-python.wasm';

/** `initializationOptions` of a server that runs as a worker: the settings of the section `weakrefLint`, and these. */
export interface WorkerOptions {
  /** Where each file is, as a URL that can be fetched. */
  readonly files: Readonly<Record<WorkerFile, string>>;
}

/** The notification by which the server says all that is in its way now: parts of it that failed, settings it cannot use. */
export type Trouble = 'weakrefLint/trouble';

export interface TroubleReport {
  /** For people. */
  readonly sentences: readonly string[];
}

/** `initializationOptions.pages` of an editor that brings the pages of rules and lesson; `{id}` stands for the id, as a part of an address. */
export interface PageAddresses {
  /** Of a rule. */
  readonly rule: string;
  /** In a hover card. */
  readonly ruleInMarkdown: string;
  /** Of a passage, in a hover card. */
  readonly lessonInMarkdown: string;
}

/** The request for what belongs into a report of a bug: no parameters in, Markdown out. */
export type DebugInformation = 'weakrefLint/debugInformation';

/** The request with which the extension has an exercise checked: `ExerciseText` in, `Check` out. */
export type CheckExercise = 'weakrefLint/checkExercise';

export interface ExerciseText {
  /** The name of the exercise's file. */
  readonly file: string;
  readonly text: string;
}
