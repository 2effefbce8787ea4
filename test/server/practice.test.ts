/** The request with which the extension has an exercise checked. */
import { exercises } from 'eslint-plugin-weakref/practice';
import { expect, it } from 'vitest';
import { Linting } from '../../server/src/core.ts';
import { exerciseCheck } from '../../server/src/handlers/practice.ts';
import { solved } from '../../server/src/practice.ts';
import { testPlatform } from '../support/host.ts';

const linting = new Linting(testPlatform);

it.each(exercises)('$file is checked as in a terminal', async (exercise) => {
  expect(await exerciseCheck(linting, { file: exercise.file, text: solved(exercise) })).toMatchObject({ isDone: true });
  expect(await exerciseCheck(linting, { file: exercise.file, text: exercise.text })).toMatchObject({ isDone: false });
});

it.each([undefined, {}, { file: 'main.py', text: '' }, { file: '1_collectable.py' }, { file: 3, text: '' }])('has no answer to %j', async (params) => {
  expect(await exerciseCheck(linting, params)).toBeUndefined();
});
