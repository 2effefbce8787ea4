/** Configuration files in the editor: what is wrong in them, and what a name in them means. */
import { DiagnosticSeverity } from 'vscode-languageserver';
import type { Diagnostic, Hover, Position, Range } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { ClientSupport } from '../client-support.ts';
import type { ConfigFile, ConfigValue, TextRange } from '../core.ts';
import { optionText, ruleFacts, withoutPrefix } from '../core.ts';
import { lessonCard, lessonText, withoutMarkup } from '../lesson-card.ts';

/** @param file undefined where it says nothing about us */
export function configurationDiagnostics(file: ConfigFile | undefined): Diagnostic[] {
  if (file === undefined) return [];
  const { path, text, complaints, isBroken } = file;
  const document = documentOf(path, text);
  return complaints.map(({ range, sentence }) => ({
    range: rangeIn(document, range),
    severity: isBroken ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
    source: 'weakref-lint',
    code: 'configuration',
    message: sentence,
  }));
}

/** A rule's card over its name, and a sentence over the name of a setting. */
export function configurationHover({ path, text, section }: ConfigFile, position: Position, client: ClientSupport): Hover | null {
  const document = documentOf(path, text);
  const offset = document.offsetAt(position);
  const found = section?.kind === 'table' ? cardAt(section, offset, client.markdownHover) : undefined;
  if (found === undefined) return null;
  return { contents: { kind: client.markdownHover ? 'markdown' : 'plaintext', value: found.value }, range: rangeIn(document, found.range) };
}

function cardAt(section: Extract<ConfigValue, { readonly kind: 'table' }>, offset: number, isMarkdown: boolean): { readonly value: string; readonly range: TextRange } | undefined {
  const isHere = ([start, end]: TextRange): boolean => start <= offset && offset <= end;
  for (const { key, keyRange, value } of section.entries) {
    const sentence = optionText(key);
    if (isHere(keyRange) && sentence !== undefined) return { value: isMarkdown ? sentence : withoutMarkup(sentence), range: keyRange };
    if (key !== 'rules' || value.kind !== 'table') continue;
    const rule = value.entries.find((entry) => isHere(entry.keyRange));
    const facts = rule === undefined ? undefined : ruleFacts(withoutPrefix(rule.key).replace(/\/advice$/, ''));
    if (rule !== undefined && facts !== undefined) return { value: (isMarkdown ? lessonCard : lessonText)(facts, facts.languages.includes('python') ? 'python' : 'typescript', 'brief'), range: rule.keyRange };
  }
  return undefined;
}

function documentOf(path: string, text: string): TextDocument {
  return TextDocument.create(path, '', 0, text);
}

function rangeIn(document: TextDocument, [start, end]: TextRange): Range {
  return { start: document.positionAt(start), end: document.positionAt(end) };
}
