/** What is to be called once an object is gone, what it is given, and what such functions do: take locks, remove entries. */
import { commonName } from './call.ts';
import type { CapturedHandle, EnrolEvent, HandedOver } from './lifetime-event.ts';
import type { Argument, Op, OpOf, Site, Temp } from './graph.ts';
import { originOf } from './origin.ts';
import type { Origin } from './origin.ts';
import type { InstanceShape, Shape } from './shape.ts';
import { positional } from './positional.ts';
import { CALLBACK_OF, CALLED_OF, PARTS_OF, REFERENT_OF } from './state.ts';
import { readVariable, shapeOf } from './step.ts';
import type { Step } from './step.ts';
import { ANYTHING_SET, onlyValue } from './value.ts';
import type { ValueId, ValueSet } from './value.ts';

type Call = OpOf<'call'>;
type Watch = 'handle' | 'proxy';

/** Tells it in the state before the operation. */
export function tellCleanups(step: Step, op: Op): void {
  if (step.emit === undefined) return;
  switch (op.kind) {
    case 'call':
      tellCall(step, op);
      break;
    case 'use':
      if (op.as === 'enter') tellLock(step, op.of, op.site);
      break;
    case 'remove-index':
      tellRemoval(step, op, op.of, op.key);
      break;
    default:
      break;
  }
}

function tellCall(step: Step, op: Call): void {
  const callee = step.state.temp(op.callee);
  const name = commonName(step, callee);
  const api = name === undefined ? undefined : step.environment.model.api(name);
  switch (api?.role) {
    case 'handle':
    case 'proxy': {
      const callback = api.callback === undefined ? undefined : positional(op, api.callback);
      if (callback !== undefined) tellCleanup(step, op, { role: api.role, target: positional(op, 0), callback, passed: [] });
      return;
    }
    case 'finalizer': {
      const callback = positional(op, 1);
      if (callback !== undefined) tellCleanup(step, op, { role: 'finalizer', target: positional(op, 0), callback, passed: op.arguments.slice(2) });
      return;
    }
    case 'registry': {
      const callback = positional(op, 0);
      if (callback !== undefined) tellCleanup(step, op, { role: 'registry', target: undefined, callback, passed: [] });
      return;
    }
    default:
      tellMethodCall(step, op, callee);
  }
}

interface Parts {
  readonly role: 'handle' | 'proxy' | 'finalizer' | 'registry';
  readonly target: Argument | undefined;
  readonly callback: Argument;
  readonly passed: readonly Argument[];
}

function tellCleanup(step: Step, op: Call, { role, target, callback, passed }: Parts): void {
  const targets = targetOf(step, target);
  step.emit?.({
    kind: 'lifetime',
    what: 'cleanup',
    role,
    op,
    target: originOf(step, target === undefined ? ANYTHING_SET : step.state.temp(target.temp)),
    callback: { site: callback.site, origin: originOf(step, boundBy(step, step.state.temp(callback.temp))) },
    passed: passed.filter(({ name, spread }) => name === undefined && spread === 'none').map((argument) => handedOver(step, argument, targets)),
    captured: targets === undefined ? [] : capturedHandles(step, step.state.temp(callback.temp), targets),
  });
}

function tellMethodCall(step: Step, op: Call, callee: ValueSet): void {
  const value = onlyValue(callee);
  if (value === undefined) return;
  const shape = shapeOf(step, value);
  const { source } = step.values.get(value);
  if (shape.kind === 'closure') {
    const receiver = op.receiver === undefined ? undefined : originOf(step, step.state.temp(op.receiver));
    step.emit?.({ kind: 'lifetime', what: 'call', op, site: op.site, closure: shape.closure, method: shape.method, receiver, passed: passedInOrder(step, op) });
  } else if (source.kind === 'member') tellElementCall(step, op, source);
  if (source.kind !== 'member' || op.receiver === undefined) return;
  const holder = shapeOf(step, source.of);
  if (holder.kind === 'instance' && holder.api.role === 'registry') {
    tellRegistry(step, op, { value: source.of, shape: holder }, source.name);
    return;
  }
  const { locks, collections } = step.environment.model;
  const [key] = op.arguments;
  if (source.name === locks.acquire && op.arguments.length === 0) tellLock(step, op.receiver, op.site);
  if (collections.removes.has(source.name) && key !== undefined) tellRemoval(step, op, op.receiver, key.temp);
}

/** `for session in sessions: session.close()`. */
function tellElementCall(step: Step, op: Call, { of, name }: { readonly of: ValueId; readonly name: string }): void {
  const { source } = step.values.get(of);
  if (source.kind !== 'made' || source.op.kind !== 'element') return;
  step.emit?.({ kind: 'lifetime', what: 'element-call', op, method: name, element: source.op, passed: passedInOrder(step, op) });
}

function passedInOrder(step: Step, { arguments: given }: Call): readonly Origin[] {
  const end = given.findIndex(({ name, spread }) => name !== undefined || spread !== 'none');
  return (end < 0 ? given : given.slice(0, end)).map(({ temp }) => originOf(step, step.state.temp(temp)));
}

