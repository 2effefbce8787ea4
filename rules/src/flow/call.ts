/** What calls mean: derefs, making of handles and containers, registrations, and calls of which nothing is known. */
import { askAllByFunction, askAllByMethod } from './ask-all.ts';
import { tellCallAtOnce } from './call-at-once.ts';
import { tellCallback } from './callback.ts';
import { tellDeferral } from './deferral.ts';
import { callOnCollection, callOnSeveral, copyOf, fillMapping, isMapping, listBy, noteInside, pairsOf, pickBy, noteTaken, putByFunction, valueShape, visitBy } from './collection.ts';
import type { RegistrationEvent, WeakTargetEvent } from './event.ts';
import { asDeref, deref } from './deref.ts';
import { askContainer } from './entry.ts';
import { askFinalizer } from './finalizer.ts';
import { callFunction } from './function.ts';
import type { Argument, DisplayPart, OpOf, Site, Temp } from './graph.ts';
import type { Api, WeakContainerApi } from './language-model.ts';
import { instanceOf, isHandle, UNKNOWN } from './shape.ts';
import type { InstanceShape, Shape } from './shape.ts';
import { positional } from './positional.ts';
import { connecting, isByDefault, tellReceiver } from './receiver.ts';
import { lastName } from './last-name.ts';
import { narrowValues } from './narrow.ts';
import { retention } from './retention.ts';
import { tellSifting } from './truth.ts';
import { ABSENT_VALUE, ANYTHING, ANYTHING_SET, onlyValue, single } from './value.ts';
import type { ValueId, ValueSet } from './value.ts';
import { BINDS, CALLBACK_OF, CALLED_OF, PARTS_OF, REFERENT_OF, STORED, joinSets } from './state.ts';
import { builtinOf, fresh, isCaught, readMember, shallow, shapeOf, shapeOfSet, uncheckedOf, use, writtenKey } from './step.ts';
import type { Step } from './step.ts';
import { tellHold } from './weak-hold.ts';
import { weakQuestion } from './weak-question.ts';
import { containerOf, makeView, noteKeys } from './weak-container.ts';

type Call = OpOf<'call'>;

/** False where the call never returns. */
export function call(step: Step, op: Call): boolean {
  use(step, op.callee, 'call', op.site);
  tellCallAtOnce(step, op);
  const callee = step.state.temp(op.callee);
  const handles = asDeref(step, op, callee);
  if (handles !== undefined) {
    deref(step, op, handles);
    return true;
  }
  const connected = connecting(step, callee);
  if (connected !== undefined) {
    tellReceiver(step, op, connected);
    escapeArguments(step, op);
    make(step, op, UNKNOWN);
    return true;
  }
  const name = commonName(step, callee);
  const api = name === undefined ? undefined : step.environment.model.api(name);
  tellDeferral(step, op, callee, name);
  if (api !== undefined && name !== undefined) return callApi(step, op, api, name);
  if (name !== undefined && pickBy(step, op, name)) return true;
  if (name !== undefined) putByFunction(step, op, name);
  if (callMethodOfInstance(step, op, callee)) return true;
  if (isBind(step, callee) && op.receiver !== undefined) {
    makeHolder(step, op, op.receiver, [op.receiver, ...op.arguments.map((argument) => argument.temp)]);
    return true;
  }
  escapeArguments(step, op);
  const goesOn = callFunction(step, op, callee);
  noteTaken(step, op, callee);
  return goesOn;
}

