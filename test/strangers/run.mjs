/**
 * `npm run test:strangers`: packs the plugin and the command line, installs them in projects that know nothing of this one, and uses them there.
 * There is one for each pair of an ESLint and a TypeScript, which is used with and without type information.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packWorkspace } from '../../client/tools/pack-workspace.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const out = join(root, 'out/strangers');
const isWindows = process.platform === 'win32';

const projects = ['9', '10'].flatMap((eslint) => ['5', '6'].map((typescript) => ({ eslint, typescript })));

/** What every project is told, and where: `file:line rule`. */
const expected = ['a.js:5 weakref/no-unchecked-deref', 'b.ts:5 weakref/no-unchecked-deref', 'c.py:7 weakref/no-unchecked-deref'];
const files = {
  'a.js': 'export class Child {\n  constructor(parent) { this.parent = new WeakRef(parent); }\n\n  rename() {\n    this.parent.deref().changed();\n  }\n}\n',
  'b.ts': 'export class Child {\n  readonly parent: WeakRef<Child>;\n  constructor(parent: Child) { this.parent = new WeakRef(parent); }\n  rename(): void {\n    this.parent.deref()!.rename();\n  }\n}\n',
  'c.py': 'import weakref\n\nclass Child:\n    def __init__(self, parent):\n        self._parent = weakref.ref(parent)\n    def rename(self):\n        self._parent().changed()\n',
};
/** The mistake that has a safe fix. */
const repeated = files['c.py'].replace('        self._parent()', '        if self._parent() is not None:\n            self._parent()');

const typeInformation = {
  'without type information': '',
  'with type information': "  { files: ['**/*.ts'], languageOptions: { parserOptions: { projectService: true } } },\n",
};

const outcomes = [];
const work = realpathSync(mkdtempSync(join(tmpdir(), 'weakref-lint-strangers-')));
try {
  const tarballs = packAll();
  for (const project of projects) tryOut(project, tarballs);
} finally {
  rmSync(work, { recursive: true, force: true });
}
mkdirSync(out, { recursive: true });
writeFileSync(join(out, 'results.json'), JSON.stringify([{ outcomes }]));
const failed = outcomes.filter(({ error }) => error !== undefined);
console.log(`strangers: ${outcomes.length - failed.length} passed, ${failed.length} failed`);
process.exitCode = failed.length === 0 ? 0 : 1;

function packAll() {
  must(run(process.execPath, ['esbuild.mjs'], root));
  return ['rules', 'server'].map((workspace) => join(work, packWorkspace(root, workspace, work).filename));
}

