/** The two languages as the benchmarks see them: how to make a file, and the parser the analysis is compared with. */
import { parseForESLint } from '@typescript-eslint/parser';
import { initPython } from 'eslint-plugin-weakref/python-language';
import { Language as Grammar, Parser } from 'web-tree-sitter';
import type { LanguageId } from '../server/src/languages.ts';
import { Linting } from '../server/src/linting.ts';
import type { SourceDocument } from '../server/src/linting.ts';
import { defaultSettings } from '../server/src/settings.ts';
import { testPlatform } from '../test/support/host.ts';
import { generatePython } from './generate/python-file.ts';
import { generateTypeScript } from './generate/typescript-file.ts';
import type { Language } from './typing-script.ts';

/** The one piece of the global `WebAssembly` used here. */
declare const WebAssembly: { readonly Module: new (bytes: Uint8Array) => object };

export const languages: readonly Language[] = ['python', 'typescript'];

interface Subject {
  readonly languageId: LanguageId;
  readonly uri: string;
  readonly name: string;
  readonly generate: (lines: number, seed: number) => string;
  /** What the peer is called in the report. */
  readonly peer: string;
  /** Makes a function that parses a whole text, and nothing more. */
  readonly parser: () => Promise<(text: string) => void>;
}

export const subjects: Readonly<Record<Language, Subject>> = {
  python: {
    languageId: 'python',
    uri: 'file:///bench/document.py',
    name: 'Python',
    generate: generatePython,
    peer: 'full parses',
    parser: async () => {
      const runtime = await testPlatform.readAsset('web-tree-sitter.wasm');
      const grammar = await testPlatform.readAsset('tree-sitter-python.wasm');
      await initPython({ runtime, grammar });
      const parser = new Parser().setLanguage(Grammar.loadSync(new WebAssembly.Module(new Uint8Array(grammar))));
      return (text) => parser.parse(text)?.delete();
    },
  },
  typescript: {
    languageId: 'typescript',
    uri: 'file:///bench/document.ts',
    name: 'TypeScript',
    generate: generateTypeScript,
    peer: 'parseForESLint',
    // The options ESLint passes.
    parser: () =>
      Promise.resolve((text) => {
        parseForESLint(text, { filePath: 'document.ts', sourceType: 'module', loc: true, range: true, tokens: true, comment: true });
      }),
  },
};

export async function preparedLinting(language: Language): Promise<Linting> {
  const linting = new Linting(testPlatform);
  await linting.prepare(language === 'python' ? 'python' : 'javascript');
  return linting;
}

/** A new object each time, so that nothing is remembered about it. */
function sourceDocument(language: Language, text: string): SourceDocument {
  const { languageId, uri } = subjects[language];
  return { path: uri, languageId, text, settings: defaultSettings };
}

let lints = 0;

/** A whole lint of the text, made another one by a comment: who has parsed a text keeps the tree for a while. @throws Error when the text does not parse: nothing would have been measured. */
export function lintOnce(linting: Linting, language: Language, text: string): number {
  const comment = `${language === 'python' ? '#' : '//'} ${++lints}`;
  const result = linting.lint(sourceDocument(language, `${text}\n${comment}\n`));
  if (result.kind !== 'linted') throw new Error(`The generated ${language} file was not linted: ${result.kind === 'broken' ? `${result.reason} in line ${result.line}` : result.reason}.`);
  return result.findings.length;
}
