/** What one operation does to the state. */
import { call, markStored, onlyPlace, weakTarget } from './call.ts';
import { copyOf, elementsOf, fillDisplay, forgetEntries, iterate, placeIn, putInto, spreadElement, takeByKey } from './collection.ts';
import { tellCleanups } from './cleanup.ts';
import { suspend } from './deref.ts';
import { falseOperand, lastOperand, noteAnswersSeen, truthOf } from './conjunction.ts';
import { noteEntry, noteTaken } from './entry.ts';
import { awaited, readProperty, tellResult } from './function.ts';
import type { Op, OpOf, Temp } from './graph.ts';
import { tellGlobalTest } from './global-test.ts';
import { isHandle, UNKNOWN } from './shape.ts';
import type { Shape } from './shape.ts';
import { ABSENT_SET, ABSENT_VALUE, ANYTHING, ANYTHING_SET, onlyValue, single } from './value.ts';
import type { ValueId, ValueSet } from './value.ts';
import { tellOwners } from './ownership.ts';
import { ELEMENTS_OF, HANDED_ON, ITSELF, ONE_OF, PARTS_OF } from './state.ts';
import { builtinOf, fresh, freshOutcome, mayChangeMembers, oneOf, readMember, readVariable, referentsOf, shapeOf, shapeOfSet, uncheckedOf, use, writtenShape } from './step.ts';
import type { Step } from './step.ts';
import { tellTruthTest } from './truth.ts';
import { watchHandles } from './handle-watch.ts';
import { tellName } from './name-watch.ts';
import { watchProxies } from './proxy-watch.ts';
import { watchWaits } from './wait-watch.ts';
import { noteListedKey, watchContainers } from './weak-container.ts';

