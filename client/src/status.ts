/** The entry in the language status (the braces beside the language's name): version, the file at hand, and whether the server runs. */
import { languages, LanguageStatusSeverity, window, type Disposable, type LanguageStatusItem, type TextDocument } from 'vscode';
import { documentSelector, isLinted, isOurs } from './languages.ts';
import type { Server } from './server.ts';

export class Status implements Disposable {
  readonly #item: LanguageStatusItem;
  readonly #server: Server;
  readonly #subscriptions: readonly { dispose(): unknown }[];

  constructor(server: Server, version: string) {
    this.#server = server;
    this.#item = languages.createLanguageStatusItem('weakrefLint.status', documentSelector);
    this.#item.name = 'Weakref Lint';
    this.#item.text = `Weakref Lint ${version}`;
    this.#subscriptions = [
      this.#item,
      server.onDidChange(() => this.#show()),
      window.onDidChangeActiveTextEditor(() => this.#show()),
      languages.onDidChangeDiagnostics(({ uris }) => {
        const shown = window.activeTextEditor?.document.uri.toString();
        if (uris.some((uri) => uri.toString() === shown)) this.#show();
      }),
    ];
    this.#show();
  }

  dispose(): void {
    for (const each of this.#subscriptions) each.dispose();
  }

  #say(sentence: string): void {
    this.#item.detail = shortened(sentence);
    this.#item.accessibilityInformation = { label: `${this.#item.text}, ${sentence}` };
  }

  #show(): void {
    this.#item.busy = this.#server.state === 'starting';
    this.#item.command = { command: 'weakrefLint.showOutput', title: 'Show Log' };
    this.#item.severity = LanguageStatusSeverity.Information;
    switch (this.#server.state) {
      case 'starting':
        this.#say('Starting');
        return;
      case 'running': {
        const trouble = describeTroubles(this.#server.troubles);
        if (trouble !== undefined) this.#item.severity = LanguageStatusSeverity.Warning;
        this.#say(trouble ?? describe(window.activeTextEditor?.document));
        return;
      }
      case 'stopped':
        this.#item.severity = LanguageStatusSeverity.Error;
        this.#item.command = { command: 'weakrefLint.restart', title: 'Restart' };
        this.#say('The server does not run');
    }
  }
}

/** As much as the entry has room for beside its command. */
const detailLength = 44;

function shortened(sentence: string): string {
  if (sentence.length <= detailLength) return sentence;
  return `${sentence.slice(0, sentence.lastIndexOf(' ', detailLength))}…`;
}

function describeTroubles([first, ...others]: readonly string[]): string | undefined {
  return first === undefined || others.length === 0 ? first : `${first} (and ${others.length} more)`;
}

function describe(document: TextDocument | undefined): string {
  if (document === undefined || !isLinted(document)) return 'This document is not checked';
  const count = languages.getDiagnostics(document.uri).filter(isOurs).length;
  return count === 0 ? 'No problems in this file' : `${count} ${count === 1 ? 'problem' : 'problems'} in this file`;
}
