/** Which handlers count as guards. */
import { beforeAll, expect, it } from 'vitest';
import { loadPython, pythonFrontEnd } from '../support/front-ends.ts';

beforeAll(loadPython);

const isGuard = (handler: string): boolean => {
  const { blocks } = pythonFrontEnd(`try:\n    f()\nexcept AttributeError as e:\n${handler}\n`).graph();
  return blocks.some(({ catches }) => catches.some((names) => names !== 'everything' && names.includes('AttributeError')));
};

it.each(['    log(e)', '    raise KeyError from e', '    if isinstance(e, KeyError):\n        raise'])('%s guards', (handler) => {
  expect(isGuard(handler)).toBe(true);
});

it.each(['    raise', '    log()\n    raise e', '    if last:\n        raise'])('%s does not', (handler) => {
  expect(isGuard(handler)).toBe(false);
});
