/** `npm start`: checks the sample program, or what is named (`npm start -- PATH`). Findings in the sample are no failure. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('dist/main.cjs', import.meta.url));
const args = process.argv.slice(2);
const { status } = spawnSync(process.execPath, [program, 'check', ...(args.length === 0 ? ['samples'] : args)], { stdio: 'inherit' });
process.exitCode = args.length === 0 && status === 1 ? 0 : (status ?? 2);
