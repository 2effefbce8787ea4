/** What the extension does in VS Code, in every host. */
import { expect } from 'chai';
import { commands, extensions, Range, Uri, window, workspace, type InlayHint } from 'vscode';
import { apply, closeAll, codeActions, configure, diagnosticsOf, hoverText, open, openText, ours, replace, ruleOf } from './editor.ts';

const deref = `import weakref


class Child:
    def __init__(self, parent):
        self._parent = weakref.ref(parent)

    def leave(self):
        self._parent().remove(self)
`;

const isClean = (rules: readonly string[]): boolean => rules.length === 0;
const isReported = (rules: readonly string[]): boolean => rules.includes('no-unchecked-deref');

export function defineTests(): void {
  describe('the extension', () => {
    afterEach(async () => {
      for (const name of ['enable', 'inlayHints', 'languages', 'rules']) await configure(name, undefined);
      await closeAll();
    });

    it('is not active before a file in one of its languages is opened', async () => {
      const extension = extensions.getExtension('weakref-lint.weakref-lint-vscode');
      expect(extension?.isActive).to.equal(false);
      const document = await open('handles.py');
      await diagnosticsOf(document, isReported);
      expect(extension?.isActive).to.equal(true);
    });

    it('reports a problem in Python, with a link to the rule', async () => {
      const document = await open('handles.py');
      const [diagnostic] = await diagnosticsOf(document, isReported);
      expect(document.getText(diagnostic?.range)).to.equal('self._bus()');
      expect(diagnostic?.message).to.contain('self._bus');
      expect(diagnostic?.code).to.have.property('target').that.satisfies((target: Uri) => target.toString().endsWith('no-unchecked-deref.md'));
      expect(diagnostic?.relatedInformation?.map(({ location }) => document.lineAt(location.range.start).text.trim())).to.deep.equal(['self._bus = weakref.ref(bus)']);
    });

    it('reports a problem in TypeScript', async () => {
      const document = await open('handles.ts');
      const [diagnostic] = await diagnosticsOf(document, isReported);
      expect(document.getText(diagnostic?.range)).to.equal('this.parent.deref()');
    });

    for (const [extension, text] of [
      ['js', 'const ref = new WeakRef(make());\nexport function run() {\n  ref.deref().run();\n}\n'],
      ['jsx', 'const ref = new WeakRef(make());\nexport const view = () => <p>{ref.deref().name}</p>;\n'],
      ['tsx', 'const ref = new WeakRef<{ name: string }>(make());\nexport const view = () => <p>{ref.deref()!.name}</p>;\n'],
      ['pyi', deref],
    ] as const) {
      it(`reports a problem in a .${extension} file`, async () => {
        await diagnosticsOf(await openText(extension, text), isReported);
      });
    }

    it('checks a document that was never saved', async () => {
      const document = await workspace.openTextDocument({ language: 'python', content: deref });
      await window.showTextDocument(document);
      await diagnosticsOf(document, isReported);
    });

    it('leaves a copy alone that some extension shows', async () => {
      const provider = workspace.registerTextDocumentContentProvider('weakref-copy', { provideTextDocumentContent: () => deref });
      const copy = await workspace.openTextDocument(Uri.parse('weakref-copy:/child.py'));
      await window.showTextDocument(copy);
      expect(copy.languageId).to.equal('python');
      await diagnosticsOf(await openText('py', deref), isReported);
      expect(ours(copy.uri)).to.deep.equal([]);
      provider.dispose();
    });

    it('shows the card of the lesson over a problem', async () => {
      const document = await open('handles.py');
      await diagnosticsOf(document, isReported);
      const card = await hoverText(document, 'self._bus().remove');
      expect(card).to.contain('no-unchecked-deref');
      expect(card).to.contain('Give the result a name, check that name, and use only that name');
      expect(card).to.contain('```python');
    });

    it('opens the page of a rule from the link of a problem', async () => {
      const document = await open('handles.py');
      const [diagnostic] = await diagnosticsOf(document, isReported);
      const { code } = diagnostic ?? {};
      if (typeof code !== 'object') throw new Error('The problem has no link.');
      await commands.executeCommand('vscode.open', code.target);
      expect(window.tabGroups.activeTabGroup.activeTab?.input).to.have.property('viewType', 'vscode.markdown.preview.editor');
      expect((await workspace.openTextDocument(code.target)).getText()).to.contain('# weakref/no-unchecked-deref');
    });

    it('opens the page of a rule by a command, and a card has its link', async () => {
      const document = await open('handles.py');
      await diagnosticsOf(document, isReported);
      expect(await hoverText(document, 'self._bus().remove')).to.contain('(command:weakrefLint.openRulePage?%5B%22no-unchecked-deref%22%5D)');
      const shown = new Promise<void>((resolve) => {
        window.tabGroups.onDidChangeTabs(({ opened }) => {
          if (opened.some(({ label }) => label.includes('no-unchecked-deref'))) resolve();
        });
      });
      await commands.executeCommand('weakrefLint.openRulePage', 'no-unchecked-deref');
      await shown;
    });

    it('shows what belongs into a report of a bug', async () => {
      await diagnosticsOf(await open('handles.py'), isReported);
      await commands.executeCommand('weakrefLint.debugInformation');
      const text = window.activeTextEditor?.document.getText() ?? '';
      expect(text).to.contain('# Weakref Lint: debug information');
      expect(text).to.match(/- Open documents: .*\d+ python/);
      expect(text).not.to.contain('handles.py');
    });

    it('has nothing to show where there is no problem', async () => {
      const document = await open('handles.py');
      await diagnosticsOf(document, isReported);
      expect(await hoverText(document, 'class Listener')).not.to.contain('no-unchecked-deref');
    });

    it('mends a problem with a quick fix, and undoes it', async () => {
      const document = await openText('py', deref);
      const [diagnostic] = await diagnosticsOf(document, isReported);
      expect(diagnostic).not.to.equal(undefined);
      if (diagnostic === undefined) return;
      const actions = await codeActions(document, diagnostic.range, 'quickfix');
      const titles = actions.map(({ title }) => title);
      expect(titles).to.include('Return early if `parent` is `None`');
      expect(titles).to.include('Disable no-unchecked-deref for this line');
      await apply(actions.find(({ title }) => title.startsWith('Return early')));
      await diagnosticsOf(document, isClean);
      expect(document.getText()).to.contain('        parent = self._parent()\n        if parent is None:\n            return\n        parent.remove(self)\n');
      await commands.executeCommand('undo');
      await diagnosticsOf(document, isReported);
    });

    it('silences a problem with a comment', async () => {
      const document = await openText('py', deref);
      const [diagnostic] = await diagnosticsOf(document, isReported);
      if (diagnostic === undefined) throw new Error('Nothing was reported.');
      await apply((await codeActions(document, diagnostic.range, 'quickfix')).find(({ title }) => title.startsWith('Disable')));
      await diagnosticsOf(document, isClean);
      expect(document.getText()).to.contain('# eslint-disable-next-line weakref/no-unchecked-deref');
    });

    it('applies every safe fix at once', async () => {
      const document = await open('fixable.py');
      const [diagnostic] = await diagnosticsOf(document, (rules) => rules.includes('no-repeated-deref'));
      if (diagnostic === undefined) throw new Error('Nothing was reported.');
      const [action] = await codeActions(document, diagnostic.range, 'source.fixAll.weakref');
      await apply(action);
      await diagnosticsOf(document, isClean);
      expect(document.getText().match(/_document\(\)/g)).to.have.lengthOf(1);
    });

    it('applies every safe fix by a command', async () => {
      const document = await open('fixable.py');
      await diagnosticsOf(document, (rules) => rules.includes('no-repeated-deref'));
      await commands.executeCommand('weakrefLint.fixAll');
      await diagnosticsOf(document, isClean);
      await commands.executeCommand('undo');
    });

    it('follows what is typed', async () => {
      const document = await openText('py', deref.replace('self._parent().remove(self)', 'pass'));
      expect(ours(document.uri)).to.deep.equal([]);
      await replace(document, 'pass', 'self._parent().remove(self)');
      await diagnosticsOf(document, isReported);
      await replace(document, 'self._parent().remove(self)', 'parent = self._parent()\n        if parent:\n            parent.remove(self)');
      await diagnosticsOf(document, isClean);
    });

    it('obeys the level of a rule while it runs', async () => {
      const document = await openText('py', deref);
      const [before] = await diagnosticsOf(document, isReported);
      expect(before?.severity).to.equal(1);
      await configure('rules', { 'no-unchecked-deref': 'off' });
      await diagnosticsOf(document, isClean);
      await configure('rules', { 'no-unchecked-deref': 'hint' });
      const [after] = await diagnosticsOf(document, isReported);
      expect(after?.severity).to.equal(3);
    });

    it('shows inlay hints to whoever wants them', async () => {
      const document = await openText('py', deref);
      await diagnosticsOf(document, isReported);
      const range = new Range(0, 0, document.lineCount, 0);
      const hints = async (): Promise<readonly string[]> => (await commands.executeCommand<InlayHint[]>('vscode.executeInlayHintProvider', document.uri, range)).map(({ label }) => (typeof label === 'string' ? label : ''));
      expect(await hints()).to.deep.equal([]);
      await configure('inlayHints', true);
      await diagnosticsOf(document, isReported);
      for (let found = await hints(); found.length === 0; found = await hints());
      expect(await hints()).to.deep.equal(['may be dead']);
    });

    it('can be switched off and on', async () => {
      const document = await openText('py', deref);
      await diagnosticsOf(document, isReported);
      await configure('enable', false);
      await diagnosticsOf(document, isClean);
      await configure('enable', true);
      await diagnosticsOf(document, isReported);
    });

    it('leaves languages alone that are not chosen', async () => {
      const document = await openText('py', deref);
      await diagnosticsOf(document, isReported);
      await configure('languages', ['typescript']);
      await diagnosticsOf(document, isClean);
    });

    it('forgets a document that is closed', async () => {
      const document = await open('handles.py');
      await diagnosticsOf(document, isReported);
      await commands.executeCommand('workbench.action.closeAllEditors');
      await diagnosticsOf(document, isClean);
    });

    it('does not check the copies of a file that are shown beside it', async () => {
      const subscription = workspace.registerTextDocumentContentProvider('review', { provideTextDocumentContent: () => deref });
      const copy = await workspace.openTextDocument(Uri.parse('review:/handles.py'));
      await window.showTextDocument(copy);
      const document = await openText('py', deref);
      await diagnosticsOf(document, isReported);
      expect(ours(copy.uri)).to.deep.equal([]);
      subscription.dispose();
    });

    it('comes back after a restart', async () => {
      const document = await openText('py', deref);
      await diagnosticsOf(document, isReported);
      await commands.executeCommand('weakrefLint.restart');
      await diagnosticsOf(document, isReported);
      await replace(document, 'self._parent().remove(self)', 'pass');
      await diagnosticsOf(document, isClean);
    });

    it('shows its output', async () => {
      await commands.executeCommand('weakrefLint.showOutput');
      await commands.executeCommand('workbench.action.closePanel');
      expect((await commands.getCommands(true)).filter((id) => id.startsWith('weakrefLint.')).sort()).to.include.members(['weakrefLint.restart', 'weakrefLint.showOutput']);
    });

    it('reports each problem once', async () => {
      const document = await openText('py', deref);
      const found = await diagnosticsOf(document, isReported);
      expect(found.map(ruleOf)).to.deep.equal(['no-unchecked-deref']);
    });
  });
}
