/** What the extension does in every host: it starts the server without waiting for it, and shows how it is. */
import { commands, window, type ExtensionContext } from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import { documentSelector, isLinted } from './languages.ts';
import { registerLesson } from './lesson.ts';
import { registerPractice } from './practice.ts';
import { registerQuiz } from './quiz.ts';
import { reportOverlap } from './report-overlap.ts';
import { chosenSettings, settingsOf } from './settings.ts';
import { Status } from './status.ts';

/** Makes the client for a host; it is started later. */
type CreateClient = (id: string, name: string, options: LanguageClientOptions) => BaseLanguageClient;

/** @param hostOptions what the server of this host needs to be told in `initializationOptions`, beside the settings */
export function start(context: ExtensionContext, createClient: CreateClient, hostOptions: object = {}): void {
  const output = window.createOutputChannel('Weakref Lint', { log: true });
  const client = createClient('weakrefLint', 'Weakref Lint', {
    documentSelector,
    outputChannel: output,
    traceOutputChannel: output,
    diagnosticPullOptions: { onChange: true },
    // The server asks for the settings once it runs; with these, its first answer already obeys them.
    initializationOptions: () => ({ ...chosenSettings(), ...hostOptions }),
    middleware: {
      didOpen: async (document, next) => {
        if (isLinted(document)) await next(document);
      },
      workspace: {
        configuration: ({ items }) => items.map(({ section, scopeUri }) => settingsOf(section, scopeUri)),
      },
    },
  });
  const status = new Status(client, __VERSION__);

  const run = async (): Promise<void> => {
    try {
      await client.start();
    } catch (error) {
      output.error(`The server did not start: ${String(error)}`);
      status.failed();
    }
  };
  const restart = async (): Promise<void> => {
    if (client.isRunning()) await client.stop();
    await run();
  };

  context.subscriptions.push(
    output,
    status,
    reportOverlap(output),
    registerLesson(context),
    registerQuiz(),
    ...registerPractice(client),
    commands.registerCommand('weakrefLint.restart', restart),
    commands.registerCommand('weakrefLint.showOutput', () => output.show()),
    client,
  );
  void run();
}
