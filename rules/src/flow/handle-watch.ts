/** Watches handles and proxies that stand where their object may be meant. */
import { closureIn } from './collection.ts';
import type { WeakComparisonEvent, WeakMisuseEvent, WeakTestEvent } from './handle-event.ts';
import type { DerefOp, Op, OpOf, Site, Temp, Test } from './graph.ts';
import { isHandle } from './shape.ts';
import type { InstanceShape, Shape } from './shape.ts';
import { handlesOf, isAnswer, isCaught, shapeNow, shapeOf, shapeOfSet, uncheckedOf } from './step.ts';
import type { Step } from './step.ts';
import { typedBy } from './type-call.ts';
import { positional } from './positional.ts';
import { ABSENT_VALUE, onlyValue } from './value.ts';
import type { ValueId } from './value.ts';
import { tellFreshComparison } from './weak-container.ts';

/** Tells what the operation does to handles and proxies, in the state before it. */
export function watchHandles(step: Step, op: Op): void {
  if (step.emit === undefined) return;
  switch (op.kind) {
    case 'member':
      return tellMember(step, op.of, op.name, 'member', op.site);
    case 'set-member':
      return tellMember(step, op.of, op.name, 'set', op.site);
    case 'index':
      return tellMisuse(step, op.of, 'index', op.site);
    case 'set-index':
      return tellMisuse(step, op.of, 'index', op.site);
    case 'use':
      return tellMisuse(step, op.of, op.as, op.site);
    case 'display':
      return tellDisplay(step, op);
    case 'call':
      if (op.arguments.some(({ temp }) => weakIn(step, temp, 'either') !== undefined)) step.emit({ kind: 'weak-argument', callee: op.callee });
      tellSearch(step, op);
      tellJudged(step, op);
      tellJudgedResults(step, op);
      return tellExpectedFailures(step, op);
    case 'copy':
      return tellFallback(step, op);
    case 'outcome':
      return watchTest(step, op.test);
    case 'discard':
      return tellDiscard(step, op);
    case 'escape':
      return tellWeakResult(step, op);
    default:
  }
}

/** Tells what a test asks of handles, of proxies, and of what handles gave. */
export function watchTest(step: Step, test: Test): void {
  if (test.kind === 'unknown' || step.emit === undefined) return;
  tellFreshComparison(step, test);
  const { of, site } = test;
  const isInPassing = test.inPassing === true;
  if (test.kind !== 'matches') tellUncalled(step, of, test.kind === 'truthy' ? 'uncalled' : 'compared-uncalled', site);
  if (test.kind === 'truthy') return tellTest(step, { as: 'truth', of, site, isInPassing });
  const derefs = uncheckedOf(step, of).filter((op) => test.kind !== 'null' || isAskedDirectly(step, of, op));
  if (derefs.length > 0) step.emit({ kind: 'look', as: test.kind, of, derefs, isInPassing, site });
  if (test.kind !== 'matches') return tellTest(step, { as: 'absence', of, site, isInPassing });
  if (test.other !== undefined) {
    tellComparison(step, of, test.other.temp, test.other.as, site);
    tellTypeComparison(step, of, test.other.temp, site);
  }
  if (test.within !== undefined && test.byKey !== true) tellAmong(step, test.within, of, site);
}

/** The handles or proxies that a temp is, if it is nothing else. */
export interface Weak {
  readonly shape: InstanceShape;
  readonly values: readonly ValueId[];
  readonly isParameter: boolean;
}

export function weakIn(step: Step, temp: Temp, role: 'handle' | 'proxy' | 'either'): Weak | undefined {
  const values = step.state.temp(temp);
  const shape = shapeOfSet(step, values);
  if (shape.kind !== 'instance' || !isRole(shape, role)) return undefined;
  const isParameter = [...values.keys()].some((value) => {
    const { source } = step.values.get(value);
    return source.kind === 'outer' && source.variable.kind === 'parameter';
  });
  return { shape, values: [...values.keys()], isParameter };
}

