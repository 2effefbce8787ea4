/** The suite in an extension host that is Node, started by `@vscode/test-electron`. */
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** The versions of VS Code for the desktop: what is current, and the first that may install the extension. */
const versions = { newest: 'stable', oldest: engines.vscode.replace(/^\^/, '') };

/**
 * @param name 'newest' or 'oldest'
 * @param entry the file of the suite that is run, without its ending
 * @returns what the suite writes
 */
export async function runNodeSuite(name, host, out, entry = 'node') {
  const tests = join(out, `suite-${entry}.cjs`);
  await build({ entryPoints: [join(root, `test/vscode/suite/${entry}.ts`)], outfile: tests, bundle: true, platform: 'node', format: 'cjs', target: 'es2022', external: ['vscode', 'mocha'], logLevel: 'warning' });

  const workspace = mkdtempSync(join(tmpdir(), 'weakref-lint-workspace-'));
  const resultsFile = join(out, `results-${entry}-${name}.json`);
  rmSync(resultsFile, { force: true });
  cpSync(join(root, 'test/vscode/workspace'), workspace, { recursive: true });
  try {
    await runTests({
      ...(host === 'electron' ? { version: versions[name] } : { vscodeExecutablePath: fileURLToPath(new URL('stand-in.mjs', import.meta.url)) }),
      extensionDevelopmentPath: root,
      extensionTestsPath: tests,
      launchArgs: [workspace, ...(host === 'electron' ? ['--disable-extensions'] : [])],
      extensionTestsEnv: { WEAKREF_HOST: name, WEAKREF_RESULTS: resultsFile },
    }).catch((error) => {
      // Failed tests are in the results; only a host without results is an error.
      if (host === 'electron' && /download|ENOTFOUND|ECONN|getaddrinfo|request/i.test(String(error))) {
        throw new Error(`VS Code could not be downloaded (${error.message}); VSC_HOST=code-server runs the tests without a download.`, { cause: error });
      }
    });
    return JSON.parse(readFileSync(resultsFile, 'utf8'));
  } finally {
    rmSync(workspace, { recursive: true, force: true });
  }
}
