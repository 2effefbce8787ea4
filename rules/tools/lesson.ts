/**
 * Reads one chapter of the lesson: markdown in, passages with their code blocks out.
 * Knows the form a passage must have; knows neither the rules nor the file system.
 */
import { lexer, type MarkedToken, type Token } from 'marked';

export type CodeLanguage = 'python' | 'javascript';

/** A short mistake and the same code put right. */
export interface Pair {
  readonly language: CodeLanguage;
  readonly before: string;
  readonly after: string;
  /** 1-based line of the `before` fence. */
  readonly line: number;
}

/** Code that is run as shown, and what it prints. */
export interface Demonstration {
  readonly language: CodeLanguage;
  readonly code: string;
  /** Without a final line break. */
  readonly output: string;
  /** Needs an interpreter of its own, for example because it shows what happens at exit. */
  readonly alone: boolean;
  /** 1-based line of the `run` fence. */
  readonly line: number;
}

export interface Passage {
  /** `chapter#anchor`, where `chapter` is the file name without `.md`. */
  readonly id: string;
  readonly title: string;
  /** First paragraph as one line of markdown, at most `longestQuote` characters. */
  readonly quote: string;
  /** Markdown between the quote and the first code block; without a paragraph that introduces the code and ends with a colon. */
  readonly why: string;
  readonly pairs: readonly Pair[];
  readonly demonstrations: readonly Demonstration[];
  /** At most `mostGuardedLines` lines that show the guarded form, for a hover card. */
  readonly guarded: Readonly<Partial<Record<CodeLanguage, string>>>;
  /** 1-based line of the heading. */
  readonly line: number;
}

export interface Chapter {
  readonly name: string;
  readonly title: string;
  readonly passages: readonly Passage[];
}

/** What fits on a hover card without scrolling. */
export const longestQuote = 320;
const mostSentences = 3;
const mostGuardedLines = 5;

