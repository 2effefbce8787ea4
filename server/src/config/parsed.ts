/** What parsing a configuration file gives. */
import type { ConfigValue } from './config-value.ts';

export type Parsed =
  | { readonly kind: 'value'; readonly value: ConfigValue }
  /** Offset in UTF-16 units; the reason is a sentence without its full stop. */
  | { readonly kind: 'broken'; readonly offset: number; readonly reason: string };
