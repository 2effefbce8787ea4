/** Facts of an edited document, put together from what is remembered, equal those of the same text seen for the first time. */
import { readFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import { collectFacts } from '../../rules/src/facts/collect.ts';
import type { Facts } from '../../rules/src/facts/facts.ts';
import { PythonDocument, PythonSourceCode, parsePython } from '../../rules/src/python/index.ts';
import type { Module } from '../../rules/src/python/index.ts';
import { loadPython } from '../support/python-parser.ts';
import { randomFrom } from '../support/seeded-random.ts';

const text = ['deref-without-none-check-2', 'deref-without-none-check-8', 'finalize-retains-target-4', 'ok-guards-6', 'check-then-deref-race-4', 'ok-callbacks-2']
  .map((name) => readFileSync(new URL(`../cases/py/${name}.py`, import.meta.url), 'utf8'))
  .join('\n\n');
const EDITS = 150;

beforeAll(loadPython);

it.each([1, 2, 3])('random edits, seed %i', (seed) => {
  const random = randomFrom(seed);
  const document = new PythonDocument();
  let lines = text.split('\n');
  let seen = 0;
  for (let i = 0; i < EDITS; i++) {
    lines = edited(lines, random);
    const now = lines.join('\n');
    const found = summary(now, document.update(now));
    expect(found).toEqual(summary(now, parsePython(now)));
    seen += found.length;
  }
  document.dispose();
  expect(seen).toBeGreaterThan(EDITS);
});

/** A line lost, doubled, moved or put right again, as people do. */
function edited(lines: readonly string[], random: (limit: number) => number): string[] {
  const at = random(lines.length);
  const line = lines[at] ?? '';
  const kind = random(4);
  if (kind === 0 && lines.length > 60) return [...lines.slice(0, at), ...lines.slice(at + 1)];
  if (kind === 1) return [...lines.slice(0, at), line, ...lines.slice(at)];
  if (kind === 2) return [...lines.slice(0, at), `${line.slice(0, line.search(/\S|$/))}# ${line.trim()}`, ...lines.slice(at + 1)];
  return text.split('\n');
}

function summary(source: string, ast: Module): string[] {
  const { uncheckedUses, repeatedDerefs, impossibleReferents, retainedTargets }: Facts = collectFacts(new PythonSourceCode({ text: source, ast }).frontEnd);
  return [
    ...uncheckedUses.map((use) => `unchecked ${use.used.range.join('-')} ${use.name} ${use.presence} since ${use.deref.madeAt.range.join('-')}`),
    ...repeatedDerefs.map((one) => `repeated ${one.deref.site.range.join('-')} after ${one.earlier.site.range.join('-')} with ${one.group.length}`),
    ...impossibleReferents.map((one) => `impossible ${one.site.range.join('-')} ${one.type}`),
    ...retainedTargets.map((one) => `retained ${one.holder.range.join('-')} ${one.retention}`),
  ];
}
