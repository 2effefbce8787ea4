/** What one text asks of the linter and what it is told: plain data, which can go to another thread and into a file. */
import type { Linting } from './core.ts';
import type { LintResult } from './finding.ts';
import { familyOf } from './languages.ts';
import type { LanguageId } from './languages.ts';
import type { Settings } from './settings.ts';

export interface LintJob {
  /** Absolute. */
  readonly path: string;
  readonly languageId: LanguageId;
  readonly text: string;
  readonly settings: Settings;
  readonly wantsFixes: boolean;
  readonly wantsReads: boolean;
}

export interface LintAnswer {
  readonly result: LintResult;
  /** Where fixes were wanted and changed something: the new text, and what is left to say about it. */
  readonly fixed: { readonly text: string; readonly result: LintResult } | undefined;
  /** Where they were wanted: the other files that were asked for, and their texts; undefined for what could not be read. */
  readonly reads: readonly (readonly [path: string, text: string | undefined])[];
}

/** What a thread needs to make a linter of its own. */
export interface LintPlace {
  /** Where the `.wasm` files are. */
  readonly assets: string;
  /** The files and folders whose texts may be looked into. */
  readonly paths: readonly string[];
}

export async function answer(linting: Linting, { wantsFixes, wantsReads, ...document }: LintJob): Promise<LintAnswer> {
  await linting.prepare(familyOf(document.languageId));
  const result = linting.lint(document);
  const text = wantsFixes ? linting.fix(document) : document.text;
  const after = text === document.text ? undefined : { ...document, text };
  const fixed = after && { text, result: linting.lint(after) };
  const linted = after === undefined ? [document] : [document, after];
  return { result, fixed, reads: wantsReads ? linted.flatMap((one) => [...linting.readsOf(one)]) : [] };
}