function callApi(step: Step, op: Call, api: Api, name: string): boolean {
  tellCallback(step, op, api, name);
  const { state } = step;
  switch (api.role) {
    case 'handle':
    case 'proxy': {
      const target = positional(op, 0);
      const referent = target === undefined || (api.role === 'handle' && api.boundMethod) ? UNKNOWN : referentShape(step, target.temp);
      const made = make(step, op, instanceOf(api, name, op.site, { isDeclared: false, referent }));
      if (target === undefined) return true;
      state.setMember(made, REFERENT_OF, api.role === 'handle' && api.boundMethod ? receiversOf(step, target.temp) : state.temp(target.temp));
      const callback = api.callback === undefined ? undefined : positional(op, api.callback);
      if (callback !== undefined) {
        state.setMember(made, CALLBACK_OF, state.temp(callback.temp));
        register(step, op, 'handle', target, [{ argument: callback, as: 'callback' }]);
      }
      noteInside(step, target.temp);
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
      const made = make(step, op, instanceOf(api, name, op.site, { isDeclared: false }));
      if (target !== undefined) state.setMember(made, REFERENT_OF, state.temp(target.temp));
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
    case 'signal':
      make(step, op, instanceOf(api, name, op.site, { isDeclared: false }));
      return true;
    case 'connector':
      make(step, op, isByDefault(op, { ...api.connects, before: Infinity }) ? instanceOf(api.connects, name, op.site, { isDeclared: false }) : UNKNOWN);
      return true;
    case 'receiver':
    case 'partial': {
      const made = makeHolder(step, op, op.arguments[0]?.temp, op.arguments.map((argument) => argument.temp));
      if (api.role === 'partial' && api.binds) state.setMember(made, BINDS, ANYTHING_SET);
      return true;
    }
    case 'returns':
      makeTyped(step, op, api.type, name);
      return true;
    case 'needs': {
      const isWithin = api.most === undefined || op.arguments.length <= api.most;
      for (const position of isWithin ? api.positions : []) {
        const argument = positional(op, position);
        if (argument !== undefined) use(step, argument.temp, api.as, argument.site);
      }
      const [by, of] = [positional(op, 0), positional(op, 1)];
      if (api.sifts === true && by !== undefined && of !== undefined) tellSifting(step, by, of);
      if (api.reads === true && readByName(step, op)) return true;
      if (!askAllByFunction(step, op, name) && !visitBy(step, op, name) && !copyCollection(step, op, name) && !listBy(step, op, name) && !pickBy(step, op, name)) {
        make(step, op, api.type === undefined ? UNKNOWN : { kind: 'typed', type: api.type, element: undefined });
      }
      return true;
    }
    case 'collect':
      step.emit?.({ kind: 'collection', site: op.site });
      state.forgetProofs();
      make(step, op, { kind: 'unknown' });
      return true;
    case 'no-return':
      return false;
  }
}

/** `getattr(self, "_ref", None)`, as far as handles go. */
function readByName(step: Step, op: Call): boolean {
  const [of, named, otherwise] = [positional(op, 0), positional(op, 1), positional(op, 2)];
  const key = named === undefined ? undefined : onlyValue(step.state.temp(named.temp));
  const name = key === undefined ? undefined : writtenKey(step, key)?.text;
  if (of === undefined || name === undefined) return false;
  const found = readMember(step, step.state.temp(of.temp), name);
  if (!isHandle(shapeOfSet(step, found))) return false;
  step.state.setTemp(op.to, otherwise === undefined ? found : joinSets(found, step.state.temp(otherwise.temp)));
  return true;
}

/** Its class or type, without what is inside. */
function referentShape(step: Step, target: Temp): Shape {
  const shape = shapeOfSet(step, step.state.temp(target));
  return shape.kind === 'object' || shape.kind === 'typed' ? shallow(shape, 0) : UNKNOWN;
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
    return (source.kind === 'member' && source.name === bindMember) || (source.kind === 'named' && lastName(source.name) === bindMember);
  });
}

/** A callable that keeps what it was made with. */
function makeHolder(step: Step, op: Call, called: Temp | undefined, parts: readonly Temp[]): ValueId {
  const made = make(step, op, { kind: 'unknown' });
  if (called !== undefined) step.state.setMember(made, CALLED_OF, step.state.temp(called));
  step.state.setMember(made, PARTS_OF, unionOf(step, parts));
  return made;
}

