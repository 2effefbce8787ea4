/**
 * Writes everything that is derived from the lesson and the rules: the passages as a module, the list of rules, their pages
 * and the tables that show them, and the schemas of the settings. With `--check` nothing is written and stale files are listed.
 */
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lessonModule } from './lesson-module.ts';
import { manifestModule } from './manifest-module.ts';
import { readLessons } from './read-lessons.ts';
import { readRules, ruleListModule, ruleNames } from './rule-list.ts';
import { rulePage } from './rule-page.ts';
import { fileSchemas, withSettings } from './settings-schema.ts';
import { passageTable, ruleTable } from './rule-table.ts';
import { withSection } from './section.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const check = process.argv.includes('--check');
const stale: string[] = [];

try {
  // Rules import the passages and the list imports the rules, so each step is on disk before the next one loads it.
  const chapters = readLessons(join(root, 'rules/lessons'));
  put('rules/src/generated/lessons.ts', lessonModule(chapters));

  put('rules/src/generated/manifest.ts', manifestModule(textOf(join(root, 'package.json')) ?? ''));

  const folder = join(root, 'rules/src/rules');
  put('rules/src/rules/index.ts', ruleListModule(ruleNames(folder)));

  const rules = await readRules(folder);
  const passages = new Map(chapters.flatMap((chapter) => chapter.passages.map((passage) => [passage.id, { chapter, passage }])));
  const pages = new Map(rules.map((rule) => [`${rule.id}.md`, rulePage(rule, passages.get(rule.passage))]));
  for (const [name, page] of pages) put(`rules/docs/${name}`, page);
  for (const name of read('rules/docs')) if (!pages.has(name)) remove(`rules/docs/${name}`);

  put('package.json', withSettings(textOf(join(root, 'package.json')) ?? '', rules));
  for (const [name, schema] of fileSchemas(rules)) put(`schemas/${name}`, schema);

  putTable('README.md', ruleTable(rules, 'rules/docs/'));
  putTable('rules/README.md', ruleTable(rules, 'docs/'));
  putTable('rules/lessons/quick-reference.md', passageTable(rules, [...passages.values()].map(({ passage }) => passage)));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}

if (stale.length > 0) {
  const list = stale.map((path) => `  ${path}`).join('\n');
  if (check) {
    console.error(`These files are stale; run \`npm run generate\` and commit them:\n${list}`);
    process.exitCode = 1;
  } else {
    console.log(`Updated:\n${list}`);
  }
}

function put(path: string, text: string): void {
  const file = join(root, path);
  if (textOf(file) === text) return;
  stale.push(path);
  if (check) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function putTable(path: string, table: string): void {
  put(path, withSection(path, textOf(join(root, path)) ?? '', 'rules', table));
}

function remove(path: string): void {
  stale.push(path);
  if (!check) rmSync(join(root, path));
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').replaceAll('\r\n', '\n');
  } catch {
    return undefined;
  }
}

function read(folder: string): readonly string[] {
  try {
    return readdirSync(join(root, folder));
  } catch {
    return [];
  }
}
