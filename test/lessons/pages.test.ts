/** The copy of the lesson that ships with the program: what its readers see, and where a passage is in it. */
import { readFileSync, readdirSync } from 'node:fs';
import { passages } from 'eslint-plugin-weakref/lessons';
import { describe, expect, it } from 'vitest';
import { readable } from '../../client/tools/lesson-pages.mjs';
import { headingAnchor } from '../../rules/tools/heading-anchor.ts';
import { chapters, findChapter, pageOf } from '../../server/src/lesson.ts';

const folder = new URL('../../rules/lessons/', import.meta.url);
const names = readdirSync(folder).filter((name) => name.endsWith('.md'));
const pages = readable(new Map(names.map((name) => [name, readFileSync(new URL(name, folder), 'utf8')])));
const anchorsOf = (page: string): readonly string[] => [...page.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) => headingAnchor(title));

describe('the pages of the lesson', () => {
  it.each(Object.values(passages))('have $id where the editor is sent', (passage) => {
    const { file, fragment } = pageOf(passage);
    expect(anchorsOf(pages.get(file) ?? '')).toContain(fragment);
  });

  it.each(names)('lead somewhere from %s', (name) => {
    const page = pages.get(name) ?? '';
    expect(page).not.toContain('{#');
    for (const [, target = '', fragment] of page.matchAll(/\]\(([a-z-]+\.md)(?:#([^)\s]+))?\)/g)) {
      expect(names).toContain(target);
      if (fragment !== undefined) expect(anchorsOf(pages.get(target) ?? '')).toContain(fragment);
    }
  });
});

describe('the chapters', () => {
  it('are those of the contents, in their order', () => {
    const listed = [...(pages.get('README.md') ?? '').matchAll(/^(\d+)\. \[(.+)\]\((.+)\.md\)/gm)];
    expect(chapters).toEqual(listed.map(([, number, title, name]) => ({ number: Number(number), title, name })));
  });

  it('are found by number, file and title', () => {
    expect(findChapter('2')?.name).toBe('weak-handles');
    expect(findChapter('weak-handles')?.number).toBe(2);
    expect(findChapter('weak Handles')?.number).toBe(2);
    expect(findChapter('14')).toBeUndefined();
  });
});
