import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CodeLanguage, Passage } from '../../rules/tools/lesson.ts';
import { readLessons } from '../../rules/tools/read-lessons.ts';
import { interpretersOf, runAlone, runBlocks, type Block, type Result } from './interpreters.ts';

/** A block of the lesson and what running or compiling it has to give. */
interface Expectation extends Block {
  readonly place: string;
  readonly alone: boolean;
  readonly expected: string;
}

const passages = readLessons(fileURLToPath(new URL('../../rules/lessons', import.meta.url))).flatMap((chapter) => chapter.passages);

const languages: readonly CodeLanguage[] = ['python', 'javascript'];
const runs = languages.flatMap((language) => interpretersOf(language).map((interpreter) => ({ language, interpreter, name: interpreter.name })));

describe.each(runs)('the lesson on $name', ({ language, interpreter }) => {
  const expectations = passages.flatMap((passage) => expectationsOf(passage, language));
  const results = new Map<Expectation, Result>();

  beforeAll(() => {
    const together = expectations.filter((expectation) => !expectation.alone);
    const answers = runBlocks(language, together, interpreter);
    for (const [index, expectation] of together.entries()) {
      const answer = answers[index] ?? { error: 'no answer' };
      // Nobody promises when a clean-up runs: a block that was too early among others is run once more, by itself.
      const isRunAgain = expectation.mode === 'run' && answer !== expectation.expected;
      results.set(expectation, isRunAgain ? runAlone(language, expectation.code, interpreter) : answer);
    }
    for (const expectation of expectations) if (expectation.alone) results.set(expectation, runAlone(language, expectation.code, interpreter));
  });

  for (const expectation of expectations) {
    it(expectation.place, () => {
      expect(results.get(expectation)).toEqual(expectation.expected);
    });
  }
});

function expectationsOf(passage: Passage, language: CodeLanguage): readonly Expectation[] {
  const guarded = passage.guarded[language];
  return [
    ...passage.demonstrations
      .filter((demonstration) => demonstration.language === language)
      .map(({ code, alone, output, line }): Expectation => ({
        place: `${passage.id} prints what it shows, line ${line}`,
        mode: 'run',
        code,
        alone,
        expected: output === '' ? '' : `${output}\n`,
      })),
    ...passage.pairs
      .filter((pair) => pair.language === language)
      .flatMap(({ before, after, line }): Expectation[] => [
        { place: `${passage.id} compiles before, line ${line}`, mode: 'compile', code: before, alone: false, expected: '' },
        { place: `${passage.id} compiles after, line ${line}`, mode: 'compile', code: after, alone: false, expected: '' },
      ]),
    ...(guarded === undefined
      ? []
      : [{ place: `${passage.id} compiles guarded`, mode: 'fragment', code: guarded, alone: false, expected: '' } as const]),
  ];
}
