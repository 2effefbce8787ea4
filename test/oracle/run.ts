/**
 * `npm run oracle -- --programs N --seed S [--language python|javascript] [--features a,b] [--without a,b] [--shrink N]`:
 * examines N programs of each language and prints the smallest program of each difference as a literate test.
 */
import { argv, exit, stdout } from 'node:process';
import { parseArgs } from 'node:util';
import { loadPython } from '../support/front-ends.ts';
import { examine, isSameDifference, whichShow } from './compare.ts';
import type { Difference, Examined } from './compare.ts';
import { ALL_FEATURES, featuresOf, isFeature } from './features.ts';
import type { Feature, Features } from './features.ts';
import { generate } from './generate.ts';
import { literate } from './literate.ts';
import { stopObserving } from './observe.ts';
import type { Language } from './program.ts';
import { shrink } from './shrink.ts';

const BATCH = 250;

const { values: options } = parseArgs({
  args: argv.slice(2),
  options: {
    programs: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    language: { type: 'string' },
    features: { type: 'string' },
    without: { type: 'string', default: '' },
    /** How many differences are shrunk: it takes longer than finding them. */
    shrink: { type: 'string', default: '10' },
  },
});

interface Found {
  readonly seed: number;
  readonly difference: Difference;
  readonly examined: Examined;
}

void main().then((isFine) => exit(isFine ? 0 : 1));

async function main(): Promise<boolean> {
  await loadPython();
  let isFine = true;
  for (const language of languages()) isFine = (await run(language)) && isFine;
  stopObserving();
  return isFine;
}

function languages(): Language[] {
  const all: readonly Language[] = ['python', 'javascript'];
  return all.filter((language) => options.language === undefined || options.language === language);
}

async function run(language: Language): Promise<boolean> {
  const [count, firstSeed] = [Number(options.programs), Number(options.seed)];
  const features = chosenFeatures(language);
  const found: Found[] = [];
  const totals = { runs: 0, expected: 0, undecided: 0 };
  const undecided: number[] = [];
  const start = Date.now();
  for (let done = 0; done < count; done += BATCH) {
    const seeds = Array.from({ length: Math.min(BATCH, count - done) }, (_, i) => firstSeed + done + i);
    (await examine(language, seeds.map((seed) => generate(seed, language, features)))).forEach((examined, i) => {
      totals.runs += examined.runs;
      totals.expected += examined.expected.length;
      totals.undecided += examined.undecided;
      if (examined.undecided > 0) undecided.push(seeds[i] ?? 0);
      for (const difference of examined.differences) found.push({ seed: seeds[i] ?? 0, difference, examined });
    });
  }
  const misses = found.filter(({ difference }) => difference.kind === 'miss').length;
  stdout.write(
    `${language}: ${count} programs from seed ${firstSeed}, ${totals.runs} scripts, ${totals.expected} lines to report, ${misses} misses, ${found.length - misses} false alarms, ${totals.undecided} undecided, ${Math.round((Date.now() - start) / 1000)} s\n\n`,
  );
  if (undecided.length > 0) stdout.write(`Undecided: ${undecided.join(', ')}\n\n`);
  await printCauses(found);
  return found.length === 0;
}

/** The smallest program of each difference, once, as soon as it is found. */
async function printCauses(found: readonly Found[]): Promise<void> {
  const seen = new Set<string>();
  for (const { seed, difference, examined: { program } } of mixed(found).slice(0, Number(options.shrink))) {
    const smallest = await shrink(program, (candidates) => whichShow(difference, program.language, candidates));
    const [examined] = await examine(program.language, [smallest]);
    if (examined === undefined || seen.has(examined.text)) continue;
    seen.add(examined.text);
    const shown = examined.differences.map(({ kind, line }) => `${kind} on line ${line}`).join(', ');
    stdout.write(`${literate(`${shown} (seed ${seed})`, program.language, examined.text, examined.expected)}\n`);
  }
}

/** Misses and false alarms in turn, one of each kind to a program. */
function mixed(found: readonly Found[]): Found[] {
  const firsts = found.filter((one, i) => !found.slice(0, i).some((other) => other.seed === one.seed && isSameDifference(other.difference, one.difference)));
  const misses = firsts.filter(({ difference }) => difference.kind === 'miss');
  const alarms = firsts.filter(({ difference }) => difference.kind !== 'miss');
  return firsts.flatMap((_, i) => [misses[i], alarms[i]].filter((one) => one !== undefined));
}

function chosenFeatures(language: Language): Features {
  const possible = featuresOf(language);
  const chosen = options.features === undefined ? possible : new Set(named(options.features));
  const without = named(options.without);
  return new Set([...chosen].filter((feature) => possible.has(feature) && !without.includes(feature)));
}

function named(list: string): Feature[] {
  return list.split(',').filter((name) => name !== '').map((name) => {
    if (!isFeature(name)) throw new Error(`${name} is none of ${ALL_FEATURES.join(', ')}.`);
    return name;
  });
}
