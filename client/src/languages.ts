/** Which documents the server is asked about. */
import { workspace, type Diagnostic, type DocumentSelector, type TextDocument } from 'vscode';

const languageIds = ['python', 'javascript', 'javascriptreact', 'typescript', 'typescriptreact'] as const;

/** Any scheme: a document may lie on a disk, in a repository far away, or nowhere yet. */
export const documentSelector: DocumentSelector & { language: string }[] = languageIds.map((language) => ({ language }));

/** Which files hold settings of the server, among other things. */
const configurationFiles = ['pyproject.toml', 'weakref-lint.toml', 'package.json'] as const;

/** What the server is told of: it says what is wrong in configuration files too. */
export const servedDocuments: ({ language: string } | { pattern: string })[] = [...documentSelector, ...configurationFiles.map((name) => ({ pattern: `**/${name}` }))];

/** File systems that hold other versions of a document, to be compared with it. */
const versionSchemes: ReadonlySet<string> = new Set(['git', 'gitfs', 'gitlens', 'pr', 'review', 'vscode-local-history']);
/** Documents people write that lie in no file system. */
const unsavedSchemes: ReadonlySet<string> = new Set(['untitled', 'vscode-notebook-cell']);

/** What lies in no file system at all is a copy that some extension shows, of a merge or of a proposed edit. */
function isCopy({ scheme }: TextDocument['uri']): boolean {
  return versionSchemes.has(scheme) || (!unsavedSchemes.has(scheme) && workspace.fs.isWritableFileSystem(scheme) === undefined);
}

export function isLinted({ uri, languageId }: Pick<TextDocument, 'uri' | 'languageId'>): boolean {
  return languageIds.some((id) => id === languageId) && !isCopy(uri);
}

/** Whether it was our server that reported it. */
export function isOurs({ source }: Diagnostic): boolean {
  return source === 'weakref-lint';
}

export function isServed({ uri, languageId }: Pick<TextDocument, 'uri' | 'languageId'>): boolean {
  return isLinted({ uri, languageId }) || (!isCopy(uri) && configurationFiles.some((name) => uri.path.endsWith(`/${name}`)));
}
