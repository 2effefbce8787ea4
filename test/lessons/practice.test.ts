/** The exercises: their solutions run and are silent, several right answers pass, and wrong ones are told why. */
import { passages } from 'eslint-plugin-weakref/lessons';
import { exercises } from 'eslint-plugin-weakref/practice';
import type { Exercise } from 'eslint-plugin-weakref/practice';
import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';
import { Linting } from '../../server/src/core.ts';
import { lintExercise } from '../../server/src/practice-lint.ts';
import { checkExercise, exerciseOf, filled, solved } from '../../server/src/practice.ts';
import type { Check } from '../../server/src/practice.ts';
import type { LintResult } from '../../server/src/finding.ts';
import { testPlatform } from '../support/host.ts';
import { runBlocks } from './interpreters.ts';

const linting = new Linting(testPlatform);
const lints = new Map<Exercise, (text: string) => LintResult>();

beforeAll(async () => {
  for (const each of exercises) lints.set(each, await lintExercise(linting, each));
});

function check(given: Exercise, text: string): Check {
  const lint = lints.get(given);
  if (lint === undefined) throw new Error('The parsers are not loaded.');
  return checkExercise(given, text, lint);
}

function exercise(file: string): Exercise {
  const found = exerciseOf(file);
  if (found === undefined) throw new Error(`There is no exercise ${file}.`);
  return found;
}

/** The solution with another answer in one of its blanks, 1-based. */
function withAnswer({ text, blanks }: Exercise, number: number, answer: string): string {
  return filled(text, blanks.map(({ solution }, index) => (index + 1 === number ? answer : solution)));
}

function stateOf(given: Exercise, number: number, answer: string): object {
  const result = check(given, withAnswer(given, number, answer));
  if (result.kind === 'changed') throw new Error(result.says);
  const blank = result.blanks[number - 1];
  return { state: blank?.state, says: blank?.says, isDone: result.isDone };
}

/** Other answers that are right as well. */
const alternatives: Readonly<Record<string, readonly (readonly [number, string])[]>> = {
  '1_collectable.py': [
    [1, 'weakref.ref(lamp, lambda _: None)'],
    [2, 'lamp = None'],
    [3, 'gc.collect(2)'],
    [4, 'None is handle()'],
    [4, '(found := handle()) is None'],
  ],
  '2_cache.py': [
    [2, 'cache.get(name, None)'],
    [3, 'not (found is not None)'],
    [4, 'save = load = None'],
    [4, 'del save\ndel load'],
    [4, 'save, load = None, None'],
  ],
  '3_observers.py': [
    [1, 'weakref.WeakMethod( method )'],
    [3, 'self._handles = [each for each in self._handles if each is not handle]'],
  ],
  '4_tree.py': [[3, 'root = None']],
  '5_finalizer.py': [
    [1, 'shutil.rmtree, self.path'],
    [1, 'shutil.rmtree, path, True'],
    [1, 'lambda: shutil.rmtree(path)'],
    [2, 'return self._finalizer()'],
  ],
  '6_cache.ts': [
    [1, 'cache.get(name)?.deref() == null'],
    [1, '!cache.get(name)?.deref()'],
    [3, 'cached'],
    [3, 'cached != null'],
    [4, 'new WeakRef<Icon>(made)'],
    [5, 'name, made'],
    [5, 'made.name'],
  ],
};

/** Wrong answers and a piece of what is said to each. */
const mistakes: Readonly<Record<string, readonly (readonly [number, string, string])[]>> = {
  '1_collectable.py': [
    [1, 'lamp', 'owns the lamp'],
    [1, 'weakref.ref(Lamp())', 'another, new lamp'],
    [1, 'weakref.ref(3)', 'cannot be weakly referenced'],
    [2, 'del handle', 'lets go of the handle'],
    [2, 'gc.collect()', 'has an owner'],
    [3, 'gc.collect', 'Call it'],
    [3, 'pass', 'Not what is asked for'],
    [4, 'handle is None', 'Ask it by calling it'],
    [4, 'not handle()', 'Compare with `None`'],
    [4, 'handle() is not None', 'the other way round'],
    [4, 'handle(', 'Not what is asked for'],
  ],
  '2_cache.py': [
    [1, '{}', 'owns every icon'],
    [1, 'weakref.WeakKeyDictionary()', 'keys would be weak'],
    [2, 'cache[name]', '`KeyError`'],
    [3, 'name not in cache', 'second question'],
    [4, 'del leave', 'the one to keep'],
    [4, 'del save', 'one of the two'],
  ],
  '3_observers.py': [
    [1, 'weakref.ref(method)', 'dies with it'],
    [1, 'method', 'owns its view'],
    [2, 'handle', 'by calling it'],
    [3, 'pass', 'only grows'],
    [3, 'del handle', 'deletes a name'],
  ],
  '4_tree.py': [
    [1, 'self', 'a circle'],
    [1, 'weakref.ref(child)', 'the child itself'],
    [2, 'self._parent', 'Ask it'],
    [2, 'self._parent() if self._parent() else None', 'asks twice'],
    [3, 'del leaf', 'has to stay'],
  ],
  '5_finalizer.py': [
    [1, 'self.close', 'holds its object'],
    [1, 'shutil.rmtree(path)', 'calls the function now'],
    [1, 'lambda: shutil.rmtree(self.path)', 'holds `self`'],
    [2, 'shutil.rmtree(self.path)', 'a second time'],
    [2, 'self._finalizer.detach()', 'nobody removes'],
  ],
  '6_cache.ts': [
    [1, 'true', 'alive as it is'],
    [1, 'cache.get(name)?.deref() === null', 'never `null`'],
    [2, 'cache.get(name).deref()', '`?.`'],
    [2, 'cache.get(name)', '`deref`'],
    [3, 'cached === undefined', 'the other way round'],
    [4, 'made', 'owns every icon'],
    [5, 'made', '`TypeError`'],
    [5, '() => made', 'never go'],
  ],
};

