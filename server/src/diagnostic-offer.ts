/**
 * Whether the client is to ask for files that are not open too. An editor that is offered them keeps what a document showed when it was
 * closed: they are offered while somebody wants them, and not otherwise.
 */
import { DocumentDiagnosticRequest, RegistrationRequest, UnregistrationRequest } from 'vscode-languageserver';
import type { Connection, DiagnosticRegistrationOptions, DocumentSelector } from 'vscode-languageserver';
import { configFileNames } from './core.ts';
import { languageIds } from './languages.ts';

type Offer = 'open documents' | 'workspace';

const id = 'weakref-lint.diagnostics';
const { method } = DocumentDiagnosticRequest;
const documents: DocumentSelector = [...languageIds.map((language) => ({ language })), ...configFileNames.map((name) => ({ pattern: `**/${name}` }))];

export class DiagnosticOffer {
  readonly #connection: Connection;
  #offered: Offer = 'open documents';
  #last: Promise<void> = Promise.resolve();

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Resolves when the client knows; what is offered already is not offered again. */
  offer(offer: Offer): Promise<void> {
    this.#last = this.#last.then(() => this.#replace(offer));
    return this.#last;
  }

  async #replace(offer: Offer): Promise<void> {
    if (offer === this.#offered) return;
    this.#offered = offer;
    await this.#connection.sendRequest(UnregistrationRequest.type, { unregisterations: [{ id, method }] });
    await this.#connection.sendRequest(RegistrationRequest.type, { registrations: [{ id, method, registerOptions: { ...diagnosticsOffer(offer), documentSelector: documents } }] });
  }
}

/** In the answer to `initialize` the client's own selection of documents holds. */
export function diagnosticsOffer(offer: Offer): DiagnosticRegistrationOptions {
  return { id, documentSelector: null, identifier: 'weakref-lint', interFileDependencies: true, workspaceDiagnostics: offer === 'workspace', workDoneProgress: offer === 'workspace' };
}
