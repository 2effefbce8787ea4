/**
 * Text to findings: owns ESLint's Linter and its configuration. The editor and the command line both come through here,
 * so they cannot disagree. Knows nothing of documents being edited, of protocols or of files.
 */
import { Linter } from 'eslint/universal';
import plugin, { detailsOf, needlesFor } from 'eslint-plugin-weakref';
import { createPythonLanguage, initPython } from 'eslint-plugin-weakref/python-language';
import type { Finding, LintResult, Severity } from './finding.ts';
import { extensionOf, familyOf, pathForLanguage } from './languages.ts';
import type { Family, LanguageId } from './languages.ts';
import { hasGeneratedName, hasTooLongLine, largestText } from './limits.ts';
import type { Platform } from './platform.ts';
import { recommendedLevels } from './rule-facts.ts';
import type { RuleLevel, Settings } from './settings.ts';

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

const prefix = 'weakref/';

export class Linting {
  readonly #platform: Platform;
  readonly #linter: AnyLinter = new Linter();
  readonly #results = new WeakMap<SourceDocument, LintResult>();
  readonly #sourceCodes = new WeakMap<SourceDocument, object>();
  readonly #needles = new WeakMap<Settings, Record<Family, readonly string[]>>();
  readonly #rules = new WeakMap<Settings, Linter.RulesRecord>();
  #python: Promise<void> | undefined;
  #javascript: Promise<void> | undefined;
  #javascriptParser: object | undefined;
  readonly #pythonPlugin = { ...plugin, languages: { python: createPythonLanguage() } };

  constructor(platform: Platform) {
    this.#platform = platform;
  }

