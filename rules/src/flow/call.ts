/** What calls mean: derefs, making of handles and containers, registrations, and calls of which nothing is known. */
import { callOnCollection, copyOf, isMapping } from './collection.ts';
import type { RegistrationEvent, WeakTargetEvent } from './event.ts';
import type { Argument, DisplayPart, OpOf, Site, Temp } from './graph.ts';
import type { Api, WeakContainerApi } from './language-model.ts';
import { instanceOf, isHandle } from './shape.ts';
import type { InstanceShape, Shape } from './shape.ts';
import { retention } from './retention.ts';
import { ABSENT_VALUE, ANYTHING, ANYTHING_SET } from './value.ts';
import type { ValueId, ValueSet } from './value.ts';
import { CALLBACK_OF, derefOf, fresh, HANDLE_OF, isCaught, PARTS_OF, REFERENT_OF, shapeOf, single, STORED, uncheckedOf, use } from './step.ts';
import type { Step } from './step.ts';

type Call = OpOf<'call'>;

/** False where the call never returns. */
export function call(step: Step, op: Call): boolean {
  use(step, op.callee, 'call', op.site);
  const callee = step.state.temp(op.callee);
  const handles = asDeref(step, op, callee);
  if (handles !== undefined) {
    deref(step, op, handles);
    return true;
  }
  const name = commonName(step, callee);
  const api = name === undefined ? undefined : step.environment.model.api(name);
  if (api !== undefined && name !== undefined) return callApi(step, op, api, name);
  if (callMethodOfInstance(step, op, callee)) return true;
  if (isBind(step, callee) && op.receiver !== undefined) {
    makeHolder(step, op, [op.receiver, ...op.arguments.map((argument) => argument.temp)]);
    return true;
  }
  escapeArguments(step, op);
  step.state.setTemp(op.to, single(fresh(step, op, resultShape(step, callee))));
  return true;
}

/** The handles, where the call asks a handle and nothing but handles. */
function asDeref(step: Step, op: Call, callee: ValueSet): ReadonlyMap<ValueId, InstanceShape> | undefined {
  const { derefMember } = step.environment.model;
  if (op.arguments.length > 0 || op.isNew) return undefined;
  const handles = new Map<ValueId, InstanceShape>();
  for (const [value] of callee) {
    if (value === ABSENT_VALUE) continue;
    const { source } = step.values.get(value);
    const handle = derefMember === undefined ? value : source.kind === 'member' && source.name === derefMember ? source.of : undefined;
    const shape = handle === undefined ? undefined : shapeOf(step, handle);
    if (handle === undefined || shape === undefined || !isHandle(shape)) return undefined;
    handles.set(handle, shape);
  }
  return handles.size === 0 ? undefined : handles;
}

function deref(step: Step, op: Call, handles: ReadonlyMap<ValueId, InstanceShape>): void {
  const { state, values, environment } = step;
  const [only] = handles.size === 1 ? handles.keys() : [];
  const proof = only === undefined ? undefined : state.proof(only);
  const isAlive = [...handles.keys()].every((handle) => isVisiblyAlive(step, handle));
  const referent = values.referent(op);
  const provenOp = proof === undefined ? undefined : derefOf(values, proof.referent);
  if (step.isInLoop) state.age(referent, values.earlier(referent));
  const presence = isAlive ? 'present' : 'maybe';
  state.setMember(referent, HANDLE_OF, new Map([...handles.keys()].map((handle) => [handle, 'present'])));
  state.setTemp(op.to, single(referent, presence));
  const [shape] = handles.values();
  if (shape === undefined) return;
  step.emit?.({
    kind: 'deref',
    op,
    handle: shape,
    handleTemp: (environment.model.derefMember === undefined ? undefined : op.receiver) ?? op.callee,
    presence,
    provenBy: provenOp === undefined ? undefined : { op: provenOp, suspendedAt: proof?.suspendedAt },
  });
}