const headingWithId = /^(?<title>.+?)\s*\{#(?<anchor>[a-z][a-z0-9-]*)\}$/u;

const languages: ReadonlyMap<string, CodeLanguage> = new Map([
  ['python', 'python'],
  ['js', 'javascript'],
]);

/** The block of the lesson that is being read; fences are joined to pairs and demonstrations as they come. */
interface Draft {
  readonly title: string;
  readonly anchor: string;
  readonly line: number;
  quote: string;
  why: string;
  pairs: Pair[];
  demonstrations: Demonstration[];
  guarded: Partial<Record<CodeLanguage, string>>;
  /** A fence that is only half of something, and what has to follow it directly. */
  open: OpenFence | undefined;
  seenCode: boolean;
}

type OpenFence =
  | { readonly role: 'before'; readonly language: CodeLanguage; readonly code: string; readonly line: number }
  | { readonly role: 'run'; readonly language: CodeLanguage; readonly code: string; readonly alone: boolean; readonly line: number };

/**
 * Reads the chapter `name` from its markdown.
 * Every fault is passed to `fault` as one sentence that starts with the file and the 1-based line; what could be read is returned.
 */
export function readChapter(name: string, markdown: string, fault: (message: string) => void): Chapter {
  const complain = (line: number, message: string): void => fault(`rules/lessons/${name}.md:${line}: ${message}`);
  const drafts: Draft[] = [];
  let title = '';
  let line = 1;
  for (const token of lexer(markdown)) {
    const at = line;
    line += token.raw.split('\n').length - 1;
    if (!isPlain(token) || token.type === 'space') continue;
    const draft = drafts.at(-1);
    if (token.type === 'heading') {
      if (draft !== undefined) finish(draft, complain);
      if (token.depth === 1) {
        if (title !== '') complain(at, 'A chapter has one title; make this a passage with `##`.');
        title = token.text;
        continue;
      }
      const parts = token.depth === 2 ? headingWithId.exec(token.text)?.groups : undefined;
      if (parts === undefined) {
        complain(at, 'A passage starts with `## Title {#anchor}`, the anchor in lower case with hyphens.');
        continue;
      }
      const { title: passageTitle = '', anchor = '' } = parts;
      if (drafts.some((earlier) => earlier.anchor === anchor)) complain(at, `The anchor \`${anchor}\` is used twice in this chapter.`);
      drafts.push({
        title: passageTitle,
        anchor,
        line: at,
        quote: '',
        why: '',
        pairs: [],
        demonstrations: [],
        guarded: {},
        open: undefined,
        seenCode: false,
      });
    } else if (draft === undefined) {
      if (title === '') complain(at, 'A chapter starts with its title, `# Title`.');
      if (token.type === 'code') complain(at, 'Code belongs to a passage; put a `## Title {#anchor}` above it.');
    } else if (token.type === 'code') {
      draft.seenCode = true;
      addFence(draft, token.lang ?? '', token.text, at, (message) => complain(at, message));
    } else if (draft.quote === '') {
      if (token.type !== 'paragraph') complain(at, 'A passage opens with the paragraph that is quoted.');
      draft.quote = token.raw.trim().replaceAll(/\s*\n\s*/gu, ' ');
    } else if (!draft.seenCode && !token.raw.trim().endsWith(':')) {
      draft.why += `${draft.why === '' ? '' : '\n\n'}${token.raw.trim()}`;
    }
  }
  const last = drafts.at(-1);
  if (last !== undefined) finish(last, complain);
  if (title === '') complain(1, 'A chapter starts with its title, `# Title`.');
  return {
    name,
    title,
    passages: drafts.map(({ anchor, open: _open, seenCode: _seenCode, ...passage }) => ({ id: `${name}#${anchor}`, ...passage })),
  };
}

/** marked's token type is open for extensions; none are installed here. */
function isPlain(token: Token): token is MarkedToken {
  return token.type !== 'generic';
}

function addFence(draft: Draft, info: string, code: string, line: number, complain: (message: string) => void): void {
  const [tag = '', role = '', ...rest] = info.split(/\s+/u);
  const { open } = draft;
  draft.open = undefined;
  if (open?.role === 'run') {
    if (tag === 'output' && role === '') {
      draft.demonstrations.push({ language: open.language, code: open.code, alone: open.alone, output: code, line: open.line });
    } else {
      complain('The output of the `run` block above must follow it directly, as a block marked `output`.');
    }
    return;
  }
  const language = languages.get(tag);
  if (open?.role === 'before') {
    if (role === 'after' && language === open.language && rest.length === 0) {
      draft.pairs.push({ language, before: open.code, after: code, line: open.line });
    } else {
      complain('The `before` block above must be followed directly by its `after` in the same language.');
    }
    return;
  }
  const alone = role === 'run' && rest.length === 1 && rest[0] === 'alone';
  if (language === undefined || (rest.length > 0 && !alone)) {
    complain(`A block is marked \`python\` or \`js\` and then \`guarded\`, \`before\`, \`after\`, \`run\` or \`run alone\`, not \`${info}\`.`);
    return;
  }
  switch (role) {
    case 'before':
      draft.open = { role, language, code, line };
      return;
    case 'run':
      draft.open = { role, language, code, alone, line };
      return;
    case 'guarded':
      if (draft.guarded[language] !== undefined) complain('A passage has one `guarded` block for each language.');
      if (code.split('\n').length > mostGuardedLines) complain(`A hover card has room for ${mostGuardedLines} lines of code.`);
      draft.guarded[language] = code;
      return;
    default:
      complain(`A block cannot be marked \`${role}\` here; \`after\` follows \`before\`, \`output\` follows \`run\`.`);
  }
}

function finish(draft: Draft, complain: (line: number, message: string) => void): void {
  if (draft.quote === '') complain(draft.line, 'This passage has no first paragraph to quote.');
  if (draft.quote.length > longestQuote) {
    complain(draft.line, `The first paragraph has ${draft.quote.length} characters; a hover card has room for ${longestQuote}.`);
  }
  const sentences = draft.quote.replaceAll(/`[^`]*`/gu, 'code').match(/[.?!](?=\s|$)/gu)?.length ?? 0;
  if (sentences > mostSentences) complain(draft.line, `The first paragraph has ${sentences} sentences; a reader of a hover card takes in ${mostSentences}.`);
  if (draft.open !== undefined) complain(draft.open.line, `This \`${draft.open.role}\` block has nothing that completes it.`);
}
