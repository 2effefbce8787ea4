/** Which documents the server is asked about. */
import type { Diagnostic, DocumentSelector, TextDocument } from 'vscode';

const languageIds = ['python', 'javascript', 'javascriptreact', 'typescript', 'typescriptreact'] as const;

/** Any scheme: a document may lie on a disk, in a repository far away, or nowhere yet. */
export const documentSelector: DocumentSelector & { language: string }[] = languageIds.map((language) => ({ language }));

/** Which files hold settings of the server, among other things. */
const configurationFiles = ['pyproject.toml', 'weakref-lint.toml', 'package.json'] as const;

/** What the server is told of: it says what is wrong in configuration files too. */
export const servedDocuments: ({ language: string } | { pattern: string })[] = [...documentSelector, ...configurationFiles.map((name) => ({ pattern: `**/${name}` }))];

/** Copies the editor shows beside the document itself. */
const schemesLeftOut: ReadonlySet<string> = new Set(['git', 'gitfs', 'review', 'vscode-interactive-input']);

export function isLinted({ uri, languageId }: Pick<TextDocument, 'uri' | 'languageId'>): boolean {
  return languageIds.some((id) => id === languageId) && !schemesLeftOut.has(uri.scheme);
}

/** Whether it was our server that reported it. */
export function isOurs({ source }: Diagnostic): boolean {
  return source === 'weakref-lint';
}

export function isServed({ uri, languageId }: Pick<TextDocument, 'uri' | 'languageId'>): boolean {
  return isLinted({ uri, languageId }) || (!schemesLeftOut.has(uri.scheme) && configurationFiles.some((name) => uri.path.endsWith(`/${name}`)));
}
