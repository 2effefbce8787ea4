/** "Run this example" above the runnable blocks of the lesson, when a page of it is open as text. It runs when it is clicked, and never else. */
import {
  CodeLens,
  commands,
  EventEmitter,
  languages,
  ProcessExecution,
  Range,
  RelativePattern,
  Task,
  TaskRevealKind,
  tasks,
  TaskScope,
  Uri,
  window,
  workspace,
  type CodeLensProvider,
  type DocumentFilter,
  type ExtensionContext,
  type TextDocument,
} from 'vscode';
import type { ProgramLanguage, Programs } from './node/programs.ts';

interface Example {
  readonly language: ProgramLanguage;
  readonly code: string;
  /** 0-based, of its first line of code. */
  readonly line: number;
}

const fence = /^```(python|js) run\b.*\n([^]*?)^```$/gm;
const command = 'weakrefLint.runExample';

export function registerExamples({ extensionUri }: ExtensionContext, programs: Programs): readonly { dispose(): unknown }[] {
  const selector: DocumentFilter = { language: 'markdown', pattern: new RelativePattern(Uri.joinPath(extensionUri, 'server', 'dist', 'lessons'), '*.md') };
  const trusted = new EventEmitter<void>();
  const provider: CodeLensProvider = {
    onDidChangeCodeLenses: trusted.event,
    provideCodeLenses: async (document) => {
      const examples = examplesIn(document);
      if (!workspace.isTrusted) return examples.slice(0, 1).map(({ line }) => new CodeLens(new Range(line, 0, line, 0), { title: '$(shield) Examples run in trusted folders only', command: 'workbench.trust.manage' }));
      const runnable = await runnableLanguages(examples, programs);
      return examples
        .filter(({ language }) => runnable.has(language))
        .map(({ line }) => new CodeLens(new Range(line, 0, line, 0), { title: '$(play) Run this example', command, arguments: [line] }));
    },
  };
  return [
    trusted,
    workspace.onDidGrantWorkspaceTrust(() => trusted.fire()),
    languages.registerCodeLensProvider(selector, provider),
    // The code is read from the page: nobody else's text is run by asking for this command.
    commands.registerCommand(command, async (line?: unknown) => {
      const document = window.activeTextEditor?.document;
      if (document === undefined || !workspace.isTrusted || languages.match(selector, document) === 0) return;
      const example = examplesIn(document).find((each) => each.line === line);
      if (example !== undefined) await runInTerminal(example, programs);
    }),
  ];
}

function examplesIn(document: TextDocument): readonly Example[] {
  const text = document.getText().replaceAll('\r\n', '\n');
  return [...text.matchAll(fence)].map(({ 1: name, 2: code = '', index }) => ({
    language: name === 'python' ? 'python' : 'javascript',
    code,
    line: text.slice(0, index).split('\n').length,
  }));
}

async function runnableLanguages(examples: readonly Example[], programs: Programs): Promise<ReadonlySet<ProgramLanguage>> {
  const wanted = [...new Set(examples.map(({ language }) => language))];
  const launches = await Promise.all(wanted.map((language) => programs.launch(language, '')));
  return new Set(wanted.filter((_, index) => launches[index] !== undefined));
}

async function runInTerminal({ language, code }: Example, programs: Programs): Promise<void> {
  const launch = await programs.launch(language, code);
  if (launch === undefined) return;
  const task = new Task({ type: 'weakref-lint' }, TaskScope.Workspace, 'Example of the lesson', 'Weakref Lint', new ProcessExecution(launch.command, [...launch.args]), []);
  task.presentationOptions = { reveal: TaskRevealKind.Always, echo: false, clear: true, focus: false };
  await tasks.executeTask(task);
}
