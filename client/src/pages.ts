/** The pages of the rules and of the lesson as the extension brings them: a file system of their own, so that links lead from one to another. */
import { commands, Disposable, EventEmitter, FileSystemError, FileType, Uri, window, workspace, type ExtensionContext, type FileChangeEvent, type FileStat, type FileSystemProvider } from 'vscode';
import { passages } from 'eslint-plugin-weakref/lessons';
import { pageOf } from '../../server/src/lesson.ts';
import type { PageAddresses } from '../../server/src/protocol.ts';

const scheme = 'weakref-lint';
const openRulePage = 'weakrefLint.openRulePage';

/** Commands that links in hover cards may run. */
export const linkedCommands = [openRulePage, 'weakrefLint.openLesson'] as const;

/** A diagnostic's link may be any address, but no command; a card's may be a command, but no address of our own. */
export const pageAddresses: PageAddresses = {
  rule: `${scheme}:/docs/{id}.md`,
  ruleInMarkdown: `command:${openRulePage}?%5B%22{id}%22%5D`,
  lessonInMarkdown: 'command:weakrefLint.openLesson?%5B%22{id}%22%5D',
};

export function registerPages({ extensionUri, extension }: ExtensionContext): Disposable {
  return Disposable.from(
    workspace.registerFileSystemProvider(scheme, new BundledPages(extensionUri), { isReadonly: true, isCaseSensitive: true }),
    commands.registerCommand(openRulePage, async (rule?: unknown) => {
      const id = typeof rule === 'string' ? rule : await chooseRule(extension.packageJSON);
      if (id !== undefined) await commands.executeCommand('markdown.showPreview', Uri.from({ scheme, path: `/docs/${id}.md` }));
    }),
  );
}

async function chooseRule(manifest: unknown): Promise<string | undefined> {
  const picked = await window.showQuickPick(
    rulesIn(manifest).map(([label, detail]) => ({ label, detail })),
    { title: 'Weakref Lint: Open Rule Page', placeHolder: 'The name of a rule, or a word of what it is against', matchOnDetail: true },
  );
  return picked?.label;
}

/** Names and descriptions, from the setting that has them all. */
function rulesIn(manifest: unknown): readonly (readonly [id: string, description: string])[] {
  const properties = ['contributes', 'configuration', 'properties', 'weakrefLint.rules', 'properties'].reduce(partOf, manifest);
  const rules = typeof properties === 'object' && properties !== null ? Object.entries(properties) : [];
  return rules.filter(([id]) => !id.includes('/')).map(([id, schema]) => [id, String(partOf(schema, 'description'))]);
}

function partOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

class BundledPages implements FileSystemProvider {
  readonly #folder: Uri;
  /** Never fires: the pages change with the extension only. */
  readonly onDidChangeFile = new EventEmitter<FileChangeEvent[]>().event;

  constructor(extensionUri: Uri) {
    this.#folder = Uri.joinPath(extensionUri, 'server', 'dist');
  }

  async readFile({ path }: Uri): Promise<Uint8Array> {
    const bytes = await workspace.fs.readFile(Uri.joinPath(this.#folder, path));
    return path.startsWith('/docs/') ? new TextEncoder().encode(withShortAnchors(new TextDecoder().decode(bytes))) : bytes;
  }

  async stat(uri: Uri): Promise<FileStat> {
    if (!uri.path.includes('.')) return { type: FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    return { type: FileType.File, ctime: 0, mtime: 0, size: (await this.readFile(uri)).length };
  }

  readDirectory(): [string, FileType][] {
    return [];
  }

  watch(): Disposable {
    return new Disposable(() => undefined);
  }

  createDirectory(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }

  writeFile(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }

  delete(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }

  rename(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }
}

/** The lesson that ships has shorter anchors than the one on the web. */
function withShortAnchors(page: string): string {
  return Object.values(passages).reduce((text, passage) => {
    const { file, fragment } = pageOf(passage);
    return text.replaceAll(`](../lessons/${passage.address})`, `](../lessons/${file}#${fragment})`);
  }, page);
}
