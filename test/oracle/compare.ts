/** Compares what the rules say of programs with what the interpreter did. */
import { MAX_CARELESS_USES } from '../../rules/src/flow/policy.ts';
import { lint, RULES } from './lint.ts';
import type { Finding, RuleId } from './lint.ts';
import { observe } from './observe.ts';
import type { Limits, Observed, Places, Question, Sought } from './observe.ts';
import { printJavascript } from './print-javascript.ts';
import { printPython } from './print-python.ts';
import { withoutFailing, withReached } from './printed.ts';
import type { Printed } from './printed.ts';
import type { Language, Program } from './program.ts';

export type Difference =
  /** Raises under some script and is not reported. */
  | { readonly kind: 'miss'; readonly line: number }
  /** Reported, and nothing goes wrong there under any script. */
  | { readonly kind: 'false alarm'; readonly line: number; readonly ruleId: RuleId };

export interface Examined {
  readonly program: Program;
  readonly text: string;
  readonly differences: readonly Difference[];
  /** Findings that nothing bears out, in programs with more scripts than were run. */
  readonly undecided: number;
  readonly runs: number;
  /** The lines that are rightly reported, or should be. */
  readonly expected: readonly number[];
}

const LIMITS: Limits = { runs: 300, choices: 12, mayRevive: false };

/** One more look at the programs with findings that nothing has borne out yet. */
interface Look {
  readonly limits: Limits;
  /** Only where there were more scripts than have been run. */
  readonly ifIncomplete?: true;
  /** With what `policy.ts` takes for granted. */
  readonly isGranting?: true;
}

const LOOKS: readonly Look[] = [
  { limits: { runs: 1000, choices: 24, mayRevive: true } },
  { limits: { runs: 4000, choices: 40, mayRevive: true }, ifIncomplete: true },
  { limits: { runs: 1000, choices: 30, mayRevive: true }, isGranting: true },
  { limits: { runs: 10_000, choices: 60, mayRevive: true }, isGranting: true },
  { limits: { runs: 10_000, choices: 60, mayRevive: true }, ifIncomplete: true },
];

const PRINTERS: Readonly<Record<Language, (program: Program) => Printed>> = { python: printPython, javascript: printJavascript };

function print(program: Program): Printed {
  return PRINTERS[program.language](program);
}

/** Examines programs of one language. */
export async function examine(language: Language, programs: readonly Program[]): Promise<Examined[]> {
  const printed = programs.map(print);
  // The interpreter runs while the rules look.
  const observing = observe(language, printed, LIMITS);
  const findings = printed.map(({ text }) => lint(language, text));
  const observed = await observing;
  const evidence = await bearOut(language, printed, findings, observed);
  return programs.flatMap((program, i) => {
    const [one, seen, more] = [printed[i], observed[i], evidence[i]];
    return one === undefined || seen === undefined || more === undefined ? [] : [{ program, text: one.text, ...judged(one.text, findings[i] ?? [], seen, more), runs: more.runs }];
  });
}

/**
 * Looks longer at programs with findings that nothing has borne out yet, under a collector that may bring back the dead. The lines
 * that fail are taken out, since they hide others: a finding is judged as if those before it were repaired.
 */
async function bearOut(language: Language, printed: readonly Printed[], findings: readonly (readonly Finding[])[], observed: readonly Observed[]): Promise<Observed[]> {
  const evidence = [...observed];
  for (const look of LOOKS) {
    for (let doubtful = printed.map((_, i) => i); doubtful.length > 0; ) {
      const questions = doubtful.flatMap((i) => {
        const [one, known, sought] = [printed[i], evidence[i], unborneOut(findings[i], evidence[i])];
        if (one === undefined || known === undefined || sought.length === 0 || (look.ifIncomplete === true && known.isComplete)) return [];
        return [{ i, known, sought, question: questionOf(one, known, sought, look) }];
      });
      const answers = await observe(language, questions.map(({ question }) => question), look.limits);
      doubtful = questions.flatMap(({ i, known, sought }, at) => {
        const answer = answers[at];
        if (answer === undefined) return [];
        // What is granted may make lines fail that are rightly not reported: they are not to be repaired.
        const more = look.isGranting === true ? { ...answer, raises: answer.raises.filter((line) => sought.some((finding) => finding.line === line)) } : answer;
        evidence[i] = { ...known, ...union(known, more), runs: known.runs + more.runs, isComplete: look.isGranting === true ? known.isComplete : more.isComplete };
        return more.raises.some((line) => !known.raises.includes(line)) ? [i] : [];
      });
    }
  }
  return evidence;
}

