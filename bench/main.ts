/**
 * `npm run bench -- [--only LETTERS] [FOLDER]`: measures against the budgets and prints ratios to a peer or a floor of the same run.
 * FOLDER is the tree of benchmark a.
 */
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { measureColdStart } from './measure/cold-start.ts';
import { measureGrowth } from './measure/growth.ts';
import { measureMemory } from './measure/memory.ts';
import { measureRequests } from './measure/requests.ts';
import { measureTyping } from './measure/typing.ts';
import { measureWholeTree } from './measure/whole-tree.ts';
import { table } from './report.ts';
import type { Row } from './report.ts';

const { values, positionals } = parseArgs({ options: { only: { type: 'string' } }, allowPositionals: true });

const benchmarks: Readonly<Record<string, () => AsyncIterable<Row> | Iterable<Row>>> = {
  a: () => measureWholeTree(positionals[0]),
  b: measureTyping,
  c: measureMemory,
  d: measureColdStart,
  e: measureRequests,
  f: measureGrowth,
};

const chosen = values.only?.split('') ?? Object.keys(benchmarks);
const unknown = chosen.find((letter) => !Object.hasOwn(benchmarks, letter));
if (unknown !== undefined) {
  console.error(`There is no benchmark "${unknown}"; choose from ${Object.keys(benchmarks).join(', ')}, as in --only bc.`);
  process.exit(2);
}

const load = loadavg()[0] ?? 0;
const start = performance.now();
const rows: Row[] = [];
for (const letter of chosen) {
  for await (const row of benchmarks[letter]?.() ?? []) {
    rows.push(row);
    console.error(`${row.what}: ${row.measured}`);
  }
}
const minutes = (performance.now() - start) / 60_000;
console.log(`\nNode ${process.version}, ${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}, load before ${load.toFixed(1)}, ${minutes.toFixed(1)} minutes\n`);
console.log(table(rows));
const missed = rows.filter(({ budget }) => budget?.isKept === false).length;
console.log(`\n${rows.length - missed} of ${rows.length} within budget`);
