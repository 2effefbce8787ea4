/** Other files of the workspace, as far as the analysis of one file may look into them. Where nobody brings them it looks into none. */
import type { FrontEnd } from './front-end.ts';

/**
 * What a host brings: the text of a file of the workspace, `/` between its folders. Undefined for what is no file, is too large, or lies
 * outside, be it behind a link. A function, since ESLint copies objects in settings.
 */
export type ReadModule = (path: string) => string | undefined;

/** Where a qualified name leads: a file, and what it means in there; nothing further where the file itself is meant. */
export interface ModulePlace {
  readonly path: string;
  readonly members: readonly string[];
}

/** What a module calls something that others import from it; `others`: it has it from a further module, by this qualified name. */
export interface ModuleExport {
  readonly kind: 'own' | 'others';
  readonly name: string;
}

/** What a language makes of a host. */
export interface Modules {
  /** What the file at `from` means by a qualified name. */
  find(name: string, from: string): ModulePlace | undefined;
  /**
   * What the text alone says of a name, so that most files need no parse: a class or a function worth a look by its looks, nothing we can
   * follow, or worth a parse.
   */
  sketch(path: string, name: string): 'class' | 'function' | 'nothing' | 'unsure';
  /** Does the text speak of weak references? */
  isOfInterest(path: string): boolean;
  exported(path: string, name: string): ModuleExport | undefined;
  /** The same front end for the same text. */
  open(path: string): FrontEnd | undefined;
}

/** A name is followed through so many re-exports. */
export const MAX_STEPS = 5;
