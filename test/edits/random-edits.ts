/**
 * Edits several documents of a language server at random, as people do, with undo and redo, and compares what it finds with a lint of
 * the same texts that has seen nothing before.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { CodeAction, Diagnostic, TextEdit } from 'vscode-languageserver';
import { parsePython } from '../../rules/src/python/index.ts';
import { clientSupport } from '../../server/src/client-support.ts';
import { Linting, defaultSettings } from '../../server/src/core.ts';
import type { Finding } from '../../server/src/finding.ts';
import { toDiagnostic } from '../../server/src/handlers/diagnostics.ts';
import { familyOf, languageOfPath } from '../../server/src/languages.ts';
import type { LanguageId } from '../../server/src/languages.ts';
import { testPlatform } from '../support/host.ts';
import { fullCapabilities, inMemoryClient } from '../support/lsp-client.ts';
import type { LspClient } from '../support/lsp-client.ts';
import { randomFrom } from '../support/seeded-random.ts';

type Random = (limit: number) => number;

export interface Outcome {
  /** Texts that parse, and were compared. */
  readonly compared: number;
  /** Findings in them. */
  readonly found: number;
  /** The first text for which the two lints differ. */
  readonly difference: { readonly uri: string; readonly text: string; readonly edited: unknown; readonly fresh: unknown } | undefined;
}

interface EditedFile {
  readonly uri: string;
  readonly languageId: LanguageId;
  readonly original: string;
  text: string;
  version: number;
  readonly undo: string[];
  readonly redo: string[];
}

const client = clientSupport(fullCapabilities);

/** @param onEdit is told the number of edits so far */
export async function randomEdits(edits: number, seed: number, onEdit: (done: number) => void = () => undefined): Promise<Outcome> {
  const random = randomFrom(seed);
  const files = filesToEdit();
  const lsp = inMemoryClient();
  await lsp.initialize();
  for (const { uri, languageId, text } of files) await lsp.open(uri, languageId, text);
  let [compared, found] = [0, 0];
  try {
    for (let done = 1; done <= edits; done += 1) {
      const file = files[random(files.length)];
      if (file === undefined) break;
      await edit(file, random, lsp);
      onEdit(done);
      const fresh = await freshFindings(file, files);
      if (fresh === undefined) {
        // Half-typed code is answered with what was known before: here it is only asked for.
        await lsp.diagnostics(file.uri);
        continue;
      }
      const answers = { edited: await answersOf(lsp, file, done % 4 === 0), fresh: answersFrom(fresh, file, done % 4 === 0) };
      compared += 1;
      found += fresh.length;
      if (JSON.stringify(answers.edited) !== JSON.stringify(answers.fresh)) return { compared, found, difference: { uri: file.uri, text: file.text, ...answers } };
    }
  } finally {
    lsp.dispose();
  }
  return { compared, found, difference: undefined };
}

/** Cases of both languages, and two files of each that look into one another. */
function filesToEdit(): EditedFile[] {
  const folder = new URL('../cases/', import.meta.url);
  const cases = ['py', 'js', 'ts'].map((extension) => {
    const texts = readdirSync(new URL(`${extension}/`, folder))
      .slice(0, 5)
      .map((name) => readFileSync(new URL(`${extension}/${name}`, folder), 'utf8'));
    return [`cases.${extension}`, texts.join('\n\n')] as const;
  });
  const linked = [
    ['base.py', 'import weakref\n\n\nclass Scan:\n    __slots__ = ("name", "_owner")\n\n    def __init__(self, owner):\n        self._owner = weakref.ref(owner)\n\n\ncurrent = weakref.ref(Scan)\n'],
    ['user.py', 'import weakref\n\nfrom base import Scan, current\n\n\ndef track(scan: Scan):\n    return weakref.ref(Scan(scan))\n\n\nclass Wide(Scan):\n    def name(self):\n        return self._owner().name\n\n\ndef show():\n    return current().name\n'],
    ['model.ts', 'export const current = new WeakRef(await open());\n\nexport class Node {\n  readonly parent: WeakRef<Node>;\n  constructor(parent: Node) { this.parent = new WeakRef(parent); }\n}\n'],
    ['view.ts', "import { Node, current } from './model.js';\n\nexport const name = (): string => current.deref().name;\n\nexport class Leaf extends Node {\n  up() { return this.parent.deref()!.parent; }\n}\n\nnew WeakRef({});\n"],
  ] as const;
  return [...cases, ...linked].map(([name, text]) => ({
    uri: `file:///project/${name}`,
    languageId: languageOfPath(name) ?? 'python',
    original: text,
    text,
    version: 1,
    undo: [],
    redo: [],
  }));
}

async function edit(file: EditedFile, random: Random, lsp: LspClient): Promise<void> {
  const before = file.text;
  const steps = 1 + random(2);
  const changes: { range: { start: object; end: object }; text: string }[] = [];
  for (let step = 0; step < steps; step += 1) {
    const now = nextText(file, random);
    changes.push(changeBetween(file.text, now));
    file.text = now;
  }
  if (file.text === before) return;
  file.version += 1;
  // Now and then a client sends the whole text.
  const contentChanges = random(40) === 0 ? [{ text: file.text }] : changes;
  await lsp.notify('textDocument/didChange', { textDocument: { uri: file.uri, version: file.version }, contentChanges });
}

