/** What the extension does in every host: it starts the server without waiting for it, and shows how it is. */
import { commands, window, type ExtensionContext } from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import { registerDebugInformation } from './debug-information.ts';
import { fixAll } from './fix-all.ts';
import { isServed, servedDocuments } from './languages.ts';
import { registerLesson } from './lesson.ts';
import type { Programs } from './node/programs.ts';
import { linkedCommands, pageAddresses, registerPages } from './pages.ts';
import { registerPractice } from './practice.ts';
import { registerQuiz } from './quiz.ts';
import { reportOverlap } from './report-overlap.ts';
import { registerExamples } from './run-example.ts';
import { SampleTour } from './sample.ts';
import { chosenSettings, settingsOf } from './settings.ts';
import { Status } from './status.ts';

/** Makes the client for a host; it is started later. */
type CreateClient = (id: string, name: string, options: LanguageClientOptions) => BaseLanguageClient;

interface Host {
  /** What its server needs to be told in `initializationOptions`, beside the settings. */
  readonly options?: object;
  /** For the exercises and the examples of the lesson; left out where no programs can be run. */
  readonly programs?: Programs;
}

export function start(context: ExtensionContext, createClient: CreateClient, { options = {}, programs }: Host): void {
  const output = window.createOutputChannel('Weakref Lint', { log: true });
  const tour = new SampleTour();
  const client = createClient('weakrefLint', 'Weakref Lint', {
    documentSelector: servedDocuments,
    outputChannel: output,
    traceOutputChannel: output,
    diagnosticPullOptions: { onChange: true, onSave: true },
    // The server asks for the settings once it runs; with these, its first answer already obeys them.
    initializationOptions: () => ({ ...chosenSettings(), ...options, pages: pageAddresses }),
    markdown: { isTrusted: { enabledCommands: linkedCommands }, supportHtml: false },
    middleware: {
      didOpen: async (document, next) => {
        if (isServed(document)) await next(document);
      },
      provideHover: async (document, position, token, next) => {
        const hover = await next(document, position, token);
        tour.hovered(document, hover);
        return hover;
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
    registerPages(context),
    registerDebugInformation(client, __VERSION__),
    commands.registerCommand('weakrefLint.fixAll', fixAll),
    registerQuiz(),
    tour,
    ...registerPractice(context, client, programs),
    ...(programs === undefined ? [] : registerExamples(context, programs)),
    commands.registerCommand('weakrefLint.restart', restart),
    commands.registerCommand('weakrefLint.showOutput', () => output.show()),
    client,
  );
  // Making a process holds up the extension host for longer than all of the above: other extensions come first.
  setTimeout(() => void run());
}
