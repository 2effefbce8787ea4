/** What a function does, as far as its callers can tell: the part of the analysis that follows calls. */
import type { Accessor, ByTruth, DerefEvent, ExitEvent, FlowEvent, GivenPlace, InsideAnswer, Need, ResultEvent, Shown, WeaklyHeld } from './event.ts';
import type { DerefOp, FlowGraph, Variable } from './graph.ts';
import { onceFor } from './once-for.ts';
import { isHandle, isSameShape, joinShapes } from './shape.ts';
import type { Outcome, Shape } from './shape.ts';

export interface Summary {
  /** False where it never returns: it raises, or ends the program. */
  readonly returns: boolean;
  /** What it returns on whatever path; absent where it returns nothing. */
  readonly result: Shape;
  /** It may hand on what a handle gave without a look, or gives nothing where the handle did. */
  readonly handsOn: AskedInside | undefined;
  /** A deref, its own or of a callback, whose answer is in the collection that it returns, or among what it yields, without a look. */
  readonly lists: Listed | undefined;
  /** It gives what this handle gives, and does not return where that is gone. `isThere`: it has looked; if not, its callers keep the object. */
  readonly gives: Answered | undefined;
  /** The parameter, or receiver, that the handle it returns points to. */
  readonly handleOf: Variable | undefined;
  /** No handle it returns can have lost its object before the next suspension. */
  readonly isKept: boolean;
  /** The test that its result tells the outcome of. */
  readonly outcome: ResultTest<AskedInside> | undefined;
  /** What is there wherever its result counts as true, and as false. */
  readonly shows: ByTruth<Shown>;
  /** Parameters that are there whenever it returns. */
  readonly ensures: readonly Variable[];
  /** What it does with parameters that may be absent, where that fails; the first use of each. */
  readonly needs: readonly Need[];
  /** Parameters that something keeps strongly when it returns. */
  readonly keeps: readonly Variable[];
  /** Handles that have their objects when it returns, until the next suspension. */
  readonly finds: readonly GivenPlace[];
  /** Parameters that nothing but weak references of it gets to see. */
  readonly holdsWeakly: readonly WeaklyHeld[];
}

/** A handle that the function asks. */
export type AskedInside = Accessor & Pick<DerefEvent, 'handle' | 'place'>;

/** `of`: the parameter whose elements are asked. */
export interface Listed extends InsideAnswer {
  readonly of: Variable | undefined;
}

export type Answered = AskedInside & { readonly isThere: boolean };

/** A test of a parameter, or of what a deref in the function gave. */
export interface ResultTest<Asked> extends Outcome {
  readonly of: { readonly kind: 'parameter'; readonly variable: Variable } | { readonly kind: 'answer'; readonly asked: Asked };
}

/** Of what a coroutine does its callers see once they have waited for it. Of a generator that it lists what handles give. */
export function summarise(graph: FlowGraph, events: readonly FlowEvent[]): Summary | undefined {
  return graph.isGenerator ? generatorOf(events) : summaryOf(events);
}

const summaryOf = onceFor((events: readonly FlowEvent[]): Summary => {
  const results: ResultEvent[] = [];
  const exits: ExitEvent[] = [];
  const needs = new Map<Variable, Need>();
  const derefs = new Map<DerefOp, DerefEvent>();
  for (const event of events) {
    if (event.kind === 'result') results.push(event);
    else if (event.kind === 'exit') exits.push(event);
    else if (event.kind === 'need' && !needs.has(event.need.variable)) needs.set(event.need.variable, event.need);
    else if (event.kind === 'deref') derefs.set(event.op, event);
  }
  const [first] = results;
  const only = results.length === 1 ? first : undefined;
  return {
    returns: exits.length > 0,
    result: results.reduce<Shape>((joined, { shape }) => joinShapes(joined, shape), first?.shape ?? { kind: 'absent' }),
    handsOn: firstAsked(results.flatMap(({ unchecked }) => unchecked), derefs) ?? firstPassedOn(results, exits, derefs),
    lists: firstListed(results.flatMap(({ inside }) => inside ?? []), derefs),
    gives: alwaysGiven(results, exits, derefs),
    handleOf: results.every(({ handleOf }) => handleOf === first?.handleOf) ? first?.handleOf : undefined,
    isKept: results.length > 0 && results.every(({ isKept }) => isKept),
    outcome: only?.outcome ? resultTest(only.outcome, derefs) : verdictOn(results, exits, derefs),
    shows: {
      whenTrue: shownInAll(results.map(({ shows }) => shows.whenTrue)),
      whenFalse: shownInAll([...results.map(({ shows }) => shows.whenFalse), ...exits.filter(({ isReturn }) => !isReturn)]),
    },
    ensures: inAll(exits.map(({ present }) => present)),
    needs: [...needs.values()],
    keeps: inAll(exits.map(({ kept }) => kept)),
    finds: inAll(exits.map(({ alive }) => alive), isSamePlace),
    holdsWeakly: [],
  };
});

