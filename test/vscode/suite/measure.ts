/** Measures inside the extension host, and asserts nothing: activation, and the way from a key to its diagnostics. */
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { commands, Diagnostic, env, extensions, languages, Position, Range, Selection, version, window, workspace, type TextDocument } from 'vscode';
import { generatePython } from '../../../bench/generate/python-file.ts';
import { closeAll, diagnosticsOf, openText } from './editor.ts';

/** Milliseconds. */
export interface Measures {
  readonly version: string;
  readonly appHost: string;
  readonly outcomes: readonly [];
  readonly own: Activation;
  /** Of the smallest extensions with code that come with VS Code. */
  readonly peers: readonly Activation[];
  readonly keys: readonly KeyTimes[];
}

interface Activation {
  readonly id: string;
  readonly load: number;
  readonly activate: number;
}

/** From the call that types a key. */
interface KeyTimes {
  /** To the diagnostics of an extension that does nothing but publish one. */
  readonly floor: number;
  /** To ours. */
  readonly own: number;
}

const deref = `

class Teller:
    def __init__(self, node):
        self._node = weakref.ref(node)

    def tell(self):
        self._node().tell(self)
`;
const lines = 2000;
const warmUp = 20;
const keys = 100;

export async function run(): Promise<void> {
  // The first activation of all pays for things of the host.
  const peers = [await activation('vscode.jake')];
  const own = await activation('weakref-lint.weakref-lint-vscode');
  for (const id of ['vscode.grunt', 'vscode.gulp']) peers.push(await activation(id));
  const measures: Measures = { version, appHost: env.appHost, outcomes: [], own, peers, keys: await typing() };
  writeFileSync(process.env['WEAKREF_RESULTS'] ?? 'results.json', JSON.stringify(measures));
}

/** Loads the module before the host does, and puts a clock around its `activate`. */
async function activation(id: string): Promise<Activation> {
  const extension = extensions.getExtension(id);
  if (extension === undefined || extension.isActive) throw new Error(`${id} is ${extension === undefined ? 'not there' : 'active already'}.`);
  const require = createRequire(__filename);
  const main: unknown = Reflect.get(extension.packageJSON, 'main');
  const file = require.resolve(`${extension.extensionPath}/${String(main)}`);
  const start = performance.now();
  const code: { activate(context: object): unknown } = require(file);
  const load = performance.now() - start;

  let activate = 0;
  const loaded = require.cache[file];
  if (loaded === undefined) throw new Error(`${file} was not loaded.`);
  loaded.exports = {
    ...code,
    activate: (context: object): unknown => {
      const called = performance.now();
      const result = code.activate(context);
      activate = performance.now() - called;
      return result;
    },
  };
  await extension.activate();
  return { id, load, activate };
}

/** A letter typed behind the name of a handle takes a finding away, and the key that deletes it brings it back. */
async function typing(): Promise<KeyTimes[]> {
  const document = await openText('py', generatePython(lines, lines) + deref);
  const before = (await diagnosticsOf(document, (rules) => rules.length > 0)).length;
  const at = document.positionAt(document.getText().lastIndexOf('()'));
  const editor = window.activeTextEditor;
  if (editor === undefined) throw new Error('There is no editor.');
  editor.selection = new Selection(at, at);
  editor.revealRange(new Range(at, at));

  const floor = emptyExtension(document);
  const times: KeyTimes[] = [];
  for (let key = 0; key < warmUp + keys; key += 1) {
    const expected = key % 2 === 0 ? before - 1 : before;
    const versionBefore = document.version;
    const start = performance.now();
    const arrived = { floor: since(start, () => floor.shown() > versionBefore), own: since(start, () => ours(document) === expected) };
    await (key % 2 === 0 ? commands.executeCommand('type', { text: 'x' }) : commands.executeCommand('deleteLeft'));
    const time = { floor: await arrived.floor, own: await arrived.own };
    if (key >= warmUp) times.push(time);
  }
  floor.dispose();
  await closeAll();
  return times;
}

/** Publishes a diagnostic after every change, and does nothing else. */
function emptyExtension(document: TextDocument): { shown(): number; dispose(): void } {
  const collection = languages.createDiagnosticCollection('floor');
  const subscription = workspace.onDidChangeTextDocument(({ document: { uri, version: changed } }) => {
    if (uri.toString() === document.uri.toString()) collection.set(uri, [new Diagnostic(new Range(new Position(0, 0), new Position(0, 1)), String(changed))]);
  });
  return {
    shown: () => Number(collection.get(document.uri)?.[0]?.message ?? 0),
    dispose: () => {
      subscription.dispose();
      collection.dispose();
    },
  };
}

function ours(document: TextDocument): number {
  return languages.getDiagnostics(document.uri).filter(({ source }) => source === 'weakref-lint').length;
}

/** Milliseconds from `start` until it is so. Looks by itself: the host holds its events of diagnostics back for 50 ms. */
function since(start: number, isSo: () => boolean): Promise<number> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (isSo()) resolve(performance.now() - start);
      else setTimeout(look, 1);
    };
    look();
  });
}
