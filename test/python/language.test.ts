import type { Rule } from 'eslint';
import { Linter } from 'eslint/universal';
import { beforeAll, describe, expect, it } from 'vitest';
import { PythonDocument } from '../../rules/src/python/incremental-parser.ts';
import { createPythonLanguage } from '../../rules/src/python/language.ts';
import { PythonSourceCode } from '../../rules/src/python/source-code.ts';
import { loadPython } from '../support/python-parser.ts';

beforeAll(loadPython);

/** Reports every name `bad`, and can take it away. */
const noBad: Rule.RuleModule = {
  meta: { fixable: 'code', schema: [], messages: { bad: 'bad at {{line}}' } },
  create: (context) => ({
    'Name[id="bad"]': (node: Rule.Node) => {
      const line = String(node.loc?.start.line);
      context.report({ node, messageId: 'bad', data: { line }, fix: (fixer) => fixer.replaceText(node, 'good') });
    },
  }),
};

const rootOnly: Rule.RuleModule = {
  create: (context) => ({
    Module: (node: Rule.Node) => context.report({ node, message: 'module' }),
    Name: (node: Rule.Node) => context.report({ node, message: 'name' }),
  }),
};

const plugin = { languages: { python: createPythonLanguage() }, rules: { 'no-bad': noBad, 'root-only': rootOnly } };

const config = (more: Linter.Config = {}): Linter.Config[] => [
  { files: ['**/*.py'], plugins: { weakref: plugin }, language: 'weakref/python', rules: { 'weakref/no-bad': 'error' }, ...more },
];

const quiet: Linter.Config = { linterOptions: { reportUnusedDisableDirectives: 'off' } };

const lint = (code: string, more: Linter.Config = quiet): Linter.LintMessage[] =>
  new Linter().verify(code, config(more), 'a.py');

const linesOf = (messages: readonly Linter.LintMessage[]): number[] => messages.map(({ line }) => line);

describe('Python in ESLint', () => {
  it('visits every node, reports where it stands, and fixes', () => {
    const code = 'x = f(bad)\nclass A:\n    def m(self): return "😀", bad\n';
    expect(lint(code)).toMatchObject([
      { ruleId: 'weakref/no-bad', line: 1, column: 7, endLine: 1, endColumn: 10, message: 'bad at 1' },
      { line: 3, column: 31, endLine: 3, endColumn: 34 },
    ]);
    const fixed = new Linter().verifyAndFix(code, config(), 'a.py');
    expect(fixed).toMatchObject({ fixed: true, output: code.replaceAll('bad', 'good') });
  });

  it('understands selectors over fields and parents', () => {
    const selectors = ['ClassDef > FunctionDef[name="m"]', 'Call > Name.func', ':not(Module) > Expr > Constant', 'Assign:exit'];
    const found: string[] = [];
    const rule: Rule.RuleModule = {
      create: () => Object.fromEntries(selectors.map((selector) => [selector, () => void found.push(selector)])),
    };
    lint('class A:\n    def m(self):\n        "doc"\n        x = f(1)\n', {
      plugins: { weakref: { ...plugin, rules: { probe: rule } } },
      rules: { 'weakref/probe': 'error' },
    });
    expect(found.sort()).toEqual([...selectors].sort());
  });

  it('never reports a syntax error', () => {
    expect(lint('def f(:\n  x = "\n)))\nclass')).toEqual([]);
    expect(linesOf(lint('x = foo(1,\ndef f(): bad\n'))).toEqual([2]);
  });

  it.each(['\n', '\r\n', '\r'])('counts lines that end in %j', (end) => {
    const code = ['"""', 'doc', '"""', 'if x:', '    bad'].join(end);
    expect(lint(code)).toMatchObject([{ line: 5, column: 5 }]);
  });

  it('keeps a byte order mark', () => {
    const code = '\uFEFFbad\n';
    expect(lint(code)).toMatchObject([{ line: 1, column: 1 }]);
    expect(new Linter().verifyAndFix(code, config(), 'a.py').output).toBe('\uFEFFgood\n');
  });

  it('names an unknown language option', () => {
    expect(() => lint('x', { languageOptions: { version: 3 } })).toThrow(/Unknown language option "version"/);
  });

  it('lints a source code that was parsed before', () => {
    const document = new PythonDocument();
    const rules = { 'weakref/root-only': 'warn' as const };
    const run = (text: string, rootOnly: boolean): unknown => {
      const sourceCode = new PythonSourceCode({ text, ast: document.update(text), rootOnly });
      const linter = new Linter();
      // Linter's type knows no source code but that of JavaScript.
      const messages: unknown = Reflect.apply(linter.verify.bind(linter), undefined, [sourceCode, config({ rules }), 'a.py']);
      return messages;
    };
    expect(run('a = b\n', false)).toMatchObject([{ message: 'module' }, { message: 'name' }, { message: 'name' }]);
    expect(run('a = b\n\n', true)).toMatchObject([{ message: 'module' }]);
  });

  it('visits the module alone where that is enough', () => {
    const languages = { python: createPythonLanguage({ rootOnly: true }) };
    const rules = { 'weakref/no-bad': 'warn' as const, 'weakref/root-only': 'warn' as const };
    expect(lint('a = b\n', { plugins: { weakref: { ...plugin, languages } }, rules })).toMatchObject([{ message: 'module' }]);
  });

  it('refuses bytes', () => {
    const file = { path: 'a.py', physicalPath: 'a.py', bom: false, body: new Uint8Array(1) };
    expect(() => createPythonLanguage().parse(file, { languageOptions: {} })).toThrow(/a\.py: .*bytes/);
  });
});

