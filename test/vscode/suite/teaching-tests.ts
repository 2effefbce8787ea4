/** The teaching in VS Code, walked through as a reader would: the sample, an exercise, the quiz, the lesson. */
import { expect } from 'chai';
import { commands, languages, TabInputText, TabInputWebview, Uri, window, workspace, type CodeLens, type TextDocument } from 'vscode';
import { apply, closeAll, codeActions, diagnosticsOf, extensionUri, fileUri, hoverText, repeat, replace, until } from './editor.ts';

/** A folder of its own for each test. */
let folders = 0;

function newFolder(): Uri {
  folders += 1;
  return fileUri(`practice-${folders}`);
}

/** The first exercise, in a folder. */
async function practise(folder: Uri): Promise<TextDocument> {
  await commands.executeCommand('weakrefLint.practice', folder);
  return shownDocument();
}

function shownDocument(): TextDocument {
  const document = window.activeTextEditor?.document;
  if (document === undefined) throw new Error('No document is shown.');
  return document;
}

async function lensTitles({ uri }: TextDocument): Promise<readonly string[]> {
  const lenses = await commands.executeCommand<readonly CodeLens[]>('vscode.executeCodeLensProvider', uri, 100);
  return lenses.map(({ command }) => command?.title ?? '');
}

/** The Test Explorer hears of a new exercise a moment after the editor does, and runs nothing until then. */
function runUntilChecked(document: TextDocument): Promise<void> {
  return repeat(
    () => commands.executeCommand('testing.runCurrentFile'),
    async () => !(await lensTitles(document)).includes('Check'),
  );
}

/** What the last check said about the blanks. */
function remarksOn({ uri }: TextDocument): readonly string[] {
  return languages.getDiagnostics(uri).filter(({ source }) => source === 'weakref-lint practice').map(({ message }) => message);
}

/** Until the editor has been told of what changed in a quick pick: extensions tell it at the end of their turn. */
function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

function isPreviewShown(): boolean {
  const input = window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof TabInputWebview && input.viewType.includes('markdown.preview');
}

const previewShown = (): Promise<void> => until(window.tabGroups.onDidChangeTabs, isPreviewShown, () => `the active tab is ${window.tabGroups.activeTabGroup.activeTab?.label ?? 'none'}`);

