/** Running programs, which only some hosts can; types, and nothing else. */

export type ProgramLanguage = 'python' | 'javascript' | 'typescript';

/** What has to be called to run a text, without a file and without a shell. */
export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
}

export type Outcome =
  | { readonly kind: 'printed'; readonly output: string }
  /** `says` is one sentence, or what the program wrote to its standard error. */
  | { readonly kind: 'failed'; readonly says: string };

/** As VS Code's `CancellationToken`. */
export interface Cancellation {
  onCancellationRequested(listener: () => void): { dispose(): unknown };
}

export interface Programs {
  /** Undefined when no interpreter that is new enough is on the path. Runs nothing but `--version`. */
  launch(language: ProgramLanguage, text: string): Promise<Launch | undefined>;
  /** Runs a text, for at most ten seconds, and resolves with what it printed. */
  run(language: ProgramLanguage, text: string, token: Cancellation): Promise<Outcome>;
}
