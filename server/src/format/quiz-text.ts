/** The quiz as text: one question, one verdict, and all of it for those who cannot be asked. Code keeps its backquotes, which set it apart. */
import { chapterOf } from '../lesson.ts';
import type { QuizRound } from '../quiz.ts';
import type { Asked, Verdict } from '../quiz.ts';
import type { Style } from './style.ts';
import { wrap } from './wrap.ts';

export function questionText({ number, of, question, options }: Asked, style: Style): string {
  return [
    style.strong(wrap(`${number}/${of} ${question}`, style.width - 6).join('\n      ')),
    ...options.map((option, index) => `  ${index + 1}  ${wrap(option, style.width - 5).join('\n     ')}`),
  ].join('\n');
}

export function verdictText({ isRight, right, why, passage }: Verdict, style: Style): string {
  return [
    isRight ? style.good('Right.') : style.warning(`Not quite. It is: ${right}.`),
    ...wrap(why, style.width),
    style.faint(`${passage.chapter}: ${passage.title} (weakref-lint lesson ${chapterOf(passage.id)})`),
  ].join('\n');
}

/** Every question, and after all of them the answers. */
export function wholeQuizText(round: QuizRound, style: Style): string {
  const questions: string[] = [];
  const answers: string[] = [];
  for (let asked = round.current; asked !== undefined; asked = round.current) {
    const { options, number } = asked;
    questions.push(questionText(asked, style));
    const { right, why } = round.answer(options[0] ?? '');
    answers.push(`${number}. ${options.indexOf(right) + 1}: ${wrap(why, style.width - 6).join('\n   ')}`);
  }
  return [...questions, style.strong('Answers'), ...answers].join('\n\n');
}
