/** Who owns what a handle points to, where owner and handle meet: entries that lead back to their weak side, functions that own a referent. */
import type { EntryEvent, OwnedBesideEvent, Owned } from './lifetime-event.ts';
import type { Argument, Op, OpOf, Site, Temp } from './graph.ts';
import { originOf } from './origin.ts';
import { retention } from './retention.ts';
import { isHandle } from './shape.ts';
import type { Shape } from './shape.ts';
import { CALLBACK_OF, givenName, PARTS_OF, REFERENT_OF } from './state.ts';
import { builtinOf, readVariable, shapeOf } from './step.ts';
import type { Step } from './step.ts';
import { ABSENT_VALUE, ANYTHING, onlyValue, single, UNBOUND } from './value.ts';
import type { ValueId, ValueSet, ValueSource } from './value.ts';
import { lastName } from './last-name.ts';

type Call = OpOf<'call'>;

/** Tells it in the state before the operation. */
export function tellOwners(step: Step, op: Op): void {
  if (step.emit === undefined) return;
  switch (op.kind) {
    case 'set-index':
      tellEntry(step, op.of, op.key, op.from);
      tellStored(step, op.site, op.of, op.key, op.from);
      for (const holder of ownersOf(step, op.of)) tellCircle(step, holder, op.from);
      break;
    case 'set-member':
      for (const holder of step.state.temp(op.of).keys()) tellCircle(step, holder, op.from);
      tellHook(step, op);
      break;
    case 'call':
      tellCall(step, op);
      break;
    default:
      break;
  }
}

function tellCall(step: Step, op: Call): void {
  const value = onlyValue(step.state.temp(op.callee));
  if (value === undefined) return;
  const { source } = step.values.get(value);
  const shape = shapeOf(step, value);
  const { model } = step.environment;
  const isPut = op.receiver !== undefined && source.kind === 'member' && model.collections.puts.has(source.name);
  if (isPut) {
    const [key, entry] = op.arguments;
    if (key !== undefined && entry !== undefined) {
      tellEntry(step, op.receiver, key.temp, entry.temp);
      tellStored(step, op.site, op.receiver, key.temp, entry.temp);
    }
    for (const holder of ownersOf(step, op.receiver)) for (const { temp } of op.arguments) tellCircle(step, holder, temp);
  }
  const api = shape.kind === 'named' ? model.api(shape.name) : undefined;
  if (!isPut && (api === undefined || api.role === 'partial')) tellPassed(step, op);
  const name = calledName(source, shape);
  if (name !== undefined && model.callbacks.isKeeper(name)) for (const argument of op.arguments) tellListener(step, argument);
  if (shape.kind === 'named' && model.callbacks.isForEver(shape.name)) for (const argument of op.arguments) tellHeldForEver(step, argument, shape.name);
}

/** `notes[element] = Note(element)`. */
function tellEntry(step: Step, container: Temp, key: Temp, entry: Temp): void {
  const weakSide = weakSideOf(step, container, key);
  if (weakSide === undefined) return;
  const [weak, strong] = weakSide.side === 'key' ? [key, entry] : [entry, key];
  const weakly = weakSide.referents ?? step.state.temp(weak);
  const strongly = step.state.temp(strong);
  const held = retention(step, strongly, weakly, 'argument');
  const madeFrom = held === undefined ? madeFromOf(step, strongly, weakly) : undefined;
  if (held === undefined && madeFrom === undefined) return;
  step.emit?.({
    kind: 'lifetime',
    what: 'entry',
    weak,
    strong,
    api: weakSide.api,
    weakSide: weakSide.side,
    retention: held,
    madeFrom,
  });
}

function weakSideOf(step: Step, container: Temp, key: Temp): { side: 'key' | 'value'; api: string | undefined; referents?: ValueSet } | undefined {
  const value = onlyValue(step.state.temp(container));
  if (value === undefined) return undefined;
  const shape = builtinOf(step, value);
  if (shape.kind === 'instance' && shape.api.role === 'container') {
    if (step.environment.model.instances.areEphemerons || shape.api.holds === 'members') return undefined;
    return { side: shape.api.holds === 'keys' ? 'key' : 'value', api: shape.name };
  }
  const referents = referentsOf(step, key);
  return shape.kind === 'typed' && referents !== undefined ? { side: 'key', api: undefined, referents } : undefined;
}

/** What the one handle points to. */
function referentsOf(step: Step, handle: Temp): ValueSet | undefined {
  const value = onlyValue(step.state.temp(handle));
  if (value === undefined || !isHandle(shapeOf(step, value))) return undefined;
  return step.state.member(value, REFERENT_OF);
}

