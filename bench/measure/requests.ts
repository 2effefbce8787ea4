/** Hover and code actions on a linted document, through the protocol, against a whole lint of its text. */
import type { Range } from 'vscode-languageserver';
import { inMemoryClient } from '../../test/support/lsp-client.ts';
import { median, timed, timedSync } from '../clock.ts';
import { atMost, count, ms, ratio } from '../report.ts';
import type { Row } from '../report.ts';
import { languages, lintOnce, preparedLinting, subjects } from '../subject.ts';
import type { Language } from '../typing-script.ts';

const lines = 2000;
const rounds = 15;
const allowed = 0.1;

export async function* measureRequests(): AsyncGenerator<Row> {
  for (const language of languages) yield* requests(language);
}

async function* requests(language: Language): AsyncGenerator<Row> {
  const { uri, languageId, name, generate } = subjects[language];
  const text = generate(lines, lines);
  const linting = await preparedLinting(language);
  const client = inMemoryClient();
  await client.initialize();
  await client.open(uri, languageId, text);
  const ranges = (await client.diagnostics(uri)).map(({ range }) => range);
  const [first] = ranges;
  if (first === undefined) throw new Error(`The generated ${name} file holds no mistake to hover over.`);

  const times: { lint: number[]; hover: number[]; actions: number[] } = { lint: [], hover: [], actions: [] };
  const ask = async ({ start, end }: Range): Promise<void> => {
    times.lint.push(timedSync(() => lintOnce(linting, language, text)));
    times.hover.push(await timed(() => client.hover(uri, start.line, start.character)));
    times.actions.push(await timed(() => client.codeActions(uri, { start, end })));
  };
  for (let round = 0; round < rounds; round++) await ask(ranges[round % ranges.length] ?? first);
  client.dispose();

  const lint = median(times.lint);
  for (const [what, samples] of [['hover', times.hover], ['code actions', times.actions]] as const) {
    const measured = median(samples) / lint;
    yield {
      what: `e ${what}, ${name}, ${count(lines)} lines`,
      measured: `${ratio(measured)} lints`,
      budget: atMost(allowed, measured),
      behind: `${ms(median(samples))}, lint ${ms(lint)}`,
    };
  }
}
