/** `npm run flow -- FILE`: prints the flow graphs of a file and the facts found in it. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { argv, exit, stderr, stdout } from 'node:process';
import { parseForESLint } from '@typescript-eslint/parser';
import { collectFacts } from '../src/facts/collect.ts';
import type { Facts } from '../src/facts/facts.ts';
import type { FrontEnd } from '../src/facts/front-end.ts';
import { printGraph } from '../src/flow/print.ts';
import type { Site } from '../src/flow/graph.ts';
import { createFrontEnd } from '../src/javascript/front-end.ts';
import { initPython, parsePython, PythonSourceCode } from '../src/python/index.ts';

const [path, ...rest] = argv.slice(2);
if (path === undefined || rest.length > 0) fail('Usage: npm run flow -- FILE, with one Python, JavaScript or TypeScript file.');
const text = await readFile(path, 'utf8').catch((error: unknown) => fail(`${path} cannot be read: ${String(error)}`));
const frontEnd = /\.pyi?$/.test(path) ? await python(text) : javascript(path, text);
stdout.write(`${printGraph(frontEnd.graph())}\n\n${factLines(collectFacts(frontEnd)).join('\n')}\n`);

async function python(source: string): Promise<FrontEnd> {
  const require = createRequire(import.meta.url);
  const asset = (name: string): Promise<Uint8Array> => readFile(require.resolve(`${name}/${name}.wasm`));
  await initPython({ runtime: await asset('web-tree-sitter'), grammar: await asset('tree-sitter-python') });
  return new PythonSourceCode({ text: source, ast: parsePython(source) }).frontEnd;
}

function javascript(filePath: string, source: string): FrontEnd {
  const jsx = /\.(?:[cm]?js|[jt]sx)$/.test(filePath);
  return createFrontEnd(parseForESLint(source, { filePath, range: true, loc: true, comment: true, tokens: true, ecmaFeatures: { jsx } }).ast, source);
}

function factLines(facts: Facts): string[] {
  const at = ({ loc: { start } }: Site): string => `${start.line}:${start.column + 1}`;
  const lines = [
    ...facts.uncheckedUses.map((use) => `${at(use.used)} unchecked use: ${use.name} (${use.presence}), from ${use.deref.handle} at ${at(use.deref.site)}`),
    ...facts.repeatedDerefs.map(({ deref, earlier }) => `${at(deref.site)} repeated deref: ${deref.handle}, checked at ${at(earlier.site)}`),
    ...facts.impossibleReferents.map((one) => `${at(one.site)} impossible referent: ${one.text} (${one.type}) for ${one.api}`),
    ...facts.retainedTargets.map((one) => `${at(one.holder)} retained target: ${one.name}, by ${one.retention}`),
  ];
  return lines.length === 0 ? ['no facts'] : lines;
}

function fail(message: string): never {
  stderr.write(`${message}\n`);
  exit(2);
}
