/** What throws inside the server is named once, and takes nothing else down. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import plugin from 'eslint-plugin-weakref/internal';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Linting, createPythonParse, defaultSettings } from '../../server/src/core.ts';
import { changingFiles } from '../../server/src/node/workspace-files.ts';
import { testPlatform } from '../support/host.ts';
import { inMemoryClient, workspaceCapabilities } from '../support/lsp-client.ts';
import type { LspClient } from '../support/lsp-client.ts';
import { javascriptDeref, pythonDeref, pythonRepeated } from '../support/programs.ts';
import { folderWith } from '../support/weakref-lint.ts';

afterEach(() => vi.restoreAllMocks());

const broken = new Error('nobody thought of this');

function failing(id: keyof typeof plugin.rules, error: unknown = broken): void {
  vi.spyOn(plugin.rules[id], 'create').mockImplementation(() => {
    const fail = (): never => {
      throw error;
    };
    return { Program: fail, Module: fail };
  });
}

describe('a rule that throws', () => {
  const uri = 'file:///project/child.py';
  let client: LspClient;
  let troubles: unknown[];

  beforeEach(async () => {
    client = inMemoryClient();
    troubles = [];
    client.connection.onNotification('weakrefLint/trouble', (report: unknown) => void troubles.push(report));
    await client.initialize();
  });
  afterEach(() => client.dispose());

  it('is named once, and the others go on', async () => {
    failing('no-weak-temporary');
    await client.open(uri, 'python', pythonDeref);
    expect(await client.diagnostics(uri)).toMatchObject([{ code: 'no-unchecked-deref' }]);
    await client.open('file:///project/child.js', 'javascript', javascriptDeref);
    expect(await client.diagnostics('file:///project/child.js')).toMatchObject([{ code: 'no-unchecked-deref' }]);
    const sentence = `the rule no-weak-temporary failed in ${uri} (nobody thought of this); the rest goes on. Please report it.`;
    expect(client.logged).toEqual([sentence]);
    expect(troubles).toEqual([{ sentences: [sentence] }]);
  });

  it('keeps hovers and fixes of the others', async () => {
    failing('no-weak-temporary');
    await client.open(uri, 'python', pythonRepeated);
    const [finding] = await client.diagnostics(uri);
    if (finding === undefined) throw new Error('the text has one mistake');
    expect(await client.hover(uri, finding.range.start.line, finding.range.start.character)).not.toBeNull();
    expect(await client.codeActions(uri, finding.range, ['source.fixAll.weakref'])).toHaveLength(1);
  });
});

describe('settings that cannot be used', () => {
  const preset = 'preset must be "recommended" or "strict", not "loud"; it is ignored.';

  it('are trouble while they stand there, in the editor and in a file', async () => {
    const folder = folderWith({ 'weakref-lint.toml': 'preset = "loud"\n' });
    const uriOf = (name: string): string => pathToFileURL(join(folder, name)).href;
    const client = inMemoryClient(changingFiles());
    const troubles: { readonly sentences: readonly string[] }[] = [];
    client.connection.onNotification('weakrefLint/trouble', (report: { readonly sentences: readonly string[] }) => void troubles.push(report));
    await client.initialize(workspaceCapabilities, { preset: 'loud' }, [pathToFileURL(folder).href]);
    await client.open(uriOf('child.py'), 'python', pythonDeref);
    await client.pull(uriOf('child.py'));
    expect(troubles).toEqual([{ sentences: [`weakrefLint.${preset}`] }, { sentences: [`weakrefLint.${preset}`, `weakref-lint.toml: ${preset}`] }]);
    await client.notify('workspace/didChangeConfiguration', { settings: { weakrefLint: {} } });
    writeFileSync(join(folder, 'weakref-lint.toml'), 'preset = "strict"\n');
    await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: uriOf('weakref-lint.toml'), type: 2 }] });
    await client.pull(uriOf('child.py'));
    expect(troubles.slice(2)).toEqual([{ sentences: [`weakref-lint.toml: ${preset}`] }, { sentences: [] }]);
    client.dispose();
  });
});

describe('failures of a lint', () => {
  const document = (text: string) => ({ path: 'child.py', languageId: 'python', text, settings: defaultSettings }) as const;

  it('are none where all is well', async () => {
    const linting = new Linting(testPlatform);
    await linting.prepare('python');
    expect(linting.lint(document(pythonDeref))).toMatchObject({ kind: 'linted', failures: [] });
  });

  it('are one of the analysis where all rules fail alike', async () => {
    const linting = new Linting(testPlatform);
    await linting.prepare('python');
    const parsed = (): object => {
      const frontEnd = {
        get() {
          throw broken;
        },
      };
      return Object.defineProperty(createPythonParse().sourceCode(pythonDeref), 'frontEnd', frontEnd);
    };
    expect(linting.lint({ ...document(pythonDeref), parsed })).toMatchObject({
      kind: 'linted',
      findings: [],
      failures: [{ who: 'the analysis', reason: 'nobody thought of this' }],
    });
  });

  it('are not those of the file before', async () => {
    failing('no-weak-temporary', 'a string');
    const linting = new Linting(testPlatform);
    await linting.prepare('python');
    expect(linting.lint(document(pythonDeref))).toMatchObject({ failures: [{ who: 'the rule no-weak-temporary', reason: 'a string' }] });
    vi.restoreAllMocks();
    expect(linting.lint(document(pythonDeref))).toMatchObject({ failures: [] });
  });

  it('are one where the parse itself throws', async () => {
    const linting = new Linting(testPlatform);
    await linting.prepare('python');
    const parsed = (): never => {
      throw broken;
    };
    expect(linting.lint({ ...document(pythonDeref), parsed })).toMatchObject({ findings: [], failures: [{ who: 'the analysis' }] });
  });
});
