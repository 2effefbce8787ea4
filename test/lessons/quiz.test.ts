/** The quiz: its data, checked against the lesson and the interpreters, and its rounds. */
import { passages } from 'eslint-plugin-weakref/lessons';
import { questions } from 'eslint-plugin-weakref/quiz';
import { describe, expect, it } from 'vitest';
import { QuizRound } from '../../server/src/quiz.ts';
import { randomFrom } from '../support/seeded-random.ts';
import { interpretersOf, runBlocks } from './interpreters.ts';

describe('the questions', () => {
  it('are enough, and each is asked once', () => {
    expect(questions.length).toBeGreaterThanOrEqual(20);
    expect(new Set(questions.map(({ question }) => question)).size).toBe(questions.length);
  });

  it.each(questions)('$question: one right answer among different ones', ({ right, wrong, why, question, passage }) => {
    const options = [right, ...wrong];
    expect(options).toHaveLength(4);
    expect(new Set(options.map((option) => option.toLowerCase())).size).toBe(options.length);
    for (const text of [question, why, ...options]) expect(text).toMatch(/^\S[^\n]*\S$/);
    expect(why).toMatch(/\.$/);
    expect(Object.keys(passages)).toContain(passage);
  });

  it('are about every chapter that teaches', () => {
    const chapters = (ids: readonly string[]): readonly string[] => [...new Set(ids.map((id) => id.split('#')[0] ?? ''))].sort();
    expect(chapters(questions.map(({ passage }) => passage))).toEqual(chapters(Object.keys(passages)).filter((chapter) => chapter !== 'quick-reference'));
  });

  it.each((['python', 'javascript'] as const).flatMap((language) => interpretersOf(language).map((interpreter) => ({ language, interpreter, name: interpreter.name }))))(
    'say what $name does',
    ({ language, interpreter }) => {
      const proofs = questions.flatMap(({ question, proof }) => (proof?.language === language ? [{ question, ...proof }] : []));
      expect(proofs.length).toBeGreaterThan(3);
      const results = runBlocks(language, proofs.map(({ code }) => ({ code, mode: 'run' })), interpreter);
      expect(proofs.map(({ question }, index) => [question, results[index]])).toEqual(proofs.map(({ question, output }) => [question, `${output}\n`]));
    },
  );
});

describe('a round', () => {
  const random = (): (() => number) => {
    const below = randomFrom(7);
    return () => below(1000) / 1000;
  };
  const play = (round: QuizRound, answer: (index: number, right: string, options: readonly string[]) => string): void => {
    for (const [index, question] of questions.entries()) {
      const { current } = round;
      if (current === undefined) return;
      round.answer(answer(index, question.right, current.options));
    }
  };

  it('asks every question with all of its options, mixed', () => {
    const round = new QuizRound(questions, random());
    const places = new Set<number>();
    for (const [index, { question, right, wrong }] of questions.entries()) {
      const { current } = round;
      expect(current).toMatchObject({ number: index + 1, of: questions.length, question });
      expect([...(current?.options ?? [])].sort()).toEqual([right, ...wrong].sort());
      places.add(current?.options.indexOf(right) ?? -1);
      round.answer(right);
    }
    expect([...places].sort()).toEqual([0, 1, 2, 3]);
    expect(round.current).toBeUndefined();
    expect(() => round.answer('anything')).toThrow('has been answered');
  });

  it('says of each answer whether it was right, why, and where to read', () => {
    const [first] = questions;
    if (first === undefined) throw new Error('There are questions.');
    const verdict = new QuizRound([first], random()).answer(first.wrong[0] ?? '');
    expect(verdict).toEqual({ isRight: false, right: first.right, why: first.why, passage: passages[first.passage] });
    expect(new QuizRound([first], random()).answer(first.right).isRight).toBe(true);
  });

  it('counts, and asks again what was missed', () => {
    const round = new QuizRound(questions, random());
    play(round, (index, right, options) => (index % 3 === 0 ? (options.find((option) => option !== right) ?? '') : right));
    const missed = questions.filter((_, index) => index % 3 === 0);
    expect(round.missed).toEqual(missed);
    expect(round.score).toEqual({ right: questions.length - missed.length, answered: questions.length });
    const again = new QuizRound(round.missed, random());
    expect(again.current).toMatchObject({ number: 1, of: missed.length, question: missed[0]?.question });
  });
});
