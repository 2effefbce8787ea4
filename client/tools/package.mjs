/**
 * Makes the .vsix: `npm run package [-- FILE]`. It is packed in a folder that holds nothing else, because vsce walks every folder
 * below the one it is started in, and the copies of VS Code in `test/vscode` have a hundred thousand files.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createVSIX } from '@vscode/vsce';
import { withoutTexts } from './manifest-texts.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

const largestPackage = 3 * 1024 ** 2;

/** @param vsix the file to write; throws when it has become too large */
export async function packExtension(vsix) {
  execFileSync(process.execPath, ['esbuild.mjs', '--production'], { cwd: root, stdio: 'inherit' });
  const { scripts: _scripts, workspaces: _workspaces, devDependencies: _development, ...manifest } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const folder = mkdtempSync(join(tmpdir(), 'weakref-lint-package-'));
  try {
    for (const file of manifest.files) cpSync(join(root, file), join(folder, file), { recursive: true });
    const { manifest: nameless, texts } = withoutTexts(manifest);
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...nameless, files: [...manifest.files, 'package.nls.json'] }, null, 2));
    writeFileSync(join(folder, 'package.nls.json'), JSON.stringify(texts, null, 2));
    await createVSIX({ cwd: folder, packagePath: vsix, dependencies: false });
    const { size } = statSync(vsix);
    if (size > largestPackage) throw new Error(`${vsix} has ${size} bytes, more than the ${largestPackage} that an extension of ours may have: look at what was added to "files".`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const vsix = resolve(process.argv[2] ?? join(root, `${name}-${version}.vsix`));
  mkdirSync(join(vsix, '..'), { recursive: true });
  await packExtension(vsix);
}
