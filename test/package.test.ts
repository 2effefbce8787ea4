import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { headingAnchor } from '../rules/tools/heading-anchor.ts';
import { documentedRule, makesSuggestions, ruleListModule, ruleNames, type DocumentedRule } from '../rules/tools/rule-list.ts';
import { rulePage } from '../rules/tools/rule-page.ts';
import { passageTable, ruleTable } from '../rules/tools/rule-table.ts';
import { rules } from '../rules/src/rules/index.ts';
import { withSection } from '../rules/tools/section.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const names = ruleNames(`${root}rules/src/rules`);

const upTo = (language: string, first: number, last: number): string[] =>
  Array.from({ length: last - first + 1 }, (_, i) => `${language}${String(first + i).padStart(2, '0')}`);

/** The codes of all hazards. */
const CATALOGUE = [
  ...upTo('PY', 1, 12),
  ...upTo('PY', 20, 28),
  ...upTo('PY', 30, 41),
  ...upTo('PY', 50, 58),
  ...upTo('PY', 60, 81),
  ...upTo('JS', 1, 45),
];

const stub = {
  id: 'no-tide',
  meta: {
    fixable: 'code',
    docs: { description: 'Finds | a tide', recommended: 'warn', passage: 'tides#b', codes: ['PY68'], limits: 'Not in lakes.', needles: { python: ['tide'], javascript: [] } },
  },
};

