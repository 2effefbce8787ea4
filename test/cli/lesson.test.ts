/** What the program teaches in a terminal. */
import { readFileSync } from 'node:fs';
import { questions } from 'eslint-plugin-weakref/quiz';
import { describe, expect, it } from 'vitest';
import { chapters } from '../../server/src/lesson.ts';
import { weakrefLint } from '../support/weakref-lint.ts';

const folder = process.cwd();

describe('weakref-lint lesson', () => {
  it('lists the chapters', () => {
    const { code, out, err } = weakrefLint(['lesson'], folder);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    for (const { number, name, title } of chapters) expect(out).toMatch(new RegExp(`^ *${number}  ${name} +${title}$`, 'm'));
  });

  it.each(chapters)('shows chapter $number, $title, without its marks', ({ number, name, title }) => {
    const { code, out, err } = weakrefLint(['lesson', String(number)], folder);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out.startsWith(`${title}\n\n`)).toBe(true);
    const prose = out.replaceAll(/^ {4}.*$/gmu, '');
    expect(prose).not.toMatch(/^(?:#|```|\|)|\{#|\]\([^)]*\.md|[ \t]$/mu);
    const page = readFileSync(new URL(`../../rules/lessons/${name}.md`, import.meta.url), 'utf8');
    for (const [, passage = ''] of page.matchAll(/^## (.+) \{#/gmu)) expect(out).toContain(`\n${passage}\n`);
  });

  it('takes the name of a file or a title for a number', () => {
    expect(weakrefLint(['lesson', 'weak-set'], folder).out).toMatch(/^WeakSet\n/);
    expect(weakrefLint(['lesson', 'Weak', 'handles'], folder).out).toMatch(/^Weak handles\n/);
  });

  it('says what there is instead of a chapter that is not there', () => {
    expect(weakrefLint(['lesson', 'weak-handle'], folder)).toEqual({
      code: 2,
      out: '',
      err: 'weakref-lint: there is no chapter "weak-handle" (did you mean "weak-handles"?); "weakref-lint lesson" lists them.\n',
    });
  });
});

describe('weakref-lint quiz', () => {
  it('prints questions and answers where nobody can answer', () => {
    const { code, out, err } = weakrefLint(['quiz'], folder);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const [asked = '', answers = ''] = out.split('\n\nAnswers\n\n');
    expect(asked.split('\n\n')).toHaveLength(questions.length);
    expect(answers.trimEnd().split('\n\n')).toHaveLength(questions.length);
    const [block = ''] = asked.split('\n\n');
    const [, place] = /^1\. (\d)/.exec(answers) ?? [];
    expect(block).toContain(`  ${place}  ${questions[0]?.right}`);
  });

  it('takes no arguments', () => {
    expect(weakrefLint(['quiz', 'now'], folder)).toMatchObject({ code: 2, out: '' });
  });
});
