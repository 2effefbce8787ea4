/** Literate tests of the flow analysis: under each heading a program per language, with what `reveal(x)` must show as a comment behind it. */
import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { marked } from 'marked';
import * as policy from '../../rules/src/flow/policy.ts';
import type { FrontEnd } from '../../rules/src/facts/front-end.ts';
import { javascriptFrontEnd, loadPython, pythonFrontEnd } from '../support/front-ends.ts';
import { reveal } from '../support/reveal.ts';

interface Program {
  readonly heading: string;
  readonly language: 'python' | 'js' | 'ts';
  readonly text: string;
}

const folder = new URL('.', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.md'));
const frontEnds: Readonly<Record<Program['language'], (text: string) => FrontEnd>> = { python: pythonFrontEnd, js: javascriptFrontEnd, ts: javascriptFrontEnd };

beforeAll(loadPython);

for (const file of files) {
  describe(file, () => {
    for (const program of programsOf(readFileSync(new URL(file, folder), 'utf8'))) {
      it(`${program.heading} (${program.language})`, () => {
        const expected = expectations(program.text);
        expect(expected.length).toBeGreaterThan(0);
        expect(reveal(frontEnds[program.language](program.text))).toEqual(expected);
      });
    }
  });
}

it('every policy has its test in policy.md', () => {
  const headings = new Set(programsOf(readFileSync(new URL('policy.md', folder), 'utf8')).map((program) => program.heading.split(':')[0]));
  const { TAKEN_FOR_GRANTED, ...limits } = policy;
  const names = [...Object.keys(limits), ...Object.keys(TAKEN_FOR_GRANTED)];
  expect(names.filter((name) => !headings.has(name))).toEqual([]);
});

function programsOf(text: string): Program[] {
  const programs: Program[] = [];
  let heading = '';
  for (const token of marked.lexer(text)) {
    if (token.type === 'heading') heading = token.text;
    if (token.type === 'code' && (token.lang === 'python' || token.lang === 'js' || token.lang === 'ts')) {
      programs.push({ heading, language: token.lang, text: `${token.text}\n` });
    }
  }
  return programs;
}

/** `reveal(x)  # maybe`; a line without a comment behind it must not be reached. */
function expectations(text: string): { line: number; presence: string }[] {
  return text.split('\n').flatMap((line, i) => {
    const found = /reveal\(.*(?:#|\/\/) (present|absent|maybe|unknown)/.exec(line);
    return found?.[1] === undefined ? [] : [{ line: i + 1, presence: found[1] }];
  });
}