/** Somebody in sight owns the referent, or the language promises it until the next suspension. */
function isVisiblyAlive(step: Step, handle: ValueId): boolean {
  const { state, values, environment } = step;
  if (environment.model.collector.mayCollectAfter === 'suspension' && state.isKept(handle)) return true;
  const shape = shapeOf(step, handle);
  if (shape.kind === 'instance' && (shape.keptAlive || shape.isOfOwner)) return true;
  const target = state.member(handle, REFERENT_OF);
  if (target?.size === 1) {
    for (const [value] of target) {
      if (value === ANYTHING) continue;
      const { source } = values.get(value);
      const isOwn = source.kind === 'outer' && state.variable(source.variable) === undefined;
      if (isOwn || state.member(value, STORED) !== undefined || state.isHeld((held) => held === value)) return true;
    }
  }
  return state.isHeld((held, presence) => presence === 'present' && values.isReferent(held) && isReferentOf(step, held, handle));
}

function isReferentOf(step: Step, value: ValueId, handle: ValueId): boolean {
  const handles = step.state.member(value, HANDLE_OF);
  return handles?.size === 1 && handles.has(handle);
}

function callApi(step: Step, op: Call, api: Api, name: string): boolean {
  const { state } = step;
  switch (api.role) {
    case 'handle':
    case 'proxy': {
      const target = positional(op, 0);
      const made = make(step, op, instanceOf(api, name, op.site, { isDeclared: false }));
      if (target === undefined) return true;
      state.setMember(made, REFERENT_OF, api.role === 'handle' && api.boundMethod ? receiversOf(step, target.temp) : state.temp(target.temp));
      const callback = api.callback === undefined ? undefined : positional(op, api.callback);
      if (callback !== undefined) state.setMember(made, CALLBACK_OF, state.temp(callback.temp));
      state.keep(made);
      weakTarget(step, target.temp, target.site, { api: name, role: api.role, site: op.site, container: undefined });
      return true;
    }
    case 'finalizer': {
      const target = positional(op, 0);
      if (target !== undefined) {
        weakTarget(step, target.temp, target.site, { api: name, role: 'finalizer', site: op.site, container: undefined });
        const rest = op.arguments.slice(1);
        register(step, op, 'finalizer', target, rest.map((argument, i) => ({ argument, as: i === 0 ? 'callback' : 'argument' })));
      }
      make(step, op, instanceOf(api, name, op.site, { isDeclared: false }));
      return true;
    }
    case 'registry': {
      const made = make(step, op, instanceOf(api, name, op.site, { isDeclared: false }));
      const callback = positional(op, 0);
      if (callback !== undefined) state.setMember(made, CALLBACK_OF, state.temp(callback.temp));
      return true;
    }
    case 'container': {
      for (const part of initialMembers(step, op, api)) {
        weakTarget(step, part.temp, part.site, { api: name, role: 'container', site: op.site, container: op.site });
      }
      make(step, op, instanceOf(api, name, op.site, { isDeclared: false }));
      return true;
    }
    case 'partial':
      makeHolder(step, op, op.arguments.map((argument) => argument.temp));
      return true;
    case 'returns':
      makeTyped(step, op, api.type, name);
      return true;
    case 'needs': {
      const isWithin = api.most === undefined || op.arguments.length <= api.most;
      for (const position of isWithin ? api.positions : []) {
        const argument = positional(op, position);
        if (argument !== undefined) use(step, argument.temp, api.as, argument.site);
      }
      if (!copyCollection(step, op, name)) make(step, op, { kind: 'unknown' });
      return true;
    }
    case 'collect':
      state.forgetProofs();
      make(step, op, { kind: 'unknown' });
      return true;
    case 'no-return':
      return false;
  }
}

/** A handle of a bound method lives as long as the method's object. */
function receiversOf(step: Step, method: Temp): ValueSet {
  return new Map(
    [...step.state.temp(method)].map(([value, presence]) => {
      const { source } = step.values.get(value);
      return [source.kind === 'member' ? source.of : ANYTHING, presence];
    }),
  );
}

function isBind(step: Step, callee: ValueSet): boolean {
  const { bindMember } = step.environment.model;
  return bindMember !== undefined && [...callee.keys()].every((value) => {
    const { source } = step.values.get(value);
    return source.kind === 'member' && source.name === bindMember;
  });
}

