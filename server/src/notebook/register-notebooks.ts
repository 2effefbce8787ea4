/** The notifications about notebooks: keeps the modules they make open in the session, like any other document. */
import type { Connection } from 'vscode-languageserver';
import type { Session } from '../session.ts';
import { changeTo } from '../text-change.ts';
import type { Notebooks, OpenModule } from './notebooks.ts';

interface NotebookHost {
  readonly session: Session;
  readonly notebooks: Notebooks;
  log(sentence: string): void;
  /** The module at this address is another one. */
  changed(uri: string): Promise<void>;
  /** Nothing is known any more about a cell. */
  closed(cellUri: string): Promise<void>;
}

export function registerNotebooks(connection: Connection, host: NotebookHost): void {
  const { session, notebooks } = host;

  const keep = (uri: string, module: OpenModule | undefined): void => {
    const open = session.snapshot(uri);
    if (module === undefined) session.close(uri);
    else if (open === undefined) session.open(uri, module.languageId, 1, module.text);
    else session.change(uri, open.version + 1, [changeTo(open.document, module.text)]);
  };

  const update = async (uri: string | undefined, what: string): Promise<void> => {
    if (uri === undefined) {
      host.log(`A notebook was ${what} that is not open, or without an address; that is ignored.`);
      return;
    }
    for (const { uri: moduleUri, before, after } of notebooks.update(uri)) {
      keep(moduleUri, after);
      const gone = (before?.cells ?? []).filter(({ key }) => notebooks.cell(key.uri) === undefined);
      await Promise.all(gone.map(({ key }) => host.closed(key.uri)));
      if (after !== undefined) await host.changed(moduleUri);
    }
  };

  const { synchronization } = connection.notebooks;
  synchronization.onDidOpenNotebookDocument((params: unknown) => update(notebooks.open(params), 'opened'));
  synchronization.onDidChangeNotebookDocument((params: unknown) => update(notebooks.change(params), 'changed'));
  synchronization.onDidSaveNotebookDocument(async (params: unknown) => {
    for (const uri of notebooks.modulesOf(params)) {
      const waited = session.waitsForSave(uri);
      session.saved(uri);
      if (waited) await host.changed(uri);
    }
  });
  synchronization.onDidCloseNotebookDocument((params: unknown) => update(notebooks.close(params), 'closed'));
}
