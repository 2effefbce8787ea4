/** `weakref-lint rules` and `weakref-lint explain RULE`: what the rules are, and the page of one. What shells complete has the rules too. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ruleFacts, ruleIds, suggestion, withoutPrefix } from '../core.ts';
import { pageText } from '../format/page-text.ts';
import { formatRuleList } from '../format/rule-list.ts';
import { styleFor } from './terminal.ts';

export { printCompletions } from './completions.ts';

/** Prints the list, or returns one sentence about the arguments. */
export function listRules(args: readonly string[]): string | undefined {
  if (args.length > 0) return `rules takes no arguments, such as "${args.join(' ')}"; to read about one rule, try "weakref-lint explain no-unchecked-deref".`;
  process.stdout.write(`${formatRuleList(ruleIds.flatMap((id) => ruleFacts(id) ?? []))}\n`);
  return undefined;
}

/** Prints the page, which lies beside the program, or returns one sentence about the arguments. */
export async function explainRule(args: readonly string[]): Promise<string | undefined> {
  const [name, ...more] = args;
  if (name === undefined || more.length > 0) return 'explain needs one rule, such as "weakref-lint explain no-unchecked-deref"; "weakref-lint rules" lists them.';
  const id = withoutPrefix(name);
  const facts = ruleFacts(id);
  if (facts === undefined) return `there is no rule "${id}"${suggestion(id) || '; "weakref-lint rules" lists them'}.`;
  const page = await readFile(join(__dirname, 'docs', `${id}.md`), 'utf8');
  process.stdout.write(`${pageText(page, styleFor(process.stdout))}\n\n${facts.url}\n`);
  return undefined;
}
