import type { Passage } from './lesson.ts';

/** The anchor GitHub and VS Code give a heading. Both keep the explicit `{#id}` in it, as words like any others. */
export function headingAnchor(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-');
}

/** The address of a passage, from the folder of the lessons. */
export function passageAddress({ id, title }: Pick<Passage, 'id' | 'title'>): string {
  const [chapter = '', anchor = ''] = id.split('#');
  return `${chapter}.md#${headingAnchor(`${title} {#${anchor}}`)}`;
}
