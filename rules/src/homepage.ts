/** Web addresses, all derived from `homepage` in the root manifest. */
import { homepage } from './generated/manifest.ts';

export function ruleUrl(id: string): string {
  return `${homepage}/blob/main/rules/docs/${id}.md`;
}

/** @param address of a passage, from the folder of the lessons */
export function lessonUrl(address: string): string {
  return `${homepage}/blob/main/rules/lessons/${address}`;
}
