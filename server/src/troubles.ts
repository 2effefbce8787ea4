/** What goes wrong beside the findings: said in the log once, and to an editor with a place for it for as long as it holds. */
import type { Connection } from 'vscode-languageserver';
import type { LintResult } from './finding.ts';
import { failureSentence } from './isolated-rules.ts';
import type { Trouble, TroubleReport } from './protocol.ts';

const notification: Trouble = 'weakrefLint/trouble';

export class Troubles {
  readonly #connection: Connection;
  readonly #logged = new Set<string>();
  /** One sentence for each part of us that has failed. */
  readonly #failures = new Map<string, string>();
  /** What is wrong with the settings, by where they stand: goes away when somebody mends it. */
  readonly #settings = new Map<'editor' | 'files', readonly string[]>();
  #reported = '';

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** One sentence, in the log; the second time it is not said. */
  log(sentence: string): void {
    if (this.#logged.has(sentence)) return;
    this.#logged.add(sentence);
    this.#connection.console.warn(sentence);
  }

  /** Of each part that failed the first failure is told. */
  failed(uri: string, result: LintResult): void {
    if (result.kind !== 'linted') return;
    for (const failure of result.failures) {
      if (this.#failures.has(failure.who)) continue;
      const sentence = failureSentence(failure, uri);
      this.#failures.set(failure.who, sentence);
      this.#connection.console.error(sentence);
    }
    this.#report();
  }

  /** @param sentences all that cannot be used now, where the settings stand */
  settings(where: 'editor' | 'files', sentences: readonly string[]): void {
    this.#settings.set(where, sentences);
    this.#report();
  }

  #report(): void {
    const sentences = [...this.#failures.values(), ...[...this.#settings.values()].flat()];
    const report: TroubleReport = { sentences };
    const asText = JSON.stringify(report);
    if (asText === this.#reported || (this.#reported === '' && sentences.length === 0)) return;
    this.#reported = asText;
    void this.#connection.sendNotification(notification, report);
  }
}