function nextText(file: EditedFile, random: Random): string {
  const { undo, redo, text, original } = file;
  const choice = random(12);
  const undone = choice < 3 ? undo.pop() : undefined;
  if (undone !== undefined) {
    redo.push(text);
    return undone;
  }
  const redone = choice === 3 ? redo.pop() : undefined;
  if (redone !== undefined) {
    undo.push(text);
    return redone;
  }
  undo.push(text);
  redo.length = 0;
  return choice === 4 ? original : mutated(text, random, familyOf(file.languageId) === 'python' ? '#' : '//');
}

/** Lines lost, doubled, moved, commented out; names changed; characters typed and deleted. */
function mutated(text: string, random: Random, comment: string): string {
  const lines = text.split('\n');
  const at = random(lines.length);
  const line = lines[at] ?? '';
  const indent = /^\s*/.exec(line)?.[0] ?? '';
  const withLines = (...inserted: string[]): string => [...lines.slice(0, at), ...inserted, ...lines.slice(at + 1)].join('\n');
  switch (random(8)) {
    case 0:
      return withLines();
    case 1:
      return withLines(line, line);
    case 2:
      return withLines(`${indent}${comment} ${line.trim()}`);
    case 3: {
      const other = random(lines.length);
      return lines.map((each, index) => (index === at ? (lines[other] ?? '') : index === other ? line : each)).join('\n');
    }
    case 4:
      return text.replace(/\b(self|this|parent|ref|deref|node|name|current)\b/g, (word) => (random(12) === 0 ? `${word}_${random(3)}` : word));
    case 5: {
      const place = random(text.length + 1);
      return text.slice(0, place) + (['()', '"', ':', ' ', 'x', '\n', '.', '{}', "'", '😀'][random(10)] ?? '') + text.slice(place);
    }
    case 6: {
      const place = random(text.length + 1);
      return text.slice(0, place) + text.slice(place + 1 + random(4));
    }
    default:
      return withLines('', line);
  }
}

/** The smallest change that makes one text of the other. */
function changeBetween(before: string, after: string): { range: { start: object; end: object }; text: string } {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start += 1;
  let tail = 0;
  while (tail < before.length - start && tail < after.length - start && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const document = TextDocument.create('', '', 0, before);
  return { range: { start: document.positionAt(start), end: document.positionAt(before.length - tail) }, text: after.slice(start, after.length - tail) };
}

/** Undefined where the text does not parse. */
async function freshFindings(file: EditedFile, files: readonly EditedFile[]): Promise<readonly Finding[] | undefined> {
  if (file.languageId === 'python' && parsePython(file.text).hasErrors) return undefined;
  const linting = new Linting(testPlatform, (path) => files.find(({ uri }) => uri === path)?.text);
  await linting.prepare(familyOf(file.languageId));
  const result = linting.lint({ path: file.uri, languageId: file.languageId, text: file.text, settings: defaultSettings });
  if (result.kind === 'linted') return result.findings;
  return result.kind === 'skipped' ? [] : undefined;
}

interface Answers {
  readonly diagnostics: readonly Diagnostic[];
  /** The edits offered, without those that silence a finding. */
  readonly edits: readonly string[];
}

async function answersOf(lsp: LspClient, { uri, text }: EditedFile, withEdits: boolean): Promise<Answers> {
  const diagnostics = await lsp.diagnostics(uri);
  if (!withEdits) return { diagnostics, edits: [] };
  const document = TextDocument.create(uri, '', 0, text);
  const actions = await lsp.codeActions(uri, { start: { line: 0, character: 0 }, end: document.positionAt(text.length) }, ['quickfix']);
  const edits = actions.flatMap((action) => (action.title.startsWith('Disable ') ? [] : editsOf(action).map((one) => editText(one, document))));
  return { diagnostics, edits: edits.sort() };
}

function answersFrom(findings: readonly Finding[], { uri }: EditedFile, withEdits: boolean): Answers {
  const diagnostics = findings.map((finding) => toDiagnostic(finding, uri, client));
  if (!withEdits) return { diagnostics, edits: [] };
  const edits = findings.flatMap(({ message: { fix, suggestions = [] } }) => {
    const all = suggestions.map((suggestion) => suggestion.fix);
    const isSuggested = all.some((one) => one.text === fix?.text && one.range.join() === fix.range.join());
    return (fix === undefined || isSuggested ? all : [fix, ...all]).map(({ range, text: newText }) => `${range.join('-')} ${newText}`);
  });
  return { diagnostics, edits: edits.sort() };
}

function editsOf({ edit: workspaceEdit }: CodeAction): readonly TextEdit[] {
  return (workspaceEdit?.documentChanges ?? []).flatMap((change) => ('edits' in change ? change.edits.filter((one): one is TextEdit => 'newText' in one) : []));
}

function editText({ range, newText }: TextEdit, document: TextDocument): string {
  return `${document.offsetAt(range.start)}-${document.offsetAt(range.end)} ${newText}`;
}
