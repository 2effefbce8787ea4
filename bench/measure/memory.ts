/** Resident memory of the built server, as an editor runs it. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { childClient } from '../../test/support/lsp-client.ts';
import { atMost, count, ratio } from '../report.ts';
import type { Row } from '../report.ts';
import { subjects } from '../subject.ts';
import { typing } from '../typing-script.ts';
import type { Language } from '../typing-script.ts';
import { Editor } from './typing.ts';

/** As many as somebody works in, and as many as somebody leaves open. */
const [few, many] = [5, 50];
const lines = 2000;
const editedLines = 200;
const edits = 10_000;
const sampleEvery = 100;
const allowed = { python: 120, typescript: 300 };

export async function* measureMemory(): AsyncGenerator<Row> {
  const floor = await bareNode();
  const { client, child, exitCode } = childClient();
  try {
    const { pid } = child;
    if (pid === undefined) throw new Error('The server did not start; run `npm run build` first.');
    await client.initialize();
    const open = async (language: Language, from: number, to: number): Promise<void> => {
      const { uri, languageId, generate } = subjects[language];
      for (let index = from; index < to; index++) {
        const each = uri.replace('document', `document${index}`);
        await client.open(each, languageId, generate(lines, index));
        await client.diagnostics(each);
      }
    };
    await open('python', 0, few);
    yield row(`${few} Python documents of ${count(lines)} lines`, allowed.python, residentMegabytes(pid), floor);
    await open('python', few, many);
    yield row(`${many} of them`, allowed.python, residentMegabytes(pid), floor);
    await open('typescript', 0, few);
    yield row(`${few} TypeScript documents too`, allowed.typescript, residentMegabytes(pid), floor);
    await open('typescript', few, many);
    yield row(`${many} of those`, allowed.typescript, residentMegabytes(pid), floor);
  } finally {
    client.dispose();
    child.kill();
    await exitCode;
  }
  yield await flatness();
}

function row(open: string, budget: number, measured: number, floor: number): Row {
  return {
    what: `c memory, ${open}`,
    measured: `${ratio(measured / floor)} bare Nodes`,
    budget: atMost(budget / floor, measured / floor),
    behind: `${measured.toFixed(0)} MB of ${budget} MB, bare Node ${floor.toFixed(0)} MB`,
  };
}

/** The most memory in the last fifth of many edits, against the most in the second fifth: the first one warms up. */
async function flatness(): Promise<Row> {
  const { client, child, exitCode } = childClient();
  try {
    const { pid } = child;
    if (pid === undefined) throw new Error('The server did not start; run `npm run build` first.');
    await client.initialize();
    const { uri, languageId, generate } = subjects.python;
    const text = generate(editedLines, 1);
    await client.open(uri, languageId, text);
    const editor = new Editor(client, uri, text);
    const samples: number[] = [];
    let pressed = 0;
    const scripts = [typing(text, 'python', 'ordinary', 1), typing(text, 'python', 'breaking', 1)];
    while (pressed < edits) {
      for (const key of scripts.flatMap((script) => script.next().value)) {
        await editor.press(key);
        if (++pressed % sampleEvery === 0) samples.push(residentMegabytes(pid));
      }
    }
    const fifth = Math.floor(samples.length / 5);
    const early = Math.max(...samples.slice(fifth, 2 * fifth));
    const late = Math.max(...samples.slice(-fifth));
    return {
      what: `c memory after ${count(edits)} edits in ${editedLines} lines of Python`,
      measured: `${ratio(late / early)} x after ${count((edits * 2) / 5)}`,
      budget: atMost(1.1, late / early),
      behind: `${late.toFixed(0)} MB, ${early.toFixed(0)} MB`,
    };
  } finally {
    client.dispose();
    child.kill();
    await exitCode;
  }
}

async function bareNode(): Promise<number> {
  const child = spawn(process.execPath, ['-e', 'process.stdin.resume(); console.log()'], { stdio: ['pipe', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  const { pid } = child;
  if (pid === undefined) throw new Error('Node did not start.');
  const megabytes = residentMegabytes(pid);
  child.kill();
  return megabytes;
}

/** @throws Error where there is no `ps`, as on Windows. */
function residentMegabytes(pid: number): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024;
}
