/**
 * One shape of file, small and ten times as large, in a process of its own so that a hang can be ended, and there on a thread of its own:
 * what is nested deeply needs its larger stack, as on the command line.
 * Arguments: the language and the index of the shape. Prints two times in milliseconds: of ten files of the small size, and of one ten times as
 * large, so that both have as much garbage to collect.
 */
import { isMainThread, Worker } from 'node:worker_threads';
import { timedSync } from './clock.ts';
import { factor, shapes } from './generate/growth-shapes.ts';
import { languages, lintOnce, preparedLinting } from './subject.ts';

const rounds = 5;
const patience = 2500;

if (isMainThread) new Worker(new URL(import.meta.url), { argv: process.argv.slice(2) });
else await measure();

async function measure(): Promise<void> {
  const language = languages.find((each) => each === process.argv[2]);
  const shape = shapes[Number(process.argv[3])];
  if (language === undefined || shape === undefined) throw new Error('Give a language and the index of a shape.');

  const linting = await preparedLinting(language);
  const small = shape.make[language](shape.size);
  const large = shape.make[language](shape.size * factor);
  for (let round = 0; round < rounds; round++) lintOnce(linting, language, small);

  const times: { small: number[]; large: number[] } = { small: [], large: [] };
  const start = performance.now();
  for (let round = 0; round < rounds && (round === 0 || performance.now() - start < patience); round++) {
    times.large.push(timedSync(() => lintOnce(linting, language, large)));
    times.small.push(
      timedSync(() => {
        for (let index = 0; index < factor; index++) lintOnce(linting, language, small);
      }),
    );
  }
  // The least disturbed of each.
  console.log(Math.min(...times.small), Math.min(...times.large));
}
