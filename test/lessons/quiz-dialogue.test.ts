import { questions } from 'eslint-plugin-weakref/quiz';
import { describe, expect, it } from 'vitest';
import { plainStyle } from '../../server/src/format/style.ts';
import { holdQuiz } from '../../server/src/quiz-dialogue.ts';
import { QuizRound } from '../../server/src/quiz.ts';

const [first, second] = questions;

/** What is said when these lines are typed; `right` and `wrong` stand for such an answer, whatever the options' order. */
async function said(lines: readonly string[]): Promise<readonly string[]> {
  if (first === undefined || second === undefined) throw new Error('There are questions.');
  const texts: string[] = [];
  const typed = lines.values();
  const ask = (): Promise<string | undefined> => {
    const line = typed.next().value;
    const options = (texts.at(-1) ?? '').split('\n').filter((each) => /^ {2}\d /.test(each));
    const isRight = (option: string): boolean => [first, second].some(({ right }) => option.endsWith(`  ${right}`));
    if (line === 'right') return Promise.resolve(String(options.findIndex(isRight) + 1));
    return Promise.resolve(line === 'wrong' ? String(options.findIndex((option) => !isRight(option)) + 1) : line);
  };
  await holdQuiz({ ask, say: (text) => texts.push(text), style: plainStyle }, new QuizRound([first, second]));
  return texts.map((text) => text.split('\n')[0] ?? '');
}

describe('the quiz in a terminal', () => {
  it('explains each answer and ends with the score', async () => {
    expect(await said(['right', 'right'])).toEqual([`1/2 ${first?.question}`, 'Right.', `2/2 ${second?.question}`, 'Right.', '2 of 2 right.']);
  });

  it('asks again what was missed', async () => {
    expect(await said(['wrong', 'right', 'y', 'right'])).toEqual([
      `1/2 ${first?.question}`,
      `Not quite. It is: ${first?.right}.`,
      `2/2 ${second?.question}`,
      'Right.',
      '1 of 2 right.',
      `1/1 ${first?.question}`,
      'Right.',
      '1 of 1 right.',
    ]);
    expect(await said(['wrong', 'right', 'n'])).toHaveLength(5);
  });

  it('asks once more after an answer that is none', async () => {
    expect(await said(['7', 'right', 'q'])).toEqual([`1/2 ${first?.question}`, `1/2 ${first?.question}`, 'Right.', `2/2 ${second?.question}`]);
  });

  it('stops when asked to, or when there is nobody', async () => {
    expect(await said(['q'])).toHaveLength(1);
    expect(await said([])).toHaveLength(1);
  });
});
