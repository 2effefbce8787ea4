/**
 * `npm run bench -- [--only LETTERS] [--write] [FOLDER]`: measures against the budgets and prints ratios to a peer or a floor of the same
 * run. FOLDER is the tree of benchmark a; --write puts the tables into docs/benchmarks.md and README.md.
 */
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { measureColdStart } from './measure/cold-start.ts';
import { measureGrowth } from './measure/growth.ts';
import { measureMemory } from './measure/memory.ts';
import { measurePeers } from './measure/peers.ts';
import { measureRequests } from './measure/requests.ts';
import { measureTyping } from './measure/typing.ts';
import { measureWholeTree } from './measure/whole-tree.ts';
import { measureWorkspaceScan } from './measure/workspace-scan.ts';
import { peersTable, table } from './report.ts';
import type { Row } from './report.ts';
import { writeBetween } from './write-tables.ts';

const { values, positionals } = parseArgs({ options: { only: { type: 'string' }, write: { type: 'boolean', default: false } }, allowPositionals: true });

const benchmarks: Readonly<Record<string, () => AsyncIterable<Row> | Iterable<Row>>> = {
  a: () => measureWholeTree(positionals[0]),
  b: measureTyping,
  c: measureMemory,
  d: measureColdStart,
  e: measureRequests,
  f: measureGrowth,
  g: measurePeers,
  h: measureWorkspaceScan,
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
const machine = `Node ${process.version}, ${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}, load before ${load.toFixed(1)}`;
const budgets = rows.flatMap(({ budget }) => budget ?? []);
const kept = `${budgets.filter(({ isKept }) => isKept).length} of ${budgets.length} within budget`;
console.log(`\n${machine}, ${minutes.toFixed(1)} minutes\n\n${table(rows)}\n\n${kept}`);

if (values.write) {
  const peers = rows.filter(({ what }) => what.startsWith('g '));
  if (peers.length > 0) writeBetween('README.md', 'peers', `\n${machine}.\n\n${peersTable(peers)}\n`);
  // A part would stand beside rows of another run.
  if (values.only === undefined) writeBetween('docs/benchmarks.md', 'benchmarks', `\n${machine}; all rows from one run; ${kept}.\n\n${table(rows)}\n`);
}
