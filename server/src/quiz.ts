/** A round of the quiz, for the editor and the terminal alike. Knows neither. */
import { passages } from 'eslint-plugin-weakref/lessons';
import type { Passage } from 'eslint-plugin-weakref/lessons';
import { questions } from 'eslint-plugin-weakref/quiz';
import type { Question } from 'eslint-plugin-weakref/quiz';

/** A number from 0 up to, but not including, 1. */
type Random = () => number;

export interface Asked {
  /** 1-based. */
  readonly number: number;
  readonly of: number;
  readonly question: string;
  readonly options: readonly string[];
}

export interface Verdict {
  readonly isRight: boolean;
  readonly right: string;
  readonly why: string;
  readonly passage: Passage;
}

export class QuizRound {
  readonly #questions: readonly Question[];
  readonly #options: readonly (readonly string[])[];
  readonly #missed: Question[] = [];
  #answered = 0;

  /** @param asked in the order in which they are asked; their options are mixed */
  constructor(asked: readonly Question[] = questions, random: Random = Math.random) {
    this.#questions = asked;
    this.#options = asked.map(({ right, wrong }) => shuffled([right, ...wrong], random));
  }

  /** The question whose turn it is; undefined at the end. */
  get current(): Asked | undefined {
    const question = this.#questions[this.#answered];
    const options = this.#options[this.#answered];
    if (question === undefined || options === undefined) return undefined;
    return { number: this.#answered + 1, of: this.#questions.length, question: question.question, options };
  }

  /** Answers the current question, and goes on to the next. Throws when there is none. */
  answer(option: string): Verdict {
    const question = this.#questions[this.#answered];
    if (question === undefined) throw new Error('Every question of this round has been answered.');
    this.#answered += 1;
    const { right, why, passage } = question;
    const isRight = option === right;
    if (!isRight) this.#missed.push(question);
    return { isRight, right, why, passage: passages[passage] };
  }

  /** Of those answered so far. */
  get score(): { readonly right: number; readonly answered: number } {
    return { right: this.#answered - this.#missed.length, answered: this.#answered };
  }

  /** What was answered wrongly, to be asked again. */
  get missed(): readonly Question[] {
    return this.#missed;
  }
}

/** A copy in any order, each as likely as another. */
function shuffled<T>(values: readonly T[], random: Random): readonly T[] {
  const result = [...values];
  for (let last = result.length - 1; last > 0; last -= 1) {
    const [value] = result.splice(Math.floor(random() * (last + 1)), 1);
    if (value !== undefined) result.push(value);
  }
  return result;
}
