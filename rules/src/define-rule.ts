/** Turns a rule's description and its check over facts into an ESLint rule for both languages. */
import type { RuleContext, RuleDefinition as EslintRule, RuleDefinitionTypeOptions, RulesMeta, RuleTextEdit, RuleTextEditor } from '@eslint/core';
import { factsOf } from './analysis.ts';
import type { HostSettings } from './analysis.ts';
import { recordDetail } from './details.ts';
import type { Offer } from './facts/edits.ts';
import type { Facts } from './facts/facts.ts';
import type { LanguageName } from './facts/front-end.ts';
import type { Site } from './flow/graph.ts';
import type { PassageId } from './generated/lessons.ts';
import { ruleUrl } from './homepage.ts';

export interface RuleDocs {
  readonly description: string;
  /** The address of the rule's page. */
  readonly url: string;
  readonly recommended: 'error' | 'warn' | false;
  readonly passage: PassageId;
  /** The hazards of the catalogue that the rule reports. */
  readonly codes: readonly string[];
  /** What the rule does not see, or when to leave it off. */
  readonly limits: string;
  /** The rule has the option `advice`. */
  readonly hasAdvice: boolean;
  /** A file that holds none of these cannot have a finding of the rule. */
  readonly needles: Readonly<Record<LanguageName, readonly Needle[]>>;
}

/** A string that a text has to hold, or several that it has to hold all of, the rarest first. */
export type Needle = string | readonly string[];

export type Data = Readonly<Record<string, string | number>>;

export interface Problem<MessageId extends string> {
  /** Where the squiggle goes. */
  readonly at: Site;
  readonly messageId: MessageId;
  readonly data: Data;
  /** Worth a look, though nothing is known to be wrong: left out unless advice is asked for. */
  readonly isAdvice?: boolean;
  /** `path`: of another file, as the host calls it. */
  readonly related: readonly { readonly site: Site; readonly path?: string | undefined; readonly message: string }[];
  /** An edit that keeps the meaning of the program. */
  readonly fix?: Offer<string> | undefined;
  readonly suggestions: readonly { readonly messageId: MessageId; readonly data: Data; readonly offer: Offer<string> }[];
}

export interface RuleDefinition<MessageId extends string> {
  readonly id: string;
  readonly description: string;
  readonly recommended: RuleDocs['recommended'];
  readonly passage: PassageId;
  readonly codes: readonly string[];
  readonly limits: string;
  readonly fixable?: true;
  /** Some of its problems are advice. */
  readonly hasAdvice?: true;
  readonly needles: RuleDocs['needles'];
  /** `{{absent}}` stands for the language's `None` or `undefined`, `{{raises}}` for its raises or throws. */
  readonly messages: Readonly<Record<MessageId, string>>;
  check(facts: Facts): Iterable<Problem<MessageId>>;
}

export interface WeakrefRule extends EslintRule<RuleDefinitionTypeOptions & { ExtRuleDocs: RuleDocs }> {
  readonly id: string;
  readonly meta: RulesMeta<string, unknown[], RuleDocs>;
}

/** A suggestion for each offer; its message may say the offer's name as `{{name}}`. */
export function suggest<MessageId extends string>(messageId: MessageId, offers: readonly Offer<string>[], data: Data = {}): Problem<MessageId>['suggestions'] {
  return offers.map((offer) => ({ messageId, data: { ...data, name: offer.name }, offer }));
}

const WORDS: Readonly<Record<LanguageName, Data>> = {
  python: { absent: '`None`', raises: 'raises' },
  javascript: { absent: '`undefined`', raises: 'throws' },
};

const ADVICE_SCHEMA = { type: 'object', properties: { advice: { type: 'boolean' } }, additionalProperties: false } as const;

export function defineRule<MessageId extends string>(definition: RuleDefinition<MessageId>): WeakrefRule {
  const { id, description, recommended, passage, codes, limits, needles } = definition;
  const hasAdvice = definition.hasAdvice === true;
  return {
    id,
    meta: {
      type: 'problem',
      docs: { description, url: ruleUrl(id), recommended, passage, codes, limits, hasAdvice, needles },
      messages: definition.messages,
      schema: hasAdvice ? [ADVICE_SCHEMA] : [],
      hasSuggestions: true,
      ...(definition.fixable === true ? { fixable: 'code' as const } : {}),
      defaultOptions: hasAdvice ? [{ advice: false }] : [],
    },
    create(context) {
      const run = (): void => {
        const facts = factsOf(context.sourceCode, context.filename, context.languageOptions['parser'], hostSettings(context));
        const isWanted = context.options.some(wantsAdvice);
        for (const problem of definition.check(facts)) if (isWanted || problem.isAdvice !== true) report(context, id, facts.language, problem);
      };
      // The root of a JavaScript and of a Python tree: the facts are made from the whole file.
      return { Program: run, Module: run };
    },
  };
}

/** What a rule that gives advice takes. */
function wantsAdvice(options: unknown): boolean {
  return typeof options === 'object' && options !== null && 'advice' in options && options.advice === true;
}

function hostSettings({ settings }: RuleContext): HostSettings {
  const { weakref } = settings;
  return typeof weakref === 'object' && weakref !== null ? weakref : {};
}

function report<MessageId extends string>(context: RuleContext, ruleId: string, language: LanguageName, problem: Problem<MessageId>): void {
  const words = WORDS[language];
  const { start } = problem.at.loc;
  recordDetail(context.sourceCode, {
    ruleId,
    line: start.line,
    column: start.column + 1,
    isAdvice: problem.isAdvice === true,
    related: problem.related.map(({ site, path, message }) => ({ message, path, loc: site.loc })),
  });
  const { fix } = problem;
  context.report({
    loc: problem.at.loc,
    messageId: problem.messageId,
    data: { ...words, ...problem.data },
    fix: fix === undefined ? null : (fixer) => replacements(fixer, fix),
    suggest: problem.suggestions.map(({ messageId, data, offer }) => ({
      messageId,
      data: { ...words, ...data },
      fix: (fixer) => replacements(fixer, offer),
    })),
  });
}

function replacements(fixer: RuleTextEditor, offer: Offer<string>): RuleTextEdit[] {
  return offer.edits.map(({ range, text }) => fixer.replaceTextRange([...range], text));
}
