/** Runs the built command line, and makes folders for it to look at. */
import { spawnSync } from 'node:child_process';
import type { SpawnSyncOptions } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';
import { program } from './lsp-client.ts';

export interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export function weakrefLint(args: readonly string[], cwd: string, env: Readonly<Record<string, string>> = {}): Outcome {
  return run(args, { cwd }, env);
}

export function withStdin(args: readonly string[], cwd: string, input: string | Uint8Array): Outcome {
  return run(args, { cwd, input });
}

/** As a user who may not do everything, also where the tests run as one who may. */
export function withoutPrivileges(args: readonly string[], cwd: string): Outcome {
  return run(args, process.getuid?.() === 0 ? { cwd, uid: 65_534, gid: 65_534 } : { cwd });
}

function run(args: readonly string[], options: SpawnSyncOptions, env: Readonly<Record<string, string>> = {}): Outcome {
  // What somebody asks of all programs is not asked of the tests.
  const ours = { ...process.env, FORCE_COLOR: '', NO_COLOR: '', ...env };
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { ...options, env: ours, encoding: 'utf8' });
  return { code: status, out: stdout, err: stderr };
}

const folders: string[] = [];

/** A folder with the given files, gone after the tests of the file. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'weakref-lint-')));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});