function questionOf(printed: Printed, known: Observed, sought: readonly Finding[], { isGranting }: Look): Question {
  const one = withReached(withoutFailing(printed, known.raises), sought.flatMap(({ line }) => [line, ...callsOf(printed.text, line)]));
  return { ...one, sought: soughtBy(sought), ...(isGranting === true ? { granted: { losing: known.unowned, anytime: printed.anytime } } : {}) };
}

function soughtBy(findings: readonly Finding[]): Sought {
  const lines = (isBorneOutByChange: boolean): number[] => findings.filter(({ ruleId }) => RULES[ruleId].isBorneOutByChange === isBorneOutByChange).map(({ line }) => line);
  return { raises: lines(false), changes: lines(true) };
}

function union(a: Observed, b: Observed): Pick<Observed, 'raises' | 'changes' | 'reached' | 'unowned'> {
  const both = <T>(one: readonly T[], two: readonly T[]): T[] => [...new Set([...one, ...two])];
  return { raises: both(a.raises, b.raises), changes: both(a.changes, b.changes), reached: both(a.reached, b.reached), unowned: joined(a.unowned, b.unowned) };
}

function joined(a: Places, b: Places): Places {
  const all = { ...a };
  for (const [place, ways] of Object.entries(b)) all[place] = [...new Set([...(a[place] ?? []), ...ways])];
  return all;
}

/** Which programs show such a difference too. Runs no more of them than it has to. */
export async function whichShow(difference: Difference, language: Language, programs: readonly Program[]): Promise<boolean[]> {
  if (difference.kind === 'miss') {
    const printed = programs.map(print);
    return (await observe(language, printed, LIMITS)).map((seen, i) => {
      const { text } = printed[i] ?? { text: '' };
      return missed(text, lint(language, text), seen).length > 0;
    });
  }
  const suspects = programs.filter((program) => lint(language, print(program).text).some(({ ruleId }) => ruleId === difference.ruleId));
  const examined = (await examine(language, suspects)).filter(({ differences }) => differences.some((other) => isSameDifference(other, difference)));
  const showing = new Set(examined.map(({ program }) => program));
  return programs.map((program) => showing.has(program));
}

export function isSameDifference(a: Difference, b: Difference): boolean {
  return a.kind === 'miss' || b.kind === 'miss' ? a.kind === b.kind : a.ruleId === b.ruleId;
}

function judged(text: string, findings: readonly Finding[], observed: Observed, evidence: Observed): Pick<Examined, 'differences' | 'undecided' | 'expected'> {
  const misses = missed(text, findings, observed).map((line) => ({ kind: 'miss', line }) as const);
  const doubtful = unborneOut(findings, evidence);
  const right = findings.filter((finding) => !doubtful.includes(finding)).map(({ line }) => line);
  // Nothing can be said of what is never reached.
  const reached = doubtful.filter(({ line }) => [line, ...callsOf(text, line)].every((one) => evidence.reached.includes(one)));
  const alarms = evidence.isComplete ? reached : [];
  return {
    undecided: reached.length - alarms.length,
    differences: [...misses, ...alarms.map((finding) => ({ kind: 'false alarm', ...finding }) as const)],
    expected: [...new Set([...observed.raises, ...right])],
  };
}

