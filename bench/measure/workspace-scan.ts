/** What looking at a whole workspace costs somebody who types meanwhile: keys during it against keys without it, in the built server. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { childClient, workspaceCapabilities } from '../../test/support/lsp-client.ts';
import { percentile } from '../clock.ts';
import { atMost, count, ms, ratio } from '../report.ts';
import type { Row } from '../report.ts';
import { subjects } from '../subject.ts';
import { typing } from '../typing-script.ts';
import { Editor, keysOf } from './typing.ts';

const files = 200;
const linesOfFile = 1000;
const linesOfDocument = 2000;
/** Counted, once before the scan and once after it. */
const quietKeys = 200;
const warmUpKeys = 100;
/** The scan has a thread of its own; what is left is that memory and processor are shared. */
const allowed = 1.5;

export async function* measureWorkspaceScan(): AsyncGenerator<Row> {
  const folder = mkdtempSync(join(tmpdir(), 'weakref-lint-bench-'));
  const { uri, languageId, generate } = subjects.python;
  mkdirSync(join(folder, 'src'));
  for (let index = 0; index < files; index += 1) writeFileSync(join(folder, 'src', `module_${index}.py`), generate(linesOfFile, index));

  const { client, child } = childClient();
  try {
    await client.initialize(workspaceCapabilities, { workspaceDiagnostics: true }, [pathToFileURL(folder).href]);
    const text = generate(linesOfDocument, linesOfDocument);
    await client.open(uri, languageId, text);
    await client.diagnostics(uri);
    const editor = new Editor(client, uri, text);
    const script = keysOf(typing(text, 'python', 'ordinary', 1));
    const press = async (most: number, isOver: () => boolean): Promise<number[]> => {
      const keys: number[] = [];
      while (keys.length < most && !isOver()) keys.push(await editor.press(script.next().value));
      return keys;
    };
    const never = (): boolean => false;

    await press(warmUpKeys, never);
    const before = await press(quietKeys, never);
    let isScanned = false;
    const scan = client.request<{ readonly items: readonly unknown[] }>('workspace/diagnostic', { previousResultIds: [] }).finally(() => {
      isScanned = true;
    });
    const during = await press(Number.POSITIVE_INFINITY, () => isScanned);
    const { items } = await scan;
    const after = await press(quietKeys, never);

    const quiet = percentile([...before, ...after], 0.95);
    const busy = percentile(during, 0.95);
    yield {
      what: `h a key while ${count(files)} files are looked at, Python, ${count(linesOfDocument)} lines`,
      measured: `p95 ${ratio(busy / quiet)} keys without`,
      budget: atMost(allowed, busy / quiet),
      behind: `p95 ${ms(busy)}, without ${ms(quiet)}, ${during.length} keys, problems in ${count(items.length)} files`,
    };
  } finally {
    client.dispose();
    child.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}
