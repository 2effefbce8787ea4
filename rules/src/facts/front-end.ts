/** What a language brings: its graph, its model, its edits, its words. */
import type { FlowGraph, Site } from '../flow/graph.ts';
import type { LanguageModel } from '../flow/language-model.ts';
import type { ClassModel } from './class-traits.ts';
import type { Edits } from './edits.ts';

export type LanguageName = 'python' | 'javascript';

export interface FrontEnd {
  readonly language: LanguageName;
  readonly model: LanguageModel;
  readonly classes: ClassModel;
  readonly edits: Edits;
  /** The graph of the whole file; functions hang below it as closures. Graphs of unchanged functions keep their identity between versions. */
  graph(): FlowGraph;
  /** The source text of a site. */
  text(site: Site): string;
}
