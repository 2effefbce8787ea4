/** Calls of functions in the file, reads of their properties, and what their own ends tell of them. */
import { answer, givenPlace, isOwnedBeyond, isOwnedForLong, isVisiblyAlive } from './deref.ts';
import type { GivenPlace, Shown } from './event.ts';
import type { Argument, Closure, DerefOp, FlowGraph, OpOf, Parameter, Variable } from './graph.ts';
import { noteListed, uncheckedInside } from './collection.ts';
import { parametersThere, truthOf } from './conjunction.ts';
import { lastName } from './last-name.ts';
import { assumed, narrowSeen, narrowValues } from './narrow.ts';
import { instanceOf, isHandle, UNKNOWN } from './shape.ts';
import type { Shape } from './shape.ts';
import { AWAITED, FOUND_FALSE, FRAME_OF, GIVEN_BY_FUNCTION, givenName, joinSets, keptBy, MADE_BY_CLASS, PARTS_OF, REFERENT_OF, seenWith, shownBy, STORED, SUBJECT_OF } from './state.ts';
import { fresh, freshOutcome, isAnswer, isCaught, outerValue, readMember, readVariable, shapeNow, shapeOf, shapeOfSet, uncheckedOf, use } from './step.ts';
import type { Step } from './step.ts';
import type { Answered, AskedInside, ResultTest, Summary } from './summary.ts';
import { ABSENT_VALUE, ANYTHING, ANYTHING_SET, onlyValue, single } from './value.ts';
import type { ValueId, ValueSet } from './value.ts';
import { tellHold } from './weak-hold.ts';

type Call = OpOf<'call'>;
type ClosureShape = Extract<Shape, { kind: 'closure' }>;

/** What the call of an unknown callee or of a function of the file makes. False where it never returns. */
export function callFunction(step: Step, op: Call, callee: ValueSet): boolean {
  const value = onlyValue(callee);
  const result = op.type === undefined ? methodResult(step, op, value) : step.environment.type(op.type);
  if (value === undefined) {
    for (const [one, shape] of closuresIn(step, callee)) tellArguments(step, bindingsOf(step, op.arguments, one, shape), isSuspended(shape) ? 'suspended' : 'at-once');
    return make(step, op, result);
  }
  const called = shapeOf(step, value);
  const shape = called.kind === 'named' ? (step.environment.importedCallee(called.name) ?? called) : called;
  const made = shape.kind === 'typed' ? step.environment.model.classTypes.get(shape.type) : undefined;
  if (made !== undefined) return make(step, op, { kind: 'typed', type: made, element: undefined });
  const allocated = allocatedBy(step, op, value);
  if (allocated !== undefined) return make(step, op, allocated);
  if (shape.kind === 'class') return makeObject(step, op, { kind: 'object', class: shape.class, orDerived: isOuterClass(step, value) });
  if (shape.kind !== 'closure') return make(step, op, result);
  const bindings = bindingsOf(step, op.arguments, value, shape);
  tellArguments(step, bindings, isSuspended(shape) ? 'suspended' : 'at-once');
  const summary = step.environment.summary(shape.closure);
  const goesOn = summary === undefined ? make(step, op, result) : callKnown(step, op, value, shape, summary, bindings);
  const { isAsync, isGenerator } = shape.closure.graph;
  if (isGenerator || (isAsync && !step.environment.model.startsCoroutines)) noteFrame(step, op, value, bindings);
  return goesOn;
}

/** Functions that it may be: `refresh if once else refresh_forever`. */
export function* closuresIn(step: Step, values: ValueSet): Generator<readonly [ValueId, ClosureShape]> {
  for (const value of values.keys()) {
    const shape = shapeOf(step, value);
    if (shape.kind === 'closure') yield [value, shape];
  }
}

function isSuspended({ closure: { graph } }: ClosureShape): boolean {
  return graph.isAsync || graph.isGenerator;
}

function callKnown(step: Step, op: Call, callee: ValueId, shape: ClosureShape, summary: Summary, bindings: readonly Binding[]): boolean {
  const { graph } = shape.closure;
  useInside(step, bindings, summary);
  holdInside(step, op, bindings, graph, summary);
  return graph.isAsync && !graph.isGenerator ? promise(step, op, callee, shape, summary, bindings) : applySummary(step, op, callee, shape, summary, bindings);
}

