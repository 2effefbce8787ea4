/** Findings for a person at a terminal: the code, what is wrong, the lesson once per rule, what can be done. */
import { ruleFacts } from '../core.ts';
import { remediesOf } from '../finding.ts';
import type { Finding, Severity } from '../finding.ts';
import { withoutMarkup } from '../lesson-card.ts';
import { codeFrame } from './code-frame.ts';
import { count } from './report.ts';
import type { FileReport, Formatter } from './report.ts';
import type { Style } from './style.ts';
import { wrap } from './wrap.ts';

const labels: Readonly<Record<Severity, 'error' | 'warning' | 'hint'>> = { error: 'error', warn: 'warning', hint: 'hint' };

export const formatPretty: Formatter = ({ files }, { style }) => {
  const explained = new Set<string>();
  const blocks: string[] = [];
  for (const report of files) {
    for (const finding of report.findings) {
      const isFirst = !explained.has(finding.rule);
      explained.add(finding.rule);
      blocks.push(block(report, finding, isFirst, style));
    }
  }
  return [...blocks, summary(files, style)].join('\n\n') + '\n';
};

function block(report: FileReport, finding: Finding, explain: boolean, style: Style): string {
  const remedies = remediesOf(finding).map(({ title, isSafe }) => `  ${style.good('fix:')} ${title}${isSafe ? style.faint(' (--fix does it)') : ''}`);
  return [findingText(report, finding, explain, style), ...(remedies.length === 0 ? [] : ['', ...remedies])].join('\n');
}

/** The finding without the ways to mend it. */
export function findingText(report: FileReport, finding: Finding, explain: boolean, style: Style): string {
  const { message, related, rule, severity } = finding;
  const lines = [
    `${style.strong(`${report.name}:${message.line}:${message.column}`)} ${style[labels[severity]](labels[severity])} ${style.strong(rule)}`,
    ...wrap(message.message, style.width - 2).map((line) => `  ${line}`),
    '',
    ...codeFrame(report.text, message, style).map((line) => `  ${line}`),
  ];
  for (const place of related) lines.push(style.faint(`  ${place.path ?? report.name}:${place.loc.start.line}:${place.loc.start.column + 1} ${place.message}`));
  const facts = explain ? ruleFacts(rule) : undefined;
  if (facts !== undefined) {
    const { quote, chapter, title } = facts.passage;
    lines.push('', ...wrap(withoutMarkup(quote), style.width - 4).map((line) => `  ${style.faint('│')} ${line}`));
    lines.push(...wrap(`— ${chapter}: ${title}`, style.width - 4).map((line) => style.faint(`  │ ${line}`)));
  }
  return lines.join('\n');
}

function summary(reports: readonly FileReport[], style: Style): string {
  const all = reports.flatMap(({ findings }) => findings);
  const { errors, warnings, hints, fixableErrors, fixableWarnings } = count(all);
  const fixed = reports.filter(({ output }) => output !== undefined).length;
  const checked = reports.filter(({ wasChecked }) => wasChecked).length;
  const files = number(checked, 'file');
  const uncheckedNote = checked === reports.length ? '' : ` ${number(reports.length - checked, 'file')} not checked.`;
  const fixNote = fixed === 0 ? '' : ` ${number(fixed, 'file')} changed by fixes.`;
  if (all.length === 0) return style.good(`No weak-reference problems in ${files}.`) + uncheckedNote + fixNote;
  const fixable = fixableErrors + fixableWarnings;
  return (
    style.strong(`${number(all.length, 'problem')} (${number(errors, 'error')}, ${number(warnings, 'warning')}${hints === 0 ? '' : `, ${number(hints, 'hint')}`}) in ${files}.`) +
    uncheckedNote +
    fixNote +
    (fixable === 0 ? '' : ` ${fixable} can be fixed with --fix.`)
  );
}

function number(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
