/**
 * Text to findings: owns ESLint's Linter and its configuration. The editor and the command line both come through here,
 * so they cannot disagree. Knows nothing of documents being edited, of protocols or of files.
 */
import { Linter } from 'eslint/universal';
import plugin, { detailOf, needlesFor, ruleIds } from 'eslint-plugin-weakref/internal';
import { createPythonLanguage, initPython } from 'eslint-plugin-weakref/python-language';
import type { HostSettings, NeedleSet, ReadModule } from 'eslint-plugin-weakref/internal';
import { isExcluded } from './config/exclusion.ts';
import type { Finding, LintResult, RelatedPlace, Severity, SkipReason } from './finding.ts';
import { extensionOf, familyOf, pathForLanguage } from './languages.ts';
import { IsolatedRules, failureOf } from './isolated-rules.ts';
import type { Family, LanguageId } from './languages.ts';
import { adviceOf, levelsOf } from './levels.ts';
import type { Levels, RuleLevel } from './levels.ts';
import { hasGeneratedName, hasTooLongLine, largestText } from './limits.ts';
import { isIn } from './paths.ts';
import type { Platform } from './platform.ts';
import type { Settings } from './settings.ts';
import { isForTypeChecker } from './type-checker.ts';
import { unusedCommentOf } from './unused-comment.ts';

/** What is linted. Lint results are remembered per object, so a changed text must come as a new object. */
export interface SourceDocument {
  readonly path: string;
  readonly languageId: LanguageId;
  readonly text: string;
  readonly settings: Settings;
  /** A parse the caller keeps up to date, for languages that have one; called once, while linting. */
  readonly parsed?: () => object;
}

/** ESLint's Linter for any language and parser, where its own types know those of JavaScript's own tree only. */
interface AnyLinter {
  verify(code: string | object, config: object[], filename: string): Linter.LintMessage[];
  verifyAndFix(text: string, config: object[], filename: string): Linter.FixReport;
  getSourceCode(): object;
}

type SourceType = 'module' | 'commonjs';

/** A lint, and what it took the text for. */
interface Attempt {
  readonly result: LintResult;
  readonly sourceType: SourceType | undefined;
}

const prefix = 'weakref/';

export class Linting {
  readonly #platform: Platform;
  readonly #given: ReadModule | undefined;
  /** The same, which notes down what the document that is being linted has read, and reads it once. */
  readonly #readModule: ReadModule | undefined;
  readonly #reads = new WeakMap<SourceDocument, Map<string, string | undefined>>();
  #reading: Map<string, string | undefined> | undefined;
  readonly #linter: AnyLinter = new Linter();
  readonly #attempts = new WeakMap<SourceDocument, Attempt>();
  readonly #sourceCodes = new WeakMap<SourceDocument, object>();
  readonly #released = new WeakSet<SourceDocument>();
  readonly #needles = new WeakMap<Settings, Record<Family, readonly NeedleSet[]>>();
  readonly #levels = new WeakMap<Settings, Levels>();
  readonly #rules = new WeakMap<Settings, Linter.RulesRecord>();
  #python: Promise<void> | undefined;
  #javascript: Promise<void> | undefined;
  #javascriptParser: object | undefined;
  readonly #isolated = new IsolatedRules(plugin.rules);
  readonly #plugin: object;

