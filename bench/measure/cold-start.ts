/** From starting the built server to the first diagnostics of a small Python document, against starting Node to do nothing. */
import { spawnSync } from 'node:child_process';
import { childClient } from '../../test/support/lsp-client.ts';
import { pythonDeref } from '../../test/support/programs.ts';
import { median, timed, timedSync } from '../clock.ts';
import { atMost, ms, ratio } from '../report.ts';
import type { Row } from '../report.ts';
import { subjects } from '../subject.ts';

const rounds = 9;
/** Milliseconds above a bare start. */
const allowed = 200;

export async function* measureColdStart(): AsyncGenerator<Row> {
  const bare: number[] = [];
  const server: number[] = [];
  for (let round = 0; round < rounds; round++) {
    bare.push(timedSync(() => spawnSync(process.execPath, ['-e', '0'])));
    server.push(await startOnce());
  }
  const floor = median(bare);
  const measured = median(server);
  yield {
    what: 'd server start to first Python diagnostics',
    measured: `${ratio(measured / floor)} bare Node starts`,
    budget: atMost((floor + allowed) / floor, measured / floor),
    behind: `${ms(measured)}, bare ${ms(floor)}, allowed ${ms(floor + allowed)}`,
  };
}

async function startOnce(): Promise<number> {
  const { uri, languageId } = subjects.python;
  const started: { child?: ReturnType<typeof childClient> } = {};
  const time = await timed(async () => {
    const child = (started.child = childClient());
    await child.client.initialize();
    await child.client.open(uri, languageId, pythonDeref);
    const found = await child.client.diagnostics(uri);
    if (found.length === 0) throw new Error('The server found nothing in a file with a mistake.');
  });
  await started.child?.leave();
  return time;
}
