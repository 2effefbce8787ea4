/** Methods whose decorator remembers results under all arguments, the object among them. */
import type { ClassKey } from '../flow/shape.ts';
import type { Classes } from './classes.ts';
import { derivesFrom } from './derives-from.ts';
import type { MethodCache } from './facts.ts';
import type { FrontEnd } from './front-end.ts';
import { inTextOrder, keyOf } from './in-text-order.ts';
import type { Program } from './program.ts';

export function methodCaches({ classes: model }: FrontEnd, program: Program, classes: Classes): MethodCache[] {
  const found = new Map<string, MethodCache>();
  const { cacheDecorators } = model;
  const isOfClasses = (key: ClassKey): boolean => derivesFrom(program, key, (name) => model.metaclasses.has(name));
  for (const [key, { source, scope }] of program.classes) {
    for (const { binding, decorators, name } of source.methods) {
      if (binding !== 'instance') continue;
      for (const decorator of decorators) {
        // What a name stands for is asked only where it may be one of them: that analyses the scope.
        if (!cacheDecorators.mayBe(decorator.path.at(-1) ?? '')) continue;
        const qualified = program.types.name(scope, decorator);
        if (qualified === undefined || !cacheDecorators.is(qualified)) continue;
        // Objects that are told apart by value: such a cache is of values, as many as it has room for. Classes stay anyway.
        if (classes.traits(key).hash.kind === 'value' || isOfClasses(key)) continue;
        const { site } = decorator;
        found.set(keyOf(site), { site, decorator: decorator.path.join('.'), method: name, className: source.name });
      }
    }
  }
  return inTextOrder(found, ({ site }) => site);
}
