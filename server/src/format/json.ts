/** The array that ESLint's own `json` formatter prints, so that tools which read that read this. */
import { count } from './report.ts';
import type { Formatter } from './report.ts';

export const formatJson: Formatter = ({ files }) =>
  `${JSON.stringify(
    files.map(({ path, text, findings, output }) => {
      const { errors, warnings, hints, fixableErrors, fixableWarnings } = count(findings);
      return {
        filePath: path,
        messages: findings.map(({ message }) => message),
        suppressedMessages: [],
        errorCount: errors,
        fatalErrorCount: 0,
        // ESLint knows no hints.
        warningCount: warnings + hints,
        fixableErrorCount: fixableErrors,
        fixableWarningCount: fixableWarnings,
        ...(output === undefined ? {} : { output }),
        ...(output === undefined && findings.length > 0 ? { source: text } : {}),
        usedDeprecatedRules: [],
      };
    }),
  )}\n`;
