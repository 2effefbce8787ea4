/** Running exercises and examples with the interpreters on the path. */
import { exercises } from 'eslint-plugin-weakref/practice';
import { describe, expect, it } from 'vitest';
import { NodePrograms } from '../../client/src/node/node-programs.ts';
import type { Cancellation } from '../../client/src/node/programs.ts';
import { solved } from '../../server/src/practice.ts';

const programs = new NodePrograms();
const subscription = { dispose: () => undefined };
const never: Cancellation = { onCancellationRequested: () => subscription };
/** Of somebody who has already clicked on Cancel. */
const atOnce: Cancellation = {
  onCancellationRequested: (listener) => {
    listener();
    return subscription;
  },
};

describe('a program', () => {
  it.each(exercises.filter(({ file }) => file.endsWith('.py')))('prints what the exercise $file says', async (exercise) => {
    expect(await programs.run('python', solved(exercise), never)).toEqual({ kind: 'printed', output: `${exercise.prints}\n` });
  });

  it('in JavaScript is a module that may collect', async () => {
    expect(await programs.run('javascript', 'await null;\ngc();\nconsole.log("é");', never)).toEqual({ kind: 'printed', output: 'é\n' });
  });

  it('that fails says how', async () => {
    expect(await programs.run('python', 'raise ValueError("a lamp")', never)).toEqual({ kind: 'failed', says: expect.stringContaining('ValueError: a lamp') });
  });

  it('can be stopped', async () => {
    expect(await programs.run('python', 'while True: pass', atOnce)).toEqual({ kind: 'failed', says: expect.stringContaining('was stopped') });
  });
});
