/** One JSON object a line and finding: for programs that read line by line. */
import { ruleFacts } from '../core.ts';
import { remediesOf } from '../finding.ts';
import type { Formatter } from './report.ts';

export const formatJsonLines: Formatter = ({ files }) =>
  files
    .flatMap(({ path, findings }) =>
      findings.map((finding) => {
        const { rule, severity, related } = finding;
        const { line, column, endLine, endColumn, message } = finding.message;
        return `${JSON.stringify({
          path,
          line,
          column,
          endLine,
          endColumn,
          rule,
          severity,
          message,
          url: ruleFacts(rule)?.url,
          related: related.map(({ message: note, path: other, loc: { start } }) => ({ path: other, line: start.line, column: start.column + 1, message: note })),
          remedies: remediesOf(finding).map(({ title, isSafe, edit }) => ({ title, isSafe, ...edit })),
        })}\n`;
      }),
    )
    .join('');