function resultTest({ of, ...test }: ResultTest<DerefOp>, derefs: ReadonlyMap<DerefOp, DerefEvent>): Summary['outcome'] {
  if (of.kind === 'parameter') return { of, ...test };
  const asked = askedInside(of.asked, derefs);
  return asked && { of: { kind: 'answer', asked }, ...test };
}

/** `if (ref.deref() === undefined) return false; return true`: one of the answers proves that the object was there; the other may have another reason. */
function verdictOn(results: readonly ResultEvent[], exits: readonly ExitEvent[], derefs: ReadonlyMap<DerefOp, DerefEvent>): Summary['outcome'] {
  if (results.some(({ verdict }) => verdict === undefined)) return undefined;
  const ends = exits.filter(({ isReturn }) => !isReturn);
  for (const negated of ends.length > 0 ? [false] : [false, true]) {
    const [op] = inAll(results.filter(({ verdict }) => verdict !== negated).map(({ seen }) => seen));
    const asked = op && askedInside(op, derefs);
    if (asked !== undefined) return { of: { kind: 'answer', asked }, test: 'matches', negated };
  }
  return undefined;
}

function askedInside(op: DerefOp, derefs: ReadonlyMap<DerefOp, DerefEvent>): AskedInside | undefined {
  const asked = derefs.get(op);
  // Who looks an entry up expects that there may be none.
  return asked === undefined || !isHandle(asked.handle) || asked.handle.isFound ? undefined : { op, handle: asked.handle, place: asked.place, path: undefined };
}

/** A call of a generator runs nothing of it. */
const generatorOf = onceFor((events: readonly FlowEvent[]): Summary | undefined => {
  const derefs = new Map(events.flatMap((event) => (event.kind === 'deref' ? [[event.op, event]] : [])));
  const lists = firstListed(events.flatMap((event) => (event.kind === 'escape' && event.as === 'yield' ? event.unchecked.map((op) => ({ op, at: undefined })) : [])), derefs);
  return lists && { ...summaryOf([]), returns: true, result: { kind: 'typed', type: 'generator', element: undefined }, lists };
});

function firstListed(answers: readonly InsideAnswer[], derefs: ReadonlyMap<DerefOp, DerefEvent>): Listed | undefined {
  const listed = answers.filter(({ op }) => !derefs.has(op) || askedInside(op, derefs) !== undefined).map((answer) => ({ ...answer, of: derefs.get(answer.op)?.elementOf }));
  // Whose caller cannot know that they are there.
  return listed.find(({ of }) => of === undefined) ?? listed[0];
}

function firstAsked(ops: readonly DerefOp[], derefs: ReadonlyMap<DerefOp, DerefEvent>): AskedInside | undefined {
  for (const op of ops) {
    const asked = askedInside(op, derefs);
    if (asked !== undefined) return asked;
  }
  return undefined;
}

/** `if (node === undefined) return undefined; return node`: what the one handle in sight gives, be it nothing. */
function firstPassedOn(results: readonly ResultEvent[], exits: readonly ExitEvent[], derefs: ReadonlyMap<DerefOp, DerefEvent>): Summary['handsOn'] {
  const ends = exits.filter(({ isReturn }) => !isReturn);
  const missed = new Set([...results, ...ends].flatMap((end) => end.missed));
  const op = results.flatMap(({ found }) => found).find((one) => missed.has(one));
  const asked = op && askedInside(op, derefs);
  return asked?.place === undefined || isFree(asked.place) ? undefined : asked;
}

