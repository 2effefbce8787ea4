/** Rules as users name them. */
import { levelNames } from './levels.ts';
import { nearest } from './nearest.ts';

/** `weakref/no-unchecked-deref` and `no-unchecked-deref` name the same rule. */
export function withoutPrefix(rule: string): string {
  return rule.startsWith('weakref/') ? rule.slice('weakref/'.length) : rule;
}

export function suggestion(rule: string): string {
  const near = nearest(rule, levelNames);
  return near === undefined ? '' : ` (did you mean "${near}"?)`;
}
