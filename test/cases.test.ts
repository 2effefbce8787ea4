/** The marked cases: small programs after real bugs and real idioms. A line that ends in `BAD: hazard` must be reported, no other may be. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import plugin from '../rules/src/node/javascript.ts';
import pythonPlugin from '../rules/src/node/python.ts';

/** The rule that has to say it. */
const ruleOf: Readonly<Record<string, string>> = {
  'deref-without-none-check': 'no-unchecked-deref',
  'deref-non-null-assertion': 'no-unchecked-deref',
  'check-then-deref-race': 'no-repeated-deref',
  'finalize-retains-target': 'no-finalizer-retains-target',
  'target-held-by-global-listener': 'no-closure-retains-referent',
  'truthiness-of-ref': 'no-ref-as-referent',
  'ref-compared-to-object': 'no-ref-as-referent',
  'deref-fallback-to-ref': 'no-ref-as-referent',
  'deref-of-target-in-finalizer': 'no-dead-referent-in-finalizer',
  'callback-captures-target': 'no-finalizer-retains-target',
  'closure-captures-target': 'no-closure-retains-referent',
  'callback-bound-method-cycle': 'no-closure-retains-referent',
  'weak-made-inside-strong-closure': 'no-closure-retains-referent',
  'finalize-with-weak-callable': 'valid-callback',
  'weakref-to-bound-method': 'no-weak-bound-method',
  'slots-without-weakref': 'require-weakref-slot',
  'iterate-while-mutating': 'no-weak-iteration-mutation',
  'lock-in-weakref-callback': 'no-lock-in-finalizer',
  'lru_cache-on-method': 'no-method-cache',
  '__del__-uninitialized-attr': 'prefer-finalize',
  'dead-entries-leak': 'no-dead-entry-accumulation',
  'finalizer-deletes-replaced-entry': 'no-blind-cleanup',
  'missing-unregister': 'require-unregister',
  'unregister-token-mismatch': 'require-unregister',
  'unstored-registry': 'no-discarded-callback',
  'has-without-deref': 'no-dead-hit',
  'unguarded-global': 'no-unguarded-global',
};

/** Where the hazard has another rule: a race for an entry of a weak mapping. */
const ruleOfFile: Readonly<Record<string, string | undefined>> = { 'py/check-then-deref-race-2': 'no-check-then-get' };

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
const config = [...plugin.configs.recommended, ...pythonPlugin.configs.recommended];

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

  it('is reported where it is bad and nowhere else', () => {
    expect(reported(file, text)).toEqual(bad.map(({ line, hazard }) => `${line} weakref/${ruleOfFile[name] ?? ruleOf[hazard] ?? ''}`));
  });
});