/** False where the operation never completes: the rest of the block is not reached. */
export function transfer(step: Step, op: Op): boolean {
  const { state, environment } = step;
  watchContainers(step, op);
  watchHandles(step, op);
  watchProxies(step, op);
  watchWaits(step, op);
  tellCleanups(step, op);
  tellOwners(step, op);
  switch (op.kind) {
    case 'constant':
      state.setTemp(op.to, op.type === 'none' ? ABSENT_SET : single(constant(step, op)));
      return true;
    case 'typed':
      state.setTemp(op.to, single(fresh(step, op, typed(op.type))));
      return true;
    case 'display': {
      const made = fresh(step, op, { kind: 'typed', type: op.type, element: spreadElement(step, op) });
      // `{...x}` and `[*x]` copy what is in `x` and do not hold `x`.
      const held = op.parts.filter((part) => part.role !== 'spread').flatMap((part) => [...state.temp(part.temp)]);
      const parts = new Map(held.filter(([part]) => isWorthHolding(step, part)));
      if (parts.size > 0) state.setMember(made, PARTS_OF, parts);
      fillDisplay(step, made, op);
      for (const part of op.parts) {
        if (part.role === 'spread') continue;
        const unchecked = uncheckedOf(step, part.temp);
        if (unchecked.length > 0) step.emit?.({ kind: 'escape', as: 'element', site: part.site, unchecked });
      }
      state.setTemp(op.to, single(made));
      return true;
    }
    case 'closure': {
      const made = fresh(step, op, { kind: 'closure', closure: op.closure, method: undefined });
      const defaults = new Map(op.closure.defaults.flatMap((temp) => [...state.temp(temp)]));
      if (defaults.size > 0) state.setMember(made, PARTS_OF, defaults);
      state.setTemp(op.to, single(made));
      return true;
    }
    case 'class': {
      const fields = op.class.fields.flatMap((field) => (field.value === undefined ? [] : [[field.name, shapeOfSet(step, state.temp(field.value))] as const]));
      const key = environment.classKey(op.class);
      step.emit?.({
        kind: 'class',
        key,
        bases: op.class.bases.map((base) => shapeOfSet(step, state.temp(base))),
        options: op.class.options.map(({ name, value }) => ({ name, shape: shapeOfSet(step, state.temp(value)) })),
        decorators: op.class.decorators.map(({ of }) => shapeOfSet(step, state.temp(of))),
        fields: new Map(fields),
      });
      state.setTemp(op.to, single(fresh(step, op, { kind: 'class', class: key })));
      return true;
    }
    case 'import': {
      const shape = environment.importedValue(op.name);
      state.setTemp(op.to, single(shape === undefined ? step.values.named(op.name) : fresh(step, op, shape)));
      return true;
    }
    case 'read':
      state.setTemp(op.to, read(step, op));
      tellName(step, op.to, { name: op.from.name, site: op.site, written: op.site });
      return true;
    case 'write': {
      const values = declared(step, op, state.temp(op.from), op.type === undefined ? undefined : environment.type(op.type));
      state.setVariable(op.variable, values);
      if (op.variable.kind !== 'type') tellName(step, op.from, { name: op.variable.name, site: op.site, written: op.site });
      step.emit?.({ kind: 'write', variable: op.variable, shape: writtenShape(step, values, { kind: 'variable', variable: op.variable }) });
      if (op.type !== undefined) step.emit?.({ kind: 'annotation', type: op.type });
      return true;
    }
    case 'unbind':
      // What nobody reads again is as if it had never been written: kept, it would be joined at every block that follows.
      if (op.variable.kind === 'hidden') {
        state.forgetVariable(op.variable);
      } else {
        state.setVariable(op.variable, ANYTHING_SET);
        state.forgetProofs();
      }
      return true;
    case 'member': {
      if (!environment.model.absentHas(op.name)) use(step, op.of, 'member', op.site);
      const holder = onlyValue(state.temp(op.of));
      const found = readMember(step, state.temp(op.of), op.name, op.type);
      const members = holder === undefined ? found : found.size < 2 ? found : oneOfSeveral(step, op, found, (one) => state.setMember(holder, op.name, one));
      state.setTemp(op.to, readProperty(step, op, members) ?? members);
      tellName(step, op.to, { name: op.name, site: op.nameSite, written: op.site });
      return true;
    }
    case 'set-member': {
      use(step, op.of, 'member', op.site);
      const holders = state.temp(op.of);
      const values = declared(step, op, state.temp(op.from), op.type === undefined ? undefined : environment.type(op.type));
      for (const [holder] of holders) {
        if (holder !== ANYTHING && holders.size === 1) state.setMember(holder, op.name, values);
        if (op.name === environment.model.allMembers) mayChangeMembers(step, holder);
        step.emit?.({
          kind: 'member-write',
          holder,
          of: shapeOf(step, holder),
          name: op.name,
          values: new Set(values.keys()),
          referents: referentsOf(step, values),
          shape: writtenShape(step, values, { kind: 'member', of: holder, name: op.name }),
        });
      }
      if (op.type !== undefined) step.emit?.({ kind: 'annotation', type: op.type });
      return true;
    }
    case 'index':
      use(step, op.of, 'index', op.site);
      if (isSlice(step, op.key)) copyOf(step, op, state.temp(op.of), 'list');
      else takeByKey(step, op, state.temp(op.of), op.key, placeIn(step, op));
      noteTaken(step, op);
      return true;
    case 'remove-index':
      use(step, op.of, 'index', op.site);
      forgetEntries(step, state.temp(op.of));
      return true;
    case 'set-index':
      use(step, op.of, 'index', op.site);
      storeByIndex(step, op);
      return true;
    case 'call':
      return call(step, op);
    case 'use':
      use(step, op.of, op.as, op.site);
      return true;
    case 'claim':
      if (op.form === 'certain') use(step, op.of, 'claim', op.site);
      else state.setClaim(op.to, op.site);
      state.setTemp(op.to, state.temp(op.of));
      return true;
    case 'inherited':
      state.setTemp(op.to, inherited(step, op));
      return true;
    case 'element':
      iterate(step, op);
      noteListedKey(step, op);
      return true;
    case 'copy':
      state.setTemp(op.to, copied(step, op));
      return true;
    case 'outcome': {
      tellTruthTest(step, op.test);
      tellGlobalTest(step, op.test);
      const { test, negated } = op;
      const made = test.kind === 'unknown' ? fresh(step, op, UNKNOWN) : freshOutcome(step, op, { test: test.kind, negated }, state.temp(test.of));
      state.setTemp(op.to, single(made));
      return true;
    }
    case 'suspend':
      suspend(step, op.site);
      return true;
    case 'escape': {
      if (op.as === 'return') tellResult(step, op);
      const unchecked = uncheckedOf(step, op.of);
      if (unchecked.length > 0) step.emit?.({ kind: 'escape', as: op.as, site: op.site, unchecked });
      return true;
    }
    case 'annotation':
      step.emit?.({ kind: 'annotation', type: op.type });
      return true;
    case 'discard':
      return true;
    case 'clear':
      state.clearTemps();
      return true;
  }
}

/** `found = True`: whoever finds it true later has come by here, and what was there then is what the name holds. */
function constant(step: Step, op: OpOf<'constant'>): ValueId {
  const made = fresh(step, op, typed(op.type));
  if (truthOf(step.values.get(made)) !== undefined) noteAnswersSeen(step, made);
  return made;
}

function copied(step: Step, op: OpOf<'copy'>): ValueSet {
  if (op.operand === undefined) return step.state.temp(op.from);
  switch (op.operand) {
    case 'last':
      return lastOperand(step, op);
    case 'false':
      return falseOperand(step, op);
    case 'nullable':
      return nullable(step, op);
    case 'stopped':
      return stopped(step, op);
    case 'awaited':
      return awaited(step, op);
  }
}

