/** Prints how long activation and a key take in a real VS Code: ratios to what was measured in the same run. */
import { runNodeSuite } from './node-suite.mjs';

/** Each starts VS Code anew; an activation happens once in each. */
const rounds = 3;
/** Milliseconds of `activate()`. */
const allowed = 20;

export async function measure(host, out) {
  const runs = [];
  for (let round = 0; round < rounds; round += 1) runs.push(await runNodeSuite('newest', host, out, 'measure'));
  const [{ version, appHost }] = runs;
  const own = runs.map((run) => run.own);
  const peers = runs.flatMap((run) => run.peers);
  const keys = runs.flatMap((run) => run.keys);
  const activate = ({ activate }) => activate;
  const load = ({ load }) => load;

  console.log('| what | measured | behind it |\n|---|---|---|');
  row('activate()', own.map(activate), peers.map(activate), 'those of small extensions', ` of ${allowed} ms`);
  row('loading the code of the extension', own.map(load), peers.map(load), 'those of small extensions');
  for (const [name, share] of [['p50', 0.5], ['p95', 0.95]]) {
    row(`a key to our diagnostics, ${name}`, keys.map((key) => key.own), keys.map((key) => key.floor), 'keys of an empty extension', '', share);
  }
  return { version, appHost, outcomes: [] };
}

function row(what, own, floor, unit, budget = '', share = 0.5) {
  const [measured, least] = [percentile(own, share), percentile(floor, share)];
  console.log(`| ${what} | ${(measured / least).toFixed(2)} x ${unit} | ${measured.toFixed(1)} ms${budget}, ${least.toFixed(1)} ms |`);
}

function percentile(samples, share) {
  return samples.toSorted((a, b) => a - b)[Math.floor(samples.length * share)];
}