function alwaysGiven([first, ...others]: readonly ResultEvent[], exits: readonly ExitEvent[], derefs: ReadonlyMap<DerefOp, DerefEvent>): Summary['gives'] {
  const op = first?.given;
  if (op === undefined || others.some(({ given }) => given !== op) || exits.some(({ isReturn }) => !isReturn)) return undefined;
  const asked = askedInside(op, derefs);
  return asked?.place === undefined || isFree(asked.place) ? undefined : { ...asked, isThere: derefs.get(op)?.presence !== 'present' };
}

/** Of an enclosing function: callers need not see it. */
function isFree({ variable }: GivenPlace): boolean {
  return variable.kind === 'free';
}

function shownInAll(ways: readonly (Shown | undefined)[]): Shown {
  const possible = ways.filter((way) => way !== undefined);
  return { present: inAll(possible.map(({ present }) => present)), alive: inAll(possible.map(({ alive }) => alive), isSamePlace) };
}

function inAll<One>(lists: readonly (readonly One[])[], isSame: (a: One, b: One) => boolean = Object.is): readonly One[] {
  const [first = [], ...others] = lists;
  return first.filter((one) => others.every((list) => list.some((other) => isSame(one, other))));
}

/** The same in all that a caller's analysis may ask of it. */
export function isSameSummary(a: Summary | undefined, b: Summary | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return (
    a.returns === b.returns &&
    isSameShape(a.result, b.result) &&
    isSameAsked(a.handsOn, b.handsOn) &&
    a.lists?.op === b.lists?.op &&
    a.lists?.of === b.lists?.of &&
    a.lists?.at?.position === b.lists?.at?.position &&
    a.lists?.at?.of === b.lists?.at?.of &&
    isSameAsked(a.gives, b.gives) &&
    a.gives?.isThere === b.gives?.isThere &&
    a.handleOf === b.handleOf &&
    a.isKept === b.isKept &&
    isSameTest(a.outcome, b.outcome) &&
    isSameShown(a.shows.whenTrue, b.shows.whenTrue) &&
    isSameShown(a.shows.whenFalse, b.shows.whenFalse) &&
    isSameList(a.ensures, b.ensures) &&
    isSameList(a.needs.map(({ variable }) => variable), b.needs.map(({ variable }) => variable)) &&
    isSameList(a.keeps, b.keeps) &&
    areSamePlaces(a.finds, b.finds) &&
    isSameList(a.holdsWeakly.map(({ variable }) => variable), b.holdsWeakly.map(({ variable }) => variable))
  );
}

function isSameShown(a: Shown, b: Shown): boolean {
  return isSameList(a.present, b.present) && areSamePlaces(a.alive, b.alive);
}

export function areSamePlaces(a: readonly GivenPlace[], b: readonly GivenPlace[]): boolean {
  return a.length === b.length && a.every((place, i) => isSamePlace(place, b[i]));
}

function isSameTest(a: Summary['outcome'], b: Summary['outcome']): boolean {
  if (a === undefined || b === undefined) return a === b;
  const isOfSame = a.of.kind === 'parameter' ? b.of.kind === 'parameter' && a.of.variable === b.of.variable : b.of.kind === 'answer' && isSameAsked(a.of.asked, b.of.asked);
  return isOfSame && a.test === b.test && a.negated === b.negated;
}

function isSameAsked(a: AskedInside | undefined, b: AskedInside | undefined): boolean {
  return a?.op === b?.op && isSamePlace(a?.place, b?.place);
}

export function isSamePlace(a: GivenPlace | undefined, b: GivenPlace | undefined): boolean {
  return a?.variable === b?.variable && isSameList(a?.members ?? [], b?.members ?? []);
}

function isSameList(a: readonly (Variable | string)[], b: readonly (Variable | string)[]): boolean {
  return a.length === b.length && a.every((one, i) => one === b[i]);
}
