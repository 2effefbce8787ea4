/**
 * Builds what is published: the plugin (ESM, one file per entry of its `exports`), the server package (CommonJS: a thin `main`,
 * the pages of the rules, the lint core, the threads of the command line, the language server, and the TypeScript parser, loaded only for JS/TS files; and a worker that loads the same
 * core and parser) and the extension, once for Node, with the client as a file of its own, and once for browsers.
 *
 * node esbuild.mjs [--watch] [--production]
 */
import { copyFile, cp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { context } from 'esbuild';
import typescript from 'typescript';
import { copyLesson } from './client/tools/lesson-pages.mjs';
import { thirdPartyNotices } from './client/tools/third-party-notices.mjs';

const watch = process.argv.includes('--watch');
const production = process.argv.includes('--production');
const require = createRequire(import.meta.url);

const readJson = async (path) => JSON.parse(await readFile(path, 'utf8'));
const root = await readJson('package.json');
const rules = await readJson('rules/package.json');

/**
 * What ESLint's `Linter` would load and our server never uses: its own rules, its default parser, a logger, and the validator of
 * rule options, which here only our own code chooses.
 */
const unused = [
  { filter: /[\\/]eslint[\\/]lib[\\/]rules[\\/]index\.js$/, contents: 'module.exports = new Map();' },
  {
    filter: /[\\/]espree[\\/]dist[\\/]espree\.cjs$/,
    contents: 'exports.latestEcmaVersion = 17; exports.parse = () => { throw new Error("A parser must be given."); };',
  },
  { filter: /[\\/]eslint[\\/]lib[\\/]shared[\\/]ajv\.js$/, contents: 'module.exports = () => ({ compile: () => Object.assign(() => true, { errors: null }) });' },
  { filter: /[\\/]debug[\\/]src[\\/]index\.js$/, contents: 'module.exports = () => Object.assign(() => {}, { enabled: false });' },
];

const withoutUnused = {
  name: 'without-unused',
  setup(build) {
    for (const { filter, contents } of unused) build.onLoad({ filter }, () => ({ contents, loader: 'js' }));
  },
};

/** These bundles load one another at run time; each stays a file of its own. */
const siblingBundles = {
  name: 'sibling-bundles',
  setup(build) {
    const siblings = new Map([
      ['core.ts', './core.cjs'],
      ['javascript-parser.ts', './javascript.cjs'],
      ['stdio-server.ts', './language-server.cjs'],
      ['check.ts', './check.cjs'],
      ['rule-commands.ts', './rule-commands.cjs'],
      ['lesson-commands.ts', './lesson-commands.cjs'],
      ['practice-commands.ts', './practice-commands.cjs'],
      ['init-command.ts', './init-command.cjs'],
      ['node-client.ts', './node-client.cjs'],
    ]);
    build.onResolve({ filter: /^\.{1,2}\/.*\.ts$/ }, ({ path, kind }) => {
      const sibling = siblings.get(path.slice(path.lastIndexOf('/') + 1));
      return sibling === undefined || kind === 'entry-point' ? undefined : { path: sibling, external: true };
    });
  },
};

const common = {
  bundle: true,
  target: 'es2022',
  conditions: ['source'],
  define: { 'process.env.NODE_ENV': '"production"' },
  minify: production,
  sourcemap: production ? false : 'linked',
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
};

const serverBundle = (entry, file) => ({
  ...common,
  entryPoints: [`server/src/${entry}`],
  outfile: `server/dist/${file}`,
  format: 'cjs',
  platform: 'node',
  // Node reads the whole text of what is imported in search of its exports, before it compiles it; what is required it only compiles.
  supported: { 'dynamic-import': false },
  // Half the text to compile at every start.
  minify: true,
  define: { ...common.define, __VERSION__: JSON.stringify(root.version), __HOMEPAGE__: JSON.stringify(root.homepage) },
  // The main module of jsonc-parser loads its parts in a way that no bundler can follow.
  alias: { 'web-tree-sitter': require.resolve('web-tree-sitter'), 'jsonc-parser': require.resolve('jsonc-parser/lib/esm/main.js') },
  plugins: [withoutUnused, siblingBundles],
});

const worker = {
  ...serverBundle('browser/main.ts', 'worker.js'),
  platform: 'browser',
  banner: { js: 'const require=(name)=>self.weakrefRequire(name);' },
};

const clientBundle = (entry, file, platform) => ({
  ...common,
  entryPoints: [`client/src/${entry}`],
  outfile: `client/dist/${file}`,
  format: 'cjs',
  platform,
  minify: true,
  external: ['vscode'],
  supported: { 'dynamic-import': false },
  define: { ...common.define, __VERSION__: JSON.stringify(root.version) },
  plugins: [siblingBundles],
});

const pluginEntries = Object.fromEntries(
  Object.values(rules.exports)
    .filter((target) => typeof target === 'object' && target.source !== undefined)
    .map(({ source, default: output }) => [output.replace(/^\.\/dist\/(.*)\.js$/, '$1'), `rules/${source}`]),
);

const builds = [
  {
    ...common,
    entryPoints: pluginEntries,
    outdir: 'rules/dist',
    format: 'esm',
    platform: 'node',
    splitting: true,
    chunkNames: 'shared-[hash]',
    external: Object.keys({ ...rules.dependencies, ...rules.peerDependencies }).flatMap((name) => [name, `${name}/*`]),
  },
  serverBundle('core.ts', 'core.cjs'),
  serverBundle('javascript-parser.ts', 'javascript.cjs'),
  serverBundle('node/stdio-server.ts', 'language-server.cjs'),
  serverBundle('node/check.ts', 'check.cjs'),
  serverBundle('node/lint-worker.ts', 'lint-worker.cjs'),
  serverBundle('node/rule-commands.ts', 'rule-commands.cjs'),
  serverBundle('node/lesson-commands.ts', 'lesson-commands.cjs'),
  serverBundle('node/practice-commands.ts', 'practice-commands.cjs'),
  serverBundle('node/init-command.ts', 'init-command.cjs'),
  { ...serverBundle('node/main.ts', 'main.cjs'), banner: { js: '#!/usr/bin/env node' } },
  worker,
  clientBundle('extension.ts', 'extension.cjs', 'node'),
  clientBundle('node-client.ts', 'node-client.cjs', 'node'),
  clientBundle('browser.ts', 'browser.js', 'browser'),
];

const contexts = await Promise.all(builds.map((options) => context(options)));
const results = await Promise.all(contexts.map((build) => build.rebuild()));

const wasm = [require.resolve('web-tree-sitter/web-tree-sitter.wasm'), require.resolve('tree-sitter-python/tree-sitter-python.wasm')];
for (const folder of ['rules/dist', 'server/dist']) {
  await mkdir(folder, { recursive: true });
  await Promise.all(wasm.map((file) => copyFile(file, `${folder}/${basename(file)}`)));
}

// Both entries of the plugin that others use have one type.
const pluginType = 'rules/src/plugin-type.ts';
const { outputText } = typescript.transpileDeclaration(await readFile(pluginType, 'utf8'), { fileName: pluginType, compilerOptions: { module: typescript.ModuleKind.ESNext } });
await writeFile('rules/dist/plugin.d.ts', `${outputText}declare const plugin: WeakrefPlugin;\nexport default plugin;\n`);

// What `weakref-lint explain` shows.
const pages = 'server/dist/docs';
await rm(pages, { recursive: true, force: true });
await cp('rules/docs', pages, { recursive: true });

// What `weakref-lint lesson` and the extension show.
const lessons = 'server/dist/lessons';
await rm(lessons, { recursive: true, force: true });
await copyLesson('rules/lessons', lessons);

// Bundles contain other people's work, and say whose; the plugin leaves its dependencies outside, but for the grammar.
const noticesFile = 'THIRD-PARTY-NOTICES.txt';
for (const folder of ['rules/dist', 'server/dist', 'client/dist']) {
  const inputs = results.flatMap(({ metafile }) => Object.entries(metafile.outputs)).filter(([file]) => file.startsWith(folder)).flatMap(([, output]) => Object.keys(output.inputs));
  const assets = folder === 'client/dist' ? [] : wasm;
  await writeFile(`${folder}/${noticesFile}`, await thirdPartyNotices([...inputs, ...assets]));
}

// Files of an earlier build go last, so that a program that runs meanwhile finds what it needs.
const written = new Set(results.flatMap(({ metafile }) => Object.keys(metafile.outputs)).map((file) => basename(file)));
for (const folder of ['rules/dist', 'server/dist', 'client/dist']) {
  const stale = (await readdir(folder)).filter((file) => !written.has(file) && !file.endsWith('.wasm') && !file.endsWith('.d.ts') && file !== noticesFile && ![pages, lessons].includes(`${folder}/${file}`));
  await Promise.all(stale.map((file) => rm(`${folder}/${file}`, { recursive: true, force: true })));
}

/** What went into each bundle, for the test that checks the direction of imports. */
const inputs = {};
for (const { metafile } of results) {
  for (const [file, { imports }] of Object.entries(metafile.inputs)) inputs[file] = imports.map(({ path }) => path);
}
await mkdir('out', { recursive: true });
await writeFile('out/imports.json', JSON.stringify(inputs, null, 1));

if (watch) await Promise.all(contexts.map((build) => build.watch()));
else await Promise.all(contexts.map((build) => build.dispose()));
