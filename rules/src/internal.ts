/** What the language server and the command line take of the rules, beside the plugin itself. Not for others: it changes without notice. */
import { rules } from './rules/index.ts';

export { knownFacts } from './analysis.ts';
export type { HostSettings } from './analysis.ts';
export { detailOf } from './details.ts';
export { lessonUrl } from './homepage.ts';
export { needlesFor } from './needles.ts';
export type { NeedleSet } from './needles.ts';
export { plugin as default } from './plugin.ts';
export { severitiesOf } from './severities.ts';
export type { Severities } from './severities.ts';
export type { WeakrefRule } from './define-rule.ts';
export type { ReadModule } from './facts/modules.ts';

/** Ids without the plugin's prefix, in alphabetical order. */
export const ruleIds: readonly string[] = Object.keys(rules);
export type { AskedHandle, WeakName } from './facts/facts.ts';
