/** GitLab's code quality report: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
import type { Severity } from '../finding.ts';
import { fingerprintsOf } from './fingerprints.ts';
import type { Formatter } from './report.ts';

const severities: Readonly<Record<Severity, 'major' | 'minor' | 'info'>> = { error: 'major', warn: 'minor', hint: 'info' };

export const formatGitlab: Formatter = ({ files }, host) => {
  const issues = files.flatMap((file) => {
    const fingerprints = fingerprintsOf(file, host);
    return file.findings.map(({ rule, severity, message }, index) => ({
      description: message.message,
      check_name: `weakref/${rule}`,
      fingerprint: fingerprints[index],
      severity: severities[severity],
      location: { path: file.relativePath, lines: { begin: message.line, end: message.endLine ?? message.line } },
    }));
  });
  return `${JSON.stringify(issues, undefined, 2)}\n`;
};
