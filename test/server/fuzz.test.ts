/** A thousand messages, many of them mangled: the server answers each request, and afterwards it still does its work. */
import { expect, it } from 'vitest';
import { inMemoryClient } from '../support/lsp-client.ts';
import { pythonDeref } from '../support/programs.ts';
import { randomFrom } from '../support/seeded-random.ts';

type Random = (limit: number) => number;
type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

interface Message {
  readonly method: string;
  readonly isRequest: boolean;
  readonly params: Json;
}

const MESSAGES = 1000;
/** So many requests may be under way at once. */
const AT_ONCE = 25;

const documents = [
  { uri: 'file:///project/a.py', languageId: 'python', text: pythonDeref },
  { uri: 'file:///project/b.ts', languageId: 'typescript', text: 'const r = new WeakRef({ x: 1 });\nexport async function f() {\n  await 0;\n  return r.deref().x;\n}\n' },
  { uri: 'untitled:Untitled-1', languageId: 'javascript', text: 'new WeakRef(1);\n' },
  { uri: 'file:///project/weakref-lint.toml', languageId: 'toml', text: 'preset = "strict"\n' },
] as const;

const JUNK: readonly Json[] = [null, true, -1, 0.5, 1e12, '', 'file:', '\u0000', '%%%', [], {}, [[]], { line: -5, character: 1e9 }, 'file:///%E0%A4%A'];
const SNIPPETS = ['(', '"""', 'r.deref()', '\n', 'weakref.ref(x)()', '}', '\ud83d\ude00', '\ud83d', 'x'.repeat(50), ''];

it.each([1, 2, 3])('stands a thousand messages (seed %i)', async (seed) => {
  const random = randomFrom(seed);
  const client = inMemoryClient();
  await client.initialize();
  let pending: Promise<unknown>[] = [];
  for (let i = 0; i < MESSAGES; i++) {
    const { method, isRequest, params } = message(random, i);
    const sent = random(3) === 0 ? mangled(random, params) : params;
    // A refusal is an answer.
    if (isRequest) pending.push(client.request(method, sent).catch(() => undefined));
    else await client.notify(method, sent);
    if (pending.length < AT_ONCE) continue;
    await Promise.all(pending);
    pending = [];
  }
  await Promise.all(pending);
  const uri = 'file:///project/afterwards.py';
  await client.open(uri, 'python', pythonDeref);
  expect(await client.diagnostics(uri)).toHaveLength(1);
  client.dispose();
});

function message(random: Random, version: number): Message {
  const { uri, languageId, text } = pick(random, documents);
  const textDocument = { uri };
  const range = { start: position(random), end: position(random) };
  const kinds: readonly (() => Message)[] = [
    () => notification('textDocument/didOpen', { textDocument: { uri, languageId, version, text } }),
    () => notification('textDocument/didClose', { textDocument }),
    () => notification('textDocument/didSave', { textDocument }),
    () => notification('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ range, text: pick(random, SNIPPETS) }] }),
    () => notification('textDocument/didChange', { textDocument: { uri, version: version - random(5) }, contentChanges: [{ text }] }),
    () => notification('workspace/didChangeConfiguration', { settings: { weakrefLint: { preset: pick(random, JUNK) } } }),
    () => notification('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 1 + random(4) }] }),
    () => notification('workspace/didChangeWorkspaceFolders', { event: { added: [], removed: [] } }),
    () => notification('$/cancelRequest', { id: random(MESSAGES) }),
    () => request('textDocument/diagnostic', { textDocument, previousResultId: `${random(9)}` }),
    () => request('textDocument/hover', { textDocument, position: range.start }),
    () => request('textDocument/codeAction', { textDocument, range, context: { diagnostics: [] } }),
    () => request('textDocument/inlayHint', { textDocument, range }),
    () => request('workspace/executeCommand', { command: pick(random, SNIPPETS), arguments: [uri] }),
    () => request('nobody/knows', { textDocument }),
  ];
  return pick(random, kinds)();
}

function notification(method: string, params: Json): Message {
  return { method, isRequest: false, params };
}

function request(method: string, params: Json): Message {
  return { method, isRequest: true, params };
}

function position(random: Random): { line: number; character: number } {
  return { line: random(14), character: random(40) };
}

/** The same with one thing inside, or all of it, replaced or taken out. */
function mangled(random: Random, value: Json): Json {
  if (typeof value !== 'object' || value === null || random(5) === 0) return pick(random, JUNK);
  if (Array.isArray(value)) return value.map((one) => (random(2) === 0 ? mangled(random, one) : one));
  const keys = Object.keys(value);
  const chosen = keys[random(Math.max(1, keys.length))];
  return Object.fromEntries(Object.entries(value).flatMap(([key, inside]) => (key !== chosen ? [[key, inside]] : random(4) === 0 ? [] : [[key, mangled(random, inside)]])));
}

function pick<T>(random: Random, all: readonly T[]): T {
  const one = all[random(all.length)];
  if (one === undefined) throw new RangeError('Nothing to pick from.');
  return one;
}
