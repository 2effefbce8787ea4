/** Packs a workspace for the registry: its files, and a manifest that names nothing else. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/**
 * @param root of the repository
 * @param destination the folder that gets the tarball
 * @returns {{ filename: string, size: number, files: readonly { path: string }[] }} what npm says of it
 */
export function packWorkspace(root, workspace, destination) {
  const folder = join(root, workspace);
  const [{ files }] = npmPack(['--dry-run'], folder);
  const stage = mkdtempSync(join(tmpdir(), 'weakref-lint-pack-'));
  try {
    for (const { path } of files) {
      mkdirSync(dirname(join(stage, path)), { recursive: true });
      cpSync(join(folder, path), join(stage, path));
    }
    const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    writeFileSync(join(stage, 'package.json'), `${JSON.stringify(published(manifest), undefined, 2)}\n`);
    return npmPack(['--pack-destination', destination], stage)[0];
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

/** Only the repository has the sources, and the packages they are built with. */
function published({ devDependencies: _, exports = {}, ...manifest }) {
  const entries = Object.entries(exports).map(([name, entry]) => [name, withoutSource(entry)]);
  return entries.length === 0 ? manifest : { ...manifest, exports: Object.fromEntries(entries) };
}

function withoutSource(entry) {
  if (typeof entry === 'string') return entry;
  const { source: _, ...conditions } = entry;
  return conditions;
}

function npmPack(options, cwd) {
  const output = execFileSync('npm', ['pack', '--json', '--ignore-scripts', ...options], { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], shell: process.platform === 'win32' });
  return JSON.parse(output);
}
