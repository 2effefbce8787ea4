/** Files nobody has opened: looked at where a server runs that can read them. */
import { expect } from 'chai';
import { commands, languages, workspace, type Uri } from 'vscode';
import { closeAll, configure, diagnosticsOf, fileUri, open, openText, ours, replace, ruleOf, until } from './editor.ts';

const weak = `import weakref


class Child:
    def __init__(self, parent):
        self._parent = weakref.ref(parent)

    def leave(self):
        self._parent().remove(self)
`;
const mended = weak.replace('self._parent().remove(self)', 'pass');

function write(uri: Uri, text: string): Thenable<void> {
  return workspace.fs.writeFile(uri, new TextEncoder().encode(text));
}

/** Resolves when our problems of a file, be it open or not, are of these rules. */
function problemsAre(uri: Uri, rules: readonly string[]): Promise<void> {
  const found = (): string => ours(uri).map(ruleOf).join();
  return until(languages.onDidChangeDiagnostics, () => found() === rules.join(), () => `${uri.toString()} has [${found()}] instead of [${rules.join()}]`);
}

export function defineWorkspaceTests(): void {
  describe('files that are not open', () => {
    afterEach(async () => {
      await configure('workspaceDiagnostics', undefined);
      await closeAll();
    });

    it('are left alone unless somebody asks', async () => {
      await write(fileUri('unopened.py'), weak);
      await diagnosticsOf(await open('handles.py'), (rules) => rules.length > 0);
      expect(ours(fileUri('unopened.py'))).to.deep.equal([]);
    });

    it('show their problems while the setting is on', async () => {
      const unopened = fileUri('unopened.py');
      await write(unopened, weak);
      await open('handles.ts');
      await configure('workspaceDiagnostics', true);
      await problemsAre(unopened, ['no-unchecked-deref']);
      await write(unopened, mended);
      await problemsAre(unopened, []);
      await write(unopened, weak);
      await problemsAre(unopened, ['no-unchecked-deref']);
      await configure('workspaceDiagnostics', false);
      await problemsAre(unopened, []);
    });

    it('show what is on disk once they are closed', async () => {
      await configure('workspaceDiagnostics', true);
      const document = await openText('py', weak);
      await diagnosticsOf(document, (rules) => rules.length === 1);
      await replace(document, 'self._parent().remove(self)', 'pass');
      await diagnosticsOf(document, (rules) => rules.length === 0);
      await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      await problemsAre(document.uri, ['no-unchecked-deref']);
      await write(document.uri, mended);
      await problemsAre(document.uri, []);
    });
  });
}
