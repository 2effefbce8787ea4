/** What the tests do with the editor, and how they wait: for an event, never for a time. */
import { commands, ConfigurationTarget, extensions, languages, MarkdownString, Range, Uri, window, workspace, WorkspaceEdit, type CodeAction, type Diagnostic, type Disposable, type Event, type Hover, type TextDocument } from 'vscode';

export function fileUri(name: string): Uri {
  const folder = workspace.workspaceFolders?.[0];
  if (folder === undefined) throw new Error('The tests need a workspace folder.');
  return Uri.joinPath(folder.uri, name);
}

export function extensionUri(): Uri {
  const extension = extensions.getExtension('weakref-lint.weakref-lint-vscode');
  if (extension === undefined) throw new Error('The extension is not there.');
  return extension.extensionUri;
}

export async function open(name: string): Promise<TextDocument> {
  const document = await workspace.openTextDocument(fileUri(name));
  await window.showTextDocument(document);
  return document;
}

let written = 0;

/** Opens a new file: no test sees a document of another. */
export async function openText(extension: string, text: string): Promise<TextDocument> {
  written += 1;
  const name = `written-${written}.${extension}`;
  await workspace.fs.writeFile(fileUri(name), new TextEncoder().encode(text));
  return open(name);
}

export function ours(uri: Uri): readonly Diagnostic[] {
  return languages.getDiagnostics(uri).filter(({ source }) => source === 'weakref-lint');
}

export function ruleOf({ code }: Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

const longestWait = 20_000;

/** Resolves with our diagnostics as soon as they are as wanted; rejects with what they were instead. */
export function diagnosticsOf(document: TextDocument, isWanted: (rules: readonly string[]) => boolean): Promise<readonly Diagnostic[]> {
  const rules = (): string[] => ours(document.uri).map(ruleOf);
  return until(
    languages.onDidChangeDiagnostics,
    () => isWanted(rules()),
    () => `${document.uri.toString()} has [${rules().join(', ')}]:\n${document.getText()}`,
  ).then(() => ours(document.uri));
}

export async function closeAll(): Promise<void> {
  while (window.activeTextEditor !== undefined) await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
}

/** Looks again at each event. */
export async function until(event: Event<unknown>, isSo: () => boolean, describe: () => string): Promise<void> {
  let subscription: Disposable | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  await new Promise<void>((resolve, reject) => {
    const look = (): void => {
      if (isSo()) resolve();
    };
    timer = setTimeout(() => reject(new Error(`Waited in vain: ${describe()}`)), longestWait);
    subscription = event(look);
    look();
  }).finally(() => {
    clearTimeout(timer);
    subscription?.dispose();
  });
}

/** For what tells no event: does something again until it had its effect. */
export async function repeat(act: () => Thenable<unknown>, isDone: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + longestWait;
  do await act();
  while (!(await isDone()) && Date.now() < end);
}

/** Replaces the first occurrence of a text. */
export async function replace(document: TextDocument, from: string, to: string): Promise<void> {
  const edit = new WorkspaceEdit();
  edit.replace(document.uri, rangeOf(document, from), to);
  await workspace.applyEdit(edit);
}

function rangeOf(document: TextDocument, text: string): Range {
  const start = document.getText().indexOf(text);
  if (start < 0) throw new Error(`The document has no ${text}.`);
  return new Range(document.positionAt(start), document.positionAt(start + text.length));
}

export async function hoverText(document: TextDocument, text: string): Promise<string> {
  const hovers = await commands.executeCommand<readonly Hover[]>('vscode.executeHoverProvider', document.uri, rangeOf(document, text).start);
  return hovers.flatMap(({ contents }) => contents.map((each) => (each instanceof MarkdownString ? each.value : JSON.stringify(each)))).join('\n');
}

/** Those of every extension, as the light bulb would show them. */
export function codeActions(document: TextDocument, range: Range, kind?: string): Thenable<readonly CodeAction[]> {
  return commands.executeCommand<readonly CodeAction[]>('vscode.executeCodeActionProvider', document.uri, range, kind);
}

export async function apply(action: CodeAction | undefined): Promise<void> {
  if (action?.edit === undefined) throw new Error('There is no such quick fix.');
  await workspace.applyEdit(action.edit);
}

/** Sets a setting of the section `weakrefLint` for every workspace; undefined takes it away. */
export async function configure(name: string, value: unknown): Promise<void> {
  await workspace.getConfiguration('weakrefLint').update(name, value, ConfigurationTarget.Global);
}
