/** Which handlers count as guards. */
import { expect, it } from 'vitest';
import { javascriptFrontEnd } from '../support/front-ends.ts';

const isGuard = (handler: string): boolean => {
  const { blocks } = javascriptFrontEnd(`try { f(); } catch (e) { ${handler} }\n`).graph();
  return blocks.some(({ catches }) => catches.includes('everything'));
};

it.each(['log(e);', 'if (!(e instanceof TypeError)) throw e;', 'if (e instanceof RangeError) { throw e; }', 'if (e instanceof TypeError) return; throw e;', 'throw new Error();'])(
  '%s guards',
  (handler) => {
    expect(isGuard(handler)).toBe(true);
  },
);

it.each(['throw e;', 'log(); throw e;', 'if (!(e instanceof RangeError)) throw e;', 'if (e.code !== "ENOENT") { throw e; }', 'if (e instanceof TypeError) throw e;'])('%s does not', (handler) => {
  expect(isGuard(handler)).toBe(false);
});
