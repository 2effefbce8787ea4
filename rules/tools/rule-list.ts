/** Finds the rules and reads what their pages need. A file in `rules/src/rules` is a rule; nobody registers one by hand. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CodeLanguage } from './lesson.ts';
import { peersOf } from './peers.ts';

/** The part of a rule that is documentation. */
export interface DocumentedRule {
  readonly id: string;
  readonly description: string;
  readonly recommended: 'error' | 'warn' | false;
  /** Besides its problems it gives advice, where it is asked for. */
  readonly hasAdvice: boolean;
  readonly passage: string;
  readonly languages: readonly CodeLanguage[];
  readonly fix: 'fix' | 'suggestion' | 'fix or suggestion' | 'none';
  readonly limits: string | undefined;
  /** What other tools report of the same hazards, as Markdown. */
  readonly peers: readonly string[];
}

/** The ids of the rules in `folder`, sorted. */
export function ruleNames(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.ts') && file !== 'index.ts')
    .map((file) => file.slice(0, -3))
    .sort();
}

/** Loads every rule in `folder`. Throws one sentence naming the file when its documentation is incomplete. */
export async function readRules(folder: string): Promise<readonly DocumentedRule[]> {
  return Promise.all(
    ruleNames(folder).map(async (name) => {
      const file = join(folder, `${name}.ts`);
      const module: unknown = await import(pathToFileURL(file).href);
      return documentedRule(name, property(module, 'default'), makesSuggestions(readFileSync(file, 'utf8')));
    }),
  );
}

/** Every rule may make suggestions, says its `meta`; whether it does, its source says. */
export function makesSuggestions(source: string): boolean {
  return /\bsuggestions\b(?!: \[\])/u.test(source);
}

/** Reads the documentation of the rule module `rule`, which comes from the file `name`.ts. */
export function documentedRule(name: string, rule: unknown, hasSuggestions: boolean): DocumentedRule {
  const complain = (what: string): never => {
    throw new Error(`rules/src/rules/${name}.ts: ${what}`);
  };
  const text = (value: unknown, what: string): string =>
    typeof value === 'string' && value !== '' ? value : complain(`The rule needs ${what}.`);

  const meta = property(rule, 'meta');
  const docs = property(meta, 'docs');
  const id = text(property(rule, 'id'), 'an `id`');
  if (id !== name) complain(`The id is \`${id}\`; it has to be the file's name, \`${name}\`.`);
  const description = text(property(docs, 'description'), 'a `meta.docs.description`');
  const recommended = property(docs, 'recommended');
  const codes = listOf(property(docs, 'codes')) ?? complain('`meta.docs.codes` lists at least one code.');
  const limits = property(docs, 'limits');
  const needles = property(docs, 'needles');
  return {
    id,
    description,
    passage: text(property(docs, 'passage'), 'a passage of the lesson, `meta.docs.passage`'),
    recommended:
      recommended === 'error' || recommended === 'warn' || recommended === false
        ? recommended
        : complain('`meta.docs.recommended` is "error", "warn" or false.'),
    hasAdvice: property(docs, 'hasAdvice') === true,
    languages: codeLanguages.filter((language) => listOf(property(needles, language)) !== undefined),
    fix: fixOf(property(meta, 'fixable') !== undefined, hasSuggestions),
    limits: limits === undefined ? undefined : text(limits, 'words in `meta.docs.limits`, or no such field'),
    peers: peersOf(codes.map(String)),
  };
}

/** The TypeScript source of `rules/src/rules/index.ts`. */
export function ruleListModule(names: readonly string[]): string {
  const imports = names.map((name) => `import ${identifier(name)} from './${name}.ts';\n`);
  const entries = names.map((name) => `\n  '${name}': ${identifier(name)},`);
  return `// Generated from the files of this folder by \`npm run generate\`.
${imports.join('')}
/** Every rule by its id. */
export const rules = {${entries.join('')}${names.length === 0 ? '' : '\n'}} as const;
`;
}

function identifier(name: string): string {
  return name.replaceAll(/-(\w)/gu, (_, letter: string) => letter.toUpperCase());
}

function fixOf(isFixable: boolean, hasSuggestions: boolean): DocumentedRule['fix'] {
  if (isFixable) return hasSuggestions ? 'fix or suggestion' : 'fix';
  return hasSuggestions ? 'suggestion' : 'none';
}

const codeLanguages: readonly CodeLanguage[] = ['python', 'javascript'];

/** Undefined for what is no list, or an empty one. */
function listOf(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) && value.length > 0 ? value : undefined;
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && name in value ? Reflect.get(value, name) : undefined;
}