/** `self.stream()` keeps `self`, though nothing of it has run. */
function noteFrame(step: Step, op: Call, callee: ValueId, bindings: readonly Binding[]): void {
  const made = onlyValue(step.state.temp(op.to));
  const { source, shape } = step.values.get(callee);
  const receiver: ValueSet = shape.kind === 'closure' && shape.method === 'instance' && source.kind === 'member' ? single(source.of) : new Map();
  const held = new Map([...receiver, ...bindings.flatMap(({ values }) => [...values])]);
  if (made !== undefined && made !== ANYTHING && held.size > 0) step.state.setMember(made, FRAME_OF, held);
}

/** `super().__new__(cls)`: an object of the class that is passed. */
function allocatedBy(step: Step, op: Call, callee: ValueId): Shape | undefined {
  const { source, shape } = step.values.get(callee);
  const { allocator } = step.environment.model;
  const name = shape.kind === 'named' ? lastName(shape.name) : source.kind === 'member' ? source.name : undefined;
  const passed = op.arguments[0];
  const of = passed === undefined ? undefined : onlyValue(step.state.temp(passed.temp));
  if (allocator === undefined || name !== allocator || shape.kind === 'closure' || of === undefined) return undefined;
  const made = shapeOf(step, of);
  return made.kind === 'class' ? { kind: 'object', class: made.class, orDerived: isOuterClass(step, of) } : undefined;
}

/** `name.lower()` of a text is a text. */
function methodResult(step: Step, { site }: Call, callee: ValueId | undefined): Shape {
  const source = callee === undefined ? undefined : step.values.get(callee).source;
  const of = source?.kind === 'member' ? shapeOf(step, source.of) : UNKNOWN;
  const { model } = step.environment;
  const type = source?.kind === 'member' && of.kind === 'typed' ? model.methodTypes.get(`${of.type}.${source.name}`) : undefined;
  if (type === undefined) return UNKNOWN;
  const api = model.api(type);
  return api?.role === 'signal' ? instanceOf(api, type, site, { isDeclared: false }) : { kind: 'typed', type, element: undefined };
}

/** An object that knows what its constructor was given. */
function makeObject(step: Step, op: Call, shape: Extract<Shape, { kind: 'object' }>): true {
  const { state } = step;
  const made = fresh(step, op, shape);
  state.setMember(made, MADE_BY_CLASS, ANYTHING_SET);
  for (const [i, { temp, spread }] of op.arguments.entries()) {
    if (spread !== 'none') break;
    state.setMember(made, givenName(i), state.temp(temp));
  }
  state.setTemp(op.to, single(made));
  tellConstruction(step, op, shape);
  return true;
}

/** Its constructor may be inherited. */
function tellConstruction(step: Step, op: Call, { class: key }: Extract<Shape, { kind: 'object' }>): void {
  if (step.emit === undefined || op.arguments.length === 0) return;
  const { model } = step.environment;
  const constructor = step.environment.member({ kind: 'class', class: key }, model.constructorName);
  if (constructor.kind !== 'closure') return;
  const { parameters, receiver } = constructor.closure.graph;
  const bindings = bind(step, receiver === undefined ? parameters.slice(1) : parameters, op.arguments);
  tellArguments(step, bindings, 'at-once');
  const summary = step.environment.summary(constructor.closure);
  if (summary !== undefined) holdInside(step, op, bindings, constructor.closure.graph, summary);
}

/** `cls()` in a class method may be a derived class's. */
function isOuterClass(step: Step, value: ValueId): boolean {
  const { source } = step.values.get(value);
  return source.kind === 'outer' && source.variable.kind !== 'free';
}

/** What a read of properties gives; undefined where the values are none. */
export function readProperty(step: Step, op: OpOf<'member'>, members: ValueSet): ValueSet | undefined {
  const value = onlyValue(members);
  const shape = value === undefined ? UNKNOWN : shapeOf(step, value);
  // `Node.parent` is the property itself.
  if (shape.kind === 'property' && !shape.isStatic && isOfClass(step, value)) return ANYTHING_SET;
  if (value === undefined || shape.kind !== 'property') return members.size > 1 && hasProperty(step, members) ? ANYTHING_SET : undefined;
  const summary = step.environment.summary(shape.closure);
  // A coroutine is not what comes of it.
  if (shape.closure.graph.isAsync) return undefined;
  const inside = summary && answeredBy(summary);
  const given = receiverOf(step, value, shape.closure);
  if (inside !== undefined) return handedOn(step, op, value, inside, given);
  const answers = summary?.outcome?.of.kind === 'answer' ? answerInside(step, op, summary.outcome.of.asked, given) : undefined;
  if (summary?.outcome !== undefined && answers !== undefined) return single(freshOutcome(step, op, summary.outcome, answers));
  return single(fresh(step, op, summary === undefined ? UNKNOWN : resultShape(summary.result, 'instance')));
}

