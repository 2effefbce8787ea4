/**
 * The words of a hover card: rule, lesson, guarded code. VS Code shows no more than 250 pixels of a hover, and puts the finding's
 * own message into them first: so the card does not say it again, and has one line that is not the lesson's. Nothing in it comes from
 * the user's code.
 */
import { lessonUrl } from './core.ts';
import { familyOf } from './languages.ts';
import type { LanguageId } from './languages.ts';
import type { Passage } from 'eslint-plugin-weakref/lessons';
import type { RuleFacts } from './rule-facts.ts';

/** `brief` is without the code. */
type CardLength = 'full' | 'brief';

export function lessonCard({ id, url, passage }: RuleFacts, language: LanguageId, length: CardLength = 'full'): string {
  const code = length === 'full' ? guardedCode(passage, language) : '';
  return [
    `**[${id}](${url})** *${passage.chapter}: ${passage.title}*`,
    '',
    oneLine(passage.quote),
    ...(code === '' ? [] : [`\`\`\`${language}`, code, '```']),
  ].join('\n');
}

/** The same for clients that show plain text only. */
export function lessonText({ id, description, url, passage }: RuleFacts, language: LanguageId, length: CardLength = 'full'): string {
  const code = length === 'full' ? guardedCode(passage, language) : '';
  return [
    `${id}: ${description}`,
    '',
    `"${withoutMarkup(oneLine(passage.quote))}" (${passage.chapter}: ${passage.title})`,
    ...(code === '' ? [] : ['', code.replaceAll(/^/gm, '    ')]),
    '',
    url,
  ].join('\n');
}

/** What a name of the API means for the life of an object; shorter, since it is shown where nothing is wrong. */
export function apiCard(name: string, passage: Passage, address: string): string {
  return [`**[${name}](${address})** *${passage.chapter}: ${passage.title}*`, '', oneLine(passage.quote)].join('\n');
}

/** The same for clients that show plain text only. */
export function apiText(name: string, passage: Passage): string {
  return [`${name} (${passage.chapter}: ${withoutMarkup(passage.title)})`, '', withoutMarkup(oneLine(passage.quote)), '', lessonUrl(passage.address)].join('\n');
}

/** Without blank lines, which a card has no room for. */
function guardedCode(passage: RuleFacts['passage'], language: LanguageId): string {
  return passage.guarded[familyOf(language)].trimEnd().replaceAll(/\n{2,}/g, '\n');
}

function oneLine(text: string): string {
  return text.trim().replaceAll(/\s*\n\s*/g, ' ');
}

/** Markdown as plain text, as far as the lessons use it within a sentence. */
export function withoutMarkup(text: string): string {
  return text.replaceAll(/[`*]/g, '');
}