function isRole({ api }: InstanceShape, role: 'handle' | 'proxy' | 'either'): boolean {
  return role === 'either' ? api.role === 'handle' || api.role === 'proxy' : api.role === role;
}

function tellTest(step: Step, test: Pick<WeakTestEvent, 'as' | 'of' | 'site' | 'isInPassing'>): void {
  const weak = weakIn(step, test.of, 'either');
  if (weak === undefined) return;
  const { shape, values, isParameter } = weak;
  step.emit?.({ kind: 'weak-test', ...test, weak: shape, handles: values, isParameter, mayBeUnset: shape.mayBeUnset });
}

/** `if (ref.deref)`, `ref.deref === undefined`: of what may not be set at all the method cannot be read either. */
function tellUncalled(step: Step, of: Temp, as: 'uncalled' | 'compared-uncalled', site: Site): void {
  const weak = uncalledOf(step, of);
  if (weak !== undefined) step.emit?.({ kind: 'weak-misuse', as, of, weak, member: step.environment.model.derefMember, isParameter: false, site });
}

/** The handle of `ref.deref`. */
function uncalledOf(step: Step, of: Temp): InstanceShape | undefined {
  const { derefMember } = step.environment.model;
  const value = onlyValue(step.state.temp(of));
  const source = value === undefined ? undefined : step.values.get(value).source;
  if (derefMember === undefined || source?.kind !== 'member' || source.name !== derefMember) return undefined;
  const shape = shapeOf(step, source.of);
  return isHandle(shape) ? shape : undefined;
}

function tellWeakResult(step: Step, { of, as, site }: OpOf<'escape'>): void {
  if (as !== 'return') return;
  const uncalled = uncalledOf(step, of);
  const weak = uncalled === undefined ? weakIn(step, of, 'handle') : undefined;
  if (uncalled !== undefined) step.emit?.({ kind: 'weak-result', of, weak: uncalled, member: step.environment.model.derefMember, site });
  else if (weak?.isParameter === true) step.emit?.({ kind: 'weak-result', of, weak: weak.shape, member: undefined, site });
}

function tellComparison(step: Step, of: Temp, other: Temp, as: 'identity' | 'equality', site: Site): void {
  const weak = weakIn(step, of, 'either');
  if (weak !== undefined) tellCompared(step, { as, of, weak: weak.shape, other, site });
  for (const handle of askedFor(step, of)) step.emit?.({ kind: 'answer-comparison', handle, other });
}

/** The handles whose answer it is, if it is nothing else. */
function askedFor(step: Step, temp: Temp): readonly InstanceShape[] {
  const value = onlyValue(step.state.temp(temp));
  if (value === undefined || !isAnswer(step, value)) return [];
  return handlesOf(step, value).flatMap((handle) => {
    const shape = shapeOf(step, handle);
    return isHandle(shape) ? [shape] : [];
  });
}

/** `type(proxy) is C`. */
function tellTypeComparison(step: Step, of: Temp, other: Temp, site: Site): void {
  const { proxies } = step.environment.model;
  const typed = typedBy(step, of);
  const weak = typed === undefined ? undefined : weakIn(step, typed, 'proxy');
  const otherShape = shapeOfSet(step, step.state.temp(other));
  const isWithProxyType = otherShape.kind === 'named' && proxies?.types.has(otherShape.name) === true;
  if (weak !== undefined && !weak.shape.mayBeUnset && !isWithProxyType) tellCompared(step, { as: 'type', of, weak: weak.shape, other, site });
}

/** `x in handles`. */
function tellAmong(step: Step, within: Temp, of: Temp, site: Site): void {
  const element = handlesIn(step, within);
  if (element !== undefined) tellCompared(step, { as: 'among', of: within, weak: element, other: of, site });
}

