/** Starts the server of code-server's copy of VS Code in a temporary folder of its own. */
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.mjs';
import { nodeForServer, serverMain } from './installed.mjs';

const quietSettings = {
  // As on the desktop.
  'files.autoSave': 'off',
  'chat.disableAIFeatures': true,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'telemetry.telemetryLevel': 'off',
};

/**
 * @param options.host 'newest' or 'oldest'
 * @param options.settings the user's settings, beside those that keep the workbench quiet
 * @param options.isTrusted whether the workspace is; otherwise it opens in Restricted Mode
 * @param options.isDriven whether tests run inside; if so, the workbench shows neither dialogs nor notifications
 * @param options.vsix an extension to install
 * @returns its address, how a file is named to the workbench, and how to stop it
 */
export async function startCodeServer({ host = 'newest', settings = {}, isTrusted = true, isDriven = true, vsix, env = {} }) {
  const folder = mkdtempSync(join(tmpdir(), 'weakref-lint-vscode-'));
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  try {
    const folders = ['--server-data-dir', folder, '--extensions-dir', join(folder, 'extensions'), '--accept-server-license-terms'];
    mkdirSync(join(folder, 'data/User'), { recursive: true });
    writeFileSync(join(folder, 'data/User/settings.json'), JSON.stringify({ ...quietSettings, ...settings }));
    if (vsix !== undefined) execFileSync(nodeForServer, [serverMain(host), ...folders, '--install-extension', vsix], { env: { ...process.env, EXTENSIONS_GALLERY: '{}' }, stdio: 'pipe' });

    const port = await freePort('127.0.0.1');
    const child = spawn(
      nodeForServer,
      [
        ...[serverMain(host), ...folders, '--host', '127.0.0.1', '--port', String(port), '--without-connection-token', '--disable-telemetry'],
        ...(isDriven ? ['--enable-smoke-test-driver'] : []),
        ...(isTrusted ? ['--disable-workspace-trust'] : []),
      ],
      { env: { ...process.env, EXTENSIONS_GALLERY: '{}', ...env }, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    const exited = new Promise((resolve) => child.once('exit', resolve));
    const stop = async () => {
      child.kill();
      await exited;
      remove();
    };
    await isListening(child, exited);
    return { base: `http://127.0.0.1:${port}`, uri: (path) => `vscode-remote://127.0.0.1:${port}${encodeURI(path)}`, stop };
  } catch (error) {
    remove();
    throw error;
  }
}

function isListening(child, exited) {
  return new Promise((resolve, reject) => {
    let said = '';
    const listen = (data) => {
      said += data;
      if (said.includes('Extension host agent listening')) resolve();
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    void exited.then((code) => reject(new Error(`The server of VS Code ended with code ${code}:\n${said}`)));
  });
}