  /** Loads the parser of a language once. `lint` and `fix` may be called after it; it rejects when a file is missing. */
  prepare(family: Family): Promise<void> {
    if (family === 'python') return (this.#python ??= this.#preparePython());
    return (this.#javascript ??= this.#prepareJavascript());
  }

  /** The strings of which a text must hold one to be worth a parse. */
  needles(family: Family, settings: Settings): readonly string[] {
    let needles = this.#needles.get(settings);
    if (needles === undefined) {
      const enabled = Object.keys(this.#rulesFor(settings)).map((id) => id.slice(prefix.length));
      needles = { python: needlesFor('python', enabled), javascript: needlesFor('javascript', enabled) };
      this.#needles.set(settings, needles);
    }
    return needles[family];
  }

  lint(document: SourceDocument): LintResult {
    const known = this.#results.get(document);
    if (known !== undefined) return known;
    const result = this.#lint(document);
    this.#results.set(document, result);
    return result;
  }

  /** The parsed form `lint` made of the document, or undefined when there is none. */
  sourceCodeOf(document: SourceDocument): object | undefined {
    return this.#sourceCodes.get(document);
  }

  /** The text with every safe fix applied; the same text when there is none or it cannot be parsed. */
  fix(document: SourceDocument): string {
    const result = this.lint(document);
    if (result.kind !== 'linted' || !result.findings.some(({ message }) => message.fix !== undefined)) return document.text;
    const sourceType = sourceTypes(document.path).find((type) => this.#parses(document, type));
    return this.#linter.verifyAndFix(document.text, this.#configFor(document, sourceType), fileName(document)).output;
  }

  #lint(document: SourceDocument): LintResult {
    const { text, settings, languageId } = document;
    if (!settings.enable || !settings.languages.has(languageId)) return { kind: 'skipped', reason: 'disabled' };
    if (!this.needles(familyOf(languageId), settings).some((needle) => text.includes(needle))) return { kind: 'skipped', reason: 'nothing-weak' };
    if (hasGeneratedName(document.path)) return { kind: 'skipped', reason: 'generated' };
    if (text.length > largestText) return { kind: 'skipped', reason: 'too-large' };
    if (hasTooLongLine(text)) return { kind: 'skipped', reason: 'long-lines' };
    if (familyOf(languageId) === 'python') {
      return this.#resultOf(document, this.#linter.verify(document.parsed?.() ?? text, this.#configFor(document), fileName(document)));
    }
    let firstFailure: LintResult | undefined;
    for (const sourceType of sourceTypes(document.path)) {
      const result = this.#resultOf(document, this.#linter.verify(text, this.#configFor(document, sourceType), fileName(document)));
      if (result.kind !== 'broken') return result;
      firstFailure ??= result;
    }
    return firstFailure ?? { kind: 'linted', findings: [] };
  }

  #resultOf(document: SourceDocument, messages: readonly Linter.LintMessage[]): LintResult {
    const failure = messages.find(({ fatal, message }) => fatal === true && message.startsWith('Parsing error:'));
    if (failure !== undefined) {
      return { kind: 'broken', line: failure.line, reason: failure.message.slice('Parsing error:'.length).trim() };
    }
    const sourceCode = this.#linter.getSourceCode();
    this.#sourceCodes.set(document, sourceCode);
    const details = detailsOf(sourceCode);
    const findings: Finding[] = [];
    for (const message of messages) {
      // Problems of other linters' comments (`/* eslint no-console: 2 */`) are theirs.
      if (message.ruleId?.startsWith(prefix) !== true) continue;
      const rule = message.ruleId.slice(prefix.length);
      const detail = details.find((each) => each.ruleId === rule && each.line === message.line && each.column === message.column);
      findings.push({ rule, severity: severityOf(message, document.settings.rules.get(rule)), message, related: detail?.related ?? [] });
    }
    return { kind: 'linted', findings };
  }

  #parses(document: SourceDocument, sourceType: SourceType): boolean {
    if (familyOf(document.languageId) === 'python') return true;
    const config = [{ ...this.#configFor(document, sourceType)[0], rules: {} }];
    return !this.#linter.verify(document.text, config, fileName(document)).some(({ fatal }) => fatal === true);
  }

  #configFor(document: SourceDocument, sourceType: SourceType = 'module'): object[] {
    const common: Linter.Config = {
      files: [`**/${fileName(document)}`],
      rules: this.#rulesFor(document.settings),
      // Comments that silence other linters' rules would all count as unused here.
      linterOptions: { reportUnusedDisableDirectives: 'off', reportUnusedInlineConfigs: 'off' },
    };
    if (familyOf(document.languageId) === 'python') {
      return [{ ...common, plugins: { weakref: this.#pythonPlugin }, language: 'weakref/python' }];
    }
    if (this.#javascriptParser === undefined) throw new Error('The JavaScript parser is not loaded: await prepare("javascript") first.');
    return [{ ...common, plugins: { weakref: plugin }, languageOptions: { parser: this.#javascriptParser, sourceType } }];
  }

  #rulesFor(settings: Settings): Linter.RulesRecord {
    let rules = this.#rules.get(settings);
    if (rules === undefined) {
      rules = {};
      for (const [rule, recommended] of recommendedLevels) {
        const level = settings.rules.get(rule) ?? recommended;
        if (level !== 'off') rules[prefix + rule] = level === 'hint' ? 'warn' : level;
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

/** A severity the user's comment in the file chose (`// eslint weakref/x: "error"`) is ESLint's; only hints are ours. */
function severityOf(message: Linter.LintMessage, level: RuleLevel | undefined): Severity {
  if (message.severity === 2) return 'error';
  return level === 'hint' ? 'hint' : 'warn';
}

/** A name with nothing of the real path in it: ESLint ignores some folders, and files outside its working folder. */
function fileName({ path, languageId }: SourceDocument): string {
  const name = pathForLanguage(path, languageId);
  return `document${/\.d\.[cm]?ts$/.test(name) ? '.d' : ''}.${extensionOf(name)}`;
}

/** A file may be a module or a script, and only parsing tells: the likelier first. */
function sourceTypes(path: string): readonly SourceType[] {
  return /\.c[jt]s$/i.test(path) ? ['commonjs', 'module'] : ['module', 'commonjs'];
}
