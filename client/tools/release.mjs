/**
 * Builds and checks everything that would be published, and prints the commands that publish it. It publishes nothing itself:
 * the accounts are a person's.
 *
 *   npm run release -- --dry-run
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packExtension } from './package.mjs';
import { packWorkspace } from './pack-workspace.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const out = join(root, 'out/release');
const largestVsix = 3 * 1024 * 1024;
const isWindows = process.platform === 'win32';

if (!process.argv.includes('--dry-run')) {
  console.error('Nothing is published from here. Run "npm run release -- --dry-run"; it prints the commands.');
  process.exit(2);
}

const read = (path) => readFileSync(join(root, path), 'utf8');
const json = (path) => JSON.parse(read(path));
const run = (command, args) => execFileSync(command, args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], shell: isWindows });

const complaints = [];
const manifest = json('package.json');
const { version } = manifest;

for (const folder of ['rules', 'server', 'client']) {
  const other = json(`${folder}/package.json`).version;
  if (other !== version) complaints.push(`${folder}/package.json has version ${other}; package.json has ${version}. They share one.`);
}
if (!read('CHANGELOG.md').includes(`## ${version}`)) complaints.push(`CHANGELOG.md has no section "## ${version}"; rename "Unreleased" when you release.`);
const pinned = json('server/package.json').devDependencies['eslint-plugin-weakref'];
if (pinned !== version) complaints.push(`server/package.json is built with eslint-plugin-weakref ${pinned}; it must be ${version}.`);

run('npm', ['run', '--silent', 'generate', '--', '--check']);
mkdirSync(out, { recursive: true });
const vsix = join(out, `${manifest.name}-${version}.vsix`);
await packExtension(vsix);
const size = statSync(vsix).size;
if (size > largestVsix) complaints.push(`${vsix} has ${size} bytes; the limit is ${largestVsix}.`);
const packages = ['rules', 'server'].map((workspace) => packWorkspace(root, workspace, out));

console.log(`\nBuilt in ${out}:`);
console.log(`  ${manifest.name}-${version}.vsix, ${kilobytes(size)}`);
for (const { filename, size: packed, files } of packages) console.log(`  ${filename}, ${kilobytes(packed)}, ${files.length} files`);
console.log(`
To publish, with the accounts of ${manifest.publisher}:
  npx vsce publish --packagePath ${vsix}
  npx ovsx publish ${vsix}
${packages.map(({ filename }) => `  npm publish ${join(out, filename)} --access public`).join('\n')}
  git tag v${version} && git push origin v${version}`);

for (const complaint of complaints) console.error(complaint);
if (complaints.length > 0) {
  console.error(`${complaints.length} ${complaints.length === 1 ? 'thing' : 'things'} to mend before this can be published.`);
  process.exitCode = 1;
}

function kilobytes(bytes) {
  return `${Math.round(bytes / 1024)} KB`;
}
