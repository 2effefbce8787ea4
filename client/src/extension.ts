/** The editor's side of the language server. It will start the server; until it does, activating does nothing. */
export function activate(): void {
  // The language client is created here.
}
