/** Writes the page of one rule, in `rules/docs`, from its metadata and the passage of the lesson it stands on. */
import { passageAddress } from './heading-anchor.ts';
import type { Chapter, CodeLanguage, Pair, Passage } from './lesson.ts';
import type { DocumentedRule } from './rule-list.ts';
import { languageNames } from './rule-table.ts';

const fences: Readonly<Record<CodeLanguage, string>> = { python: 'python', javascript: 'js' };
const comments: Readonly<Record<CodeLanguage, string>> = { python: '#', javascript: '//' };

const fixSentences: Readonly<Record<DocumentedRule['fix'], string>> = {
  fix: 'Comes with a fix that `--fix` and "Fix all" apply.',
  suggestion: 'Comes with suggestions that the editor offers and you accept.',
  'fix or suggestion': 'Comes with a fix that `--fix` and "Fix all" apply, or, where the program may behave differently afterwards, with a suggestion that you accept.',
  none: 'Has no automatic fix.',
};

/** Throws when `found` is missing or holds no example: a rule without a lesson cannot explain itself. */
export function rulePage(rule: DocumentedRule, found: { readonly chapter: Chapter; readonly passage: Passage } | undefined): string {
  const place = `rules/src/rules/${rule.id}.ts`;
  if (found === undefined) throw new Error(`${place}: There is no passage ${rule.passage}; choose one from rules/lessons.`);
  const { chapter, passage } = found;
  const examples = rule.languages.map((language) => {
    const pairs = passage.pairs.filter((pair) => pair.language === language);
    if (pairs.length === 0) throw new Error(`${place}: The passage ${passage.id} has no before and after in ${languageNames[language]}; add them.`);
    return [`### ${languageNames[language]}`, ...pairs.flatMap(example)].join('\n\n');
  });
  return `${[
    `<!-- Generated from the rule and the lesson by \`npm run generate\`. -->`,
    `# weakref/${rule.id}`,
    `${rule.description}.`.replace(/\.\.$/u, '.'),
    `> ${passage.quote}\n>\n> ${chapter.title}: [${passage.title}](../lessons/${passageAddress(passage)})`,
    `${recommendation(rule)} ${fixSentences[rule.fix]}`,
    '## Why',
    passage.why,
    '## Examples',
    ...examples,
    '## Options',
    rule.hasAdvice ? options(rule) : 'None.',
    ...(rule.limits === undefined ? [] : ['## What it leaves alone', rule.limits]),
    '## When not to use it',
    whenNot(rule),
    '## What other tools say',
    others(rule),
    '## Turning it off for a line',
    ...rule.languages.map(
      (language) => `\`\`\`${fences[language]}\n${comments[language]} eslint-disable-next-line weakref/${rule.id} -- say why it is safe here\n\`\`\``,
    ),
  ].join('\n\n')}\n`;
}

function example(pair: Pair): readonly string[] {
  const fence = fences[pair.language];
  return ['Reported:', `\`\`\`${fence}\n${pair.before}\n\`\`\``, 'Not reported:', `\`\`\`${fence}\n${pair.after}\n\`\`\``];
}

function options({ id }: DocumentedRule): string {
  return `\`"weakref/${id}": ["warn", { "advice": true }]\` also reports what is worth a look though nothing is known to be wrong (default: \`false\`). In the editor, and for \`--rule\`, advice has a level of its own, as \`${id}/advice\`.`;
}

function others({ peers }: DocumentedRule): string {
  if (peers.length === 0) return 'No other tool that we know of reports this.';
  return `Some of the same lines are reported by ${peers.join(', ')}, each for a reason of its own.`;
}

function whenNot({ recommended, peers }: DocumentedRule): string {
  const sentences = [
    ...(recommended === false ? ['Leave it off where you look for mistakes alone: what it reports may be meant.'] : []),
    ...(peers.length > 0 ? ['Turn it off where one of the tools below reports the same lines and one report is enough.'] : []),
  ];
  return sentences.length > 0 ? sentences.join(' ') : 'It fits every project. Where a line is right as it is, turn it off for that line and say why.';
}

function recommendation({ recommended, hasAdvice }: DocumentedRule): string {
  const advice = hasAdvice ? ' In `strict` it also gives advice.' : '';
  switch (recommended) {
    case false:
      return 'Advice: part of `strict`, and not of `recommended`.';
    case 'error':
      return `An error in \`recommended\`.${advice}`;
    case 'warn':
      return `A warning in \`recommended\`.${advice}`;
  }
}
