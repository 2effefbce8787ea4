/** Finds the chapters of the lesson and reads them in the order in which the table of contents lists them. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readChapter, type Chapter } from './lesson.ts';

const chapterLink = /\]\((?<name>[a-z-]+)\.md\)/gu;
const passageLink = /\]\((?<chapter>[a-z-]+)\.md(?:#(?<anchor>[^)]*))?\)/gu;

/**
 * Reads `folder`, whose README.md links every chapter.
 * Throws one `Error` whose message lists every fault with its file and line.
 */
export function readLessons(folder: string): readonly Chapter[] {
  const faults: string[] = [];
  const fault = (message: string): void => void faults.push(message);
  const textOf = (name: string): string => readFileSync(join(folder, `${name}.md`), 'utf8').replaceAll('\r\n', '\n');

  const present = readdirSync(folder).filter((file) => file.endsWith('.md') && file !== 'README.md').map((file) => file.slice(0, -3));
  const listed = [...textOf('README').matchAll(chapterLink)].map((link) => link.groups?.['name'] ?? '');
  for (const name of present) if (!listed.includes(name)) fault(`rules/lessons/README.md: The chapter ${name}.md is missing from the contents; add a link to it.`);
  for (const name of listed) if (!present.includes(name)) fault(`rules/lessons/README.md: There is no chapter ${name}.md; correct the link.`);

  const chapters = listed.filter((name) => present.includes(name)).map((name) => readChapter(name, textOf(name), fault));
  for (const { name } of chapters) {
    for (const link of textOf(name).matchAll(passageLink)) {
      if (!present.includes(link.groups?.['chapter'] ?? '')) fault(`rules/lessons/${name}.md: The link to ${link[0].slice(2, -1)} leads nowhere.`);
    }
  }
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return chapters;
}
