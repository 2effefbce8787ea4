/** The program `weakref-lint`: picks the command and loads no more than that command needs. */
import { setFlagsFromString } from 'node:v8';
import { nearest } from '../nearest.ts';
import { commandNames, isCommandName } from './command-names.ts';
import type { CommandName } from './command-names.ts';
import { keepCompiledCode } from './compiled-code.ts';

const usage = `weakref-lint ${__VERSION__}: finds weak-reference bugs in Python, JavaScript, TypeScript

Usage:
  weakref-lint check [options] PATH...  check files, and folders with all below
  weakref-lint init [--yes]             write a configuration file with comments
  weakref-lint rules                    list the rules
  weakref-lint explain RULE             show the page of a rule
  weakref-lint lesson [CHAPTER]         read about weak references
  weakref-lint quiz                     see what stayed
  weakref-lint practice DIR             put six exercises into a folder
  weakref-lint practice --check DIR     check what you filled in
  weakref-lint server --stdio           run the language server
  weakref-lint completions SHELL        let bash, zsh or fish complete all this
  weakref-lint --help | --version

Options of check:
  --format NAME             pretty for people (default); for programs json (as
                            ESLint prints it), jsonl, sarif, github, gitlab,
                            junit or checkstyle
  --output-file FILE        write the report to a file
  --fix                     apply the safe fixes to the files
  --fix-dry-run             print the safe fixes as a patch and change nothing
  --fix-suggestions         ask about each finding that can be mended, on a
                            terminal
  --diff REV                report changed lines only: those that differ from
                            where the branch left REV
  --baseline FILE           report only what the file does not name; the
                            configuration may name one too
  --update-baseline         write what there is now to the baseline
  --no-ignore               check also what .gitignore names
  --stdin-filename NAME     the name of the text on standard input, which the
                            path "-" stands for
  --max-warnings N          accept up to N warnings (default 0)
  --concurrency N           threads that analyse: a number, auto (default) or
                            off; the report is the same
  --cache                   keep the answers for the next run, in
                            .weakref-lint-cache
  --cache-location FILE     keep them there
  --config FILE             take the settings from this file, and from no other
  --no-config               read no configuration file
  --strict                  all rules, and the advice of those that give some
  --rule ID:off|warn|error  change a rule; may be repeated
  --                        everything after it is a path

A PATH may be a pattern such as 'src/**/*.py'. Of an option that is given twice
the last one counts.

Examples:
  weakref-lint check .
      what is wrong here, and why
  weakref-lint check --fix src && git diff
      let it mend what it safely can, and look
  weakref-lint check --diff main .
      only what this branch changed
  weakref-lint check --baseline known.json --update-baseline .
      accept what there is; later runs show what is new
  git show HEAD:a.py | weakref-lint check --stdin-filename a.py -
      a text that is in no file
  weakref-lint explain no-unchecked-deref
      the rule, its reason, examples

To silence a line, put "eslint-disable-next-line weakref/RULE -- why" above it,
in a comment.

Exit codes: 0 nothing found, 1 problems found, 2 something went wrong.
${__HOMEPAGE__}
`;

/** The exit code; or one sentence about what went wrong; or nothing to add. */
type Outcome = number | string | undefined;

/** Each loads what it needs when it is called. */
const commands: Readonly<Record<CommandName, (args: readonly string[]) => Promise<Outcome>>> = {
  check: async (args) => (await import('./check.ts')).check(args),
  init: async (args) => (await import('./init-command.ts')).init(args),
  rules: async (args) => (await import('./rule-commands.ts')).listRules(args),
  explain: async (args) => (await import('./rule-commands.ts')).explainRule(args),
  lesson: async (args) => (await import('./lesson-commands.ts')).showLesson(args),
  quiz: async (args) => (await import('./lesson-commands.ts')).runQuiz(args),
  practice: async (args) => (await import('./practice-commands.ts')).practice(args),
  server: async (args) => {
    // V8 would let a heap of this size grow to several times what is alive in it: typing for a minute doubled the memory of the server.
    setFlagsFromString('--heap-growing-percent=50');
    return (await import('./stdio-server.ts')).serve(args);
  },
  completions: async (args) => (await import('./rule-commands.ts')).printCompletions(args),
};

function fail(sentence: string): void {
  process.stderr.write(`weakref-lint: ${sentence}\n`);
  process.exitCode = 2;
}

async function main([name, ...args]: readonly string[]): Promise<void> {
  if (name === undefined) {
    fail('no command given; try "weakref-lint check ." or "weakref-lint --help".');
    return;
  }
  const options = args.slice(0, args.includes('--') ? args.indexOf('--') : undefined);
  if (['--help', '-h', 'help'].includes(name) || options.includes('--help') || options.includes('-h')) {
    process.stdout.write(usage);
    return;
  }
  if (name === '--version' || name === '-v') {
    process.stdout.write(`${__VERSION__}\n`);
    return;
  }
  if (!isCommandName(name)) {
    const near = nearest(name, commandNames);
    fail(`there is no command "${name}"${near === undefined ? '; use "weakref-lint check PATH...", or see "weakref-lint --help"' : ` (did you mean ${near}?)`}.`);
    return;
  }
  keepCompiledCode(name);
  const outcome = await commands[name](args);
  if (typeof outcome === 'string') fail(outcome);
  else if (outcome !== undefined) process.exitCode = outcome;
}

// A reader that has seen enough (`| head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
  throw error;
});

main(process.argv.slice(2)).catch((error: unknown) => fail(`stopped by a mistake of its own, please report it: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`));