/** `handles.index(x)`, `handles.includes(x)`. */
function tellSearch(step: Step, op: OpOf<'call'>): void {
  const value = onlyValue(step.state.temp(op.callee));
  const source = value === undefined ? undefined : step.values.get(value).source;
  const [argument] = op.arguments;
  if (source?.kind !== 'member' || op.receiver === undefined || argument?.spread !== 'none') return;
  const element = step.environment.model.collections.searches.has(source.name) ? handlesIn(step, op.receiver) : undefined;
  if (element !== undefined) tellCompared(step, { as: 'among', of: op.receiver, weak: element, other: argument.temp, site: op.site });
}

/** `filter(None, handles)`, `any(handles)`, `handles.filter(Boolean)`. */
function tellJudged(step: Step, op: OpOf<'call'>): void {
  const of = judgedBy(step, op);
  const element = of === undefined ? undefined : handlesIn(step, of);
  if (of === undefined || element === undefined) return;
  step.emit?.({ kind: 'weak-test', as: 'each', of, weak: element, handles: [], isParameter: false, mayBeUnset: element.mayBeUnset, isInPassing: false, site: op.site });
}

/** `refs.filter((ref) => ref.deref)`, `filter(lambda r: r, refs)`. */
function tellJudgedResults(step: Step, op: OpOf<'call'>): void {
  const { sifts, quantifiers, visitors } = step.environment.model.collections;
  const callee = onlyValue(step.state.temp(op.callee));
  if (callee === undefined) return;
  const { source, shape } = step.values.get(callee);
  const visitor = shape.kind === 'named' ? visitors.get(shape.name) : undefined;
  const isMethod = source.kind === 'member' && (sifts.has(source.name) || quantifiers.has(source.name));
  if (!isMethod && visitor?.gives !== 'elements') return;
  const by = isMethod ? 0 : visitor?.by;
  const of = isMethod ? op.receiver : visitor && positional(op, visitor.of)?.temp;
  const judge = typeof by === 'number' ? positional(op, by) : undefined;
  const closure = judge && closureIn(step, judge.temp);
  if (closure !== undefined && of !== undefined) step.emit?.({ kind: 'judged', graph: closure.graph, element: handlesIn(step, of) });
}

function judgedBy(step: Step, op: OpOf<'call'>): Temp | undefined {
  const { judges, judge, visits } = step.environment.model.collections;
  const callee = onlyValue(step.state.temp(op.callee));
  if (callee === undefined) return undefined;
  const { source, shape } = step.values.get(callee);
  const position = shape.kind === 'named' ? judges.get(shape.name) : undefined;
  if (position !== undefined) {
    const isSo = op.arguments.slice(0, position).every(({ temp }) => onlyValue(step.state.temp(temp)) === ABSENT_VALUE);
    return isSo ? positional(op, position)?.temp : undefined;
  }
  const visitor = source.kind === 'member' && visits.has(source.name) ? positional(op, 0) : undefined;
  const passed = visitor === undefined ? undefined : shapeOfSet(step, step.state.temp(visitor.temp));
  return judge !== undefined && passed?.kind === 'named' && passed.name === judge ? op.receiver : undefined;
}

/** `assertRaises(E, lambda: r().x)`, `expect(() => ref.deref().x).toThrow()`. */
function tellExpectedFailures(step: Step, op: OpOf<'call'>): void {
  const value = onlyValue(step.state.temp(op.callee));
  if (value === undefined) return;
  const { source, shape } = step.values.get(value);
  const name = shape.kind === 'named' ? shape.name.split('.').at(-1) : source.kind === 'member' ? source.name : undefined;
  if (name === undefined || !step.environment.model.expectsFailure.has(name)) return;
  for (const { temp } of op.arguments) {
    const passed = shapeOfSet(step, step.state.temp(temp));
    if (passed.kind === 'closure') step.emit?.({ kind: 'expected-failure', graph: passed.closure.graph });
  }
}

