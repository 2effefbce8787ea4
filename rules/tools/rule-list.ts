/** Finds the rules and reads what their pages need. A file in `rules/src/rules` is a rule; nobody registers one by hand. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CodeLanguage } from './lesson.ts';

/** The part of a rule that is documentation. */
export interface DocumentedRule {
  readonly id: string;
  readonly description: string;
  readonly recommended: 'error' | 'warn' | false;
  readonly passage: string;
  readonly languages: readonly CodeLanguage[];
  readonly fix: 'fix' | 'suggestion' | 'fix or suggestion' | 'none';
  readonly limits: string | undefined;
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
      const module: unknown = await import(pathToFileURL(join(folder, `${name}.ts`)).href);
      return documentedRule(name, property(module, 'default'));
    }),
  );
}

/** Reads the documentation of the rule module `rule`, which comes from the file `name`.ts. */
export function documentedRule(name: string, rule: unknown): DocumentedRule {
  const complain = (what: string): never => {
    throw new Error(`rules/src/rules/${name}.ts: ${what}`);
  };
  const text = (value: unknown, what: string): string =>
    typeof value === 'string' && value !== '' ? value : complain(`The rule needs ${what}.`);

  const meta = property(rule, 'meta');
  const docs = property(meta, 'docs');
  const id = text(property(rule, 'id'), 'an `id`');
  if (id !== name) complain(`The id is \`${id}\`; it has to be the file's name, \`${name}\`.`);
  const recommended = property(docs, 'recommended');
  const codes = property(docs, 'codes');
  const limits = property(docs, 'limits');
  return {
    id,
    description: text(property(docs, 'description'), 'a `meta.docs.description`'),
    passage: text(property(docs, 'passage'), 'a passage of the lesson, `meta.docs.passage`'),
    recommended:
      recommended === 'error' || recommended === 'warn' || recommended === false
        ? recommended
        : complain('`meta.docs.recommended` is "error", "warn" or false.'),
    languages: languagesOf(Array.isArray(codes) && codes.length > 0 ? codes : complain('`meta.docs.codes` lists at least one code.')),
    fix: fixOf(property(meta, 'fixable') !== undefined, property(meta, 'hasSuggestions') === true),
    limits: limits === undefined ? undefined : text(limits, 'words in `meta.docs.limits`, or no such field'),
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

function languagesOf(codes: readonly unknown[]): readonly CodeLanguage[] {
  const begins = (prefix: string): boolean => codes.some((code) => typeof code === 'string' && code.startsWith(prefix));
  return [...(begins('PY') ? (['python'] as const) : []), ...(begins('JS') ? (['javascript'] as const) : [])];
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && name in value ? Reflect.get(value, name) : undefined;
}
