/** The card shown over a finding, over a rule's id in a comment that silences it, and over a name of the weak-reference API. */
import type { Hover, Position, Range } from 'vscode-languageserver';
import { apiNameAt } from '../api-names.ts';
import type { ClientSupport } from '../client-support.ts';
import { knownFacts, lessonUrl, passages, ruleFacts } from '../core.ts';
import type { Finding } from '../finding.ts';
import { familyOf } from '../languages.ts';
import { apiCard, apiText, lessonCard, lessonText } from '../lesson-card.ts';
import { nameCard, nameText, passageAbout } from '../name-card.ts';
import type { DocumentSnapshot } from '../snapshot.ts';
import { rangeOf } from './diagnostics.ts';

/** Null where there is nothing to say. Several findings on one place share the card of the first. */
export function hoverAt(snapshot: DocumentSnapshot, findings: readonly Finding[], sourceCode: object | undefined, position: Position, client: ClientSupport): Hover | null {
  const { hover } = snapshot.settings;
  if (hover === 'off') return null;
  const rule = ruleAt(snapshot, findings, position);
  const facts = rule === undefined ? undefined : ruleFacts(rule.id);
  if (rule !== undefined && facts !== undefined) {
    const value = client.markdownHover
      ? lessonCard({ ...facts, url: client.pages.ruleInMarkdown(facts) }, snapshot.languageId, hover)
      : lessonText(facts, snapshot.languageId, hover);
    return { contents: { kind: kindFor(client), value }, range: rule.range };
  }
  const { document } = snapshot;
  const offset = document.offsetAt(position);
  const api = apiNameAt(sourceCode, familyOf(snapshot.languageId), offset);
  if (api === undefined) return nameHover(snapshot, sourceCode, offset, client);
  const passage = passages[api.passage];
  const value = client.markdownHover ? apiCard(api.name, passage, client.pages.lessonInMarkdown(passage)) : apiText(api.name, passage);
  const [start, end] = api.range;
  return {
    contents: { kind: kindFor(client), value },
    range: { start: document.positionAt(start), end: document.positionAt(end) },
  };
}

/** Over a name that holds a weak handle, or what one gave. */
function nameHover({ document }: DocumentSnapshot, sourceCode: object | undefined, offset: number, client: ClientSupport): Hover | null {
  const names = sourceCode === undefined ? [] : (knownFacts(sourceCode)?.weakNames ?? []);
  const name = names.find(({ range: [start, end] }) => start <= offset && offset <= end);
  if (name === undefined) return null;
  const passage = passages[passageAbout(name)];
  const value = client.markdownHover ? nameCard(name, passage, client.pages.lessonInMarkdown(passage)) : nameText(name, passage, lessonUrl(passage.address));
  const [start, end] = name.range;
  return {
    contents: { kind: kindFor(client), value },
    range: { start: document.positionAt(start), end: document.positionAt(end) },
  };
}

function kindFor(client: ClientSupport): 'markdown' | 'plaintext' {
  return client.markdownHover ? 'markdown' : 'plaintext';
}

interface RulePlace {
  readonly id: string;
  readonly range: Range;
}

function ruleAt(snapshot: DocumentSnapshot, findings: readonly Finding[], position: Position): RulePlace | undefined {
  // ESLint complains of a comment that names a rule which does not exist; the comment may name others beside it.
  const finding = findings.find((each) => ruleFacts(each.rule) !== undefined && contains(rangeOf(each), position));
  return finding === undefined ? silencedRuleAt(snapshot, position) : { id: finding.rule, range: rangeOf(finding) };
}

/** A rule that a comment on this line names: `# eslint-disable-next-line weakref/no-unchecked-deref`. */
function silencedRuleAt({ document }: DocumentSnapshot, { line, character }: Position): RulePlace | undefined {
  const text = document.getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } });
  const directive = /(?:#|\/\/|\/\*)\s*eslint-(?:disable|enable)[a-z-]*\s/.exec(text);
  if (directive === null) return undefined;
  for (const { index, 0: name, groups } of text.matchAll(/weakref\/(?<id>[a-z-]+)/g)) {
    const end = index + name.length;
    if (directive.index < index && index <= character && character <= end) {
      return { id: groups?.['id'] ?? '', range: { start: { line, character: index }, end: { line, character: end } } };
    }
  }
  return undefined;
}

function contains({ start, end }: Range, position: Position): boolean {
  return !isBefore(position, start) && !isBefore(end, position);
}

export function isBefore(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}