function isOfClass(step: Step, member: ValueId | undefined): boolean {
  const source = member === undefined ? undefined : step.values.get(member).source;
  return source?.kind === 'member' && shapeOf(step, source.of).kind === 'class';
}

/** What a property or method is read of, by the name its function has for it. */
function receiverOf(step: Step, member: ValueId, { graph }: Closure): ReadonlyMap<Variable, ValueSet> {
  const receiver = graph.receiver ?? graph.parameters[0]?.variable;
  const { source } = step.values.get(member);
  return new Map(receiver === undefined || source.kind !== 'member' ? [] : [[receiver, single(source.of)]]);
}

function hasProperty(step: Step, members: ValueSet): boolean {
  return [...members.keys()].some((value) => shapeOf(step, value).kind === 'property');
}

export interface Binding {
  readonly parameter: Parameter;
  readonly argument: Argument | undefined;
  readonly values: ValueSet;
}

/** Which parameter gets what, the receiver's too. */
export function bindingsOf(step: Step, given: readonly Argument[], callee: ValueId, { closure, method }: ClosureShape): readonly Binding[] {
  const { parameters, receiver } = closure.graph;
  const { source } = step.values.get(callee);
  const isMethod = method === 'instance' || method === 'class';
  // `Class.method(object)`: the receiver is an argument.
  if (isMethod && (source.kind !== 'member' || (method === 'instance' && shapeOf(step, source.of).kind === 'class'))) return [];
  const [self, ...rest] = parameters;
  const hasSelf = isMethod && receiver === undefined && self !== undefined;
  const bindings = bind(step, hasSelf ? rest : parameters, given);
  if (!hasSelf || source.kind !== 'member' || given.some(({ spread }) => spread !== 'none')) return bindings;
  return [{ parameter: self, argument: undefined, values: single(source.of) }, ...bindings];
}

/** Nothing is said of spread arguments. */
function bind(step: Step, parameters: readonly Parameter[], given: readonly Argument[]): readonly Binding[] {
  if (given.some(({ spread }) => spread !== 'none')) return [];
  const named = new Map(given.map((argument) => [argument.name, argument]));
  const positional = given.filter(({ name }) => name === undefined);
  return parameters.flatMap((parameter, i): Binding[] => {
    const argument = parameter.form === 'plain' ? (positional[i] ?? named.get(parameter.variable.name)) : undefined;
    return argument === undefined ? [] : [{ parameter, argument, values: step.state.temp(argument.temp) }];
  });
}

/** `suspended`: it goes on when its caller may have let go of everything. `later`: it begins when its caller is over. */
type Run = 'at-once' | 'suspended' | 'later';

/** Tells what the parameters get. */
export function tellArguments(step: Step, bindings: readonly Binding[], run: Run): void {
  // Where a handler waits for it, what fails in the function is no surprise.
  const isExpected = run !== 'later' && isCaught(step, 'member');
  for (const { parameter, argument, values } of bindings) {
    if (argument === undefined) continue;
    const [unchecked] = isExpected ? [] : uncheckedOf(step, argument.temp);
    step.emit?.({ kind: 'pass', to: parameter.variable, shape: passedShape(step, values, run, isExpected), unchecked });
  }
}

/** What a function of another file does with its arguments is told here; one of this file tells it itself. */
function useInside(step: Step, bindings: readonly Binding[], { needs }: Summary): void {
  for (const { parameter, argument } of bindings) {
    const need = needs.find(({ variable, path }) => variable === parameter.variable && path !== undefined);
    if (argument !== undefined && need !== undefined) use(step, argument.temp, need.as, argument.site, need);
  }
}

/** Whoever is passed what was made for the call alone holds it weakly, and it is gone. */
function holdInside(step: Step, { site }: Call, bindings: readonly Binding[], { name: api }: FlowGraph, { holdsWeakly }: Summary): void {
  for (const { parameter, argument } of bindings) {
    const through = holdsWeakly.find(({ variable }) => variable === parameter.variable);
    if (argument === undefined || through === undefined) continue;
    tellHold(step, { target: argument.temp, targetSite: argument.site, api, role: 'handle', site, holdsOwner: false, option: undefined, isInitial: false, through });
  }
}

