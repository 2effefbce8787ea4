/** Makes a program that shows a difference smaller for as long as it shows it. */
import { blocksOf } from './program.ts';
import type { Ask, Block, Program, Statement, Subject, Test, Value } from './program.ts';
import { isWellFormed } from './well-formed.ts';

/** Which of the programs still show it. */
export type StillShows = (candidates: readonly Program[]) => Promise<readonly boolean[]>;

export async function shrink(program: Program, stillShows: StillShows): Promise<Program> {
  let smallest = program;
  const end = Date.now() + MAX_MILLISECONDS;
  for (let next: Program | undefined = program; next !== undefined && Date.now() < end; next = await firstShowing(smaller(smallest).filter(isWellFormed), stillShows)) smallest = next;
  return smallest;
}

/** The first ones are the likeliest. */
async function firstShowing(candidates: readonly Program[], stillShows: StillShows): Promise<Program | undefined> {
  for (let done = 0; done < candidates.length; done += BATCH) {
    const batch = candidates.slice(done, done + BATCH);
    const shows = await stillShows(batch);
    const first = batch.find((_, i) => shows[i]);
    if (first !== undefined) return first;
  }
  return undefined;
}

/** What takes longer is small enough. */
const MAX_MILLISECONDS = 10_000;

/** The likeliest ones are often enough. */
const BATCH = 12;

/** The biggest steps first. */
function smaller(program: Program): Program[] {
  const { body, parameters, suspension, entry } = program;
  return [
    ...smallerBlocks(body).map((block) => ({ ...program, body: block })),
    ...(suspension === 'none' ? [] : [{ ...program, suspension: 'none' as const }]),
    ...(suspension === 'yield' ? [{ ...program, suspension: 'await' as const }] : []),
    ...(entry === 'function' ? [] : [{ ...program, entry: 'function' as const }]),
    ...(parameters.length === 0 ? [] : [{ ...program, parameters: [] }]),
  ];
}

function smallerBlocks(block: Block): Block[] {
  const halves = block.length < 4 ? [] : [block.slice(block.length >> 1), block.slice(0, block.length >> 1)];
  const replaced = (i: number, by: Block): Block => [...block.slice(0, i), ...by, ...block.slice(i + 1)];
  return [
    ...halves,
    ...block.map((_, i) => replaced(i, [])).reverse(),
    ...block.flatMap((statement, i) => blocksOf(statement).map(([, inner]) => replaced(i, inner))),
    ...block.flatMap((statement, i) => smallerStatements(statement).map((one) => replaced(i, [one]))),
  ];
}

function smallerStatements(statement: Statement): Statement[] {
  const inBlocks = blocksOf(statement).flatMap(([name, inner]) => smallerBlocks(inner).map((block): Statement => ({ ...statement, [name]: block })));
  return [...inBlocks, ...simpler(statement)];
}

function simpler(statement: Statement): Statement[] {
  switch (statement.kind) {
    case 'handle':
      return statement.from === 'make' ? [] : [{ ...statement, from: 'make' }];
    case 'answer':
      return simplerValues(statement.value).map((value) => ({ ...statement, value }));
    case 'use':
      return [
        ...(statement.use === 'read' ? [] : [{ ...statement, use: 'read' as const }]),
        ...simplerSubjects(statement.subject).map((subject) => ({ ...statement, subject })),
      ];
    case 'short':
      return [{ kind: 'use', use: statement.use, subject: statement.subject }, ...simplerTests(statement.test).map((test) => ({ ...statement, test }))];
    case 'optional':
      return [{ kind: 'use', use: statement.use, subject: statement.subject }];
    case 'hand':
      return statement.how === 'return' ? [{ kind: 'exit', how: 'return' }] : simplerSubjects(statement.subject).map((subject) => ({ ...statement, subject }));
    case 'show':
    case 'lambda':
    case 'match':
      return simplerSubjects(statement.subject).map((subject) => ({ ...statement, subject }));
    case 'while':
      return simplerTests(statement.test).filter(mayEnd).map((test) => ({ ...statement, test }));
    case 'outcome':
    case 'assert':
    case 'if':
      return simplerTests(statement.test).map((test) => ({ ...statement, test }));
    case 'exit':
      return statement.how === 'return' ? [] : [{ ...statement, how: 'return' }];
    case 'defaulted':
      return [{ kind: 'answer', name: statement.name, value: statement.ask }];
    case 'assure':
      return [{ kind: 'answer', name: statement.name, value: statement.value }, ...(statement.form === 0 ? [] : [{ ...statement, form: 0 }])];
    case 'both':
      return statement.names.flatMap((name, i) => statement.asks.slice(i, i + 1).map((value): Statement => ({ kind: 'answer', name, value })));
    case 'for-answer':
      return statement.from === 'listed' ? [] : [{ ...statement, from: 'listed' }];
    case 'for-handle':
      return statement.over === 'numbered' ? [{ ...statement, over: 'plain' }] : [];
    default:
      return [];
  }
}

/** As the generator has it: a loop that cannot end hides what follows it. */
function mayEnd(test: Test): boolean {
  return test.kind === 'flip' || (test.kind === 'and' && (mayEnd(test.left) || mayEnd(test.right)));
}

function simplerTests(test: Test): Test[] {
  switch (test.kind) {
    case 'flip':
      return [];
    case 'not':
      return [test.of, ...simplerTests(test.of).map((of) => ({ ...test, of }))];
    case 'and':
    case 'or':
      return [
        test.left,
        test.right,
        ...simplerTests(test.left).map((left) => ({ ...test, left })),
        ...simplerTests(test.right).map((right) => ({ ...test, right })),
      ];
    case 'there':
    case 'gone':
      return [
        { kind: 'flip' },
        ...(test.form === 0 ? [] : [{ ...test, form: 0 }]),
        ...simplerSubjects(test.subject).map((subject) => ({ ...test, subject })),
      ];
    case 'bind':
      return [{ kind: 'flip' }, { kind: 'there', subject: test.ask, form: test.form }, ...(test.form === 0 ? [] : [{ ...test, form: 0 }])];
    default:
      return [{ kind: 'flip' }];
  }
}

function simplerValues(value: Value): Value[] {
  switch (value.kind) {
    case 'make':
      return [];
    case 'fallback':
      return [value.ask];
    case 'either':
      return [value.first, value.second, ...simplerTests(value.test).map((test) => ({ ...value, test }))];
    case 'name':
    case 'ask':
      return simplerSubjects(value);
  }
}

function simplerSubjects(subject: Subject): Ask[] {
  return subject.kind === 'ask' && 'handle' in subject && subject.through !== 'deref' ? [{ ...subject, through: 'deref' }] : [];
}