function madeFromOf(step: Step, made: ValueSet, target: ValueSet): EntryEvent['madeFrom'] {
  const value = onlyValue(made);
  const from = onlyValue(target);
  if (value === undefined || from === undefined || !isSomebody(from)) return undefined;
  const { source, shape } = step.values.get(value);
  if (shape.kind !== 'object' || source.kind !== 'made' || source.op.kind !== 'call') return undefined;
  const given = source.op.arguments.map((argument, i) => ({ i, name: argument.name, values: step.state.member(value, givenName(i)) }));
  const isGiven = given.filter(({ values }) => values?.size === 1 && values.has(from));
  if (isGiven.length === 0) return undefined;
  return {
    class: shape.class,
    positions: isGiven.filter(({ name }) => name === undefined).map(({ i }) => i),
    names: isGiven.flatMap(({ name }) => name ?? []),
  };
}

/** `self._refs`: what owns the collection. */
function ownersOf(step: Step, collection: Temp): ValueId[] {
  return [...step.state.temp(collection).keys()].flatMap((value) => {
    const { source } = step.values.get(value);
    return source.kind === 'member' ? [source.of] : [];
  });
}

/** `self._r = weakref.ref(part, self._gone)`, `self._parts.append((weakref.ref(part, self._gone), name))`. */
function tellCircle(step: Step, holder: ValueId, kept: Temp): void {
  const value = onlyValue(step.state.temp(kept));
  if (value === undefined || !isSomebody(holder)) return;
  for (const handle of [value, ...(isWatch(shapeOf(step, value)) ? [] : (step.state.member(value, PARTS_OF)?.keys() ?? []))]) tellCircleOf(step, holder, handle);
}

function tellCircleOf(step: Step, holder: ValueId, value: ValueId): void {
  const callback = step.state.member(value, CALLBACK_OF);
  const { source } = step.values.get(value);
  if (callback === undefined || watched(step, value) === undefined || source.kind !== 'made' || source.op.kind !== 'call') return;
  if (step.state.member(value, REFERENT_OF)?.has(holder) === true) return;
  const held = retention(step, callback, single(holder), 'callback');
  const site = source.op.arguments[1]?.site;
  // An object that is a callback itself is made to be kept by what calls it.
  if (held === undefined || held === 'itself' || site === undefined) return;
  tellOwned(step, { form: 'circle', site, retention: held, handleSite: source.op.site }, callback, holder);
}

/** `Thread(target=self._run, args=(weakref.ref(self),))`. */
function tellPassed(step: Step, op: Call): void {
  if (op.arguments.length < 2) return;
  for (const { temp, site } of op.arguments) {
    for (const target of watchedIn(step, step.state.temp(temp))) {
      const owner = op.arguments.map((one) => ({ one, held: one.temp === temp ? undefined : ownsBySelf(step, one.temp, target) })).find(({ held }) => held !== undefined);
      if (owner?.held === undefined) continue;
      tellOwned(step, { form: 'passed', site: owner.one.site, retention: owner.held, handleSite: site }, step.state.temp(owner.one.temp), target);
    }
  }
}

function ownsBySelf(step: Step, owner: Temp, target: ValueId): 'method' | 'closure' | undefined {
  const held = retention(step, step.state.temp(owner), single(target), 'argument');
  return held === 'method' || held === 'closure' ? held : undefined;
}

/** `events.on('x', () => o.f())` beside `const ref = new WeakRef(o)`. */
function tellListener(step: Step, { temp, site }: Argument): void {
  const values = step.state.temp(temp);
  const value = onlyValue(values);
  const source = value === undefined ? undefined : step.values.get(value).source;
  if (source?.kind !== 'made' || source.op.kind !== 'closure') return;
  for (const outer of source.op.closure.captures.values()) {
    const target = onlyValue(readVariable(step, outer));
    if (target === undefined || !isSomebody(target)) continue;
    const handle = storedHandle(step, target);
    if (handle !== undefined) tellOwned(step, { form: 'listener', site, retention: 'closure', handleSite: handle }, values, target);
  }
}

/** Where a handle of the object was made that a variable holds, or a member of somebody else. */
function storedHandle(step: Step, target: ValueId): Site | undefined {
  const { state, values } = step;
  for (const handle of state.handlesOf(target)) {
    const { source } = values.get(handle);
    if (watched(step, handle) === undefined || source.kind !== 'made' || source.op.kind !== 'call') continue;
    if (state.placesOf(handle).some((place) => place.kind === 'variable' || (place.of !== target && !place.name.startsWith('%')))) return source.op.site;
  }
  return undefined;
}

