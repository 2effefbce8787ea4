/**
 * Other linters on the same files, in the same run. Each answers a question of its own, which is named: nobody else asks who keeps an
 * object alive. What cannot be installed here is left out, and the row says so.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { program } from '../../test/support/lsp-client.ts';
import { median, timedSync } from '../clock.ts';
import { count, ms, ratio } from '../report.ts';
import type { Row } from '../report.ts';

interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

interface Peer {
  readonly name: string;
  readonly question: string;
  /** Makes it ready in a folder. @throws Error when it cannot be installed */
  readonly install: (folder: string) => Command;
}

interface Tree {
  readonly name: string;
  readonly copyTo: (folder: string) => void;
  readonly peers: readonly Peer[];
}

const node = process.execPath;
const eslint = fileURLToPath(import.meta.resolve('eslint'));

const trees: readonly Tree[] = [
  {
    name: 'Python',
    copyTo(folder) {
      const library = execFileSync('python3', ['-c', 'import sysconfig; print(sysconfig.get_path("stdlib"))'], { encoding: 'utf8' }).trim();
      for (const name of ['asyncio', 'concurrent', 'logging', 'multiprocessing', 'unittest']) cpSync(join(library, name), join(folder, name), { recursive: true });
    },
    peers: [
      {
        name: 'Ruff',
        question: 'cached methods, changed iterables, lost tasks: B019, B909, RUF006',
        install: (folder) => ({ file: join(pipInstall('ruff', folder), 'bin/ruff'), args: ['check', '--isolated', '--no-cache', '--preview', '--quiet', '--select', 'B019,B909,RUF006'] }),
      },
      {
        name: 'Pylint',
        question: 'cached methods: W1518',
        install: (folder) => ({ file: 'python3', args: ['-m', 'pylint', '--disable=all', '--enable=W1518', '--score=n'], env: { PYTHONPATH: pipInstall('pylint', folder) } }),
      },
      {
        name: 'Pyright',
        question: 'all types, and so what may be None',
        install: (folder) => ({ file: node, args: [join(npmInstall('pyright', folder), 'pyright/index.js')] }),
      },
    ],
  },
  {
    name: 'JavaScript',
    copyTo: (folder) => cpSync(join(eslint, '..'), folder, { recursive: true }),
    peers: [
      {
        name: 'ESLint',
        question: 'no-undef, no-unused-vars, no-unsafe-optional-chaining',
        install: () => ({
          file: node,
          args: [join(eslint, '../../bin/eslint.js'), '--no-config-lookup', '--quiet', ...['no-undef', 'no-unused-vars', 'no-unsafe-optional-chaining'].flatMap((rule) => ['--rule', `${rule}: 2`])],
        }),
      },
    ],
  },
];

const rounds = 3;
/** No further round begins after this. */
const patience = 60_000;

export function* measurePeers(): Generator<Row> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'weakref-lint-bench-')));
  try {
    for (const tree of trees) yield* besidePeers(tree, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function* besidePeers({ name, copyTo, peers }: Tree, folder: string): Generator<Row> {
  const files = join(folder, `${name}-files`);
  mkdirSync(files);
  copyTo(files);
  const ours: Command = { file: node, args: [program, 'check', '--no-config', '--no-ignore'] };
  const ready = peers.map((peer) => ({ peer, ...installed(peer, folder) }));
  const commands = [ours, ...ready.flatMap(({ command }) => command ?? [])];
  const times = new Map<Command, number[]>(commands.map((command) => [command, []]));
  const start = performance.now();
  for (let round = 0; round < rounds && (round === 0 || performance.now() - start < patience); round += 1) {
    for (const command of commands) times.get(command)?.push(timedSync(() => run(command, [files], folder)));
  }
  const own = median(times.get(ours) ?? []);
  yield { what: `g ${name}, weakref-lint`, measured: '1', behind: `${ms(own)}; ${sizeOf(files)}; who keeps an object alive, and who looks whether it is there` };
  for (const { peer, command, reason } of ready) {
    const what = `g ${name}, ${peer.name}`;
    if (command === undefined) {
      yield { what, measured: 'not measured', behind: `it could not be installed: ${reason}` };
      continue;
    }
    const time = median(times.get(command) ?? []);
    yield { what: `${what} ${versionOf(command, folder)}`.trimEnd(), measured: `${ratio(time / own)} x weakref-lint`, behind: `${ms(time)}; ${peer.question}` };
  }
}

function installed({ install }: Peer, folder: string): { readonly command: Command | undefined; readonly reason: string } {
  try {
    return { command: install(folder), reason: '' };
  } catch (error) {
    return { command: undefined, reason: String(error).split('\n')[0] ?? '' };
  }
}

function pipInstall(name: string, folder: string): string {
  const target = join(folder, name);
  execFileSync('python3', ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--target', target, name], { stdio: ['ignore', 'ignore', 'ignore'] });
  return target;
}

function npmInstall(name: string, folder: string): string {
  const target = join(folder, name);
  execFileSync('npm', ['install', '--silent', '--no-audit', '--no-fund', '--ignore-scripts', '--prefix', target, name], { stdio: 'ignore', shell: process.platform === 'win32' });
  return join(target, 'node_modules');
}

/** Findings are no failure. @throws Error where nothing ran, or it stopped in the middle */
function run({ file, args, env = {} }: Command, more: readonly string[], cwd: string): string {
  const { status, stdout, error } = spawnSync(file, [...args, ...more], { cwd, env: { ...process.env, ...env }, encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (error !== undefined || status === null) throw new Error(`${file} did not finish: ${error?.message ?? 'it was killed'}.`);
  return stdout;
}

function versionOf({ file, args, env = {} }: Command, cwd: string): string {
  const start = args.findIndex((arg) => arg.startsWith('--') || arg === 'check');
  return /\d+\.\d+\.\d+/.exec(run({ file, args: args.slice(0, start < 0 ? undefined : start), env }, ['--version'], cwd))?.[0] ?? '';
}

function sizeOf(folder: string): string {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(?:py|js)$/.test(name));
  const bytes = files.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
  return `${count(files.length)} files, ${(bytes / 1e6).toFixed(1)} MB`;
}
