/** What every rule has to have: a card in the words of the lesson, a page, and examples that are run. Reads the files as a person would. */
import { readFileSync, readdirSync } from 'node:fs';
import { ruleIds } from 'eslint-plugin-weakref/internal';
import { describe, expect, it } from 'vitest';
import { readChapter } from '../../rules/tools/lesson.ts';
import { lessonCard } from '../../server/src/lesson-card.ts';
import type { LanguageId } from '../../server/src/languages.ts';
import { ruleFacts } from '../../server/src/rule-facts.ts';

const folder = new URL('../../rules/lessons/', import.meta.url);
const pages = readdirSync(folder)
  .filter((name) => name.endsWith('.md'))
  .map((name) => ({ name: name.replace('.md', ''), text: readFileSync(new URL(name, folder), 'utf8') }));
const passages = pages.filter(({ name }) => name !== 'README').flatMap(({ name, text }) => readChapter(name, text, () => undefined).passages);
/** Line breaks and blank lines do not count. */
const plain = (text: string): string => text.replaceAll(/\s*\n\s*/g, '\n').trim();
const lesson = pages.map(({ text }) => plain(text)).join('\n');

const languageOf: Readonly<Record<'python' | 'javascript', LanguageId>> = { python: 'python', javascript: 'typescript' };

describe.each(ruleIds)('%s', (id) => {
  const facts = ruleFacts(id);
  if (facts === undefined) throw new Error('There is no such rule.');
  const passage = passages.find((each) => each.id === facts.passage.id);

  it.each(facts.languages)('has a card in %s that stands word for word in the lesson', (family) => {
    const [, , quote = '', ...code] = lessonCard(facts, languageOf[family]).split('\n');
    expect(lesson.replaceAll('\n', ' ')).toContain(quote);
    expect(code.length).toBeGreaterThan(2);
    expect(lesson).toContain(plain(code.slice(1, -1).join('\n')));
  });

  it('has a page that says what, why, when not, and what others say', () => {
    const page = readFileSync(new URL(`../../rules/docs/${id}.md`, import.meta.url), 'utf8');
    const headings = [...page.matchAll(/^## (.+)$/gm)].map(([, title]) => title);
    expect(headings).toEqual(['Why', 'Examples', 'Options', 'What it leaves alone', 'When not to use it', 'What other tools say', 'Turning it off for a line']);
    expect(page).toContain(facts.description);
    expect(page.replaceAll('\n> ', ' ')).toContain(facts.passage.quote);
  });

  it.each(facts.languages)('has a faulty and a good example in %s, and a program that shows it', (family) => {
    expect(passage?.pairs.map(({ language }) => language)).toContain(family);
    expect(passage?.demonstrations.map(({ language }) => language)).toContain(family);
  });
});
