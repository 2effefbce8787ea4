/** `weakref-lint check` on a large tree against ripgrep on the same tree: most files are only searched, a few are analysed. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ruleIds } from '../../server/src/core.ts';
import { defaultSettings } from '../../server/src/settings.ts';
import { program } from '../../test/support/lsp-client.ts';
import { median, timedSync } from '../clock.ts';
import { atLeast, atMost, count, ms, ratio } from '../report.ts';
import type { Row } from '../report.ts';
import { preparedLinting } from '../subject.ts';

/** Without rules nothing is worth a parse: every file is found and read, and that is all. */
const noRules = ruleIds.flatMap((id) => ['--rule', `${id}:off`]);
const rounds = 3;
/** No further round begins after this. */
const patience = 40_000;

/** @param folder the tree; left out, the library of the `python3` on the path, installed packages included */
export async function* measureWholeTree(folder = pythonLibrary()): AsyncGenerator<Row> {
  // `check` skips installed packages below a named folder, so they are named too.
  const packages = join(folder, 'site-packages');
  const folders = existsSync(packages) ? [folder, packages] : [folder];
  const linting = await preparedLinting('python');
  const needles = { python: linting.needles('python', defaultSettings), javascript: linting.needles('javascript', defaultSettings) };
  const search = ['--hidden', '--no-require-git', '-g', '*.{py,pyi,js,mjs,cjs,jsx,ts,mts,cts,tsx}', '-g', '!{node_modules,.venv,__pycache__,.git}'];
  const patterns = [...new Set(Object.values(needles).flat(2))].flatMap((needle) => ['-e', needle]);
  const all = ripgrep(['--files', ...search, folder]);
  const named = ripgrep(['-l', '-F', ...search, ...patterns, folder]).filter((file) => {
    const text = readFileSync(file, 'utf8');
    return needles[/\.pyi?$/.test(file) ? 'python' : 'javascript'].some((set) => set.every((needle) => text.includes(needle)));
  });
  if (named.length === 0) throw new Error(`No file below ${folder} names a weak reference; give another folder.`);
  const bytes = named.reduce((sum, file) => sum + statSync(file).size, 0);

  const times: Record<'rg' | 'node' | 'total' | 'reading', number[]> = { rg: [], node: [], total: [], reading: [] };
  const start = performance.now();
  for (let round = 0; round < rounds && (round === 0 || performance.now() - start < patience); round++) {
    times.rg.push(timedSync(() => ripgrep(['-l', '-F', ...search, ...patterns, folder])));
    times.node.push(timedSync(() => spawnSync(process.execPath, ['-e', '0'])));
    times.reading.push(timedSync(() => check(folders, noRules)));
    times.total.push(timedSync(() => check(folders)));
  }

  const floor = median(times.rg) + median(times.node);
  const reading = median(times.reading);
  const analysis = median(times.total) - reading;
  const rate = bytes / 1e6 / (analysis / 1000);
  const allowed = 2 * floor + (bytes / 1e6) * 1000;
  yield {
    what: `a whole tree, ${count(all.length)} files, ${count(named.length)} analysed`,
    measured: `${ratio(median(times.total) / floor)} x (rg + Node start)`,
    budget: atMost(allowed / floor, median(times.total) / floor),
    behind: `${ms(median(times.total))}; rg ${ms(median(times.rg))}, Node start ${ms(median(times.node))}, ${(bytes / 1e6).toFixed(1)} MB named, ${times.total.length} rounds`,
  };
  yield {
    what: 'a walking and reading the tree, no rules',
    measured: `${ratio(reading / floor)} x (rg + Node start)`,
    budget: atMost(2, reading / floor),
    behind: ms(reading),
  };
  yield {
    what: 'a analysis of the files named, one core',
    measured: `${ratio(rate)} MB/s`,
    budget: atLeast(1, rate),
    behind: `${ms(analysis)} for ${(bytes / 1e6).toFixed(1)} MB`,
  };
}

function pythonLibrary(): string {
  return execFileSync('python3', ['-c', 'import sysconfig; print(sysconfig.get_path("stdlib"))'], { encoding: 'utf8' }).trim();
}

function ripgrep(args: readonly string[]): string[] {
  const { stdout, error } = spawnSync('rg', args, { encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (error !== undefined) throw new Error(`ripgrep did not run (${error.message}); install it, or leave this benchmark out with --only bcdef.`);
  return stdout.split('\n').filter((line) => line !== '');
}

/** Exit codes 1 and 2 are usual: a library has findings, and a few files meant not to be read. */
function check(paths: readonly string[], options: readonly string[] = []): void {
  const { status, error } = spawnSync(process.execPath, [program, 'check', ...options, '--', ...paths], { stdio: 'ignore' });
  if (error !== undefined || status === null) throw new Error(`weakref-lint check did not finish: ${error?.message ?? 'it was killed'}.`);
}