export function defineTeachingTests(): void {
  describe('the teaching', () => {
    afterEach(async () => {
      await commands.executeCommand('workbench.action.closeQuickOpen');
      await commands.executeCommand('weakrefLint.resetProgress');
      const tabs = window.tabGroups.all.flatMap((group) => group.tabs);
      await window.tabGroups.close(tabs.filter(({ input }) => !(input instanceof TabInputText)));
      await closeAll();
    });

    it('opens the walkthrough', async () => {
      await commands.executeCommand('weakrefLint.openWalkthrough');
      await until(window.tabGroups.onDidChangeTabs, () => window.tabGroups.activeTabGroup.activeTab !== undefined, () => 'no tab was opened');
    });

    for (const languageId of ['python', 'typescript']) {
      it(`goes through the sample in ${languageId}: warning, card, fix`, async () => {
        await commands.executeCommand('weakrefLint.openSample', languageId);
        const document = shownDocument();
        expect(document.languageId).to.equal(languageId);
        const [finding] = await diagnosticsOf(document, (rules) => rules.length === 1);
        if (finding === undefined) throw new Error('Nothing was reported.');
        await commands.executeCommand('weakrefLint.showInSample', 'card');
        expect(finding.range.contains(window.activeTextEditor?.selection.active ?? document.positionAt(0))).to.equal(true);
        expect(await hoverText(document, document.getText(finding.range))).to.contain('Give the result a name');
        const [fix] = (await codeActions(document, finding.range, 'quickfix')).filter(({ title }) => title.startsWith('Return early'));
        await apply(fix);
        await diagnosticsOf(document, (rules) => rules.length === 0);
      });
    }

    it('leads to the warning of a sample nobody opened yet', async () => {
      await commands.executeCommand('weakrefLint.showInSample', 'warning');
      const document = shownDocument();
      await diagnosticsOf(document, (rules) => rules.length === 1);
      expect(document.isUntitled).to.equal(true);
    });

    it('puts the exercises into a folder, and never overwrites one', async () => {
      const folder = newFolder();
      const mine = Uri.joinPath(folder, '1_collectable.py');
      await workspace.fs.writeFile(mine, new TextEncoder().encode('# mine\n'));
      expect((await practise(folder)).getText()).to.equal('# mine\n');
      const names = (await workspace.fs.readDirectory(folder)).map(([name]) => name).sort();
      expect(names).to.deep.equal(['1_collectable.py', '2_cache.py', '3_observers.py', '4_tree.py', '5_finalizer.py', '6_cache.ts']);
    });

    it('goes through an exercise: a wrong answer, a hint, the right answers, the solution, and back to the start', async () => {
      const document = await practise(newFolder());
      const blank = document.getText();
      expect(await lensTitles(document)).to.deep.equal(['Check', 'Hint', 'Solution', 'Reset']);

      await replace(document, '___\nprint("alive', 'lamp\nprint("alive');
      await commands.executeCommand('weakrefLint.checkExercise');
      expect(remarksOn(document)).to.deep.equal(['This owns the lamp, so the lamp will never go. Only a weak handle watches without owning.']);
      expect(await lensTitles(document)).to.include('Check (0 of 4 right)');
      await commands.executeCommand('weakrefLint.showHint');

      await replace(document, 'handle = lamp', 'handle = weakref.ref(lamp)');
      expect(remarksOn(document)).to.deep.equal([]);
      await replace(document, '___\nprint("nobody', 'lamp = None\nprint("nobody');
      await replace(document, '\n___', '\ngc.collect()');
      await replace(document, 'if ___', 'if handle() is None');
      await commands.executeCommand('weakrefLint.checkExercise');
      expect(remarksOn(document)).to.deep.equal([]);
      expect(await lensTitles(document)).to.include('Check (done)');

      await commands.executeCommand('weakrefLint.resetExercise');
      expect(document.getText()).to.equal(blank);
      await commands.executeCommand('weakrefLint.showSolution');
      expect(document.getText()).to.contain('handle = weakref.ref(lamp)');
      await commands.executeCommand('undo');
      expect(document.getText()).to.equal(blank);
    });

    it('forgets the progress when asked to', async () => {
      const document = await practise(newFolder());
      await commands.executeCommand('weakrefLint.showSolution');
      await commands.executeCommand('weakrefLint.checkExercise');
      expect(await lensTitles(document)).to.include('Check (done)');
      await commands.executeCommand('weakrefLint.resetProgress');
      expect(await lensTitles(document)).to.include('Check');
    });

    it('checks an exercise in the Test Explorer', async () => {
      const document = await practise(newFolder());
      await replace(document, '___\nprint("alive', 'weakref.ref(lamp)\nprint("alive');
      await runUntilChecked(document);
      expect(await lensTitles(document)).to.include('Check (1 of 4 right)');
    });

    it('asks, explains and opens the passage', async () => {
      await commands.executeCommand('weakrefLint.quiz');
      // The first answer, and then the choice below "Next".
      await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      await turn();
      await commands.executeCommand('workbench.action.quickOpenSelectNext');
      await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      await previewShown();
    });

    it('opens the lesson at a passage', async () => {
      await commands.executeCommand('weakrefLint.openLesson', 'weak-handles#ask-the-handle');
      await previewShown();
      expect(window.tabGroups.activeTabGroup.activeTab?.label).to.contain('weak-handles.md');
    });

    it('offers to run the examples of the lesson where programs can be run', async () => {
      const document = await workspace.openTextDocument(Uri.joinPath(extensionUri(), 'server/dist/lessons/weak-handles.md'));
      await window.showTextDocument(document);
      const titles = await lensTitles(document);
      if (extensionUri().scheme !== 'file') {
        expect(titles).to.deep.equal([]);
        return;
      }
      expect(new Set(titles)).to.deep.equal(new Set(['$(play) Run this example']));
      expect(titles.length).to.equal(document.getText().match(/^```(?:python|js) run/gm)?.length);
    });
  });
}
