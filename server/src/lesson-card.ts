/**
 * The words of a hover card: rule, lesson, guarded code, links. The editor shows the finding's own message beside it, so the
 * card does not say it again; and nothing in it comes from the user's code.
 */
import { familyOf } from './languages.ts';
import type { LanguageId } from './languages.ts';
import type { RuleFacts } from './rule-facts.ts';

export function lessonCard({ id, description, url, passage }: RuleFacts, language: LanguageId): string {
  const code = guardedCode(passage, language);
  return [
    `**[${id}](${url})**: ${description}`,
    '',
    `> ${oneLine(passage.quote)}`,
    `> — *${passage.chapter}: ${passage.title}*`,
    ...(code === '' ? [] : ['', `\`\`\`${language}`, code, '```']),
  ].join('\n');
}

/** The same for clients that show plain text only. */
export function lessonText({ id, description, url, passage }: RuleFacts, language: LanguageId): string {
  const code = guardedCode(passage, language);
  return [
    `${id}: ${description}`,
    '',
    `"${withoutMarkup(oneLine(passage.quote))}" (${passage.chapter}: ${passage.title})`,
    ...(code === '' ? [] : ['', code.replaceAll(/^/gm, '    ')]),
    '',
    url,
  ].join('\n');
}

function guardedCode(passage: RuleFacts['passage'], language: LanguageId): string {
  return passage.guarded[familyOf(language)].trimEnd();
}

function oneLine(text: string): string {
  return text.trim().replaceAll(/\s*\n\s*/g, ' ');
}

/** Markdown as plain text, as far as the lessons use it within a sentence. */
export function withoutMarkup(text: string): string {
  return text.replaceAll(/[`*]/g, '');
}
