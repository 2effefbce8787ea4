/** The sample of the walkthrough, and what the reader has done with it: the steps are ticked off as these things happen. */
import { commands, languages, Selection, window, workspace, type Diagnostic, type Disposable, type Hover, type TextDocument } from 'vscode';
import { isOurs } from './languages.ts';
import { samples } from './samples.ts';

/** The context keys of the walkthrough's steps. */
type Deed = 'weakrefLint.sampleWarned' | 'weakrefLint.sampleExplained' | 'weakrefLint.sampleMended';

/** Where a step takes the reader: what the editor itself calls it. Each starts from the caret. */
const places: Readonly<Record<string, { readonly before: 'line' | 'finding'; readonly command: string }>> = {
  warning: { before: 'line', command: 'editor.action.marker.next' },
  card: { before: 'finding', command: 'editor.action.showHover' },
  fix: { before: 'finding', command: 'editor.action.quickFix' },
};

const walkthrough = 'weakref-lint.weakref-lint-vscode#weakReferences';

/** Milliseconds until a sample without findings is taken for one nobody checks. */
const longestCheck = 10_000;

export class SampleTour implements Disposable {
  /** The version each sample had when it was opened; without those that were closed. */
  readonly #opened = new Map<TextDocument, number>();
  readonly #warned = new WeakSet<TextDocument>();
  readonly #subscriptions: readonly Disposable[];

  constructor() {
    this.#subscriptions = [
      commands.registerCommand('weakrefLint.openWalkthrough', () => commands.executeCommand('workbench.action.openWalkthrough', walkthrough)),
      commands.registerCommand('weakrefLint.openSample', (language?: unknown) => this.#open(language)),
      commands.registerCommand('weakrefLint.showInSample', (place?: unknown) => this.#show(String(place))),
      workspace.onDidCloseTextDocument((document) => this.#opened.delete(document)),
      languages.onDidChangeDiagnostics(() => [...this.#opened].forEach(([document, version]) => this.#look(document, version))),
    ];
  }

  /** What a hover over a document was answered with. */
  hovered(document: TextDocument, hover: Hover | null | undefined): void {
    if (this.#opened.has(document) && hover !== null && hover !== undefined) done('weakrefLint.sampleExplained');
  }

  dispose(): void {
    for (const each of this.#subscriptions) each.dispose();
  }

  /** A document of its own each time, on no disk: there is nothing to overwrite, and it works where there are no folders. */
  async #open(language: unknown): Promise<TextDocument> {
    const { languageId, text } = samples.find((each) => each.languageId === language) ?? samples[0] ?? { languageId: 'python', text: '' };
    const document = await workspace.openTextDocument({ language: languageId, content: text });
    this.#opened.set(document, document.version);
    await window.showTextDocument(document);
    return document;
  }

  #look(document: TextDocument, version: number): void {
    const isWrong = findingsIn(document).length > 0;
    if (isWrong) {
      this.#warned.add(document);
      done('weakrefLint.sampleWarned');
    } else if (this.#warned.has(document) && document.version > version) done('weakrefLint.sampleMended');
  }

  async #show(name: string): Promise<void> {
    const place = places[name];
    if (place === undefined) return;
    const document = [...this.#opened.keys()].at(-1) ?? (await this.#open(undefined));
    const editor = await window.showTextDocument(document);
    const [finding] = await findingsOnceChecked(document, this.#warned.has(document));
    if (finding === undefined) {
      // Stays until somebody closes it, and nobody waits for that.
      void window.showInformationMessage('Nothing is reported in this sample. Open a new one to see the warning again.');
      return;
    }
    const { start } = finding.range;
    const caret = place.before === 'line' ? start.with({ character: 0 }) : start;
    editor.selection = new Selection(caret, caret);
    editor.revealRange(finding.range);
    await commands.executeCommand(place.command);
  }
}

function findingsIn(document: TextDocument): readonly Diagnostic[] {
  return languages.getDiagnostics(document.uri).filter(isOurs);
}

/** @param isChecked whether something was reported before; if not, the first report is waited for */
async function findingsOnceChecked(document: TextDocument, isChecked: boolean): Promise<readonly Diagnostic[]> {
  const findings = findingsIn(document);
  if (isChecked || findings.length > 0) return findings;
  let subscription: Disposable | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  await new Promise<void>((resolve) => {
    timer = setTimeout(resolve, longestCheck);
    subscription = languages.onDidChangeDiagnostics(() => {
      if (findingsIn(document).length > 0) resolve();
    });
  });
  clearTimeout(timer);
  subscription?.dispose();
  return findingsIn(document);
}

function done(deed: Deed): void {
  void commands.executeCommand('setContext', deed, true);
}
