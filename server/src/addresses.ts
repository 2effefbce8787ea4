/** Addresses of documents, as a client writes them and as the rest of the server compares them: with nothing escaped. */

/** The way back: what a client takes for the same document. */
export function uriOfPath(path: string): string {
  return encodeURI(path).replaceAll('#', '%23').replaceAll('?', '%3F');
}

/** The path of a document, as far as its name matters; documents need not be files. */
export function pathOfUri(uri: string): string {
  const path = uri.replace(/[?#].*$/, '');
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
