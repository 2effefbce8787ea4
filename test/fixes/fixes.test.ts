/** Every fix and suggestion for the marked cases, in three ways of writing them. */
import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { runBlocks } from '../lessons/interpreters.ts';
import { loadPython } from '../support/front-ends.ts';
import { tabsAndCrlf } from '../support/rule-testers.ts';
import { examine } from './every-edit.ts';

const folder = new URL('../cases/', import.meta.url);
const files = ['js', 'py', 'ts'].flatMap((language) => readdirSync(new URL(language, folder)).map((name) => `${language}/${name}`));

const WAYS: Readonly<Record<string, (text: string, step: number) => string>> = {
  'as it is': (text) => text,
  'with CRLF': (text) => text.replaceAll('\n', '\r\n'),
  'with tabs and CRLF': tabsAndCrlf,
};

beforeAll(loadPython);

describe.each(Object.entries(WAYS))('%s', (_, rewrite) => {
  const compiled: string[] = [];

  it.each(files)('%s keeps its shape under every edit', (file) => {
    const examined = examine(file, rewrite(readFileSync(new URL(file, folder), 'utf8'), file.endsWith('.py') ? 4 : 2));
    expect(examined?.flaws).toEqual([]);
    if (file.endsWith('.py')) compiled.push(...(examined?.results ?? []));
  });

  it('gives programs that CPython compiles', () => {
    const results = runBlocks('python', compiled.map((code) => ({ code, mode: 'compile' })));
    expect(compiled.filter((_text, i) => typeof results[i] !== 'string')).toEqual([]);
    expect(compiled).not.toEqual([]);
  });
});
