/** A program as a literate test: a heading and a block of code, `reported` behind each line that the rules have to report. */
import type { Language } from './program.ts';

const FENCES: Readonly<Record<Language, { readonly name: string; readonly comment: string }>> = {
  python: { name: 'python', comment: '#' },
  javascript: { name: 'js', comment: '//' },
};

export function literate(heading: string, language: Language, text: string, reported: readonly number[]): string {
  const { name, comment } = FENCES[language];
  const lines = text.trimEnd().split('\n').map((line, i) => (reported.includes(i + 1) ? `${line}  ${comment} reported` : line));
  return [`## ${heading}`, '', `\`\`\`${name}`, ...lines, '```', ''].join('\n');
}