function tellRegistry(step: Step, op: Call, { value, shape: registry }: { readonly value: ValueId; readonly shape: InstanceShape }, method: string): void {
  const first = positional(op, 0);
  if (first === undefined) return;
  if (method === step.environment.model.withdraws) {
    step.emit?.({ kind: 'lifetime', what: 'withdraw', op, registry, token: placeOf(step, first) });
  } else if (method === 'register') {
    const held = positional(op, 1);
    const token = positional(op, 2);
    const target = targetOf(step, first);
    const callback = step.state.member(value, CALLBACK_OF);
    step.emit?.({
      kind: 'lifetime',
      what: 'enrol',
      op,
      registry,
      target: originOf(step, step.state.temp(first.temp)),
      held: held === undefined ? undefined : handedOver(step, held, target),
      token: token === undefined ? undefined : placeOf(step, token),
      captured: target === undefined || callback === undefined ? [] : capturedHandles(step, callback, target),
    });
  }
}

function placeOf(step: Step, { temp, site }: Argument): NonNullable<EnrolEvent['token']> {
  return { site, origin: originOf(step, step.state.temp(temp)) };
}

function tellLock(step: Step, temp: Temp, site: Site): void {
  step.emit?.({ kind: 'lifetime', what: 'lock', site, lock: originOf(step, step.state.temp(temp)) });
}

function tellRemoval(step: Step, op: OpOf<'call'> | OpOf<'remove-index'>, collection: Temp, key: Temp): void {
  const { state } = step;
  const from = originOf(step, state.temp(collection));
  step.emit?.({ kind: 'lifetime', what: 'removal', op, site: op.site, collection: from, key: originOf(step, state.temp(key)) });
}

/** `this.onGone` of `this.onGone.bind(this)`: what is bound without arguments takes the same ones. */
function boundBy(step: Step, values: ValueSet): ValueSet {
  const value = onlyValue(values);
  const source = value === undefined ? undefined : step.values.get(value).source;
  if (value === undefined || source?.kind !== 'made' || source.op.kind !== 'call' || source.op.arguments.length > 1) return values;
  return step.state.member(value, CALLED_OF) ?? values;
}

/** The one object that is waited for. */
function targetOf(step: Step, target: Argument | undefined): ValueId | undefined {
  const value = onlyValue(target && step.state.temp(target.temp));
  return value === undefined || step.values.get(value).source.kind === 'anything' ? undefined : value;
}

function handedOver(step: Step, { temp, site }: Argument, target: ValueId | undefined): HandedOver {
  const values = step.state.temp(temp);
  const value = onlyValue(values);
  const source = value === undefined ? undefined : step.values.get(value).source;
  const isOfTarget = target !== undefined && source?.kind === 'member' && source.of === target;
  const isMadeHere = source?.kind === 'made' && source.op.kind === 'closure' && source.op.to === temp;
  return {
    site,
    origin: originOf(step, values),
    isOfTarget,
    parts: partsOf(step, values),
    ofTarget: target === undefined ? undefined : watches(step, values, target),
    captured: target === undefined || !isMadeHere ? [] : capturedHandles(step, values, target),
  };
}

function partsOf(step: Step, values: ValueSet): ReadonlyMap<string, Origin> {
  const value = onlyValue(values);
  const source = value === undefined ? undefined : step.values.get(value).source;
  if (source?.kind !== 'made' || source.op.kind !== 'display') return new Map();
  return new Map(source.op.parts.flatMap(({ name, temp }) => (name === undefined ? [] : [[name, originOf(step, step.state.temp(temp))]])));
}

function watches(step: Step, values: ValueSet, target: ValueId): HandedOver['ofTarget'] {
  const as = watchOf(step, values, target);
  if (as !== undefined) return { as, part: undefined };
  for (const value of values.keys()) {
    const { source } = step.values.get(value);
    if (source.kind !== 'made' || source.op.kind !== 'display' || step.state.member(value, PARTS_OF) === undefined) continue;
    for (const part of source.op.parts) {
      const inside = watchOf(step, step.state.temp(part.temp), target);
      if (inside !== undefined && part.name !== undefined) return { as: inside, part: part.name };
    }
  }
  return undefined;
}

/** What the values are to the target, if they are one of its handles and nothing else. */
function watchOf(step: Step, values: ValueSet, target: ValueId): Watch | undefined {
  const value = onlyValue(values);
  if (value === undefined) return undefined;
  const referents = step.state.member(value, REFERENT_OF);
  return referents?.size === 1 && referents.has(target) ? watchKind(shapeOf(step, value)) : undefined;
}

function watchKind(shape: Shape): Watch | undefined {
  const role = shape.kind === 'instance' ? shape.api.role : undefined;
  return role === 'handle' || role === 'proxy' ? role : undefined;
}

function capturedHandles(step: Step, callback: ValueSet, target: ValueId): CapturedHandle[] {
  const [value] = callback.keys();
  const source = value === undefined ? undefined : step.values.get(value).source;
  if (source?.kind !== 'made' || source.op.kind !== 'closure') return [];
  return [...source.op.closure.captures].flatMap(([variable, outer]) => {
    const as = watchOf(step, readVariable(step, outer), target);
    return as === undefined ? [] : [{ variable, as }];
  });
}
