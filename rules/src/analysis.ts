/** From a source code to its facts: asks it for its front end, and analyses each source code once, for all rules. */
import type { SourceCode } from '@eslint/core';
import { collectFacts } from './facts/collect.ts';
import type { LanguageVersion } from './facts/edits.ts';
import type { Facts } from './facts/facts.ts';
import type { FrontEnd } from './facts/front-end.ts';
import { Library } from './facts/library.ts';
import type { Modules, ReadModule } from './facts/modules.ts';
import { createFrontEnd } from './javascript/front-end.ts';
import { createJavascriptModules } from './javascript/modules.ts';
import { isParser, parseWith, programOf } from './javascript/parse-with.ts';

/** A source code of another language brings its own front end, so that this module needs not know it. */
interface WithFrontEnd {
  readonly frontEnd: FrontEnd;
  readonly modulesOf?: (read: ReadModule) => Modules;
}

const known = new WeakMap<object, Facts>();
/** What the analysis of a source code threw, so that it is not tried again for each rule. */
const failed = new WeakMap<object, { readonly reason: unknown }>();

/** `settings.weakref` of a configuration: what a host brings for the analysis. */
export interface HostSettings {
  /** The texts of other files; without them an imported name is unknown. */
  readonly readModule?: ReadModule;
  /** The file's path, where ESLint is told another name. */
  readonly path?: string;
  /** The oldest Python the code has to run on; without it the newest. */
  readonly pythonVersion?: LanguageVersion;
}

/** @param parser the one that has read the file: it reads other files of the same language too */
export function factsOf(sourceCode: SourceCode, fileName: string, parser: unknown, settings: HostSettings): Facts {
  const cached = known.get(sourceCode);
  if (cached !== undefined) return cached;
  const failure = failed.get(sourceCode);
  if (failure !== undefined) throw failure.reason;
  try {
    const facts = analyse(sourceCode, fileName, parser, settings);
    known.set(sourceCode, facts);
    return facts;
  } catch (reason) {
    failed.set(sourceCode, { reason });
    throw reason;
  }
}

function analyse(sourceCode: SourceCode, fileName: string, parser: unknown, settings: HostSettings): Facts {
  const { readModule, path = fileName, pythonVersion } = settings;
  const library = readModule === undefined ? undefined : libraryOf(sourceCode, parser, readModule);
  const frontEnd = hasFrontEnd(sourceCode) ? sourceCode.frontEnd : javascriptFrontEnd(sourceCode);
  return collectFacts(frontEnd, library?.importsOf(path), pythonVersion);
}

function javascriptFrontEnd(sourceCode: SourceCode): FrontEnd {
  const program = programOf(sourceCode.ast);
  const text = 'text' in sourceCode ? sourceCode.text : undefined;
  if (program === undefined || typeof text !== 'string') throw new TypeError('The rules read the trees of JavaScript, TypeScript and Python only.');
  return createFrontEnd(program, text, 'parserServices' in sourceCode ? sourceCode.parserServices : undefined);
}

/** Of a source code that some rule has looked at. */
export function knownFacts(sourceCode: object): Facts | undefined {
  return known.get(sourceCode);
}

function libraryOf(sourceCode: object, parser: unknown, read: ReadModule): Library | undefined {
  if (hasFrontEnd(sourceCode)) return sourceCode.modulesOf && Library.of(read, sourceCode.modulesOf, sourceCode.modulesOf);
  return isParser(parser) ? Library.of(read, parser, (noting) => createJavascriptModules(noting, (path, text) => parseWith(parser, path, text))) : undefined;
}

function hasFrontEnd(sourceCode: object): sourceCode is WithFrontEnd {
  return 'frontEnd' in sourceCode && typeof sourceCode.frontEnd === 'object' && sourceCode.frontEnd !== null;
}