/** A callable that keeps what it was made with. */
function makeHolder(step: Step, op: Call, parts: readonly Temp[]): void {
  const made = make(step, op, { kind: 'unknown' });
  step.state.setMember(made, PARTS_OF, unionOf(step, parts));
}

function makeTyped(step: Step, op: Call, type: string, name: string): void {
  if (copyCollection(step, op, name)) return;
  const isCollection = step.environment.model.collections.copiers.has(name) || step.environment.model.collections.mappings.has(type);
  // `new String("x")` is an object, unlike `String("x")`.
  make(step, op, op.isNew && !isCollection ? { kind: 'unknown' } : { kind: 'typed', type, element: undefined });
}

/** `list(xs)`: a collection of the same elements. */
function copyCollection(step: Step, op: Call, name: string): boolean {
  const type = step.environment.model.collections.copiers.get(name);
  const from = positional(op, 0);
  if (type === undefined || from === undefined || isMapping(step, from.temp)) return false;
  copyOf(step, op, step.state.temp(from.temp), type);
  return true;
}

function make(step: Step, op: Call, shape: Shape): ValueId {
  const made = fresh(step, op, shape);
  step.state.setTemp(op.to, single(made));
  return made;
}

/** `registry.register(target, held)`, `weakSet.add(x)`. True where the call is understood. */
function callMethodOfInstance(step: Step, op: Call, callee: ValueSet): boolean {
  const [value, ...others] = callee.keys();
  if (value === undefined || others.length > 0) return false;
  const { source } = step.values.get(value);
  if (source.kind !== 'member') return false;
  const holder = shapeOf(step, source.of);
  if (holder.kind !== 'instance') {
    if (step.environment.model.collections.puts.has(source.name)) for (const argument of op.arguments) markStored(step, argument.temp);
    return callOnCollection(step, op, source.of, source.name);
  }
  if (holder.api.role === 'registry' && source.name === 'register') {
    registerWith(step, op, source.of, holder);
    return true;
  }
  if (holder.api.role !== 'container') return false;
  const position = holder.api.stores[source.name];
  const stored = position === undefined ? undefined : positional(op, position);
  if (stored !== undefined) {
    weakTarget(step, stored.temp, stored.site, { api: holder.name, role: 'container', site: op.site, container: onlyPlace(holder) });
  }
  return false;
}

function registerWith(step: Step, op: Call, registry: ValueId, shape: InstanceShape): void {
  const target = positional(op, 0);
  if (target === undefined) return;
  const about = { api: shape.name, site: op.site, container: undefined };
  weakTarget(step, target.temp, target.site, { ...about, role: 'registry' });
  const token = positional(op, 2);
  if (token !== undefined) weakTarget(step, token.temp, token.site, { ...about, role: 'token' });
  const held = positional(op, 1);
  register(step, op, 'registry', target, held === undefined ? [] : [{ argument: held, as: 'argument' }], registry);
}

function register(
  step: Step,
  op: Call,
  role: 'finalizer' | 'registry',
  target: Argument,
  passed: readonly { argument: Argument; as: 'callback' | 'argument' }[],
  registry?: ValueId,
): void {
  if (step.emit === undefined) return;
  const { state } = step;
  const targets = state.temp(target.temp);
  const holders: RegistrationEvent['holders'][number][] = [];
  for (const { argument, as } of passed) {
    // A held value may be called by the registry's callback, so a bound method counts there too.
    const found = retention(step, state.temp(argument.temp), targets, role === 'registry' ? 'argument' : as);
    if (found !== undefined) holders.push({ site: argument.site, retention: found, as });
  }
  const callback = registry === undefined ? undefined : state.member(registry, CALLBACK_OF);
  if (callback !== undefined && registry !== undefined) {
    const found = retention(step, callback, targets, 'callback');
    const made = step.values.get(registry).source;
    if (found !== undefined && made.kind === 'made' && made.op.kind === 'call') {
      const site = made.op.arguments[0]?.site ?? made.op.site;
      holders.push({ site, retention: found, as: 'callback' });
    }
  }
  step.emit({ kind: 'registration', role, op, targetSite: target.site, holders });
}