/** What the class does otherwise than its bases does not count. */
function inherited(step: Step, op: OpOf<'inherited'>): ValueSet {
  const of = onlyValue(step.state.temp(op.of));
  const shape = of === undefined ? UNKNOWN : shapeOf(step, of);
  const base = shape.kind === 'object' ? step.environment.inherited(shape.class) : undefined;
  if (of === undefined) return step.state.temp(op.otherwise);
  const made = fresh(step, op, base ?? shapeOfSet(step, step.state.temp(op.otherwise)));
  step.state.setMember(made, ITSELF, single(of));
  return single(made);
}

/** `ref.deref() ?? null` is what the handle gave, but looking for null sees that it gave nothing. */
function nullable({ state, values }: Step, op: OpOf<'copy'>): ValueSet {
  const held = state.temp(op.from);
  const answers = [...held.keys()].filter((value) => values.get(value).deref !== undefined);
  for (const value of answers) state.setMember(value, HANDED_ON, ANYTHING_SET);
  return answers.length > 0 ? held : new Map([...held, [ABSENT_VALUE, 'absent']]);
}

/** `ref.deref()?.name` is absent where the object is gone. */
function stopped({ state, values }: Step, op: OpOf<'copy'>): ValueSet {
  const held = state.temp(op.from);
  const answers = new Map([...held].filter(([value]) => values.get(value).deref !== undefined));
  return answers.size > 0 && answers.size === held.size ? held : new Map([...answers, [ABSENT_VALUE, 'absent']]);
}

function read(step: Step, op: OpOf<'read'>): ValueSet {
  const values = readVariable(step, op.from);
  const isRewritten = step.isInLoop && step.rewritten.has(op.from);
  if (isRewritten && step.state.variable(op.from) === undefined) step.state.setVariable(op.from, values);
  // From the first turn on, or what that one found would be of another value than what the later ones find.
  const isOne = values.size === 1 && (!isRewritten || hasNameOfItsOwn(step, values));
  return isOne ? values : oneOfSeveral(step, op, values, (one) => step.state.setVariable(op.from, one));
}

function hasNameOfItsOwn({ values: table }: Step, values: ValueSet): boolean {
  return [...values.keys()].every((value) => {
    const { source } = table.get(value);
    return source.kind === 'made' && source.op.kind === 'read';
  });
}

/** Where a place may hold one of several handles, what it holds gets a name of its own: what is found out about it is so of the next read, too. */
function oneOfSeveral(step: Step, op: Op, values: ValueSet, write: (one: ValueSet) => void): ValueSet {
  // On a path that cannot be there may be none.
  if (values.size === 0 || ![...values.keys()].every((value) => isHandle(shapeOf(step, value)))) return values;
  const one = oneOf(step, op, values);
  // What it was found to be before is by now an earlier one.
  step.state.setMember(one, ONE_OF, new Map([...values].map(([value, presence]) => [value === one ? step.values.earlier(one) : value, presence])));
  write(single(one));
  return single(one);
}

/** A written type tells what an unknown value is, and what an empty collection is going to hold; a known value knows better. */
function declared(step: Step, op: Op, values: ValueSet, type: Shape | undefined): ValueSet {
  // A class says less of a deref's answer than where it comes from.
  if (type === undefined || type.kind === 'unknown' || type.kind === 'object') return values;
  const known = shapeOfSet(step, values);
  if (known.kind === 'unknown') return single(fresh(step, op, type));
  const collection = onlyValue(values);
  const isEmpty = known.kind === 'typed' && known.element === undefined && type.kind === 'typed' && type.element !== undefined;
  if (collection !== undefined && isEmpty) step.state.setMember(collection, ELEMENTS_OF, single(fresh(step, op, type.element)));
  return values;
}

function storeByIndex(step: Step, op: Extract<Op, { kind: 'set-index' }>): void {
  for (const [value] of step.state.temp(op.of)) {
    const shape = builtinOf(step, value);
    if (shape.kind !== 'instance' || shape.api.role !== 'container') {
      markStored(step, op.from);
      putInto(step, value, isSlice(step, op.key) ? elementsOf(step, step.state.temp(op.from)) : step.state.temp(op.from));
    } else if (shape.api.byIndex) {
      noteEntry(step, { value, shape, api: shape.api }, op.key, step.state.temp(op.from));
      const target = shape.api.holds === 'values' ? op.from : op.key;
      weakTarget(step, target, op.site, { api: shape.name, role: 'container', site: op.site, container: onlyPlace(shape) });
    }
  }
}

function typed(type: string): Shape {
  return { kind: 'typed', type, element: undefined };
}

function isSlice(step: Step, key: Temp): boolean {
  const value = onlyValue(step.state.temp(key));
  const shape = value === undefined ? undefined : shapeOf(step, value);
  return shape?.kind === 'typed' && shape.type === 'slice';
}

/** Constants in a display keep nothing of interest alive; long literal tables would only cost. */
function isWorthHolding(step: Step, value: number): boolean {
  const { shape } = step.values.get(value);
  if (shape.kind === 'typed') return step.state.member(value, PARTS_OF) !== undefined;
  return shape.kind !== 'absent' && shape.kind !== 'named';
}
