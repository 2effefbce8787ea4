/** Cells of a notebook, with the serializer that VS Code brings. */
import { expect } from 'chai';
import { window, workspace, type Diagnostic, type TextDocument } from 'vscode';
import { apply, closeAll, codeActions, diagnosticsOf, fileUri, hoverText, ours } from './editor.ts';

const definition = `import weakref


class Child:
    def __init__(self, parent):
        self.parent = weakref.ref(parent)
`;
const use = `%time
def leave(child: Child):
    child.parent().remove(child)
`;
const repeated = `class Page:
    def __init__(self, book):
        self._book = weakref.ref(book)

    def title(self):
        if self._book() is not None:
            return self._book().title
`;

let written = 0;

/** A new file for each test, with its cells. */
async function openNotebook(texts: readonly string[]): Promise<readonly TextDocument[]> {
  written += 1;
  const uri = fileUri(`study-${written}.ipynb`);
  const cells = texts.map((source) => ({ cell_type: 'code', execution_count: null, metadata: {}, outputs: [], source }));
  const file = { cells, metadata: { language_info: { name: 'python' } }, nbformat: 4, nbformat_minor: 5 };
  await workspace.fs.writeFile(uri, new TextEncoder().encode(JSON.stringify(file)));
  const notebook = await workspace.openNotebookDocument(uri);
  await window.showNotebookDocument(notebook);
  return notebook.getCells().map(({ document }) => document);
}

function at<T>(list: readonly T[], index: number): T {
  const item = list[index];
  if (item === undefined) throw new Error(`There are ${list.length}, and none at ${index}.`);
  return item;
}

async function findingIn(cell: TextDocument, rule: string): Promise<Diagnostic> {
  return at(await diagnosticsOf(cell, (rules) => rules.join() === rule), 0);
}

export function defineNotebookTests(): void {
  describe('a notebook', () => {
    afterEach(closeAll);

    it('shows a finding in the cell where it stands, and mends it there', async () => {
      const cells = await openNotebook([definition, use]);
      const [first, second] = [at(cells, 0), at(cells, 1)];
      const finding = await findingIn(second, 'no-unchecked-deref');
      expect(second.getText(finding.range)).to.equal('child.parent()');
      expect(ours(first.uri)).to.deep.equal([]);
      expect(await hoverText(second, 'child.parent()')).to.contain('no-unchecked-deref');

      await apply((await codeActions(second, finding.range, 'quickfix')).find(({ title }) => title.startsWith('Return early')));
      await diagnosticsOf(second, (rules) => rules.length === 0);
      expect(second.getText()).to.equal('%time\ndef leave(child: Child):\n    parent = child.parent()\n    if parent is None:\n        return\n    parent.remove(child)\n');
      expect(first.getText()).to.equal(definition);
    });

    it('has the safe fixes of all its cells in one action', async () => {
      const cells = await openNotebook(['import weakref\n', repeated, repeated.replace('Page', 'Leaf')]);
      const finding = await findingIn(at(cells, 1), 'no-repeated-deref');
      await findingIn(at(cells, 2), 'no-repeated-deref');
      await apply(at(await codeActions(at(cells, 1), finding.range, 'notebook.source.fixAll.weakref'), 0));
      for (const cell of cells) {
        await diagnosticsOf(cell, (rules) => rules.length === 0);
        expect(cell.getText()).not.to.match(/_book\(\)[^]*_book\(\)/);
      }
    });
  });
}
