/** The program `weakref-lint`: picks the command and loads no more than that command needs. */
const usage = `weakref-lint ${__VERSION__}: finds weak-reference bugs in Python, JavaScript and TypeScript

Usage:
  weakref-lint check [options] PATH...   check files, and folders with everything below them
  weakref-lint server --stdio            run the language server
  weakref-lint --help | --version

Options of check:
  --format pretty|json         pretty for people (default), json as ESLint prints it
  --fix                        apply the safe fixes to the files
  --max-warnings N             accept up to N warnings (default 0)
  --rule ID:off|warn|error     change a rule; may be repeated
  --                           everything after it is a path

Exit codes: 0 nothing found, 1 problems found, 2 something went wrong.
${__HOMEPAGE__}
`;

function fail(sentence: string): void {
  process.stderr.write(`weakref-lint: ${sentence}\n`);
  process.exitCode = 2;
}

async function main([command, ...rest]: readonly string[]): Promise<void> {
  if (command === undefined) {
    fail('no command given; try "weakref-lint check ." or "weakref-lint --help".');
    return;
  }
  const options = rest.slice(0, rest.includes('--') ? rest.indexOf('--') : undefined);
  if (command === '--help' || command === '-h' || command === 'help' || options.includes('--help') || options.includes('-h')) {
    process.stdout.write(usage);
    return;
  }
  if (command === '--version' || command === '-v') {
    process.stdout.write(`${__VERSION__}\n`);
    return;
  }
  if (command === 'check') {
    const { check } = await import('./check.ts');
    process.exitCode = await check(rest);
    return;
  }
  if (command === 'server') {
    const { serve } = await import('./stdio-server.ts');
    const complaint = serve(rest);
    if (complaint !== undefined) fail(complaint);
    return;
  }
  fail(`there is no command "${command}"; use "weakref-lint check PATH..." or "weakref-lint server --stdio".`);
}

// A reader that has seen enough (`| head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
  throw error;
});

main(process.argv.slice(2)).catch((error: unknown) => fail(`stopped by a mistake of its own, please report it: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`));
