/**
 * Python as a language of ESLint. A syntax error is never a finding: Python itself reports those better.
 * It knows no rule; the grammar must have been loaded (`initPython`) before the first file is parsed.
 */

import type { File, Language, LanguageOptions, OkParseResult } from '@eslint/core';
import type { Module, PythonNode } from './ast.ts';
import { parsePython } from './incremental-parser.ts';
import { PythonSourceCode } from './source-code.ts';
import { VISITOR_KEYS } from './visitor-keys.ts';

interface Types {
  LangOptions: LanguageOptions;
  Code: PythonSourceCode;
  RootNode: Module;
  Node: PythonNode;
}

export type PythonLanguage = Language<Types>;

export interface PythonLanguageOptions {
  /** Visit the module alone: enough for rules that listen to nothing else, and the quicker the longer the file. */
  readonly rootOnly?: boolean;
}

/** The language to register as `weakref/python`. */
export function createPythonLanguage({ rootOnly = false }: PythonLanguageOptions = {}): PythonLanguage {
  return {
    fileType: 'text',
    lineStart: 1,
    columnStart: 0,
    nodeTypeKey: 'type',
    visitorKeys: Object.fromEntries(Object.entries(VISITOR_KEYS).map(([type, keys]) => [type, [...keys]])),
    defaultLanguageOptions: {},

    validateLanguageOptions(options: LanguageOptions): void {
      const [unknown] = Object.keys(options);
      if (unknown === undefined) return;
      throw new TypeError(`Unknown language option "${unknown}": the Python language has no options, remove it.`);
    },

    /** @throws Error when the grammar is not loaded. */
    parse(file: File): OkParseResult<Module> {
      return { ok: true, ast: parsePython(textOf(file)) };
    },

    createSourceCode(file: File, { ast }: OkParseResult<Module>): PythonSourceCode {
      return new PythonSourceCode({ text: textOf(file), ast, hasBOM: file.bom, rootOnly });
    },
  };
}

function textOf({ body, path }: File): string {
  if (typeof body === 'string') return body;
  throw new TypeError(`${path}: the Python language reads text, and was given bytes. Decode the file first.`);
}
