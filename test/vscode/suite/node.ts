/** The suite in an extension host that is Node: on the desktop, or in code-server. */
import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';
import { retries, runMocha } from './run-mocha.ts';
import { defineNotebookTests } from './notebook-tests.ts';
import { defineTeachingTests } from './teaching-tests.ts';
import { defineTests } from './tests.ts';
import { defineWorkspaceTests } from './workspace-tests.ts';

export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', timeout: 30_000, retries, reporter: Mocha.reporters.Base });
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  defineTests();
  defineNotebookTests();
  defineTeachingTests();
  defineWorkspaceTests();
  await runMocha(mocha, (results) => writeFileSync(process.env['WEAKREF_RESULTS'] ?? 'results.json', JSON.stringify(results)));
}
