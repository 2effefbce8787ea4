/** What would be published: the built files and nothing else. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { describe, expect, it } from 'vitest';
import { packWorkspace } from '../client/tools/pack-workspace.mjs';
import type { PackedWorkspace } from '../client/tools/pack-workspace.mjs';
import { withoutTexts } from '../client/tools/manifest-texts.mjs';
import { ruleIds } from 'eslint-plugin-weakref/internal';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The pages of the lesson and their pictures. */
const lessonFiles = readdirSync(new URL('../rules/lessons', import.meta.url))
  .filter((name) => /\.(?:md|svg)$/.test(name))
  .sort();

/** Looks at the packed package, for as long as it is there. */
async function withPacked<Answer>(workspace: string, look: (packed: PackedWorkspace, tarball: Buffer) => Answer | Promise<Answer>): Promise<Answer> {
  const folder = mkdtempSync(join(tmpdir(), 'weakref-lint-'));
  try {
    const packed = packWorkspace(root, workspace, folder);
    return await look(packed, readFileSync(join(folder, packed.filename)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function packed(workspace: string): Promise<readonly string[]> {
  return withPacked(workspace, ({ files }) => files.map(({ path }) => path).sort());
}

function withTarball<Answer>(workspace: string, look: (tarball: Buffer) => Promise<Answer>): Promise<Answer> {
  return withPacked(workspace, (_, tarball) => look(tarball));
}

/** Every file that the conditions of a manifest's entries lead to. */
function targetsOf(entry: unknown): readonly string[] {
  if (typeof entry === 'string') return [entry];
  return typeof entry === 'object' && entry !== null ? Object.values(entry).flatMap(targetsOf) : [];
}

/** What an entry of the plugin loads of its own package. */
function loadedBy(file: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const text = readFileSync(new URL(`../rules/dist/${file}`, import.meta.url), 'utf8');
  for (const [, next = ''] of text.matchAll(/^(?:import|\} from) "\.\/([^"]+)"/gm)) loadedBy(next, seen);
  return seen;
}

describe('the published packages', () => {
  it('weakref-lint holds the bundles', async () => {
    const files = await packed('server');
    expect(files.filter((file) => file.startsWith('dist/docs/'))).toEqual(ruleIds.map((id) => `dist/docs/${id}.md`));
    expect(files.filter((file) => file.startsWith('dist/lessons/'))).toEqual(lessonFiles.map((file) => `dist/lessons/${file}`));
    expect(files.filter((file) => !/^dist\/(?:docs|lessons)\//.test(file))).toEqual([
      'LICENSE',
      'README.md',
      'dist/THIRD-PARTY-NOTICES.txt',
      'dist/check.cjs',
      'dist/core.cjs',
      'dist/init-command.cjs',
      'dist/javascript.cjs',
      'dist/language-server.cjs',
      'dist/lesson-commands.cjs',
      'dist/lint-worker.cjs',
      'dist/main.cjs',
      'dist/practice-commands.cjs',
      'dist/rule-commands.cjs',
      'dist/tree-sitter-python.wasm',
      'dist/web-tree-sitter.wasm',
      'package.json',
    ]);
  });

  it('eslint-plugin-weakref holds its entries, and no sources', async () => {
    const files = await packed('rules');
    expect(files.filter((file) => /(?:^|\/)src\//.test(file))).toEqual([]);
    expect(files).toEqual(expect.arrayContaining(['LICENSE', 'README.md', 'dist/index.js']));
    for (const file of files) expect(existsSync(new URL(`../rules/${file}`, import.meta.url))).toBe(true);
  });

  it.each(['rules', 'server'])('%s has a manifest that names nothing but what is packed', async (workspace) => {
    const { files, manifest } = await withPacked(workspace, ({ files: shipped }, tarball) => {
      const { stdout } = spawnSync('tar', ['-xzOf', '-', 'package/package.json'], { input: tarball, encoding: 'utf8' });
      const text: { readonly exports?: object; readonly bin?: object; readonly devDependencies?: object } = JSON.parse(stdout);
      return { files: shipped.map(({ path }) => path), manifest: text };
    });
    const targets = [...targetsOf(manifest.exports), ...targetsOf(manifest.bin)].map((target) => target.replace(/^\.\//, ''));
    expect(targets.length).toBeGreaterThan(0);
    expect(targets.filter((target) => !files.includes(target))).toEqual([]);
    expect(manifest.devDependencies).toBeUndefined();
  });

  it.each(['rules', 'server'])('%s is packed as publint wants it', async (workspace) => {
    const { messages, pkg } = await withTarball(workspace, (tarball) => publint({ pack: { tarball: new Uint8Array(tarball).buffer } }));
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
  });

  it('eslint-plugin-weakref has types that say what is there, to whoever imports it', async () => {
    const result = await withTarball('rules', (tarball) => checkPackage(createPackageFromTarballData(tarball), { entrypoints: ['.', './python'] }));
    if (result.types === false) throw new Error('There are no types.');
    // The package is for modules: whoever calls `require` is told so, and the resolution of Node 10 knows no `exports`.
    expect(result.problems.filter((problem) => !('resolutionKind' in problem && ['node16-cjs', 'node10'].includes(problem.resolutionKind)))).toEqual([]);
  });

  it('eslint-plugin-weakref loads no grammar in its first entry', () => {
    const mentionsGrammar = (entry: string): boolean =>
      [...loadedBy(entry)].some((file) => readFileSync(new URL(`../rules/dist/${file}`, import.meta.url), 'utf8').includes('tree-sitter'));
    expect({ first: mentionsGrammar('index.js'), python: mentionsGrammar('python.js') }).toEqual({ first: false, python: true });
  });
});

describe.each(['server', 'rules'])('the package of %s', (folder) => {
  it('has the licence of the project', () => {
    const license = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
    expect(license(`../${folder}/LICENSE`)).toBe(license('../LICENSE'));
  });

  it('says on its page how it is installed', () => {
    const manifest: { readonly name: string } = JSON.parse(readFileSync(new URL(`../${folder}/package.json`, import.meta.url), 'utf8'));
    expect(readFileSync(new URL(`../${folder}/README.md`, import.meta.url), 'utf8')).toContain(`npm install --save-dev ${manifest.name}\n`);
  });
});

describe('the extension', () => {
  it('holds the bundles of both hosts, and no sources', () => {
    // `npm run package` copies these, each by its name, and the manifest.
    const { files }: { readonly files: readonly string[] } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
    expect([...files].sort()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'client/dist/THIRD-PARTY-NOTICES.txt',
      'client/dist/browser.js',
      'client/dist/extension.cjs',
      'client/dist/node-client.cjs',
      'client/media/icon.png',
      ...['card', 'exercise', 'fix', 'quiz', 'sample', 'warning'].map((step) => `client/media/walkthrough/${step}.svg`),
      'schemas/package.json',
      'server/dist/THIRD-PARTY-NOTICES.txt',
      'server/dist/core.cjs',
      'server/dist/docs',
      'server/dist/javascript.cjs',
      'server/dist/language-server.cjs',
      ...lessonFiles.map((file) => `server/dist/lessons/${file}`),
      'server/dist/lint-worker.cjs',
      'server/dist/main.cjs',
      'server/dist/tree-sitter-python.wasm',
      'server/dist/web-tree-sitter.wasm',
      'server/dist/worker.js',
    ]);
  });

  it('holds every bundle that its bundles load', () => {
    const { files }: { readonly files: readonly string[] } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
    const bundles = files.filter((file) => file.endsWith('.cjs'));
    const shipped = new Set(bundles.map((bundle) => basename(bundle)));
    // The program knows commands that the extension never gives it.
    for (const bundle of bundles.filter((each) => !each.endsWith('/main.cjs'))) {
      const loaded = readFileSync(new URL(`../${bundle}`, import.meta.url), 'utf8').match(/(?<=["'](?:\.\/)?)[a-z-]+\.cjs(?=["'])/g) ?? [];
      expect(loaded.filter((name) => !shipped.has(name)), bundle).toEqual([]);
    }
  });

  it('has every text of its manifest where it can be translated', () => {
    const source: object = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
    const { manifest, texts } = withoutTexts(source);
    const names = [...JSON.stringify(manifest.contributes).matchAll(/"%([^"%]+)%"/g)].map(([, name]) => name);
    expect(names.length).toBeGreaterThan(50);
    expect([...names, 'displayName', 'description'].sort()).toEqual(Object.keys(texts).sort());
    expect(texts['contributes.commands.0.title']).toBe('Restart Server');
  });

  it('wakes up for its languages only', () => {
    const { activationEvents }: { readonly activationEvents: readonly string[] } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
    for (const event of activationEvents) expect(event).toMatch(/^onLanguage:/);
  });

  it.each(['client', 'server', 'rules'])('says whose work the bundles of %s contain', (folder) => {
    const notices = readFileSync(new URL(`../${folder}/dist/THIRD-PARTY-NOTICES.txt`, import.meta.url), 'utf8');
    const expected = { client: ['vscode-languageclient', 'semver'], server: ['eslint', 'typescript', 'web-tree-sitter', 'tree-sitter-python'], rules: ['tree-sitter-python'] }[folder];
    for (const name of expected ?? []) expect(notices).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(.+\\)$`, 'm'));
    expect(notices).not.toContain('undefined');
  });
});
