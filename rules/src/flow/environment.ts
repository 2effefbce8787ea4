/** What an analysed graph asks about the world around it. */
import type { GivenPlace } from './event.ts';
import type { ClassSource, Closure, DerefOp, TypeNote, Variable } from './graph.ts';
import type { LanguageModel } from './language-model.ts';
import type { ClassKey, Shape } from './shape.ts';
import type { Summary } from './summary.ts';

export interface Environment {
  readonly model: LanguageModel;
  /** What a parameter, receiver or free variable is known to hold. */
  outer(variable: Variable): Shape;
  /** What a member holds before the graph writes it. */
  member(of: Shape, name: string): Shape;
  /**
   * What objects of the class are by the built-in collection or weak container that it derives from. `member`: as whom asks for it sees them,
   * undefined where the class has a member of that name itself; without one, as the language's own operations do.
   */
  builtin(key: ClassKey, member: string | undefined): Shape | undefined;
  /** The same whatever members the class has. */
  inherited(key: ClassKey): Shape | undefined;
  /** What a written type says. */
  type(note: TypeNote): Shape;
  /** Closures write the variable too: what it holds between two operations of the graph is not known. */
  isWrittenByClosures(variable: Variable): boolean;
  /** What a function does; undefined where that is not known, or still being found out. */
  summary(closure: Closure): Summary | undefined;
  /** What the graph calls a free variable of the function; undefined where it does not see it, or the variable is bound more than once. */
  shared(closure: Closure, free: Variable): Variable | undefined;
  /** What the objects of the class have in that member are functions that mention them: `this.stop = () => this.close()`. */
  isOwnFunction(of: ClassKey, member: string): boolean;
  /** Handles that have their objects where the graph is entered, until the next suspension. */
  aliveAtStart(): readonly GivenPlace[];
  /** The deref whose answer some call in the file passes for the parameter, without a look. */
  passed(variable: Variable): DerefOp | undefined;
  classKey(source: ClassSource): ClassKey;
  /** The weak handle, container or the like that a qualified name stands for in another file, where that can be looked up. */
  importedValue(name: string): Shape | undefined;
  /** The class or function that it stands for. */
  importedCallee(name: string): Shape | undefined;
}