/** Takes the types out, which Node may not understand. */
function runnable({ file }: Exercise, text: string): string {
  return file.endsWith('.ts') ? ts.transpile(text, { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext }) : text;
}

describe.each(exercises)('$file', (given) => {
  const language = given.file.endsWith('.py') ? 'python' : 'javascript';
  const right = [solved(given), ...(alternatives[given.file] ?? []).map(([number, answer]) => withAnswer(given, number, answer))];

  it('has a blank for each hint, and a passage', () => {
    expect(check(given, given.text)).toMatchObject({ kind: 'checked', blanks: given.blanks.map(() => ({ state: 'empty' })), isDone: false });
    expect(Object.keys(passages)).toContain(given.passage);
    expect(solved(given)).not.toMatch(/^(?!#|\/\/).*___/m);
  });

  it.each(right)('takes a right answer, %#', (text) => {
    expect(check(given, text)).toMatchObject({ kind: 'checked', elsewhere: undefined, blanks: given.blanks.map(() => ({ state: 'right', says: '' })), isDone: true });
  });

  it('prints what it should with every right answer', () => {
    const blocks = right.map((text) => ({ code: runnable(given, text), mode: 'run' }) as const);
    expect(runBlocks(language, blocks)).toEqual(right.map(() => `${given.prints}\n`));
  });

  it.each(mistakes[given.file] ?? [])('tells what is wrong in blank %i with %s', (number, answer, says) => {
    expect(stateOf(given, number, answer)).toEqual({ state: 'wrong', says: expect.stringContaining(says), isDone: false });
  });
});

describe('checking', () => {
  const given = exercise('1_collectable.py');

  it('does not mind spacing, comments that are gone, and the kind of quotes', () => {
    const loose = solved(given)
      .replaceAll(/^#.*\n/gm, '')
      .replace('handle = weakref.ref(lamp)', 'handle   =  weakref.ref( lamp )\n\n')
      .replaceAll('\n', '\r\n');
    expect(check(given, loose)).toMatchObject({ isDone: true });
  });

  it('does not mind a comment beside an answer', () => {
    const explained = solved(given).replace('weakref.ref(lamp)', 'weakref.ref(lamp)  # watches').replace('is None:', 'is None:  # gone');
    expect(check(given, explained)).toMatchObject({ isDone: true });
    const typescript = exercise('6_cache.ts');
    expect(check(typescript, solved(typescript).replace(/new WeakRef\(.*;$/m, '$& // watches'))).toMatchObject({ isDone: true });
  });

  it('says where each answer is', () => {
    const text = solved(given);
    const result = check(given, text);
    expect(result.kind === 'checked' && result.blanks.map(({ range }) => text.slice(...range))).toEqual(given.blanks.map(({ solution }) => solution));
  });

  it('does not look for answers among other lines', () => {
    expect(check(given, solved(given).replace('class Lamp', 'class Candle'))).toMatchObject({ kind: 'changed' });
  });

  it('takes a line of Python that begins elsewhere for another line', () => {
    expect(check(given, solved(given).replace('    print("gone")', 'print("gone")'))).toMatchObject({ kind: 'changed' });
  });

  it('knows a file by its name', () => {
    expect(exerciseOf('file:///home/learner/1_collectable.py')).toBe(given);
    expect(exerciseOf('C:\\work\\1_collectable.py')).toBe(given);
    expect(exerciseOf('/home/learner/main.py')).toBeUndefined();
  });
});
