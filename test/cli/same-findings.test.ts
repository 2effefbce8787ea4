/** The command line, the language server and ESLint with the plugin say the same of every case, sample and fixture. */
import { readFileSync, readdirSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';
import plugin from '../../rules/src/node/javascript.ts';
import pythonPlugin from '../../rules/src/node/python.ts';
import type { ReadModule } from '../../rules/src/internal.ts';
import { languageOfPath } from '../../server/src/languages.ts';
import { changingFiles, workspaceFiles } from '../../server/src/node/workspace-files.ts';
import { fullCapabilities, inMemoryClient } from '../support/lsp-client.ts';
import { javascriptDeref, pythonDeref } from '../support/programs.ts';
import { code } from '../support/rule-testers.ts';
import { folderWith, weakrefLint } from '../support/weakref-lint.ts';

type Files = Readonly<Record<string, string>>;

/** Of each file what is found in it: `line:column-line:column rule`, 1-based. */
type Findings = Readonly<Record<string, readonly string[]>>;

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Findings that are only there when other files are read; the second file in JavaScript does not even name `WeakRef`. */
const across: Files = {
  'across/base.py': 'class Small:\n    __slots__ = ("a",)\n',
  'across/user.py': 'import weakref\nfrom base import Small\n\nhandle = weakref.ref(Small())\n',
  'across/base.js': 'import { open } from "./open.js";\nexport const current = new WeakRef(open());\n',
  'across/user.js': code`
    import { current } from './base.js';

    export function use() {
      current.deref().run();
    }
  `,
};

/** One of each extension that none of the others has. */
const extensions: Files = {
  ...Object.fromEntries(['cjs', 'mjs', 'cts', 'mts'].map((extension) => [`extensions/a.${extension}`, javascriptDeref])),
  ...Object.fromEntries(['jsx', 'tsx'].map((extension) => [`extensions/a.${extension}`, `${javascriptDeref}\nconst shown = <b>{new WeakRef({}).deref().name}</b>;\n`])),
  'extensions/a.pyi': pythonDeref,
};

const files: Files = { ...below('test/cases'), ...below('samples'), ...below('test/vscode/workspace'), ...extensions, ...across };
/** Each in a folder of its own, so that no file finds another. */
const alone: Files = Object.fromEntries(Object.entries(files).map(([name, text]) => [`${name.replaceAll('/', '-')}-/${basename(name)}`, text]));

function below(folder: string): Files {
  const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name.replaceAll('\\', '/')}`);
  return Object.fromEntries(names.filter((name) => languageOfPath(name) !== undefined).map((name) => [name, readFileSync(join(root, name), 'utf8')]));
}

function ofCommandLine(folder: string): Findings {
  const reports: readonly ESLint.LintResult[] = JSON.parse(weakrefLint(['check', '--format', 'json', '.'], folder).out);
  return byFile(reports, folder);
}

async function ofEslint(folder: string, texts: Files, readModule: ReadModule | undefined): Promise<Findings> {
  const settings = readModule === undefined ? {} : { weakref: { readModule } };
  const eslint = new ESLint({ cwd: folder, overrideConfigFile: true, overrideConfig: [...plugin.configs.recommended, ...pythonPlugin.configs.recommended, { settings }] });
  const reports: ESLint.LintResult[] = [];
  for (const [name, text] of Object.entries(texts)) reports.push(...(await eslint.lintText(text, { filePath: join(folder, name) })));
  return byFile(reports, folder);
}

function byFile(reports: readonly ESLint.LintResult[], folder: string): Findings {
  return sorted(
    reports.map(({ filePath, messages }) => [
      relative(folder, filePath).replaceAll('\\', '/'),
      messages.map(({ line, column, endLine = 0, endColumn = 0, ruleId, message }) => `${line}:${column}-${endLine}:${endColumn} ${ruleId ?? message}`),
    ]),
  );
}

async function ofServer(folder: string, texts: Files): Promise<Findings> {
  const client = inMemoryClient(changingFiles());
  await client.initialize(undefined, undefined, [pathToFileURL(folder).href]);
  const found: [string, string[]][] = [];
  for (const [name, text] of Object.entries(texts)) {
    const uri = pathToFileURL(join(folder, name)).href;
    await client.open(uri, languageOfPath(name) ?? '', text);
    const diagnostics = await client.diagnostics(uri);
    found.push([name, diagnostics.map(({ range: { start, end }, code: rule }) => `${start.line + 1}:${start.character + 1}-${end.line + 1}:${end.character + 1} weakref/${rule ?? ''}`)]);
  }
  client.dispose();
  return sorted(found);
}

/** Without the files in which nothing is found. */
function sorted(findings: readonly (readonly [string, readonly string[]])[]): Findings {
  const some = findings.filter(([, found]) => found.length > 0).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(some.map(([name, found]) => [name, [...found].sort()]));
}

describe.each([
  { mode: 'each file alone', texts: alone, readsOthers: false },
  { mode: 'files beside the others', texts: files, readsOthers: true },
])('$mode', ({ texts, readsOthers }) => {
  const folder = folderWith(texts);
  const expected = ofCommandLine(folder);

  it('has findings to compare', () => {
    expect(Object.keys(expected).length).toBeGreaterThan(20);
    expect(Object.keys(expected).filter((name) => name.includes('extensions'))).toHaveLength(Object.keys(extensions).length);
    expect(Object.keys(expected).filter((name) => name.startsWith('across'))).toEqual(readsOthers ? ['across/user.js', 'across/user.py'] : []);
  });

  it('gets the same from ESLint with the plugin', async () => {
    expect(await ofEslint(folder, texts, readsOthers ? workspaceFiles([folder]) : undefined)).toEqual(expected);
  });

  it('gets the same from the language server', async () => {
    expect(await ofServer(folder, texts)).toEqual(expected);
  });
});

/** By notebook what is found in it: `cell:line rule`, 1-based. ESLint reads no notebooks. */
describe('notebooks', () => {
  /** Every file in Python, with a cell for what stands between two empty lines. */
  const notebooks = Object.entries(files)
    .filter(([name]) => name.endsWith('.py'))
    .map(([name, text]) => ({ name: `${name.replaceAll('/', '-')}-/a.ipynb`, cells: text.trimEnd().split(/\n{3,}(?=\S)/) }));

  function ofNotebooks(): Findings {
    const cell = (source: string): object => ({ cell_type: 'code', execution_count: null, metadata: {}, outputs: [], source });
    const folder = folderWith(Object.fromEntries(notebooks.map(({ name, cells }) => [name, JSON.stringify({ cells: cells.map(cell), metadata: {}, nbformat: 4, nbformat_minor: 5 })])));
    const reports: readonly ESLint.LintResult[] = JSON.parse(weakrefLint(['check', '--format', 'json', '.'], folder).out);
    return sorted(
      reports.map(({ filePath, messages }) => [
        relative(folder, filePath).replaceAll('\\', '/'),
        messages.map(({ message, ruleId }) => `${message.replace(/^Cell (\d+), line (\d+): .*$/s, '$1:$2')} ${ruleId ?? ''}`),
      ]),
    );
  }

  async function ofOpenNotebooks(): Promise<Findings> {
    const client = inMemoryClient();
    await client.initialize({ ...fullCapabilities, notebookDocument: { synchronization: {} } });
    const found: [string, string[]][] = [];
    for (const { name, cells } of notebooks) {
      const cellUri = (index: number): string => `vscode-notebook-cell:/${name}#${index}`;
      const cellTextDocuments = cells.map((text, index) => ({ uri: cellUri(index), languageId: 'python', version: 1, text }));
      const notebookDocument = { uri: `file:///${name}`, notebookType: 'jupyter-notebook', version: 1, cells: cellTextDocuments.map(({ uri }) => ({ kind: 2, document: uri })) };
      await client.notify('notebookDocument/didOpen', { notebookDocument, cellTextDocuments });
      const inCells = await Promise.all(cells.map((_, index) => client.diagnostics(cellUri(index))));
      found.push([name, inCells.flatMap((diagnostics, index) => diagnostics.map(({ range, code: rule }) => `${index + 1}:${range.start.line + 1} weakref/${rule ?? ''}`))]);
    }
    client.dispose();
    return sorted(found);
  }

  it('get the same from the command line and from the language server', async () => {
    const expected = ofNotebooks();
    expect(Object.keys(expected).length).toBeGreaterThan(15);
    expect(await ofOpenNotebooks()).toEqual(expected);
  });
});
