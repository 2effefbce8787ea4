/** What a flat config names `weakref`: one object for both entries, since ESLint takes a second one of that name in one config for a mistake. */
import type { ESLint } from 'eslint';
import { version } from './generated/manifest.ts';
import { rules } from './rules/index.ts';

/** `languages` is filled by `eslint-plugin-weakref/python`. */
export const plugin: { readonly meta: object; readonly rules: typeof rules; readonly languages: NonNullable<ESLint.Plugin['languages']> } = {
  meta: { name: 'eslint-plugin-weakref', version, namespace: 'weakref' },
  rules,
  languages: {},
};
