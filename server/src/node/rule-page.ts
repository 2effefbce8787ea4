/** The page of a rule for a place it was not written for. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ruleFacts } from '../core.ts';

/** In Markdown, without the line for its authors; links to other pages of the project say where on the web those are. */
export function rulePage(rule: string): string {
  const page = readFileSync(join(__dirname, 'docs', `${rule}.md`), 'utf8');
  return page.replace(/^<!--.*?-->\s*/, '').replaceAll(/\]\((\.\.?\/[^)]*)\)/g, (_, link: string) => `](${new URL(link, ruleFacts(rule)?.url).href})`);
}