describe('comments to ESLint', () => {
  it.each([
    ['bad  # eslint-disable-line\nbad', [2]],
    ['bad  # eslint-disable-line weakref/no-bad -- known\nbad', [2]],
    ['bad  # eslint-disable-line weakref/root-only', [1]],
    ['# eslint-disable-next-line weakref/no-bad -- why\nbad\nbad', [3]],
    ['if x:\n    # eslint-disable-next-line\n    bad\nbad', [4]],
    ['bad\n# eslint-disable weakref/no-bad\nbad\n# eslint-enable weakref/no-bad\nbad', [1, 5]],
    ['# eslint-disable\nbad\n# eslint-enable\nbad', [4]],
    ['# eslint weakref/no-bad: off\nbad', []],
    ['# eslint weakref/no-bad: "off" -- why\nbad', []],
    ['# eslint-disabled\nbad', [2]],
    ['# a word about eslint-disable\nbad', [2]],
    ['"# eslint-disable"\nbad', [2]],
    ['x = [  # eslint-disable-line\n    bad,\n    bad,  # eslint-disable-line\n]', [2]],
  ])('%j', (code, lines) => {
    const messages = lint(code);
    expect(linesOf(messages)).toEqual(lines);
  });

  it('turn rules on', () => {
    expect(linesOf(lint('# eslint weakref/no-bad: error\nbad', { rules: {} }))).toEqual([2]);
    expect(lint('# eslint weakref/no-bad: warn\nbad', { rules: {} })).toMatchObject([{ severity: 1 }]);
  });

  it('are reported when they cannot be read or name no rule', () => {
    expect(lint('# eslint weakref/no-bad: [\n')).toMatchObject([{ line: 1, severity: 2 }]);
    expect(lint('# eslint-disable-line weakref/none\n')).toMatchObject([{ ruleId: 'weakref/none', line: 1 }]);
  });

  const unused: Linter.Config = { linterOptions: { reportUnusedDisableDirectives: 'warn' } };

  it('are reported when nothing needs them', () => {
    const code = 'x = 1  # eslint-disable-line weakref/no-bad -- why\n# eslint-disable-next-line\ny = 2\nbad  # eslint-disable-line\n';
    expect(linesOf(lint(code, unused))).toEqual([1, 2]);
    const { output } = new Linter().verifyAndFix(code, config(unused), 'a.py');
    expect(output).toBe('x = 1   \n \ny = 2\nbad  # eslint-disable-line\n');
  });

  it('lose the one rule nothing needs', () => {
    const code = 'bad  # eslint-disable-line weakref/root-only, weakref/no-bad -- why\n';
    const { output } = new Linter().verifyAndFix(code, config(unused), 'a.py');
    expect(output).toBe('bad  # eslint-disable-line weakref/no-bad -- why\n');
  });
});