function makeTyped(step: Step, op: Call, type: string, name: string): void {
  if (copyCollection(step, op, name) || listBy(step, op, name)) return;
  const isCollection = step.environment.model.collections.copiers.has(name) || step.environment.model.collections.mappings.has(type);
  const element = writtenElement(step, op) ?? pairedElement(step, op, type) ?? lockInside(step, op, type);
  // `new String("x")` is an object, unlike `String("x")`.
  const isObject = op.isNew && !isCollection && element === undefined;
  const made = make(step, op, isObject ? wrapperShape(step, type) : { kind: 'typed', type, element });
  const entries = positional(op, 0);
  if (entries !== undefined && step.environment.model.collections.iteratesPairs.has(type)) fillMapping(step, made, step.state.temp(entries.temp));
  // Nothing in it can be gone.
  if (isCollection && op.arguments.length === 0) step.state.keep(made);
}

/** `new Map(Object.entries(record))`. */
function pairedElement(step: Step, op: Call, type: string): Shape | undefined {
  const entries = step.environment.model.collections.iteratesPairs.has(type) ? positional(op, 0) : undefined;
  return entries && valueShape(step, step.state.temp(entries.temp));
}

/** `Condition(lock)`. */
function lockInside(step: Step, op: Call, type: string): Shape | undefined {
  const lock = step.environment.model.locks.around.has(type) ? positional(op, 0) : undefined;
  return lock && shapeOfSet(step, step.state.temp(lock.temp));
}

/** `new String("x")` is an object around a plain value. */
function wrapperShape({ environment: { model } }: Step, type: string): Shape {
  const wrapper = model.scalars.has(type) ? model.wrapperType : undefined;
  return wrapper === undefined ? UNKNOWN : { kind: 'typed', type: wrapper, element: undefined };
}

/** `new Map<string, WeakRef<Node>>()`. */
function writtenElement(step: Step, op: Call): Shape | undefined {
  const written = op.type === undefined ? UNKNOWN : step.environment.type(op.type);
  return written.kind === 'typed' ? written.element : undefined;
}

/** `list(xs)`: a collection of the same elements. */
function copyCollection(step: Step, op: Call, name: string): boolean {
  const type = step.environment.model.collections.copiers.get(name);
  const from = positional(op, 0);
  if (from === undefined || isMapping(step, from.temp)) return false;
  const values = step.state.temp(from.temp);
  if (type !== undefined) {
    copyOf(step, op, values, type);
    noteKeys(step, op, values);
  } else if (step.environment.model.collections.pairers.has(name)) pairsOf(step, op, values);
  else return false;
  return true;
}

function make(step: Step, op: Call, shape: Shape): ValueId {
  const made = fresh(step, op, shape);
  step.state.setTemp(op.to, single(made));
  return made;
}