/** A use of a name is reported where the name got the answer of a handle that was asked again. */
function missed(text: string, findings: readonly Finding[], { raises }: Observed): number[] {
  const lines = text.split('\n');
  const reported = new Set(findings.map(({ line }) => line));
  const repeated = findings.filter(({ ruleId }) => ruleId === 'no-repeated-deref').flatMap(({ line }) => boundIn(lines[line - 1] ?? ''));
  return raises.filter((line) => {
    const written = lines[line - 1] ?? '';
    return !reported.has(line) && !repeated.some((name) => new RegExp(`\\b${name}\\b`).test(written)) && !isTakenToAnswerAlike(written, text);
  });
}

/** The lines (1-based) that call the function in which the line is, where that is one of the program's helpers. */
function callsOf(text: string, line: number): number[] {
  const lines = text.split('\n');
  const head = lines.slice(0, line - 1).filter((one) => /^\S/.test(one) && !one.startsWith('}')).at(-1);
  const name = /^(?:async )?(?:def|function) (\w+)/.exec(head ?? '')?.[1];
  const call = new RegExp(`^\\s+(?:await )?${name}\\(`);
  return name === undefined ? [] : lines.flatMap((one, i) => (call.test(one) ? [i + 1] : []));
}

const ACCESSOR = /\b(?:peek|relay|need|fetch)\((?:[^()]|\([^()]*\))*\)|\b(?:self|this)\.(?:parent\b|node\(\))/.source;
const ASKED = new RegExp(ACCESSOR, 'g');
/** `o = self.parent`, `o := peek(r)`, `o = (await fetch(r))` */
const NAMED = new RegExp(`(\\w+) :?= (?:\\(await )?(${ACCESSOR})`, 'g');
/** `o = r()`, `o := r()`, `o, p = r(), s()`, `[o, p] = [r(), s()]`, `for o in`, `for (const o of` */
function boundIn(line: string): string[] {
  return /\b(\w+(?:, \w+)*)\]? (?:in|of|:?=) /.exec(line)?.[1]?.split(', ') ?? [];
}

/** Whose parameter `node` gets the answer, or what a name holds. */
const SHOWN = new RegExp(`\\bshow\\((${ACCESSOR}|\\w+)\\)`, 'g');

/**
 * The policy "accessors answer alike": one that is asked elsewhere in the program may have been looked at there, and so may what is called by
 * its answer. And `MAX_CARELESS_USES`: a function that is asked in several places, of whatever handle, and relied on in many.
 */
function isTakenToAnswerAlike(line: string, text: string): boolean {
  const isAskedAgain = (accessor = ''): boolean => text.split(accessor).length > 2 || isReliedOn(calledIn(accessor), text);
  const names = [...text.matchAll(NAMED)].flatMap(([, name = '', accessor]) => (isAskedAgain(accessor) ? [name] : []));
  if ([...text.matchAll(SHOWN)].some(([, shown = '']) => names.includes(shown) || (/\W/.test(shown) && isAskedAgain(shown)))) names.push('node');
  return (line.match(ASKED) ?? []).some((accessor) => isAskedAgain(accessor)) || names.some((name) => usesOf(name).test(line));
}

/** Uses of names that got an answer count as well. */
function isReliedOn(called: string, text: string): boolean {
  const asks = (text.match(ASKED) ?? []).filter((asked) => calledIn(asked) === called);
  const names = new Set([...text.matchAll(NAMED)].flatMap(([, name = '', asked = '']) => (calledIn(asked) === called ? [name] : [])));
  const uses = [...names].flatMap((name) => text.match(new RegExp(usesOf(name), 'g')) ?? []);
  return asks.length > 1 && asks.length + uses.length > MAX_CARELESS_USES;
}

/** `peek` of `peek(handle)`. */
function calledIn(accessor: string): string {
  return accessor.replace(/\(.*/, '');
}

/** Wherever the name stands but as a member. */
function usesOf(name: string): RegExp {
  return new RegExp(`(?<!\\w|(?<!\\.\\.)\\.)${name}\\b`);
}

function unborneOut(findings: readonly Finding[] = [], observed: Observed | undefined): Finding[] {
  return findings.filter(
    ({ ruleId, line }) => observed?.raises.includes(line) !== true && !(RULES[ruleId].isBorneOutByChange && observed?.changes.includes(line) === true),
  );
}