function tellOwned(
  step: Step,
  about: Pick<OwnedBesideEvent, 'form' | 'site' | 'retention' | 'handleSite'>,
  owner: ValueSet,
  target: ValueId,
): void {
  const [value] = owner.keys();
  const source = value === undefined ? undefined : step.values.get(value).source;
  const closure = source?.kind === 'made' && source.op.kind === 'closure' ? source.op.closure : undefined;
  const captured = [...(closure?.captures ?? [])].find(([, outer]) => {
    const held = readVariable(step, outer);
    return held.size === 1 && held.has(target);
  })?.[0];
  step.emit?.({ kind: 'lifetime', what: 'owned-beside', ...about, target: originOf(step, single(target)), closure, captured });
}

/** What a handle or a proxy points to. */
function watched(step: Step, value: ValueId): ValueId | undefined {
  if (!isWatch(shapeOf(step, value))) return undefined;
  const target = onlyValue(step.state.member(value, REFERENT_OF));
  return target === undefined || !isSomebody(target) ? undefined : target;
}

function watchedIn(step: Step, values: ValueSet): ValueId[] {
  return [...values.keys()].flatMap((value) => {
    const own = watched(step, value);
    const parts = own === undefined ? [...(step.state.member(value, PARTS_OF)?.keys() ?? [])] : [];
    return [...(own === undefined ? [] : [own]), ...parts.flatMap((part) => watched(step, part) ?? [])];
  });
}

function isWatch(shape: Shape): boolean {
  return shape.kind === 'instance' && ((shape.api.role === 'handle' && !shape.api.boundMethod) || shape.api.role === 'proxy');
}

function isSomebody(value: ValueId): boolean {
  return value !== ANYTHING && value !== ABSENT_VALUE && value !== UNBOUND;
}

/** `globalThis.addEventListener('online', this.refresh)`. */
function tellHeldForEver(step: Step, { temp, site }: Pick<Argument, 'temp' | 'site'>, by: string): void {
  const owned = ownedBy(step, step.state.temp(temp));
  if (owned.length > 0) step.emit?.({ kind: 'lifetime', what: 'held-for-ever', site, by, owned });
}

/** `sys.excepthook = self.report`. */
function tellHook(step: Step, { of, name, from, site }: OpOf<'set-member'>): void {
  const value = onlyValue(step.state.temp(of));
  const shape = value === undefined ? undefined : shapeOf(step, value);
  const by = shape?.kind === 'named' ? `${shape.name}.${name}` : undefined;
  if (by !== undefined && step.environment.model.callbacks.isForEver(by)) tellHeldForEver(step, { temp: from, site }, by);
}

function tellStored(step: Step, site: Site, collection: Temp, key: Temp, entry: Temp): void {
  const value = onlyValue(step.state.temp(collection));
  const shape = value === undefined ? undefined : builtinOf(step, value);
  if (value === undefined || shape?.kind !== 'typed' || !step.environment.model.collections.mappings.has(shape.type)) return;
  const stored = step.state.temp(entry);
  const isWeak = [...stored.keys()].some((one) => isWatch(shapeOf(step, one)));
  step.emit?.({ kind: 'lifetime', what: 'stored', site, collection: originOf(step, single(value)), key: originOf(step, step.state.temp(key)), isWeak, owned: ownedBy(step, stored) });
}

/** What the values are, and what they own. */
function ownedBy(step: Step, values: ValueSet): readonly Owned[] {
  return [...values.keys()].filter(isSomebody).flatMap((value): readonly Owned[] => {
    const { source, shape } = step.values.get(value);
    const itself = { origin: originOf(step, single(value)), member: undefined };
    if (source.kind === 'member') {
      const isMethod = step.environment.model.bindsMethods && shape.kind === 'closure' && shape.method === 'instance';
      return [itself, { origin: originOf(step, single(source.of)), member: isMethod ? undefined : source.name }];
    }
    if (source.kind !== 'made') return [itself];
    const parts = [...(step.state.member(value, PARTS_OF)?.keys() ?? [])].filter(isSomebody).map((part) => single(part));
    const captured = source.op.kind === 'closure' ? [...source.op.closure.captures.values()].map((outer) => readVariable(step, outer)) : [];
    return [itself, ...[...parts, ...captured].map((values) => ({ origin: originOf(step, values), member: undefined }))];
  });
}

/** The last name that the function is called by. */
function calledName(source: ValueSource, shape: Shape): string | undefined {
  if (source.kind === 'member') return source.name;
  if (shape.kind === 'named') return lastName(shape.name);
  return source.kind === 'outer' ? source.variable.name : undefined;
}