const THERE_THROUGHOUT: Readonly<Record<Run, (step: Step, handle: ValueId) => boolean>> = { 'at-once': isVisiblyAlive, suspended: isOwnedForLong, later: isOwnedBeyond };

/** Whoever keeps the referent here keeps it during the call. */
function passedShape(step: Step, values: ValueSet, run: Run, isExpected: boolean): Shape {
  const shape = shapeOfSet(step, values);
  if (!isHandle(shape)) return shape;
  const isThereThroughout = THERE_THROUGHOUT[run];
  const keptAlive = [...values.keys()].every((value) => isThereThroughout(step, value));
  return { ...shape, heldBy: undefined, keptAlive, isCaught: keptAlive || isExpected };
}

function applySummary(step: Step, op: Call, callee: ValueId, { closure, method }: ClosureShape, summary: Summary, bindings: readonly Binding[]): boolean {
  if (!summary.returns) {
    if (method === undefined) return false;
    believe(step);
    return make(step, op, UNKNOWN);
  }
  const { state } = step;
  const given = new Map(bindings.map(({ parameter, values }) => [parameter.variable, values]));
  if (closure.graph.receiver !== undefined) for (const [variable, values] of receiverOf(step, callee, closure)) given.set(variable, values);
  for (const variable of summary.keeps) for (const value of given.get(variable)?.keys() ?? []) keepStrongly(step, value);
  const inside = answeredBy(summary);
  if (inside !== undefined) {
    // Which handle a function asks that is given one need not be told.
    const asked = op.arguments.length === 0 ? callee : step.values.made(op, UNKNOWN);
    state.setTemp(op.to, handedOn(step, op, asked, inside, given));
  } else if (summary.outcome !== undefined) {
    const { of } = summary.outcome;
    if (of.kind === 'answer') seeFree(step, closure, of.asked, given);
    const subject = of.kind === 'parameter' ? given.get(of.variable) : answerInside(step, op, of.asked, given);
    const made = freshOutcome(step, op, summary.outcome, subject);
    noteShown(step, made, summary, given);
    state.setTemp(op.to, single(made));
  } else {
    const made = fresh(step, op, resultShape(summary.result, method));
    state.setMember(made, GIVEN_BY_FUNCTION, ANYTHING_SET);
    if (summary.lists !== undefined) noteListed(step, made, summary.lists, closure.graph, given);
    const referent = summary.handleOf === undefined ? undefined : given.get(summary.handleOf);
    if (isHandle(shapeOf(step, made)) && referent !== undefined) state.setMember(made, REFERENT_OF, referent);
    if (summary.isKept) state.keep(made);
    noteShown(step, made, summary, given);
    const held = summary.result.kind === 'closure' ? capturedBy(summary.result.closure, given) : new Map();
    if (held.size > 0) state.setMember(made, PARTS_OF, held);
    state.setTemp(op.to, single(made));
  }
  for (const place of summary.finds) {
    const handle = handleAt(step, place, given);
    if (handle !== undefined) state.keep(handle);
  }
  for (const variable of summary.ensures) {
    const values = given.get(variable);
    if (values !== undefined && !narrowValues(step, values, true)) return false;
  }
  return true;
}

/** A coroutine has its effects when somebody waits for it; what it has seen of handles by then is of the past. */
function promise(step: Step, op: Call, callee: ValueId, shape: ClosureShape, summary: Summary, bindings: readonly Binding[]): true {
  const { state, values } = step;
  const atOnce: Summary = { ...summary, returns: true, ensures: [], finds: [], isKept: false };
  applySummary(step, op, callee, shape, atOnce, bindings);
  const made = values.one(op, UNKNOWN);
  if (step.isInLoop) state.age(made, values.earlier(made));
  state.setMember(made, AWAITED, state.temp(op.to));
  const there = bindings.filter(({ parameter }) => summary.ensures.includes(parameter.variable));
  for (const [position, binding] of there.entries()) state.setMember(made, seenWith(position), binding.values);
  state.setTemp(op.to, single(made));
  return true;
}

/** What comes of waiting, and what has been found to be there by then. */
export function awaited(step: Step, op: OpOf<'copy'>): ValueSet {
  const { state, environment } = step;
  let results: ValueSet | undefined;
  for (const [value, presence] of state.temp(op.from)) {
    const known = state.member(value, AWAITED);
    if (known !== undefined) narrowSeen(step, value, seenWith);
    results = joinSets(results, known ?? (environment.model.awaitsAnything ? single(value, presence) : ANYTHING_SET));
  }
  return results ?? ANYTHING_SET;
}