/** `new WeakSet([a, b])`, `WeakKeyDictionary({k: v})`, `new WeakMap([[k, v]])`: members written out. */
function initialMembers(step: Step, op: Call, api: WeakContainerApi): DisplayPart[] {
  const initial = positional(op, 0);
  return initial === undefined ? [] : displayedParts(step, initial.temp).flatMap((part) => weaklyHeld(step, part, api));
}

function weaklyHeld(step: Step, part: DisplayPart, { holds }: WeakContainerApi): readonly DisplayPart[] {
  switch (part.role) {
    case 'element':
      return holds === 'members' ? [part] : displayedParts(step, part.temp).slice(holds === 'keys' ? 0 : 1).slice(0, 1);
    case 'key':
      return holds === 'keys' ? [part] : [];
    case 'value':
      return holds === 'values' ? [part] : [];
    case 'spread':
      return [];
  }
}

function displayedParts(step: Step, temp: Temp): readonly DisplayPart[] {
  return [...step.state.temp(temp).keys()].flatMap((value) => {
    const { source } = step.values.get(value);
    return source.kind === 'made' && source.op.kind === 'display' ? source.op.parts : [];
  });
}

export function weakTarget(
  step: Step,
  target: Temp,
  targetSite: Site,
  about: Pick<WeakTargetEvent, 'api' | 'role' | 'site' | 'container'>,
): void {
  if (step.emit === undefined) return;
  // A refusal that a handler waits for is how code finds out what can be referenced.
  if (isCaught(step, 'operate')) return;
  const shapes = [...step.state.temp(target)].map(([value]) => shapeOf(step, value));
  step.emit({ kind: 'weak-target', target, targetSite, shapes, ...about });
}

function escapeArguments(step: Step, op: Call): void {
  for (const argument of op.arguments) {
    if (argument.spread === 'items') use(step, argument.temp, 'iterate', argument.site);
    else escapeOne(step, argument);
  }
}

function escapeOne(step: Step, argument: Argument): void {
  const unchecked = uncheckedOf(step, argument.temp);
  if (unchecked.length > 0) step.emit?.({ kind: 'escape', as: 'argument', site: argument.site, unchecked });
}

function unionOf(step: Step, temps: readonly Temp[]): ValueSet {
  return new Map(temps.flatMap((temp) => [...step.state.temp(temp)]));
}

/** Where the one container is made that this may be. */
export function onlyPlace({ isDeclared, madeAt }: InstanceShape): Site | undefined {
  return isDeclared || madeAt.length > 1 ? undefined : madeAt[0];
}

/** A plain container somewhere holds the values strongly from now on. */
export function markStored(step: Step, temp: Temp): void {
  for (const [value] of step.state.temp(temp)) if (value !== ANYTHING && value !== ABSENT_VALUE) step.state.setMember(value, STORED, ANYTHING_SET);
}

/** The argument at a position, where the call says so plainly. */
function positional(op: Call, position: number): Argument | undefined {
  const before = op.arguments.slice(0, position + 1);
  const argument = before[position];
  return argument === undefined || before.some((one) => one.spread !== 'none' || one.name !== undefined) ? undefined : argument;
}

/** The qualified name that all values share. */
function commonName(step: Step, callee: ValueSet): string | undefined {
  let name: string | undefined;
  for (const [value] of callee) {
    const shape = shapeOf(step, value);
    if (shape.kind !== 'named' || (name !== undefined && name !== shape.name)) return undefined;
    name = shape.name;
  }
  return name;
}

function resultShape(step: Step, callee: ValueSet): Shape {
  const [value, ...others] = callee.keys();
  if (value === undefined || others.length > 0) return { kind: 'unknown' };
  const shape = shapeOf(step, value);
  return shape.kind === 'class' ? { kind: 'object', class: shape.class } : { kind: 'unknown' };
}