function tryOut({ eslint, typescript }, tarballs) {
  const name = `ESLint ${eslint}, TypeScript ${typescript}`;
  const folder = join(work, `eslint-${eslint}-typescript-${typescript}`);
  const check = (what, test) => {
    const title = `${name}: ${what}`;
    try {
      test();
      outcomes.push({ title });
    } catch (error) {
      outcomes.push({ title, error: error.message });
      console.log(`  ${what}: ${error.message}`);
    }
  };
  const write = (file, text) => writeFileSync(join(folder, file), text);
  const lint = (...options) => run(process.execPath, ['node_modules/eslint/bin/eslint.js', '--format', 'json', ...options, '.'], folder);

  console.log(name);
  mkdirSync(folder);
  write('package.json', JSON.stringify({ name: 'stranger', version: '1.0.0', private: true, type: 'module' }));
  check('installs', () => must(run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', '--ignore-scripts', ...tarballs, `eslint@${eslint}`, `typescript@${typescript}`, '@eslint/config-inspector'], folder)));
  for (const [file, text] of Object.entries(files)) write(file, text);
  write('tsconfig.json', JSON.stringify({ compilerOptions: { strict: true, target: 'es2022', module: 'nodenext', noEmit: true, checkJs: true, skipLibCheck: true }, files: ['b.ts', 'eslint.config.mjs'] }));
  const writeConfig = (typed) => write('eslint.config.mjs', `// @ts-check\nimport { defineConfig } from 'eslint/config';\nimport weakref from 'eslint-plugin-weakref';\nimport weakrefPython from 'eslint-plugin-weakref/python';\n\nexport default defineConfig([\n  ...weakref.configs.recommended,\n  ...weakrefPython.configs.recommended,\n${typed}  { ignores: ['*.config.*'] },\n]);\n`);

  for (const [types, config] of Object.entries(typeInformation)) {
    writeConfig(config);
    check(`finds what it should, ${types}`, () => equal(placesIn(lint(), folder), expected));
    check(`finds the same on several threads, ${types}`, () => equal(placesIn(lint('--concurrency', '2'), folder), expected));
    check(`finds the same with a cache, twice, ${types}`, () => {
      for (let round = 0; round < 2; round += 1) equal(placesIn(lint('--cache'), folder), expected);
    });
  }
  check('can be shown', () => {
    const { stdout } = must(run(process.execPath, ['node_modules/eslint/bin/eslint.js', '--print-config', 'b.ts'], folder));
    equal(JSON.parse(stdout).languageOptions.parser.startsWith('@typescript-eslint/parser'), true);
  });
  check('is shown by the config inspector', () => {
    must(run(process.execPath, ['node_modules/@eslint/config-inspector/bin.mjs', 'build', '--outDir', 'inspected'], folder));
    const shown = readdirSync(join(folder, 'inspected'), { recursive: true, withFileTypes: true }).filter((each) => each.name.endsWith('.json'));
    const text = shown.map((each) => readFileSync(join(each.parentPath, each.name), 'utf8')).join('');
    equal(['weakref/typescript', 'weakref/python/recommended', 'weakref/no-unchecked-deref'].filter((each) => !text.includes(each)), []);
    rmSync(join(folder, 'inspected'), { recursive: true });
  });
  check('has types that TypeScript accepts', () => must(run(process.execPath, ['node_modules/typescript/bin/tsc', '-p', '.'], folder)));
  check('is loaded by a config that is CommonJS', () => {
    write('eslint.config.cjs', "module.exports = (async () => {\n  const { default: weakref } = await import('eslint-plugin-weakref');\n  const { default: weakrefPython } = await import('eslint-plugin-weakref/python');\n  return [...weakref.configs.strict, ...weakrefPython.configs.all, { ignores: ['*.config.*'] }];\n})();\n");
    equal(placesIn(lint('--config', 'eslint.config.cjs'), folder), expected);
  });
  check('fixes', () => {
    write('c.py', repeated);
    lint('--fix');
    equal(readFileSync(join(folder, 'c.py'), 'utf8').match(/self\._parent\(\)/g)?.length, 1);
    write('c.py', files['c.py']);
  });
  check('agrees with the command line', () => {
    const { stdout, status } = run(process.execPath, ['node_modules/weakref-lint/dist/main.cjs', 'check', '--format', 'json', 'a.js', 'b.ts', 'c.py'], folder);
    equal(placesIn({ stdout }, folder), expected);
    equal(status, 1);
  });
  check('gives back a command line with several threads and all its pages', () => {
    const program = join(folder, 'node_modules/weakref-lint/dist/main.cjs');
    equal(placesIn(run(process.execPath, [program, 'check', '--concurrency', '2', '--format', 'json', 'a.js', 'b.ts', 'c.py'], folder), folder), expected);
    must(run(process.execPath, [program, 'explain', 'no-unchecked-deref'], folder));
  });
}

function placesIn({ stdout, stderr }, folder) {
  if (stdout === '') throw new Error(`It printed nothing but: ${stderr}`);
  return JSON.parse(stdout).flatMap(({ filePath, messages }) => messages.map(({ line, ruleId, message }) => `${filePath.slice(folder.length + 1)}:${line} ${ruleId ?? message}`));
}

function run(command, args, cwd) {
  return spawnSync(command, args, { cwd, encoding: 'utf8', shell: isWindows && command === 'npm', maxBuffer: 2 ** 26 });
}

function must(result) {
  if (result.status !== 0) throw new Error(`It ended with ${result.status ?? result.error?.message}: ${result.stderr}${result.stdout}`.trim());
  return result;
}

function equal(found, wanted) {
  if (JSON.stringify(found) !== JSON.stringify(wanted)) throw new Error(`It was ${JSON.stringify(found)}, not ${JSON.stringify(wanted)}.`);
}
