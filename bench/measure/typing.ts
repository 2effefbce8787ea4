/** From a key to its diagnostics, through the server and the protocol, against a full parse of the same file. */
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { LspClient } from '../../test/support/lsp-client.ts';
import { inMemoryClient } from '../../test/support/lsp-client.ts';
import { median, percentile, timed, timedSync } from '../clock.ts';
import { atMost, count, ms, ratio } from '../report.ts';
import type { Row } from '../report.ts';
import { languages, subjects } from '../subject.ts';
import { typing } from '../typing-script.ts';
import type { Key, KeyKind, Language } from '../typing-script.ts';

const sizes = [500, 2000, 8000, 20_000];
const kinds: readonly KeyKind[] = ['ordinary', 'breaking'];
const budgets: Readonly<Record<Language, Readonly<Record<KeyKind, number>>>> = {
  python: { ordinary: 0.5, breaking: 2.5 },
  typescript: { ordinary: 1.5, breaking: 1.5 },
};

/** A series ends with the key that reaches one of these. */
const enoughKeys = 400;
const enoughMilliseconds = 6000;
/** Not counted: the machine warms up until one of these is reached. */
const warmUpKeys = 60;
const warmUpMilliseconds = 2000;
/** The peer is measured after every so many keys. */
const parseEvery = 10;

export async function* measureTyping(): AsyncGenerator<Row> {
  for (const language of languages) {
    for (const lines of sizes) {
      for (const kind of kinds) yield await series(language, lines, kind);
    }
  }
}

async function series(language: Language, lines: number, kind: KeyKind): Promise<Row> {
  const { uri, languageId, name, generate, peer, parser } = subjects[language];
  const text = generate(lines, lines);
  const parse = await parser();
  const client = inMemoryClient();
  await client.initialize();
  await client.open(uri, languageId, text);
  await client.diagnostics(uri);
  const editor = new Editor(client, uri, text);

  const script = keysOf(typing(text, language, kind, 1));
  const measure = { editor, script, parse: () => parse(text) };
  await press(measure, warmUpKeys, warmUpMilliseconds);
  const { keys, parses } = await press(measure, enoughKeys, enoughMilliseconds);
  client.dispose();

  const unit = median(parses);
  const [p50, p95] = [median(keys), percentile(keys, 0.95)];
  return {
    what: `b ${name}, ${count(lines)} lines, ${kind} keys`,
    measured: `p50 ${ratio(p50 / unit)}, p95 ${ratio(p95 / unit)} ${peer}`,
    budget: atMost(budgets[language][kind], p95 / unit),
    behind: `p50 ${ms(p50)}, p95 ${ms(p95)}, parse ${ms(unit)}, ${keys.length} keys`,
  };
}

interface Measure {
  readonly editor: Editor;
  readonly script: Iterator<Key, never>;
  readonly parse: () => void;
}

async function press({ editor, script, parse }: Measure, most: number, milliseconds: number): Promise<{ readonly keys: number[]; readonly parses: number[] }> {
  const keys: number[] = [];
  const parses: number[] = [];
  const start = performance.now();
  while (keys.length === 0 || (keys.length < most && performance.now() - start < milliseconds)) {
    if (keys.length % parseEvery === 0) parses.push(timedSync(parse));
    keys.push(await editor.press(script.next().value));
  }
  return { keys, parses };
}

export function* keysOf(gestures: Generator<readonly Key[], never>): Generator<Key, never> {
  for (;;) yield* gestures.next().value;
}

/** The editor's side: sends a change, and waits for the diagnostics of the text after it. */
export class Editor {
  readonly #client: LspClient;
  #document: TextDocument;

  constructor(client: LspClient, uri: string, text: string) {
    this.#client = client;
    this.#document = TextDocument.create(uri, '', 1, text);
  }

  /** Milliseconds from the key to the diagnostics. */
  async press({ start, deleted, inserted }: Key): Promise<number> {
    const { uri, version } = this.#document;
    const range = { start: this.#document.positionAt(start), end: this.#document.positionAt(start + deleted) };
    const time = await timed(async () => {
      await this.#client.edit(uri, range, inserted, version + 1);
      await this.#client.diagnostics(uri);
    });
    this.#document = TextDocument.update(this.#document, [{ range, text: inserted }], version + 1);
    return time;
  }
}
