/** Runs programs with the interpreters that are on the path. */
import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import type { Cancellation, Launch, Outcome, ProgramLanguage, Programs } from './programs.ts';

interface Interpreter {
  /** What it may be called; the first that is there and new enough is taken. */
  readonly commands: readonly string[];
  readonly name: string;
  /** Major and minor version. */
  readonly least: readonly [number, number];
  /** What stands before the text. */
  readonly args: readonly string[];
}

const interpreters: Readonly<Record<ProgramLanguage, Interpreter>> = {
  // Isolated: modules of the folder and of the user are not in the way of those the program imports.
  python: { commands: ['python3', 'python', 'py'], name: 'Python', least: [3, 9], args: ['-I', '-X', 'utf8', '-c'] },
  javascript: { commands: ['node'], name: 'Node.js', least: [20, 0], args: ['--expose-gc', '--input-type=module', '-e'] },
  typescript: { commands: ['node'], name: 'Node.js', least: [22, 13], args: ['--experimental-strip-types', '--no-warnings', '--input-type=module-typescript', '-e'] },
};

const longestProbe = 10_000;
const longestRun = 10_000;

export class NodePrograms implements Programs {
  readonly #found = new Map<ProgramLanguage, string>();

  async launch(language: ProgramLanguage, text: string): Promise<Launch | undefined> {
    const command = await this.#commandFor(language);
    return command === undefined ? undefined : { command, args: [...interpreters[language].args, text] };
  }

  async run(language: ProgramLanguage, text: string, token: Cancellation): Promise<Outcome> {
    const launch = await this.launch(language, text);
    const { name, least } = interpreters[language];
    if (launch === undefined) return { kind: 'failed', says: `No ${name} ${least.join('.')} or newer was found on the path.` };
    return new Promise((resolve) => {
      const child = execFile(launch.command, launch.args, { cwd: tmpdir(), timeout: longestRun, windowsHide: true }, (error, output, complaints) => {
        subscription.dispose();
        if (error === null) resolve({ kind: 'printed', output: output.replaceAll('\r\n', '\n') });
        else if (error.killed === true) resolve({ kind: 'failed', says: `It did not end within ${longestRun / 1000} seconds, or was stopped.` });
        else resolve({ kind: 'failed', says: complaints.trim() === '' ? error.message : complaints.trim() });
      });
      const subscription = token.onCancellationRequested(() => child.kill());
    });
  }

  /** What is found is remembered; what is not may be installed meanwhile. */
  async #commandFor(language: ProgramLanguage): Promise<string | undefined> {
    const known = this.#found.get(language);
    if (known !== undefined) return known;
    const { commands, least } = interpreters[language];
    for (const command of commands) {
      if (!isAtLeast(await versionOf(command), least)) continue;
      this.#found.set(language, command);
      return command;
    }
    return undefined;
  }
}

/** Empty when there is no such program. */
function versionOf(command: string): Promise<string> {
  return new Promise((resolve) => {
    execFile(command, ['--version'], { timeout: longestProbe, windowsHide: true }, (error, output) => resolve(error === null ? output : ''));
  });
}

function isAtLeast(version: string, [leastMajor, leastMinor]: Interpreter['least']): boolean {
  const [, major, minor] = /(\d+)\.(\d+)/.exec(version) ?? [];
  return major !== undefined && (Number(major) > leastMajor || (Number(major) === leastMajor && Number(minor) >= leastMinor));
}