/** What the result will tell once somebody looks at it. */
function noteShown(step: Step, result: ValueId, { shows }: Summary, given: ReadonlyMap<Variable, ValueSet>): void {
  for (const [truth, { present, alive }] of [[true, shows.whenTrue], [false, shows.whenFalse]] as const) {
    for (const [position, values] of present.flatMap((variable) => given.get(variable) ?? []).entries()) step.state.setMember(result, shownBy(truth, position), values);
    const handles = alive.flatMap((place) => handleAt(step, place, given) ?? []);
    if (handles.length === 0) continue;
    step.state.setMember(result, keptBy(truth), new Map(handles.map((handle) => [handle, 'present'])));
    step.state.keep(result);
  }
}

/** The handle may be in a variable of a function around both. */
function seeFree(step: Step, closure: Closure, { place }: AskedInside, given: Map<Variable, ValueSet>): void {
  if (place?.variable.kind !== 'free') return;
  const here = step.environment.shared(closure, place.variable);
  if (here !== undefined) given.set(place.variable, readVariable(step, here));
}

/** A method that only raises may be overridden; who calls it where something is gone does not mean to go on (`flow/policy.ts`). */
function believe(step: Step): void {
  for (const answer of step.values.answers()) {
    if (!isMissed(step, answer) && step.state.member(answer, FOUND_FALSE) === undefined) continue;
    step.state.doubt(answer);
    step.state.narrow(answer, true);
  }
}

function keepStrongly(step: Step, value: ValueId): void {
  if (value !== ANYTHING && value !== ABSENT_VALUE) step.state.setMember(value, STORED, ANYTHING_SET);
}

/** What a function that another one makes and returns holds of what that one was given. */
function capturedBy({ captures }: Closure, given: ReadonlyMap<Variable, ValueSet>): ValueSet {
  return new Map([...captures.values()].flatMap((variable) => [...(given.get(variable) ?? [])]));
}

/** Of a method that may be overridden only what concerns weak references is believed. */
function resultShape(result: Shape, method: ClosureShape['method']): Shape {
  if (result.kind === 'instance') return { ...result, heldBy: undefined };
  if (result.kind === 'closure') return result.method === undefined ? result : UNKNOWN;
  if (result.kind === 'typed' && (method === undefined || result.element !== undefined)) return result;
  return result.kind === 'object' || (result.kind === 'class' && method === undefined) ? result : UNKNOWN;
}

/** The function has asked a handle that is in sight here, and looked at the answer. */
function answerInside(step: Step, op: DerefOp, { handle, place }: AskedInside, given: ReadonlyMap<Variable, ValueSet>): ValueSet | undefined {
  const asked = place === undefined ? undefined : handleAt(step, place, given);
  return asked === undefined ? undefined : answer(step, op, { asked: [asked], handle, handleTemp: op.kind === 'call' ? op.callee : op.to, through: undefined, isThere: false });
}

/** Whose answer it gives. */
function answeredBy({ handsOn, gives }: Summary): Answered | undefined {
  if (handsOn !== undefined) return { ...handsOn, isThere: false };
  return gives;
}

/** The function gives what a handle gave it: asking it is asking the handle. `unnamed` stands for the two of them where the handle is not in sight. */
function handedOn(
  step: Step,
  op: DerefOp,
  unnamed: ValueId,
  { handle, place, op: inside, path, isThere }: Answered,
  given: ReadonlyMap<Variable, ValueSet>,
): ValueSet {
  const asked = place === undefined ? undefined : handleAt(step, place, given);
  // It may be one of several, all of which have their objects.
  const areThere = asked === undefined && place !== undefined && [...(handlesAt(step, place, given)?.keys() ?? [ANYTHING])].every((one) => isHandle(shapeOf(step, one)) && isVisiblyAlive(step, one));
  return answer(step, op, { asked: [asked ?? unnamed], handle, handleTemp: op.kind === 'call' ? op.callee : op.to, through: { op: inside, path }, isThere: isThere || areThere });
}

function handlesAt(step: Step, { variable, members }: GivenPlace, given: ReadonlyMap<Variable, ValueSet>): ValueSet | undefined {
  const start = given.get(variable);
  return start && members.reduce((values, name) => readMember(step, values, name), start);
}

function handleAt(step: Step, place: GivenPlace, given: ReadonlyMap<Variable, ValueSet>): ValueId | undefined {
  const only = onlyValue(handlesAt(step, place, given));
  return only === undefined || only === ANYTHING || only === ABSENT_VALUE ? undefined : only;
}

