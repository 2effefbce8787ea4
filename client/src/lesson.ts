/** The lesson, in the editor's own preview of Markdown. */
import { commands, Uri, type Disposable, type ExtensionContext } from 'vscode';
import { passages } from 'eslint-plugin-weakref/lessons';
import { pageOf } from '../../server/src/lesson.ts';

const command = 'weakrefLint.openLesson';

/** The command takes the id of a passage, such as `weak-handles#ask-the-handle`, or nothing for the contents. */
export function registerLesson({ extensionUri }: ExtensionContext): Disposable {
  return commands.registerCommand(command, async (wish?: unknown) => {
    const passage = Object.values(passages).find(({ id }) => id === wish);
    const { file, fragment } = passage === undefined ? { file: 'README.md', fragment: '' } : pageOf(passage);
    await commands.executeCommand('markdown.showPreview', Uri.joinPath(extensionUri, 'server', 'dist', 'lessons', file).with({ fragment }));
  });
}

export async function openLesson(passage: string): Promise<void> {
  await commands.executeCommand(command, passage);
}
