/** What an analysed graph asks about the world around it. */
import type { ClassSource, TypeNote, Variable } from './graph.ts';
import type { LanguageModel } from './language-model.ts';
import type { ClassKey, Shape } from './shape.ts';

export interface Environment {
  readonly model: LanguageModel;
  /** What a parameter, receiver or free variable is known to hold. */
  outer(variable: Variable): Shape;
  /** What a member holds before the graph writes it. */
  member(of: Shape, name: string): Shape;
  /** What a written type says. */
  type(note: TypeNote): Shape;
  /** Closures write the variable too: what it holds between two operations of the graph is not known. */
  isWrittenByClosures(variable: Variable): boolean;
  classKey(source: ClassSource): ClassKey;
}
