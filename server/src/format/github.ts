/** Workflow commands that GitHub Actions shows beside the code of a pull request. */
import type { Finding, Severity } from '../finding.ts';
import type { FileReport, Formatter } from './report.ts';

type Command = 'error' | 'warning' | 'notice';

const commands: Readonly<Record<Severity, Command>> = { error: 'error', warn: 'warning', hint: 'notice' };

/** How many annotations of each kind GitHub shows for a step: https://docs.github.com/en/actions/reference/limits */
const limit = 10;

export const formatGithub: Formatter = ({ files }) => {
  const lines = files.flatMap((file) => file.findings.map((finding) => annotation(file, finding)));
  const overflow = overflowSentence(files.flatMap(({ findings }) => findings.map(({ severity }) => commands[severity])));
  return [...lines, ...overflow].map((line) => `${line}\n`).join('');
};

function annotation({ path }: FileReport, { rule, severity, message }: Finding): string {
  const { line, column, endLine = line, endColumn } = message;
  // Columns are for annotations of a single line.
  const columns = endLine === line ? [`col=${column}`, ...(endColumn === undefined ? [] : [`endColumn=${endColumn}`])] : [];
  const properties = [`file=${property(path)}`, `line=${line}`, `endLine=${endLine}`, ...columns, `title=${property(`weakref/${rule}`)}`];
  return `::${commands[severity]} ${properties.join(',')}::${data(message.message)}`;
}

function overflowSentence(all: readonly Command[]): string[] {
  const over = (['error', 'warning', 'notice'] as const).flatMap((command) => {
    const number = all.filter((each) => each === command).length - limit;
    return number > 0 ? [`${number} ${command}${number === 1 ? '' : 's'}`] : [];
  });
  return over.length === 0 ? [] : [`GitHub shows ${limit} annotations of a kind for each step; over that limit, and only in this log: ${over.join(', ')}.`];
}

/** The escapes of the runner. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