/** `registry.register(target, held)`, `weakSet.add(x)`. True where the call is understood. */
function callMethodOfInstance(step: Step, op: Call, callee: ValueSet): boolean {
  if (callee.size > 1) return callMethodOfSeveral(step, op, callee);
  const value = onlyValue(callee);
  if (value === undefined) return false;
  const { source } = step.values.get(value);
  if (source.kind !== 'member') return false;
  const holder = builtinOf(step, source.of, source.name);
  if (holder.kind !== 'instance') {
    // `{ get: () => ref.deref() }` has one of its own.
    if (shapeOf(step, value).kind === 'closure') return false;
    if (step.environment.model.collections.puts.has(source.name)) for (const argument of op.arguments) markStored(step, argument.temp);
    return callOnCollection(step, op, source.of, source.name) || askAllByMethod(step, op, single(source.of), source.name);
  }
  if (holder.api.role === 'registry' && source.name === 'register') {
    registerWith(step, op, source.of, holder);
    return true;
  }
  if (askFinalizer(step, op, source.of, { shape: holder, method: source.name })) return true;
  if (holder.api.role !== 'container') return false;
  const [asked] = holder.api.asks.includes(source.name) ? op.arguments : [];
  if (asked !== undefined) tellHold(step, { target: asked.temp, targetSite: asked.site, api: holder.name, role: 'look-up', site: op.site, holdsOwner: false, option: undefined, isInitial: false });
  const about = { api: holder.name, site: op.site };
  for (const part of holder.api.merges.has(source.name) ? initialMembers(step, op, holder.api) : []) {
    weakTarget(step, part.temp, part.site, { ...about, role: 'container', container: onlyPlace(holder) });
  }
  const [sought] = holder.api.looksUp.methods.has(source.name) ? op.arguments : [];
  if (sought !== undefined) weakQuestion(step, sought.temp, sought.site, { ...about, answer: op.to, fails: holder.api.looksUp.fails });
  const position = holder.api.stores[source.name];
  const stored = position === undefined ? undefined : positional(op, position);
  if (stored !== undefined) {
    weakTarget(step, stored.temp, stored.site, { ...about, role: 'container', container: onlyPlace(holder) });
  }
  if (askContainer(step, op, [{ value: source.of, shape: holder, api: holder.api }], source.name)) return true;
  return makeView(step, op, value);
}

function callMethodOfSeveral(step: Step, op: Call, callee: ValueSet): boolean {
  const members = [...callee.keys()].flatMap((value) => {
    const { source } = step.values.get(value);
    return source.kind === 'member' ? [source] : [];
  });
  const [first, ...others] = members;
  if (first === undefined || others.some(({ name }) => name !== first.name)) return false;
  const [container, ...containers] = members.flatMap(({ of, name }) => containerOf(step, of, name) ?? []);
  if (container !== undefined && containers.length + 1 === callee.size) return askContainer(step, op, [container, ...containers], first.name);
  const holders: ValueSet = new Map([...members.map(({ of }) => of), ...(members.length < callee.size ? [ANYTHING] : [])].map((of) => [of, 'present']));
  return callOnSeveral(step, op, holders, first.name) || askAllByMethod(step, op, holders, first.name);
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
  role: RegistrationEvent['role'],
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
function initialMembers(step: Step, op: Call, api: WeakContainerApi): Pick<DisplayPart, 'temp' | 'site'>[] {
  const initial = positional(op, 0);
  const named = api.holds === 'values' ? op.arguments.filter(({ name }) => name !== undefined) : [];
  return [...(initial === undefined ? [] : displayedParts(step, initial.temp).flatMap((part) => weaklyHeld(step, part, api))), ...named];
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
  const { api, role, site, container } = about;
  // Of nothing no handle is made.
  if (role === 'handle' || role === 'proxy') narrowValues(step, step.state.temp(target), true);
  if (step.emit === undefined) return;
  if (role === 'handle' || role === 'proxy' || role === 'container') {
    tellHold(step, { target, targetSite, api, role, site, holdsOwner: isMethodHandle(step, api), option: undefined, isInitial: container === site });
  }
  // A refusal that a handler waits for is how code finds out what can be referenced.
  if (isCaught(step, 'operate')) return;
  const values = [...step.state.temp(target).keys()];
  const shapes = values.map((value) => shapeOf(step, value));
  step.emit({ kind: 'weak-target', target, targetSite, values, shapes, ...about });
}

function isMethodHandle(step: Step, name: string): boolean {
  const api = step.environment.model.api(name);
  return api?.role === 'handle' && api.boundMethod;
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

/** The qualified name that all values share. */
export function commonName(step: Step, callee: ValueSet): string | undefined {
  let name: string | undefined;
  for (const [value] of callee) {
    const shape = shapeOf(step, value);
    if (shape.kind !== 'named' || (name !== undefined && name !== shape.name)) return undefined;
    name = shape.name;
  }
  return name;
}
