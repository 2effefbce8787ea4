/**
 * Runs the extension in real copies of VS Code.
 *
 *   npm run test:vscode -- [newest] [oldest] [web] [ui]      without a name, all that the host can run
 *   npm run test:vscode -- measure                           tests nothing: prints times, as ratios
 *
 * VSC_HOST chooses the host: `electron` downloads VS Code for the desktop; `code-server` takes what comes from npm, and a
 * Chromium. One is never taken in place of the other. Results go to out/vscode/results.json.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const out = join(root, 'out/vscode');
const host = process.env.VSC_HOST ?? 'electron';
const suites = { electron: ['newest', 'oldest'], 'code-server': ['newest', 'oldest', 'web', 'ui'] };
const attempts = 2;

const available = suites[host];
if (available === undefined) stop(`VSC_HOST is "${host}"; it must be electron or code-server.`);
const chosen = process.argv.length > 2 ? process.argv.slice(2) : available;
const unknown = chosen.filter((name) => !available.includes(name) && name !== 'measure');
if (unknown.length > 0) stop(`VSC_HOST=${host} has no suite ${unknown.join(', ')}; it has ${available.join(', ')}.`);

mkdirSync(out, { recursive: true });
if (host === 'code-server') (await import('./hosts/installed.mjs')).install();
execFileSync(process.execPath, ['esbuild.mjs'], { cwd: root, stdio: 'inherit' });

const results = [];
for (const name of chosen) {
  const start = performance.now();
  const result = await withRetry(name);
  results.push({ suite: name, seconds: Math.round((performance.now() - start) / 1000), ...result });
}
writeFileSync(join(out, 'results.json'), JSON.stringify(results, null, 1));

for (const { suite, seconds, version, appHost, outcomes } of results) {
  const failed = outcomes.filter(({ error }) => error !== undefined);
  console.log(`${suite}: ${outcomes.length - failed.length} passed, ${failed.length} failed in ${seconds} s (VS Code ${version}, ${appHost})`);
  for (const { title, error } of failed) console.log(`  ${title}\n    ${error.replaceAll('\n', '\n    ')}`);
}
process.exitCode = results.every(({ outcomes }) => outcomes.every(({ error }) => error === undefined)) ? 0 : 1;

/** The host is not ours: one that gives no results, or in which something fails, is tried once more from the beginning, and that is told. What fails twice is broken. */
async function withRetry(name) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const result = await run(name);
      const failed = result.outcomes.filter(({ error }) => error !== undefined);
      if (failed.length === 0 || attempt === attempts) return result;
      console.error(`${name} is tried once more: ${failed.map(({ title }) => title).join('; ')}`);
    } catch (error) {
      console.error(`${name}: the host gave no results (attempt ${attempt} of ${attempts}): ${error.stack ?? error}`);
      if (attempt === attempts) return { version: 'unknown', appHost: host, outcomes: [{ title: 'the host gives results', error: String(error) }] };
    }
  }
}

/** Resolves with the results of one suite: version and kind of the host, and what came of each test. */
async function run(name) {
  if (name === 'web') return (await import('./hosts/web-suite.mjs')).runWebSuite(out);
  if (name === 'measure') return (await import('./hosts/measure.mjs')).measure(host, out);
  if (name === 'ui') return (await import('./ui/ui-suite.mjs')).runUiSuite(out);
  return (await import('./hosts/node-suite.mjs')).runNodeSuite(name, host, out);
}

function stop(sentence) {
  console.error(sentence);
  process.exit(2);
}