describe('the repository', () => {
  it('holds fresh generated files', () => {
    const check = spawnSync(process.execPath, ['--import', 'tsx', 'rules/tools/generate.ts', '--check'], { cwd: root, encoding: 'utf8' });
    expect(check.stderr).toBe('');
    expect(check.status).toBe(0);
  });

  it('has a test for every rule', () => {
    expect(names).not.toEqual([]);
    expect(names.filter((name) => !existsSync(`${root}test/rules/${name}.test.ts`))).toEqual([]);
  });

  it('shows every rule in both tables', () => {
    for (const readme of ['README.md', 'rules/README.md']) {
      const text = readFileSync(`${root}${readme}`, 'utf8');
      expect(names.filter((name) => !text.includes(`[${name}](`))).toEqual([]);
    }
  });

  it('has a rule for every hazard of the catalogue, or says why not', () => {
    const contributing = readFileSync(`${root}CONTRIBUTING.md`, 'utf8');
    const claimed = new Set(Object.values(rules).flatMap(({ meta }) => meta.docs?.codes ?? []));
    expect(CATALOGUE.filter((code) => !claimed.has(code) && !contributing.includes(code))).toEqual([]);
    expect(CATALOGUE.filter((code) => claimed.has(code) && contributing.includes(code))).toEqual([]);
  });

  it('explains every dependency', () => {
    const contributing = readFileSync(`${root}CONTRIBUTING.md`, 'utf8');
    const unexplained = ['', 'rules/', 'server/', 'client/']
      .flatMap((folder) => dependenciesOf(`${root}${folder}package.json`))
      .filter((name) => !contributing.includes(`\`${name}\``));
    expect(unexplained).toEqual([]);
  });

  it('has no link in its documents that leads nowhere', () => {
    const broken = documents().flatMap((document) =>
      [...readFileSync(join(root, document), 'utf8').matchAll(/\]\((?<file>[^)#:]*)(?:#(?<anchor>[^)]*))?\)/gu)]
        .filter((link) => !leadsSomewhere(document, link.groups?.['file'] ?? '', link.groups?.['anchor']))
        .map((link) => `${document}: ${link[0].slice(2, -1)}`),
    );
    expect(broken).toEqual([]);
  });
});

describe('documentedRule', () => {
  it('reads what a page needs', () => {
    expect(documentedRule('no-tide', stub, false)).toEqual({
      id: 'no-tide',
      description: 'Finds | a tide',
      recommended: 'warn',
      passage: 'tides#b',
      languages: ['python'],
      fix: 'fix',
      limits: 'Not in lakes.',
      hasAdvice: false,
      peers: ['Ruff `B909`'],
    });
  });

  it.each([
    ['a missing rule', undefined, 'The rule needs an `id`.'],
    ['another id', { ...stub, id: 'no-ebb' }, 'The id is `no-ebb`'],
    ['no description', { id: 'no-tide', meta: { docs: {} } }, 'The rule needs a `meta.docs.description`.'],
  ])('names the file of a rule with %s', (_, rule, message) => {
    expect(() => documentedRule('no-tide', rule, false)).toThrow(`rules/src/rules/no-tide.ts: ${message}`);
  });
});

describe('generated text', () => {
  const rule: DocumentedRule = documentedRule('no-tide', stub, false);
  const passage = {
    id: 'tides#b',
    title: 'B, too',
    quote: 'It comes back.',
    why: 'The moon.',
    guarded: {},
    demonstrations: [],
    pairs: [{ language: 'python', before: 'run()', after: 'walk()', line: 1 }],
    line: 1,
  } as const;

  it('lists rules as imports and as a record', () => {
    expect(ruleListModule(['no-ebb', 'no-tide'])).toContain(
      "import noEbb from './no-ebb.ts';\nimport noTide from './no-tide.ts';\n\n/** Every rule by its id. */\nexport const rules = {\n  'no-ebb': noEbb,\n  'no-tide': noTide,\n} as const;\n",
    );
  });

  it('keeps a table row in one piece', () => {
    expect(ruleTable([rule], 'docs/').split('\n').at(-1)).toBe('| [no-tide](docs/no-tide.md) | Finds \\| a tide | Python | warn | warn | fix | Ruff `B909` |');
  });

  it('says in the table what is advice', () => {
    const severities = (part: Partial<DocumentedRule>): string[] => ruleTable([{ ...rule, ...part }], '').split('\n').at(-1)?.split(' | ').slice(3, 5) ?? [];
    expect(severities({ recommended: false })).toEqual(['off', 'advice']);
    expect(severities({ recommended: 'error', hasAdvice: true })).toEqual(['error', 'error, advice']);
  });

  it('claims suggestions for rules that make some', () => {
    expect(makesSuggestions("return { at: site, data: {}, suggestions: [] };")).toBe(false);
    expect(makesSuggestions("return { at: site, data: {}, suggestions: offers.map(suggestion) };")).toBe(true);
    expect(makesSuggestions("return { at: site, data: {}, suggestions };")).toBe(true);
  });

  it('leads from each passage to its rule', () => {
    const other = { ...passage, id: 'tides#a' };
    expect(passageTable([rule], [other, passage]).split('\n').slice(2)).toEqual([
      '| [B, too](tides.md#b-too-b) | [no-tide](../docs/no-tide.md) | Finds \\| a tide |',
    ]);
  });

  it('builds a page from rule and passage', () => {
    const page = rulePage(rule, { chapter: { name: 'tides', title: 'Tides', passages: [passage] }, passage });
    expect(page).toContain('> It comes back.\n>\n> Tides: [B, too](../lessons/tides.md#b-too-b)');
    expect(page).toContain('Reported:\n\n```python\nrun()\n```\n\nNot reported:\n\n```python\nwalk()\n```');
    expect(page).toContain('## What it leaves alone\n\nNot in lakes.');
  });

  it('has no page for a rule without its passage', () => {
    expect(() => rulePage(rule, undefined)).toThrow('rules/src/rules/no-tide.ts: There is no passage tides#b');
  });

  it('replaces only what stands between the markers', () => {
    expect(withSection('a.md', 'x\n<!-- t -->\nold\n<!-- /t -->\ny\n', 't', 'new')).toBe('x\n<!-- t -->\nnew\n<!-- /t -->\ny\n');
    expect(() => withSection('a.md', 'x', 't', 'new')).toThrow('a.md: The markers <!-- t --> and <!-- /t --> are missing');
  });
});

function documents(): readonly string[] {
  const folders = ['', 'rules', 'rules/docs', 'rules/lessons'].filter((folder) => existsSync(join(root, folder)));
  return folders.flatMap((folder) => readdirSync(join(root, folder)).filter((file) => file.endsWith('.md')).map((file) => join(folder, file)));
}

function leadsSomewhere(document: string, file: string, anchor: string | undefined): boolean {
  const target = join(root, file === '' ? document : join(dirname(document), file));
  if (!existsSync(target)) return false;
  if (anchor === undefined) return true;
  const headings = readFileSync(target, 'utf8').matchAll(/^#+ (?<text>.+)$/gmu);
  return [...headings].some((heading) => headingAnchor(heading.groups?.['text'] ?? '') === anchor);
}

function dependenciesOf(file: string): readonly string[] {
  const manifest: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return ['dependencies', 'devDependencies'].flatMap((field) => {
    const list: unknown = typeof manifest === 'object' && manifest !== null ? Reflect.get(manifest, field) : undefined;
    return typeof list === 'object' && list !== null ? Object.keys(list) : [];
  });
}