/** `return x`: what the callers get. */
export function tellResult(step: Step, op: OpOf<'escape'>): void {
  if (step.emit === undefined) return;
  const values = step.state.temp(op.of);
  const only = onlyValue(values);
  step.emit({
    kind: 'result',
    shape: shapeOfSet(step, values),
    unchecked: uncheckedOf(step, op.of),
    inside: uncheckedInside(step, values),
    found: [...values].flatMap(([one, presence]) => (presence === 'present' && isAnswer(step, one) ? (step.values.get(one).deref ?? []) : [])),
    given: only !== undefined && values.get(only) === 'present' ? step.values.get(only).deref : undefined,
    missed: [...values.values()].every((presence) => presence === 'absent') ? missedHere(step) : [],
    handleOf: only === undefined ? undefined : outerReferent(step, only),
    isKept: [...values.keys()].every((one) => step.state.isKept(one)),
    outcome: only === undefined ? undefined : outcomeOf(step, only),
    shows: { whenTrue: shownIf(step, op, true), whenFalse: shownIf(step, op, false) },
    verdict: only === undefined ? undefined : truthOf(step.values.get(only)),
    seen: step.state.proofs().flatMap((answer) => step.values.get(answer).deref ?? []),
  });
}

function shownIf(step: Step, { of, site }: OpOf<'escape'>, truth: boolean): Shown | undefined {
  const known = new Set([...step.state.temp(of).keys()].map((value) => truthOf(step.values.get(value))));
  if (known.size === 1 && known.has(!truth)) return undefined;
  const state = assumed(step, { kind: 'truthy', of, site }, truth);
  return state && { present: [...parametersThere({ ...step, state }).keys()], alive: aliveHere({ ...step, state }) };
}

function missedHere(step: Step): DerefOp[] {
  return [...step.values.answers()].flatMap((answer) => (isMissed(step, answer) ? (step.values.get(answer).deref ?? []) : []));
}

function isMissed({ state }: Step, answer: ValueId): boolean {
  return state.isHeld(answer, (held, presence) => held === answer && presence === 'absent');
}

/** The parameter or receiver that a handle points to. */
function outerReferent(step: Step, handle: ValueId): Variable | undefined {
  const referents = step.state.member(handle, REFERENT_OF);
  return referents === undefined ? undefined : outerVariable(step, referents);
}

function outcomeOf(step: Step, value: ValueId): ResultTest<DerefOp> | undefined {
  const shape = shapeNow(step, value);
  const subject = shape.kind === 'outcome' ? step.state.member(value, SUBJECT_OF) : undefined;
  const of = subject === undefined ? undefined : subjectOf(step, subject);
  return shape.kind !== 'outcome' || of === undefined ? undefined : { of, test: shape.test, negated: shape.negated };
}

function subjectOf(step: Step, subject: ValueSet): ResultTest<DerefOp>['of'] | undefined {
  const variable = outerVariable(step, subject);
  if (variable !== undefined) return { kind: 'parameter', variable };
  const value = onlyValue(subject);
  const source = value === undefined ? undefined : step.values.get(value).source;
  return source?.kind === 'referent' ? { kind: 'answer', asked: source.op } : undefined;
}

function outerVariable(step: Step, values: ValueSet): Variable | undefined {
  const value = onlyValue(values);
  const source = value === undefined ? undefined : step.values.get(value).source;
  return source?.kind === 'outer' && source.variable.kind !== 'free' ? source.variable : undefined;
}

/** The function is left without an exception: what holds of its parameters. */
export function tellExit(step: Step, graph: FlowGraph, isReturn: boolean): void {
  if (step.emit === undefined) return;
  const variables = graph.parameters.map(({ variable }) => variable);
  const isKept = (variable: Variable): boolean => step.state.member(outerValue(step, variable), STORED) !== undefined;
  step.emit({ kind: 'exit', present: [...parametersThere(step).keys()], kept: variables.filter(isKept), alive: aliveHere(step), isReturn, missed: missedHere(step) });
}

function aliveHere(step: Step): GivenPlace[] {
  if (step.environment.model.collector.mayCollectAfter !== 'suspension') return [];
  return step.state.keptNow().flatMap((value) => (isHandle(shapeOf(step, value)) ? (givenPlace(step, value) ?? []) : []));
}

function make(step: Step, op: Call, shape: Shape): true {
  step.state.setTemp(op.to, single(fresh(step, op, shape)));
  return true;
}
