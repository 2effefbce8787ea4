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
import { Server, type ServerListener } from './server.ts';
import { chosenSettings, settingsOf } from './settings.ts';
import { Status } from './status.ts';

/** Makes the client for a host; it is started later. */
type CreateClient = (id: string, name: string, options: LanguageClientOptions, listener: ServerListener) => Promise<BaseLanguageClient>;

interface Host {
  /** What its server needs to be told in `initializationOptions`, beside the settings. */
  readonly options?: object;
  /** For the exercises and the examples of the lesson; left out where no programs can be run. */
  readonly programs?: Programs;
}

export function start(context: ExtensionContext, createClient: CreateClient, { options = {}, programs }: Host): void {
  const output = window.createOutputChannel('Weakref Lint', { log: true });
  const tour = new SampleTour();
  const clientOptions: LanguageClientOptions = {
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
  };
  const server = new Server((listener) => createClient('weakrefLint', 'Weakref Lint', clientOptions, listener), output);

  context.subscriptions.push(
    output,
    new Status(server, __VERSION__),
    reportOverlap(output),
    registerLesson(context),
    registerPages(context),
    registerDebugInformation(server, __VERSION__),
    commands.registerCommand('weakrefLint.fixAll', fixAll),
    registerQuiz(),
    tour,
    ...registerPractice(context, server, programs),
    ...(programs === undefined ? [] : registerExamples(context, programs)),
    commands.registerCommand('weakrefLint.restart', () => server.restart()),
    commands.registerCommand('weakrefLint.showOutput', () => output.show()),
    server,
  );
  // Loading the client and making a process hold up the extension host for longer than all of the above: other extensions come first.
  setTimeout(() => void server.start());
}
