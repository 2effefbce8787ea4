/** How the values of a graph are written. */
import type { Site, Temp } from '../flow/graph.ts';

export interface Written {
  /** The expression that gave the value, where there is one. */
  siteOf(temp: Temp): Site | undefined;
  /** As written, on one line and not too long. */
  nameOf(site: Site): string;
}

/** Not too long. */
export function onOneLine(text: string): string {
  const line = text.replace(/\s+\./g, '.').replace(/\s+/g, ' ');
  return line.length <= MAX_LENGTH ? line : `${line.slice(0, MAX_LENGTH - 1)}…`;
}

const MAX_LENGTH = 60;
