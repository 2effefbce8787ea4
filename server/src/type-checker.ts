/** What a type checker reports too: an unchecked deref, where types are known. */
import type { SourceDocument } from './linting.ts';

/** Rules whose findings a type checker reports as a possibly absent value. */
const sharedRules: ReadonlySet<string> = new Set(['no-unchecked-deref', 'no-repeated-deref']);

/** TypeScript believes whoever says that a deref gives something. */
const claim = /\.deref\(\)\s*(?:!|\)*\s*as\b)/;

/** In doubt no: then the finding keeps its level. In plain JavaScript nobody checks types. */
export function isForTypeChecker(rule: string, { languageId, text }: SourceDocument): boolean {
  if (!sharedRules.has(rule)) return false;
  switch (languageId) {
    case 'python':
      return true;
    case 'typescript':
    case 'typescriptreact':
      return !claim.test(text);
    case 'javascript':
    case 'javascriptreact':
      return false;
  }
}
