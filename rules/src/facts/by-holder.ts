/** What several write to members of one name, or put into them, by whose members they are. */
import { isSameShape } from '../flow/shape.ts';
import type { ClassKey, Shape } from '../flow/shape.ts';

export class ByHolder {
  /** Undefined for holders that may be of any class. Each shape once. */
  readonly #shapes = new Map<ClassKey | undefined, Shape[]>();

  add(holder: Shape, shape: Shape): void {
    const key = holder.kind === 'object' || holder.kind === 'class' ? holder.class : undefined;
    if (key === undefined && holder.kind !== 'unknown') return;
    const known = this.#shapes.get(key);
    if (known === undefined) this.#shapes.set(key, [shape]);
    else if (!known.some((one) => isSameShape(one, shape))) known.push(shape);
  }

  /** Of the objects of all these classes, and of those that nothing is known of. */
  of(family: ReadonlySet<ClassKey>): readonly Shape[] {
    return [...family, undefined].flatMap((key) => this.#shapes.get(key) ?? []);
  }
}