/** What all elements of a collection are, if they are handles; keys of mappings are not followed. */
function handlesIn(step: Step, temp: Temp): InstanceShape | undefined {
  const { mappings } = step.environment.model.collections;
  let element: Shape | undefined;
  for (const value of step.state.temp(temp).keys()) {
    const shape = shapeNow(step, value);
    if (shape.kind !== 'typed' || shape.element === undefined || mappings.has(shape.type)) return undefined;
    element = shape.element;
    if (!isHandle(element)) return undefined;
  }
  return element !== undefined && isHandle(element) ? element : undefined;
}

function tellCompared(step: Step, about: Omit<WeakComparisonEvent, 'kind' | 'others' | 'isWithObject' | 'otherShape'>): void {
  const values = step.state.temp(about.other);
  const others = [...values.keys()];
  const isWithObject = others.length > 0 && others.every((value) => isObject(step, value));
  step.emit?.({ kind: 'weak-comparison', ...about, others, isWithObject, otherShape: shapeOfSet(step, values) });
}

/** An object that is no handle and no proxy: one of a class of the file, or what a handle gave. */
function isObject(step: Step, value: ValueId): boolean {
  const { shape, deref } = step.values.get(value);
  return deref !== undefined || shape.kind === 'object';
}

function tellMember(step: Step, of: Temp, name: string, as: 'member' | 'set', site: Site): void {
  if (!step.environment.model.handles.has(name)) tellMisuse(step, of, as, site, name);
}

function tellMisuse(step: Step, of: Temp, as: Exclude<WeakMisuseEvent['as'], 'hash' | 'uncalled' | 'compared-uncalled'>, site: Site, member?: string): void {
  const weak = member === undefined && as !== 'set' && !step.environment.model.handles.fails.has(as) ? undefined : weakIn(step, of, 'handle');
  const raised = as === 'set' ? 'member' : as === 'spread' ? undefined : as;
  if (weak === undefined || (raised !== undefined && isCaught(step, raised))) return;
  step.emit?.({ kind: 'weak-misuse', as, of, weak: weak.shape, member, isParameter: weak.isParameter, site });
}

/** `{...ref}`. */
function tellDisplay(step: Step, { type, parts }: OpOf<'display'>): void {
  if (type !== 'object') return;
  for (const { role, temp, site } of parts) if (role === 'spread') tellMisuse(step, temp, 'spread', site);
}

/** `r() or r`: one branch gives what the handle gave, the other the handle. */
function tellFallback(step: Step, { to, from }: OpOf<'copy'>): void {
  for (const value of step.state.temp(from).keys()) {
    const { shape, deref } = step.values.get(value);
    if (isHandle(shape)) step.emit?.({ kind: 'fallback', as: 'handle', to, from, weak: shape, asked: askedOf(step, value) });
    else if (deref !== undefined && isAnswer(step, value)) step.emit?.({ kind: 'fallback', as: 'answer', to, op: deref });
  }
}

/** The derefs of a handle whose answers are at hand: of this statement, or in a variable. */
function askedOf({ state, values }: Step, handle: ValueId): DerefOp[] {
  return state.referentsOf(handle).flatMap((answer) => {
    const { source } = values.get(answer);
    const isAtHand = source.kind === 'referent' && (state.temp(source.op.to).has(answer) || state.variableHolding(answer) !== undefined);
    return isAtHand ? [source.op] : [];
  });
}

/** Of what stands alone as a statement only the deref itself is told, not what a function hands on. */
function tellDiscard(step: Step, { of }: OpOf<'discard'>): void {
  const value = onlyValue(step.state.temp(of));
  const source = value === undefined ? undefined : step.values.get(value).source;
  if (value === undefined || source?.kind !== 'referent' || source.op.to !== of || !isAnswer(step, value)) return;
  step.emit?.({ kind: 'discarded-deref', op: source.op, isGuarded: step.block.catches.length > 0 });
}

/** Not through a function, which may give null. */
function isAskedDirectly(step: Step, of: Temp, op: DerefOp): boolean {
  return [...step.state.temp(of).keys()].some((value) => step.values.get(value).deref === op && isAnswer(step, value));
}
