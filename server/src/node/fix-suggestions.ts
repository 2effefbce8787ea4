/** `--fix-suggestions`: one finding after the other, with the ways to mend it; a person chooses. */
import type { Finding, Remedy } from '../finding.ts';
import { remediesOf } from '../finding.ts';
import { findingText } from '../format/pretty.ts';
import type { FileReport } from '../format/report.ts';
import { identityOf } from '../identity.ts';
import type { Terminal } from '../quiz-dialogue.ts';

export interface SuggestionHost {
  readonly terminal: Terminal;
  /** The same file with another text, and what is found in that. */
  readonly lintAgain: (file: FileReport, text: string) => Promise<FileReport>;
  /** Puts the new text into the file, or says what kept it from doing so; whether it is there now. */
  readonly write: (file: FileReport, text: string) => boolean;
}

type Choice = Remedy | 'leave' | 'leave-file' | 'stop';

/**
 * @param all the files with everything that was found
 * @param reported the same files, with what may be asked about
 * @returns the reports of the files as they are now
 */
export async function fixSuggestions(all: readonly FileReport[], reported: readonly FileReport[], host: SuggestionHost): Promise<readonly FileReport[]> {
  const explained = new Set<string>();
  const after: FileReport[] = [];
  let isStopped = false;
  for (const [index, file] of reported.entries()) {
    if (isStopped) {
      after.push(file);
      continue;
    }
    const hidden = (all[index]?.findings ?? []).filter((finding) => !file.findings.includes(finding)).map((finding) => keyOf(finding, file));
    const outcome = await askAbout(file, new Set(hidden), explained, host);
    after.push(outcome.file);
    isStopped = outcome.isStopped;
  }
  return after;
}

/** @param left what is not asked about: grows with what the person leaves as it is */
async function askAbout(start: FileReport, left: Set<string>, explained: Set<string>, host: SuggestionHost): Promise<{ readonly file: FileReport; readonly isStopped: boolean }> {
  const hidden = new Set(left);
  let file = start;
  let choice: Choice = 'leave';
  for (;;) {
    const finding = file.findings.find((each) => remediesOf(each).length > 0 && !left.has(keyOf(each, file)));
    if (finding === undefined) break;
    choice = await choose(file, finding, !explained.has(finding.rule), host.terminal);
    explained.add(finding.rule);
    if (choice === 'leave-file' || choice === 'stop') break;
    if (choice === 'leave') {
      left.add(keyOf(finding, file));
      continue;
    }
    file = await host.lintAgain(file, edited(file.text, choice));
  }
  const isWritten = file.text !== start.text && host.write(start, file.text);
  const now = isWritten ? { ...file, output: file.text } : start;
  return { file: { ...now, findings: now.findings.filter((finding) => !hidden.has(keyOf(finding, now))) }, isStopped: choice === 'stop' };
}

async function choose(file: FileReport, finding: Finding, explain: boolean, { ask, say, style }: Terminal): Promise<Choice> {
  const remedies = remediesOf(finding);
  const titles = remedies.map(({ title, isSafe }, index) => `  ${style.good(`${index + 1}`)} ${title}${isSafe ? style.faint(' (--fix does it)') : ''}`);
  say([findingText(file, finding, explain, style), '', ...titles].join('\n'));
  for (;;) {
    const typed = await ask(`${remedies.length === 1 ? '1' : `1 to ${remedies.length}`}, s to leave it, f to leave the file, q to stop: `);
    const answer = (typed ?? 'q').trim().toLowerCase();
    const choice = named[answer] ?? remedies[/^\d+$/.test(answer) ? Number(answer) - 1 : -1];
    if (choice !== undefined) return choice;
  }
}

/** ESLint does not count a byte order mark. */
function edited(text: string, { edit }: Remedy): string {
  const mark = text.startsWith('\uFEFF') ? 1 : 0;
  const [from, to] = edit.range;
  return text.slice(0, from + mark) + edit.text + text.slice(to + mark);
}

const named: Readonly<Record<string, Choice>> = { s: 'leave', f: 'leave-file', q: 'stop' };

function keyOf(finding: Finding, { text }: FileReport): string {
  return JSON.stringify(identityOf(finding, text));
}
