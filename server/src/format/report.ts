/** What a run of the command line found, file by file: what every output format is made from. */
import type { Finding } from '../finding.ts';

export interface FileReport {
  /** Absolute. */
  readonly path: string;
  /** As the user would name it: relative to the working folder where it lies below it. */
  readonly name: string;
  /** Empty when there are no findings: nothing of it would be shown. */
  readonly text: string;
  readonly findings: readonly Finding[];
  /** The new text, when fixes changed it. */
  readonly output: string | undefined;
}

export interface Counts {
  readonly errors: number;
  readonly warnings: number;
  readonly fixableErrors: number;
  readonly fixableWarnings: number;
}

export function count(findings: readonly Finding[]): Counts {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const warnings = findings.filter(({ severity }) => severity !== 'error');
  return {
    errors: errors.length,
    warnings: warnings.length,
    fixableErrors: errors.filter(isFixable).length,
    fixableWarnings: warnings.filter(isFixable).length,
  };
}

function isFixable({ message }: Finding): boolean {
  return message.fix !== undefined;
}
