import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fullCapabilities, inMemoryClient, pushCapabilities } from '../support/lsp-client.ts';
import type { LspClient } from '../support/lsp-client.ts';
import { advised, pythonDeref, pythonDerefLine } from '../support/programs.ts';

const uri = 'file:///project/child.py';
let client: LspClient;

beforeEach(() => {
  client = inMemoryClient();
});
afterEach(() => client.dispose());

describe('initialize', () => {
  it('offers pull diagnostics, hover and code actions to a client that can pull', async () => {
    const { capabilities, serverInfo } = await client.initialize();
    expect(serverInfo?.name).toBe('weakref-lint');
    expect(capabilities).toMatchObject({
      positionEncoding: 'utf-16',
      textDocumentSync: { openClose: true, change: 2 },
      hoverProvider: true,
      codeActionProvider: { codeActionKinds: ['quickfix', 'refactor.extract', 'refactor.rewrite', 'source.fixAll.weakref'] },
      diagnosticProvider: { interFileDependencies: true, workspaceDiagnostics: false },
    });
  });

  it('offers no pull diagnostics to a client that cannot pull', async () => {
    const { capabilities } = await client.initialize(pushCapabilities);
    expect(capabilities.diagnosticProvider).toBeUndefined();
  });

  it('answers a client that says nothing about itself', async () => {
    const { capabilities } = await client.initialize({});
    expect(capabilities.hoverProvider).toBe(true);
  });

  it('shuts down', async () => {
    await client.initialize();
    expect(await client.request('shutdown', undefined)).toBeNull();
  });
});

describe('settings', () => {
  it('switches everything off', async () => {
    await client.initialize(fullCapabilities, { enable: false });
    await client.open(uri, 'python', pythonDeref);
    expect(await client.diagnostics(uri)).toEqual([]);
  });

  it('makes a rule a hint', async () => {
    await client.initialize(fullCapabilities, { rules: { 'no-unchecked-deref': 'hint' } });
    await client.open(uri, 'python', pythonDeref);
    expect(await client.diagnostics(uri)).toMatchObject([{ code: 'no-unchecked-deref', severity: 4 }]);
  });

  describe('presets', () => {
    const remove = { code: 'prefer-discard', severity: 4 };
    const truth = { code: 'no-truthy-deref', severity: 4 };

    it.each([
      ['recommended', {}, []],
      ['strict', {}, [remove, truth]],
      ['strict', { 'no-truthy-deref': 'error', 'prefer-discard': 'off' }, [truth]],
      ['strict', { 'no-truthy-deref': 'off' }, [remove]],
      ['strict', { 'no-truthy-deref/advice': 'off', 'prefer-discard': 'error' }, [{ ...remove, severity: 1 }]],
      ['recommended', { 'no-truthy-deref/advice': 'warn', 'prefer-discard': 'warn' }, [{ ...remove, severity: 2 }, { ...truth, severity: 2 }]],
    ])('%s with %j', async (preset, rules, expected) => {
      await client.initialize(fullCapabilities, { preset, rules });
      await client.open(uri, 'python', advised);
      expect((await client.diagnostics(uri)).map(({ code, severity }) => ({ code, severity }))).toEqual(expected);
      expect(client.logged).toEqual([]);
    });

    it('are named when one does not exist', async () => {
      await client.initialize(fullCapabilities, { preset: 'loud' });
      await client.open(uri, 'python', advised);
      expect(await client.diagnostics(uri)).toEqual([]);
      expect(client.logged).toEqual(['weakrefLint.preset must be "recommended" or "strict", not "loud"; it is ignored.']);
    });
  });

  it('names a wrong value once and uses the default', async () => {
    await client.initialize(fullCapabilities, { enable: 'yes', rules: { 'no-unchecked-dereff': 'warn' } });
    await client.open(uri, 'python', pythonDeref);
    expect(await client.diagnostics(uri)).toMatchObject([{ range: { start: { line: pythonDerefLine } } }]);
    expect(client.logged).toEqual([
      'weakrefLint.enable must be true or false, not "yes"; it is ignored.',
      'weakrefLint.rules names the rule "no-unchecked-dereff", which does not exist (did you mean "no-unchecked-deref"?); it is ignored.',
    ]);
  });

  it('reads the configuration of the workspace again when it changes, and asks the client to pull again', async () => {
    const capabilities = {
      ...fullCapabilities,
      workspace: { configuration: true, diagnostics: { refreshSupport: true }, didChangeConfiguration: { dynamicRegistration: true } },
    };
    client.configuration = { rules: { 'no-unchecked-deref': 'off' } };
    await client.initialize(capabilities);
    await client.until(() => client.refreshes[0]);
    await client.open(uri, 'python', pythonDeref);
    expect(await client.diagnostics(uri)).toEqual([]);
    client.configuration = { rules: { 'no-unchecked-deref': 'error' } };
    await client.notify('workspace/didChangeConfiguration', { settings: null });
    await client.until(() => client.refreshes[1]);
    expect(await client.diagnostics(uri)).toMatchObject([{ severity: 1 }]);
  });

  it('leaves languages alone that are not chosen, and names one that does not exist', async () => {
    await client.initialize(fullCapabilities, { languages: ['typescript', 'ruby'] });
    await client.open(uri, 'python', pythonDeref);
    expect(await client.diagnostics(uri)).toEqual([]);
    expect(client.logged).toEqual([
      'weakrefLint.languages names "ruby", which is not one of python, javascript, javascriptreact, typescript, typescriptreact; it is ignored.',
    ]);
  });

  it('does not check a file that is generated, and says so', async () => {
    await client.initialize();
    const generated = 'file:///project/child_pb2.py';
    await client.open(generated, 'python', pythonDeref);
    expect(await client.diagnostics(generated)).toEqual([]);
    expect(client.logged).toEqual([`${generated} is generated, going by its name; it was not checked.`]);
  });

  it('takes pushed settings from a client without workspace configuration', async () => {
    await client.initialize(pushCapabilities);
    await client.open(uri, 'python', pythonDeref);
    expect(await client.pushedFor(uri, 1)).toHaveLength(1);
    client.pushed.length = 0;
    await client.notify('workspace/didChangeConfiguration', { settings: { weakrefLint: { enable: false } } });
    expect(await client.pushedFor(uri, 1)).toEqual([]);
  });
});
