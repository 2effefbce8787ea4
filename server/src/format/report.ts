/** What a run of the command line found, file by file: what every output format is made from. */
import type { Finding } from '../finding.ts';
import type { Style } from './style.ts';

export interface FileReport {
  /** Absolute. */
  readonly path: string;
  /** As the user would name it: relative to the working folder where it lies below it. */
  readonly name: string;
  /** From the working folder, with `/` on every system: how tools that read a report find the file. */
  readonly relativePath: string;
  /** Empty when there are no findings: nothing of it would be shown. */
  readonly text: string;
  readonly findings: readonly Finding[];
  /** The new text, when fixes changed it. */
  readonly output: string | undefined;
  /** False for a file that could not be read or understood: then no findings say nothing. */
  readonly wasChecked: boolean;
}

/** What a whole run found. */
export interface RunReport {
  readonly files: readonly FileReport[];
  /** False where something could not be looked at. */
  readonly isComplete: boolean;
}

/** What formats need of the program around them. */
export interface FormatHost {
  readonly style: Style;
  readonly version: string;
  readonly homepage: string;
  /** The page of a rule, in Markdown that can be read anywhere. */
  readonly pageOf: (rule: string) => string;
  /** A short text that differs wherever the given one does. */
  readonly hash: (text: string) => string;
}

/** The whole output, with a line break at its end. */
export type Formatter = (run: RunReport, host: FormatHost) => string;

export interface Counts {
  readonly errors: number;
  readonly warnings: number;
  /** What a configuration asks to be hinted at only. */
  readonly hints: number;
  readonly fixableErrors: number;
  readonly fixableWarnings: number;
}

export function count(findings: readonly Finding[]): Counts {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const warnings = findings.filter(({ severity }) => severity === 'warn');
  return {
    errors: errors.length,
    warnings: warnings.length,
    hints: findings.length - errors.length - warnings.length,
    fixableErrors: errors.filter(isFixable).length,
    fixableWarnings: findings.filter(isFixable).length - errors.filter(isFixable).length,
  };
}

function isFixable({ message }: Finding): boolean {
  return message.fix !== undefined;
}
