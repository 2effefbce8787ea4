/** The quiz: one quick pick, which stays open from the first question to the score, and goes on where it was left. */
import { commands, ThemeIcon, window, type Disposable, type QuickPickItem } from 'vscode';
import { wrap } from '../../server/src/format/wrap.ts';
import { QuizRound } from '../../server/src/quiz.ts';
import type { Verdict } from '../../server/src/quiz.ts';
import { openLesson } from './lesson.ts';

/** A line of a quick pick is cut off where it ends. */
const lineWidth = 72;

interface Choice extends QuickPickItem {
  readonly choose?: () => void;
}

export function registerQuiz(): Disposable {
  /** Survives the quick pick: whoever reads a passage with the keyboard comes back by asking for the quiz again. */
  let round = new QuizRound();
  return commands.registerCommand('weakrefLint.quiz', () => {
    if (round.current === undefined) round = new QuizRound();
    holdQuiz(round, (begun) => {
      round = begun;
    });
  });
}

function holdQuiz(first: QuizRound, began: (round: QuizRound) => void): void {
  const pick = window.createQuickPick<Choice>();
  let round = first;
  const begin = (another: QuizRound): void => {
    round = another;
    began(another);
    next();
  };
  pick.title = 'Weakref Lint: Quiz';
  pick.ignoreFocusOut = true;
  pick.buttons = [{ iconPath: new ThemeIcon('debug-restart'), tooltip: 'Begin Anew' }];

  /** Lines of text, and below them what can be chosen; the first of those is active. */
  const show = (placeholder: string, lines: readonly string[], choices: readonly Choice[]): void => {
    pick.value = '';
    pick.placeholder = placeholder;
    pick.items = [...lines.map((label) => ({ label, alwaysShow: true })), ...choices];
    pick.activeItems = choices.slice(0, 1);
  };

  const next = (): void => {
    const { current, score, missed } = round;
    if (current === undefined) {
      const again: Choice = {
        label: 'Ask again what I missed',
        choose: () => begin(new QuizRound(missed)),
      };
      show(`${score.right} of ${score.answered} right`, [], [...(missed.length > 0 ? [again] : []), { label: 'Close', choose: () => pick.hide() }]);
      return;
    }
    pick.step = current.number;
    pick.totalSteps = current.of;
    const options = current.options.map((option) => ({ label: option, alwaysShow: true, choose: () => explain(current.question, round.answer(option)) }));
    const lines = wrap(current.question, lineWidth);
    if (lines.length > 1) show('Choose the right answer', lines, options);
    else show(current.question, [], options);
  };

  const explain = (question: string, { isRight, right, why, passage }: Verdict): void => {
    show(question, [`${isRight ? '$(check) Right' : '$(x) It is'}: ${right}`, ...wrap(why, lineWidth)], [
      { label: '$(arrow-right) Next', choose: next },
      { label: '$(book) Read the passage', description: `${passage.chapter}: ${passage.title}`, choose: () => void openLesson(passage.id) },
    ]);
  };

  pick.onDidAccept(() => pick.activeItems[0]?.choose?.());
  pick.onDidTriggerButton(() => begin(new QuizRound()));
  pick.onDidHide(() => pick.dispose());
  next();
  pick.show();
}
