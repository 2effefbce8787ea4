/**
 * What the lesson calls a mistake is reported, what it calls right is not, and each edit that is offered for a mistake
 * takes a finding away. The names of the passages come from the rules, so a passage nobody quotes is only kept silent.
 */
import { fileURLToPath } from 'node:url';
import parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { beforeAll, describe, expect, it } from 'vitest';
import { createPythonLanguage } from '../../rules/src/python/language.ts';
import { rules } from '../../rules/src/rules/index.ts';
import type { CodeLanguage, Pair } from '../../rules/tools/lesson.ts';
import { readLessons } from '../../rules/tools/read-lessons.ts';
import { loadPython } from '../support/python-parser.ts';

/** ESLint's types know configurations of JavaScript's own rules only. */
interface AnyLinter {
  verify(text: string, config: object[], options: object): Linter.LintMessage[];
}

const passages = readLessons(fileURLToPath(new URL('../../rules/lessons', import.meta.url))).flatMap((chapter) => chapter.passages);
const everyRule = Object.values(rules);
const linter: AnyLinter = new Linter();
const plugin = { rules, languages: { python: createPythonLanguage() } };
const severities = Object.fromEntries(everyRule.map((rule) => [`weakref/${rule.id}`, 'error']));
const languages: readonly CodeLanguage[] = ['python', 'javascript'];
const files: Readonly<Record<CodeLanguage, string>> = { python: 'lesson.py', javascript: 'lesson.js' };
const config = [
  // A guarded block is a piece of a function: it may return, which this parser does not mind.
  { files: ['**/*.js'], plugins: { weakref: plugin }, rules: severities, languageOptions: { parser } },
  { files: ['**/*.py'], plugins: { weakref: plugin }, language: 'weakref/python', rules: severities },
];

beforeAll(loadPython);

describe.each(languages)('the guarded %s of', (language) => {
  for (const { id, guarded } of passages) {
    const text = guarded[language];
    if (text === undefined) continue;
    it(`${id} is not reported itself`, () => {
      expect(lint(language, text)).toEqual([]);
    });
  }
});

for (const { id, pairs, demonstrations } of passages.filter((passage) => passage.pairs.length > 0)) {
  const quotedBy = everyRule.filter((rule) => rule.meta.docs?.passage === id).map((rule) => `weakref/${rule.id}`);
  describe(id, () => {
    it('shows on the interpreter what its examples say', () => {
      const shown = demonstrations.map((demonstration) => demonstration.language);
      expect(pairs.map((pair) => pair.language).filter((language) => !shown.includes(language))).toEqual([]);
    });

    for (const pair of pairs) {
      const place = `the ${pair.language} of line ${pair.line}`;

      it(`is silent about ${place} put right`, () => {
        expect(lint(pair.language, pair.after)).toEqual([]);
      });

      if (quotedBy.length === 0) continue;

      it(`is reported in ${place}`, () => {
        expect(lint(pair.language, pair.before).map((message) => message.ruleId)).toEqual(quotedBy);
      });

      it(`is put right by each edit offered for ${place}`, () => {
        expect(edited(pair).filter((text) => lint(pair.language, text).length > 0)).toEqual([]);
      });
    }
  });
}

function lint(language: CodeLanguage, text: string): readonly Linter.LintMessage[] {
  return linter.verify(text, config, { filename: files[language] });
}

/** The `before` of a pair after each of the edits that its findings come with. */
function edited({ language, before }: Pair): readonly string[] {
  return lint(language, before)
    .flatMap((message) => [message.fix, ...(message.suggestions ?? []).map((suggestion) => suggestion.fix)])
    .filter((fix) => fix !== undefined)
    .map((fix) => before.slice(0, fix.range[0]) + fix.text + before.slice(fix.range[1]));
}
