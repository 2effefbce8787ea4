/** The quiz as a conversation in lines of text. */
import { questionText, verdictText } from './format/quiz-text.ts';
import type { Style } from './format/style.ts';
import { QuizRound } from './quiz.ts';

export interface Terminal {
  /** The line that was typed; undefined when there will be no more. */
  readonly ask: (prompt: string) => Promise<string | undefined>;
  readonly say: (text: string) => void;
  readonly style: Style;
}

/** Goes on, with what was missed, until the person has had enough. */
export async function holdQuiz({ ask, say, style }: Terminal, first = new QuizRound()): Promise<void> {
  let round = first;
  for (;;) {
    const { current, missed, score } = round;
    if (current === undefined) {
      say(style.strong(`${score.right} of ${score.answered} right.`));
      if (missed.length === 0 || !isYes(await ask('Ask again what you missed? (y/n) '))) return;
      round = new QuizRound(missed);
      continue;
    }
    say(questionText(current, style));
    const answer = await ask(`1 to ${current.options.length}, or q to stop: `);
    if (answer === undefined || answer.trim().toLowerCase() === 'q') return;
    const option = current.options[Number(answer) - 1];
    if (option !== undefined) say(verdictText(round.answer(option), style));
  }
}

/** @param answer undefined where nobody answered */
export function isYes(answer: string | undefined): boolean {
  return answer !== undefined && /^y(?:es)?$/i.test(answer.trim());
}
