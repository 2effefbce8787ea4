/**
 * Runs or compiles blocks of JavaScript: a JSON list on standard input, a JSON list of results on standard output.
 *
 * A block is {code, mode}, the mode being "run" (a module), "compile" or "fragment" (a piece of some function's body).
 * A result is what the block printed, or {error}. Needs `--expose-gc`.
 */
import { readFileSync } from 'node:fs';
import { format } from 'node:util';

const AsyncFunction = (async () => {}).constructor;

async function result({ code, mode }, index) {
  const { log } = console;
  let printed = '';
  console.log = (...values) => void (printed += `${format(...values)}\n`);
  try {
    // The comment keeps equal blocks apart: a module is evaluated once for each address.
    if (mode === 'run') await import(`data:text/javascript,${encodeURIComponent(`${code}\n// ${index}`)}`);
    else new AsyncFunction(code);
    return printed;
  } catch (error) {
    return { error: String(error) };
  } finally {
    console.log = log;
  }
}

const results = [];
for (const [index, block] of JSON.parse(readFileSync(0, 'utf8')).entries()) results.push(await result(block, index));
process.stdout.write(JSON.stringify(results));
