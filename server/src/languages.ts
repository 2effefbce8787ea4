/** Which languages are linted and how a file name or an editor's language id says so. Knows nothing of parsers. */

/** The two analyses: every supported language id belongs to one. */
export type Family = 'python' | 'javascript';

export type LanguageId = 'python' | 'javascript' | 'javascriptreact' | 'typescript' | 'typescriptreact';

interface LanguageFacts {
  readonly family: Family;
  /** File name extensions, the usual one first, without the dot. */
  readonly extensions: readonly string[];
}

const languages: Readonly<Record<LanguageId, LanguageFacts>> = {
  python: { family: 'python', extensions: ['py', 'pyi'] },
  javascript: { family: 'javascript', extensions: ['js', 'mjs', 'cjs'] },
  javascriptreact: { family: 'javascript', extensions: ['jsx'] },
  typescript: { family: 'javascript', extensions: ['ts', 'mts', 'cts'] },
  typescriptreact: { family: 'javascript', extensions: ['tsx'] },
};

const byExtension = new Map<string, LanguageId>();
export const languageIds: readonly LanguageId[] = ['python', 'javascript', 'javascriptreact', 'typescript', 'typescriptreact'];

for (const id of languageIds) {
  for (const extension of languages[id].extensions) byExtension.set(extension, id);
}

/** The extensions of all languages, without the dot. */
export const extensions: readonly string[] = [...byExtension.keys()];

export function isLanguageId(id: string): id is LanguageId {
  return Object.hasOwn(languages, id);
}

export function familyOf(id: LanguageId): Family {
  return languages[id].family;
}

/** The language a file name stands for, or undefined when it is none of ours. */
export function languageOfPath(path: string): LanguageId | undefined {
  return byExtension.get(extensionOf(path));
}

/**
 * The path handed to the linter. An editor may declare any language for any file (and untitled documents have no
 * extension), while the TypeScript parser reads the syntax from the extension: where the two disagree the language wins.
 */
export function pathForLanguage(path: string, id: LanguageId): string {
  const { extensions } = languages[id];
  return extensions.includes(extensionOf(path)) ? path : `${path}.${extensions[0] ?? ''}`;
}

export function extensionOf(path: string): string {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  const dot = name.lastIndexOf('.');
  return dot < 0 ? '' : name.slice(dot + 1).toLowerCase();
}
