/** What a checked exercise says to its reader. */
import type { Exercise } from 'eslint-plugin-weakref/practice';
import { chapterOf } from '../lesson.ts';
import type { Check, CheckedBlank } from '../practice.ts';
import type { Style } from './style.ts';

/** @param path how the file is called to the reader */
export function checkText(path: string, { title, passage }: Exercise, check: Check, text: string, style: Style): string {
  const heading = `${style.strong(path)}  ${title}`;
  if (check.kind === 'changed') return `${heading}\n  ${style.warning(`${check.says} Delete the file, and "weakref-lint practice" writes it anew.`)}`;
  if (check.isDone) return `${heading}\n  ${style.good('Done.')}`;
  const lines = check.blanks.map((blank) => blankText(blank, text, style));
  const elsewhere = check.elsewhere === undefined ? [] : [style.warning(check.elsewhere)];
  return [heading, ...[...lines, ...elsewhere, style.faint(`weakref-lint lesson ${chapterOf(passage)}`)].map((line) => `  ${line}`)].join('\n');
}

function blankText({ state, answer, range: [start], says }: CheckedBlank, text: string, style: Style): string {
  const line = `line ${text.slice(0, start).split('\n').length}`;
  switch (state) {
    case 'empty':
      return style.faint(`${line}: ${says}`);
    case 'right':
      return style.good(`${line}: right`);
    case 'wrong':
      return `${style.warning(`${line}: ${answer}`)}\n    ${says}`;
  }
}
