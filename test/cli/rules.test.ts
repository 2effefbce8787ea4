/** What the program says about its own rules. */
import { readFileSync } from 'node:fs';
import { ruleIds } from 'eslint-plugin-weakref/internal';
import { describe, expect, it } from 'vitest';
import { pageText } from '../../server/src/format/page-text.ts';
import { plainStyle } from '../../server/src/format/style.ts';
import { weakrefLint } from '../support/weakref-lint.ts';

const folder = process.cwd();

describe('weakref-lint rules', () => {
  const { code, out, err } = weakrefLint(['rules'], folder);
  const lines = out.trimEnd().split('\n');

  it('lists every rule, in lines that fit', () => {
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(lines.slice(1).map((line) => line.split(' ')[0])).toEqual(ruleIds);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  it('says of each what it is for, how loud it is and whether it has a fix', () => {
    const cells = (id: string): readonly string[] | undefined => lines.find((line) => line.startsWith(`${id} `))?.split(/ {2,}/);
    expect(cells('rule')).toEqual(['rule', 'languages', 'recommended', 'strict', 'fix']);
    expect(cells('no-repeated-deref')).toEqual(['no-repeated-deref', 'Python, JS/TS', 'warn', 'warn', 'yes']);
    expect(cells('no-truthy-deref')).toEqual(['no-truthy-deref', 'Python', 'warn', 'warn, advice']);
    expect(cells('prefer-discard')).toEqual(['prefer-discard', 'Python', 'off', 'advice']);
  });
});

describe('weakref-lint explain', () => {
  it.each(ruleIds)('shows the page of %s without its marks', (id) => {
    const page = readFileSync(new URL(`../../rules/docs/${id}.md`, import.meta.url), 'utf8');
    const text = pageText(page, plainStyle);
    expect(text.startsWith(`weakref/${id}\n\n`)).toBe(true);
    expect(text).not.toMatch(/^(?:#+ |```|> |<!--)|\]\(/mu);
    expect(text).not.toMatch(/[ \t]$/mu);
    for (const [, code = ''] of page.matchAll(/```\w+\n(.*?)\n```/gsu)) expect(text.replaceAll(/^ {4}/gmu, '')).toContain(code);
  });

  it('gives the passage, the examples and the address', () => {
    const { code, out, err } = weakrefLint(['explain', 'weakref/no-truthy-deref'], folder);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('│ `__len__` or `__bool__`. Ask `is not None`, so that only a dead handle counts as dead.\n');
    expect(out).toContain('\nReported:\n\n    import weakref\n');
    expect(out).toMatch(/\nhttps:\/\/\S+\/no-truthy-deref\.md\n$/);
    expect(out).not.toContain('\u001b');
  });
});
