/** The marked cases: small programs after real bugs and real idioms. A line that ends in `BAD: hazard` must be reported, no other may be. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import plugin from '../rules/src/index.ts';
import pythonPlugin from '../rules/src/node/python.ts';

/** The rule that has to say it; undefined: there is none yet, and what others say of the line is not looked at. */
const ruleOf: Readonly<Record<string, string | undefined>> = {
  'deref-without-none-check': 'no-unchecked-deref',
  'deref-non-null-assertion': 'no-unchecked-deref',
  'check-then-deref-race': 'no-repeated-deref',
  'finalize-retains-target': 'no-finalizer-retains-target',
  'target-held-by-global-listener': 'no-finalizer-retains-target',
  'truthiness-of-ref': undefined,
  'ref-compared-to-object': undefined,
  'deref-fallback-to-ref': undefined,
  'deref-of-target-in-finalizer': undefined,
  'callback-captures-target': undefined,
  'closure-captures-target': undefined,
  'callback-bound-method-cycle': undefined,
  'weak-made-inside-strong-closure': undefined,
  'finalize-with-weak-callable': undefined,
  'weakref-to-bound-method': undefined,
  'slots-without-weakref': undefined,
  'iterate-while-mutating': undefined,
  'lock-in-weakref-callback': undefined,
  'lru_cache-on-method': undefined,
  '__del__-uninitialized-attr': undefined,
  'dead-entries-leak': undefined,
  'finalizer-deletes-replaced-entry': undefined,
  'missing-unregister': undefined,
  'unregister-token-mismatch': undefined,
  'unstored-registry': undefined,
  'has-without-deref': undefined,
  'unguarded-global': undefined,
};

/** Bad lines that the facts do not reach yet: what they would need. */
const needsDeeperFacts: Readonly<Record<string, string>> = {
  'py/check-then-deref-race-2': 'what a weak mapping holds',
  'py/deref-without-none-check-6': 'what a property returns',
  'py/deref-without-none-check-10': 'handles inside tuples inside a mapping',
  'js/deref-without-none-check-2': 'referents handed to another function',
  'ts/target-held-by-global-listener-1': 'who holds a listener',
};

interface Bad {
  readonly line: number;
  readonly hazard: string;
}

interface AnyLinter {
  verify(text: string, config: object[], options: object): Linter.LintMessage[];
}

const folder = new URL('cases/', import.meta.url);
const files = ['js', 'py', 'ts'].flatMap((language) => readdirSync(new URL(language, folder)).map((name) => `${language}/${name}`));
const linter: AnyLinter = new Linter();
const config = [
  { files: ['**/*.ts'], languageOptions: { parser } },
  { files: ['**/*.{js,ts}'], ...plugin.configs.recommended[0] },
  ...pythonPlugin.configs.recommended,
];

/** What is reported, as `line rule`. */
function reported(file: string, text: string): string[] {
  return linter.verify(text, config, { filename: file }).map(({ line, ruleId }) => `${line} ${ruleId ?? 'broken'}`);
}

function badLines(text: string): readonly Bad[] {
  return text.split('\n').flatMap((line, index) => {
    const hazard = /\bBAD: (\S+)$/.exec(line.trimEnd())?.[1];
    return hazard === undefined ? [] : [{ line: index + 1, hazard }];
  });
}

describe.each(files)('%s', (file) => {
  const text = readFileSync(fileURLToPath(new URL(file, folder)), 'utf8');
  const bad = badLines(text);
  const name = file.slice(0, -extname(file).length);

  it(basename(file).startsWith('ok-') ? 'is no bad case' : 'is a bad case of a known hazard', () => {
    expect(bad.length > 0).toBe(!basename(file).startsWith('ok-'));
    expect(bad.filter(({ hazard }) => !Object.hasOwn(ruleOf, hazard))).toEqual([]);
  });

  it(name in needsDeeperFacts ? 'is silent as yet' : 'is reported where it is bad and nowhere else', () => {
    const expected = bad.flatMap(({ line, hazard }) => (ruleOf[hazard] === undefined ? [] : [`${line} weakref/${ruleOf[hazard]}`]));
    const skipped = bad.filter(({ hazard }) => ruleOf[hazard] === undefined).map(({ line }) => `${line} `);
    const found = reported(file, text).filter((one) => !skipped.some((line) => one.startsWith(line)));
    expect(found).toEqual(name in needsDeeperFacts ? [] : expected);
  });
});

describe('what needs deeper facts', () => {
  it('names cases that exist and have a rule', () => {
    const names = files.filter((file) => badLines(readFileSync(fileURLToPath(new URL(file, folder)), 'utf8')).some(({ hazard }) => ruleOf[hazard] !== undefined));
    expect(names.map((file) => file.slice(0, -extname(file).length))).toEqual(expect.arrayContaining(Object.keys(needsDeeperFacts)));
  });
});