  /** `readModule` gives the texts of other files of the workspace; without it an imported name is unknown. */
  constructor(platform: Platform, readModule?: ReadModule) {
    this.#platform = platform;
    this.#plugin = { ...plugin, rules: this.#isolated.rules, languages: { python: createPythonLanguage({ rootOnly: true }) } };
    this.#given = readModule;
    this.#readModule = readModule && ((path) => {
      if (this.#reading?.has(path) === true) return this.#reading.get(path);
      const text = readModule(path);
      this.#reading?.set(path, text);
      return text;
    });
  }

  /** Loads the parser of a language once. `lint` and `fix` may be called after it; it rejects when a file is missing. */
  prepare(family: Family): Promise<void> {
    if (family === 'python') return (this.#python ??= this.#preparePython());
    return (this.#javascript ??= this.#prepareJavascript());
  }

  /** Sets of strings: a text that holds all of one is worth a parse. */
  needles(family: Family, settings: Settings): readonly NeedleSet[] {
    let needles = this.#needles.get(settings);
    if (needles === undefined) {
      const enabled = Object.keys(this.#rulesFor(settings)).map((id) => id.slice(prefix.length));
      needles = { python: needlesFor('python', enabled), javascript: needlesFor('javascript', enabled) };
      this.#needles.set(settings, needles);
    }
    return needles[family];
  }

  lint(document: SourceDocument): LintResult {
    return this.#attempt(document).result;
  }

  /** The other files that linting the document asked for, and their texts; undefined for those that could not be read. */
  readsOf(document: SourceDocument): ReadonlyMap<string, string | undefined> {
    return this.#reads.get(document) ?? new Map();
  }

  /** Whether linting the document asked for one of these files, be it there or not, or for something in one of these folders. */
  hasRead(document: SourceDocument, paths: readonly string[]): boolean {
    return [...this.readsOf(document).keys()].some((read) => paths.some((path) => isIn(read, path)));
  }

  /** Whether the other files the document was linted with are still the same. What is remembered of one that is not must not be used. */
  isCurrent(document: SourceDocument): boolean {
    return [...this.readsOf(document)].every(([path, text]) => this.#given?.(path) === text);
  }

  /** The parsed form `lint` made of the document, or undefined when there is none. It is made again when `release` gave it up. */
  sourceCodeOf(document: SourceDocument): object | undefined {
    if (this.#released.delete(document)) this.#verify(document, this.#attempt(document).sourceType);
    return this.#sourceCodes.get(document);
  }

  hasSourceCode(document: SourceDocument): boolean {
    return this.#sourceCodes.has(document);
  }

  /** Gives up the parsed form; the result of `lint` is kept. */
  release(document: SourceDocument): void {
    if (this.#sourceCodes.delete(document)) this.#released.add(document);
  }

  /** The text with every safe fix applied; the same text when there is none or it cannot be parsed. */
  fix(document: SourceDocument): string {
    const { result, sourceType } = this.#attempt(document);
    if (result.kind !== 'linted' || !result.findings.some(({ message }) => message.fix !== undefined)) return document.text;
    return this.#linter.verifyAndFix(document.text, this.#configFor(document, sourceType, 'off'), fileName(document)).output;
  }

  #attempt(document: SourceDocument): Attempt {
    let attempt = this.#attempts.get(document);
    if (attempt === undefined) {
      const reason = this.reasonToSkip(document);
      attempt = reason === undefined ? this.#lintNotingReads(document) : { result: { kind: 'skipped', reason }, sourceType: undefined };
      this.#attempts.set(document, attempt);
    }
    return attempt;
  }

  /** Why the document is not linted, if it is not; needs no parser. */
  reasonToSkip({ path, text, settings, languageId }: SourceDocument): SkipReason | undefined {
    if (!settings.enable || !settings.languages.has(languageId)) return 'disabled';
    if (isExcluded(path, settings.exclude)) return 'excluded';
    if (!this.needles(familyOf(languageId), settings).some((needles) => needles.every((needle) => text.includes(needle)))) return 'nothing-weak';
    if (hasGeneratedName(path)) return 'generated';
    if (text.length > largestText) return 'too-large';
    return hasTooLongLine(text) ? 'long-lines' : undefined;
  }

  #lintNotingReads(document: SourceDocument): Attempt {
    this.#reading = new Map();
    this.#reads.set(document, this.#reading);
    try {
      return this.#lint(document);
    } catch (error) {
      return { result: { kind: 'linted', findings: [], unusedComments: [], failures: [failureOf(error)] }, sourceType: undefined };
    } finally {
      this.#reading = undefined;
    }
  }

  #lint(document: SourceDocument): Attempt {
    if (familyOf(document.languageId) === 'python') return { result: this.#verify(document, undefined), sourceType: undefined };
    const sourceType = likelySourceType(document.path);
    const result = this.#verify(document, sourceType);
    if (result.kind !== 'broken' || sourceType === 'commonjs' || !isAfterAwait(document.text, result)) return { result, sourceType };
    const asScript = this.#verify(document, 'commonjs');
    return asScript.kind === 'broken' ? { result, sourceType } : { result: asScript, sourceType: 'commonjs' };
  }

  #verify(document: SourceDocument, sourceType: SourceType | undefined): LintResult {
    const source = document.parsed?.() ?? document.text;
    const { value: messages, failures } = this.#isolated.watch(() => this.#linter.verify(source, this.#configFor(document, sourceType, 'warn'), fileName(document)));
    const failure = messages.find(({ fatal, message }) => fatal === true && message.startsWith('Parsing error:'));
    if (failure !== undefined) {
      // The parser has run out of stack: it names no place.
      if (failure.message.includes('Maximum call stack size exceeded')) return { kind: 'skipped', reason: 'too-deep' };
      return { kind: 'broken', line: failure.line, column: failure.column, reason: failure.message.slice('Parsing error:'.length).trim() };
    }
    const sourceCode = this.#linter.getSourceCode();
    this.#sourceCodes.set(document, sourceCode);
    const enabled = new Set(Object.keys(this.#rulesFor(document.settings)));
    const findings: Finding[] = [];
    for (const message of messages) {
      // Problems of other linters' comments (`/* eslint no-console: 2 */`) are theirs.
      if (message.ruleId?.startsWith(prefix) !== true) continue;
      const rule = message.ruleId.slice(prefix.length);
      const detail = detailOf(sourceCode, { ruleId: rule, line: message.line, column: message.column });
      const levels = this.#levelsFor(document.settings);
      const own = detail?.isAdvice === true ? severityOfAdvice(rule, levels) : severityOf(message, levels.get(rule));
      const severity = own === 'warn' && document.settings.deferToTypeChecker && isForTypeChecker(rule, document) ? 'hint' : own;
      findings.push({ rule, severity, message: { ...message, severity: severity === 'error' ? 2 : 1 }, related: (detail?.related ?? []).map(plainPlace) });
    }
    return { kind: 'linted', findings, unusedComments: messages.flatMap((message) => unusedCommentOf(message, enabled, document.text) ?? []), failures };
  }

  #hostSettings({ path, settings: { pythonVersion } }: SourceDocument): HostSettings {
    return {
      ...(this.#readModule === undefined ? {} : { readModule: this.#readModule, path }),
      ...(pythonVersion === undefined ? {} : { pythonVersion }),
    };
  }

  /** @param unusedComments whether ESLint looks for comments that silence nothing; it would also remove those of other linters */
  #configFor(document: SourceDocument, sourceType: SourceType | undefined, unusedComments: 'warn' | 'off'): object[] {
    const common: Linter.Config = {
      files: [`**/${fileName(document)}`],
      rules: this.#rulesFor(document.settings),
      settings: { weakref: this.#hostSettings(document) },
      linterOptions: { reportUnusedDisableDirectives: unusedComments, reportUnusedInlineConfigs: 'off' },
    };
    if (familyOf(document.languageId) === 'python') {
      return [{ ...common, plugins: { weakref: this.#plugin }, language: 'weakref/python' }];
    }
    if (this.#javascriptParser === undefined) throw new Error('The JavaScript parser is not loaded: await prepare("javascript") first.');
    return [{ ...common, plugins: { weakref: this.#plugin }, languageOptions: { parser: this.#javascriptParser, sourceType } }];
  }

  #levelsFor(settings: Settings): Levels {
    let levels = this.#levels.get(settings);
    if (levels === undefined) {
      levels = levelsOf(settings.preset, settings.rules);
      this.#levels.set(settings, levels);
    }
    return levels;
  }

  #rulesFor(settings: Settings): Linter.RulesRecord {
    let rules = this.#rules.get(settings);
    if (rules === undefined) {
      const levels = this.#levelsFor(settings);
      const levelOf = (name: string): RuleLevel => levels.get(name) ?? 'off';
      rules = {};
      for (const rule of ruleIds) {
        const level = levelOf(rule);
        if (level === 'off') continue;
        const severity = level === 'hint' ? 'warn' : level;
        rules[prefix + rule] = levelOf(adviceOf(rule)) === 'off' ? severity : [severity, { advice: true }];
      }
      this.#rules.set(settings, rules);
    }
    return rules;
  }

  async #preparePython(): Promise<void> {
    const [runtime, grammar] = await Promise.all([
      this.#platform.readAsset('web-tree-sitter.wasm'),
      this.#platform.readAsset('tree-sitter-python.wasm'),
    ]);
    await initPython({ runtime, grammar });
  }

  async #prepareJavascript(): Promise<void> {
    this.#javascriptParser = await this.#platform.loadJavascriptParser();
  }
}

/** Places of a tree work out where they are when asked; what goes to another thread or into a file has to know it. */
function plainPlace({ loc: { start, end }, ...rest }: RelatedPlace): RelatedPlace {
  return { ...rest, loc: { start: { line: start.line, column: start.column }, end: { line: end.line, column: end.column } } };
}

/** A severity the user's comment in the file chose (`// eslint weakref/x: "error"`) is ESLint's; only hints are ours. */
function severityOf(message: Linter.LintMessage, level: RuleLevel | undefined): Severity {
  if (message.severity === 2) return 'error';
  return level === 'hint' ? 'hint' : 'warn';
}

/** A comment in the file that asks for advice gets it as a hint. */
function severityOfAdvice(rule: string, levels: Levels): Severity {
  const level = levels.get(adviceOf(rule)) ?? 'off';
  return level === 'off' ? 'hint' : level;
}

/** A name with nothing of the real path in it: ESLint ignores some folders, and files outside its working folder. */
function fileName({ path, languageId }: SourceDocument): string {
  const name = pathForLanguage(path, languageId);
  return `document${/\.d\.[cm]?ts$/.test(name) ? '.d' : ''}.${extensionOf(name)}`;
}

function likelySourceType(path: string): SourceType {
  return /\.c[jt]s$/i.test(path) ? 'commonjs' : 'module';
}

/** All that a script may say and a module may not: there `await` may be a name. What a module may say, a script may too. */
function isAfterAwait(text: string, { line, column }: { readonly line: number; readonly column: number }): boolean {
  const lines = text.split(/\r\n|[\n\r\u2028\u2029]/, line);
  const last = lines.pop()?.slice(0, column - 1) ?? '';
  return /\bawait\s*$/.test([...lines, last].join('\n'));
}
