import { beforeAll, expect, it } from 'vitest';
import { loadPython } from '../support/python-parser.ts';
import { randomEdits } from './random-edits.ts';

beforeAll(loadPython);

it.each([1, 2])('what is found in edited documents is what is found in their texts (seed %i)', async (seed) => {
  const { compared, found, difference } = await randomEdits(150, seed);
  expect(difference).toBeUndefined();
  expect(compared).toBeGreaterThan(50);
  expect(found).toBeGreaterThan(compared);
}, 300_000);
