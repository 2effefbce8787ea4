/** `weakref-lint lesson [CHAPTER]` and `weakref-lint quiz`. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pageText } from '../format/page-text.ts';
import { wholeQuizText } from '../format/quiz-text.ts';
import { chapters, findChapter, noChapter } from '../lesson.ts';
import { holdQuiz } from '../quiz-dialogue.ts';
import { QuizRound } from '../quiz.ts';
import { hasTerminal, withTerminal } from './dialogue.ts';
import { styleFor } from './terminal.ts';

/** Prints the contents or a chapter, which lies beside the program, or returns one sentence about the arguments. */
export async function showLesson(args: readonly string[]): Promise<string | undefined> {
  if (args.length === 0) {
    const lines = chapters.map(({ number, name, title }) => `${String(number).padStart(2)}  ${name.padEnd(34)}  ${title}`);
    process.stdout.write(`${lines.join('\n')}\n\nRead one with "weakref-lint lesson 1"; then try "weakref-lint quiz" and\n"weakref-lint practice DIR".\n`);
    return undefined;
  }
  const wish = args.join(' ');
  const chapter = findChapter(wish);
  if (chapter === undefined) return noChapter(wish);
  const page = await readFile(join(__dirname, 'lessons', `${chapter.name}.md`), 'utf8');
  process.stdout.write(`${pageText(page, styleFor(process.stdout))}\n`);
  return undefined;
}

/** Asks in a terminal, and prints everything elsewhere; or returns one sentence about the arguments. */
export async function runQuiz(args: readonly string[]): Promise<string | undefined> {
  if (args.length > 0) return `quiz takes no arguments, such as "${args.join(' ')}".`;
  if (hasTerminal()) await withTerminal((terminal) => holdQuiz(terminal));
  else process.stdout.write(`${wholeQuizText(new QuizRound(), styleFor(process.stdout))}\n`);
  return undefined;
}
