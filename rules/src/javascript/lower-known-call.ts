/** Calls whose results are told by the function's name: `Object.freeze(x)` is `x`, React's `useMemo(f)` is what `f` gives. */
import type { TSESTree } from '@typescript-eslint/types';
import type { Argument, Temp } from '../flow/graph.ts';
import { isGlobalCall } from './condition.ts';
import { display } from './emit.ts';
import { lowerExpression } from './lower-expression.ts';
import type { Lowering } from './scope.ts';
import { dottedName, isFunction, type Expression } from './syntax.ts';

/** ECMA-262, sections 20.1.2.6, 20.1.2.20 and 20.1.2.22. */
const GIVE_THEIR_ARGUMENT = ['Object.freeze', 'Object.preventExtensions', 'Object.seal'];

/** By the member of what they make: React's and Vue's. */
const HOLDERS: ReadonlyMap<string, string> = new Map([['useRef', 'current'], ['shallowRef', 'value']]);

/** @returns undefined for any other call */
export function lowerKnownCall(l: Lowering, node: TSESTree.CallExpression, given: readonly Argument[]): Temp | undefined {
  const [first] = given;
  if (first?.spread !== 'none') return undefined;
  if (GIVE_THEIR_ARGUMENT.some((name) => isGlobalCall(l, node, name))) return first.temp;
  const hook = hookName(node);
  if (hook === 'useCallback') return first.temp;
  if (hook === 'useMemo') return callOf(l, first.temp, node);
  const member = HOLDERS.get(hook);
  return member === undefined ? undefined : display(l, 'object', [{ temp: first.temp, role: 'value', name: member, site: first.site }], node);
}

/** `const [index] = useState(() => new WeakMap())`: a state that nobody can set is what it began with. */
export function lowerFixedState(l: Lowering, id: TSESTree.BindingName, init: Expression): { readonly target: TSESTree.DestructuringPattern; readonly value: Temp } | undefined {
  if (id.type !== 'ArrayPattern' || init.type !== 'CallExpression' || hookName(init) !== 'useState') return undefined;
  const [target, ...others] = id.elements;
  const [first] = init.arguments;
  if (target === null || target === undefined || others.length > 0 || first === undefined || first.type === 'SpreadElement') return undefined;
  const value = lowerExpression(l, first);
  return { target, value: isFunction(first) ? callOf(l, value, init) : value };
}

function hookName({ callee }: TSESTree.CallExpression): string {
  return dottedName(callee)?.split('.').at(-1) ?? '';
}

function callOf(l: Lowering, callee: Temp, node: TSESTree.CallExpression): Temp {
  const to = l.builder.temp();
  l.builder.emit({ kind: 'call', to, callee, receiver: undefined, isNew: false, arguments: [], site: node });
  return to;
}
