/** What an analysed graph asks about the world around it. */
import type { TypeNote, Variable } from './graph.ts';
import type { LanguageModel } from './language-model.ts';
import type { Shape } from './shape.ts';

export interface Environment {
  readonly model: LanguageModel;
  /** What a parameter, receiver or free variable is known to hold. */
  outer(variable: Variable): Shape;
  /** What a member holds before the graph writes it. */
  member(of: Shape, name: string): Shape;
  /** What a written type says. */
  type(note: TypeNote): Shape;
  /** A method's closure read from an object becomes a bound method of that object. */
  isWrittenByClosures(variable: Variable): boolean;
  /** The class is known to the last base: a name not found in it is not a method. */
  isComplete(shape: Shape): boolean;
}
