/** The suite in VS Code for the web: the extension host is a worker, and so is our server. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { openBrowser } from './browser.mjs';
import { freePort } from './free-port.mjs';
import { vscodeWeb } from './installed.mjs';

const { runServer } = createRequire(import.meta.url)('@vscode/test-web/out/server/main.js');
const root = fileURLToPath(new URL('../../..', import.meta.url));
const longestRun = 300_000;

export async function runWebSuite(out) {
  const tests = join(out, 'suite-browser.js');
  await build({
    entryPoints: [join(root, 'test/vscode/suite/browser.ts')],
    outfile: tests,
    bundle: true,
    platform: 'browser',
    format: 'cjs',
    target: 'es2022',
    external: ['vscode'],
    define: { global: 'globalThis', 'process.env.NODE_ENV': '"test"' },
    logLevel: 'error',
  });

  const workspace = mkdtempSync(join(tmpdir(), 'weakref-lint-workspace-'));
  cpSync(join(root, 'test/vscode/workspace'), workspace, { recursive: true });
  const port = await freePort('localhost');
  const server = await runServer('localhost', port, {
    build: { type: 'static', location: vscodeWeb, quality: 'stable', version: 'npm' },
    extensionDevelopmentPath: root,
    extensionTestsPath: tests,
    folderMountPath: workspace,
    esm: false,
  });
  const browser = await openBrowser();
  try {
    const page = await browser.newPage();
    const said = [];
    let hear = () => undefined;
    const ended = new Promise((resolve, reject) => {
      hear = (...parts) => {
        const text = parts.join(' ');
        if (text.startsWith('@@results ')) resolve(JSON.parse(text.slice('@@results '.length)));
        else said.push(text);
      };
      page.once('crash', () => reject(new Error('The page of the workbench crashed.')));
      setTimeout(() => reject(new Error(`The tests did not end within ${longestRun / 1000} seconds:\n${said.join('\n')}`)), longestRun).unref();
    });
    await page.exposeFunction('codeAutomationLog', (_type, args) => hear(...args));
    await page.exposeFunction('codeAutomationExit', (code) => hear(`The tests ended with code ${code}.`));
    await page.goto(`http://localhost:${port}`);
    return await ended;
  } finally {
    await browser.close();
    await server.close();
    rmSync(workspace, { recursive: true, force: true });
  }
}
