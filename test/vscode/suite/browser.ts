/** The suite in an extension host that is a worker in a browser. */
import 'mocha/mocha.js';
import { retries, runMocha } from './run-mocha.ts';
import { defineTeachingTests } from './teaching-tests.ts';
import { defineTests } from './tests.ts';

export async function run(): Promise<void> {
  mocha.setup({ ui: 'bdd', timeout: 30_000, retries, reporter: Mocha.reporters.Base });
  defineTests();
  defineTeachingTests();
  await runMocha(mocha, (results) => console.log(`@@results ${JSON.stringify(results)}`));
}
