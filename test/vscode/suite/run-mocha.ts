/** Runs the suite inside the extension host. */
import { env, version } from 'vscode';

/** What came of a run, for the program that started the host. */
export interface Results {
  /** Of VS Code. */
  readonly version: string;
  readonly appHost: string;
  readonly outcomes: readonly Outcome[];
}

interface Outcome {
  readonly title: string;
  /** Undefined when the test passed. */
  readonly error: string | undefined;
}

/** The workbench is not ours, and sometimes busy: what fails in it is tried once more, and told. What fails twice is broken. */
export const retries = 1;

/** @param report gets the results before the run is over: the host may end at once */
export function runMocha(mocha: { run(done: (failures: number) => void): Mocha.Runner }, report: (results: Results) => void): Promise<void> {
  const outcomes: Outcome[] = [];
  return new Promise((resolve, reject) => {
    const runner = mocha.run((failures) => {
      report({ version, appHost: env.appHost, outcomes });
      if (failures === 0) resolve();
      else reject(new Error(`${failures} of ${outcomes.length} tests failed.`));
    });
    runner.on('pass', (test) => outcomes.push({ title: test.fullTitle(), error: undefined }));
    runner.on('retry', (test: Mocha.Test, error: Error) => console.error(`Tried once more: ${test.fullTitle()}: ${error.message}`));
    runner.on('fail', (test, error: unknown) => {
      outcomes.push({ title: test.fullTitle(), error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    });
  });
}
