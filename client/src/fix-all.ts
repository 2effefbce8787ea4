/** Applies every safe fix to the document at hand. */
import { commands, window } from 'vscode';

export async function fixAll(): Promise<void> {
  const editor = window.activeTextEditor;
  if (editor === undefined) await window.showInformationMessage('Open a file first: the safe fixes are applied to the file at hand.');
  else await commands.executeCommand('editor.action.codeAction', { kind: 'source.fixAll.weakref', apply: 'first' });
}
