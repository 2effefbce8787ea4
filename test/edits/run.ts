/** `npm run random-edits -- --edits N --seed S`: applies N edits and prints the first difference. */
import { argv, stdout } from 'node:process';
import { parseArgs } from 'node:util';
import { loadPython } from '../support/python-parser.ts';
import { randomEdits } from './random-edits.ts';

const { values } = parseArgs({ args: argv.slice(2), options: { edits: { type: 'string', default: '10000' }, seed: { type: 'string', default: '1' } } });

async function main(): Promise<void> {
  await loadPython();
  const { compared, found, difference } = await randomEdits(Number(values.edits), Number(values.seed), (done) => {
    if (done % 500 === 0) stdout.write(`${done} edits\n`);
  });
  stdout.write(difference === undefined ? `no difference in ${compared} texts with ${found} findings\n` : `${JSON.stringify(difference, null, 1)}\n`);
  process.exitCode = difference === undefined ? 0 : 1;
}

void main();
