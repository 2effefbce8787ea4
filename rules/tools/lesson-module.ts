/** Writes `rules/src/generated/lessons.ts`, the part of the lesson that rules, hover cards and the command line quote. */
import { passageAddress } from './heading-anchor.ts';
import type { Chapter } from './lesson.ts';

/** The TypeScript source of the module, in the order of the chapters. */
export function lessonModule(chapters: readonly Chapter[]): string {
  const passages = chapters.flatMap((chapter) => chapter.passages.map((passage) => ({ passage, chapter: chapter.title })));
  const ids = passages.map(({ passage }) => `  | ${quoted(passage.id)}`);
  const entries = passages.map(({ passage, chapter }) =>
    [
      `  ${quoted(passage.id)}: {`,
      `    id: ${quoted(passage.id)},`,
      `    title: ${quoted(passage.title)},`,
      `    chapter: ${quoted(chapter)},`,
      `    address: ${quoted(passageAddress(passage))},`,
      `    quote: ${quoted(passage.quote)},`,
      '    guarded: {',
      `      python: ${quoted(passage.guarded.python ?? '')},`,
      `      javascript: ${quoted(passage.guarded.javascript ?? '')},`,
      '    },',
      '  },',
    ].join('\n'),
  );
  return `// Generated from rules/lessons/*.md by \`npm run generate\`; edit the lesson, not this file.

/** Names one passage of the lesson: \`chapter#anchor\`, the chapter being a file in \`rules/lessons\` without its \`.md\`. */
export type PassageId =
${ids.join('\n')};

/** One passage, in its short form. All texts are markdown. */
export interface Passage {
  readonly id: PassageId;
  readonly title: string;
  /** The title of its chapter. */
  readonly chapter: string;
  /** Its file and heading, from the folder of the lessons, as the web shows them. */
  readonly address: string;
  /** The claim in one or two sentences, on one line. */
  readonly quote: string;
  /** A few lines of code that do it right; empty where the passage does not concern the language. */
  readonly guarded: { readonly python: string; readonly javascript: string };
}

export const passages: Readonly<Record<PassageId, Passage>> = {
${entries.join('\n')}
};
`;
}

/** A string literal in single quotes, as the rest of the sources has it. */
function quoted(text: string): string {
  const escaped = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${escaped}'`;
}
