/** Walks over weak containers whose body calls a function of the file that changes them, or such a method of what is in them. */
import type { FlowGraph, OpOf } from '../flow/graph.ts';
import type { CallEvent, ChangeEvent, ElementCallEvent, WalkEvent } from '../flow/lifetime-event.ts';
import { isSameOrigin, shapeOfOrigin, UNKNOWN_ORIGIN } from '../flow/origin.ts';
import type { Origin } from '../flow/origin.ts';
import type { ClassKey } from '../flow/shape.ts';
import { methodsNamed } from './by-name.ts';
import { calledFunction, functionOf, lifetimesIn } from './cleanups.ts';
import type { CallbackFunction } from './cleanups.ts';
import { withBases } from './derives-from.ts';
import type { DisturbedWalk } from './facts.ts';
import type { FrontEnd } from './front-end.ts';
import { namesDeciding } from './names-deciding.ts';
import type { Program } from './program.ts';
import { isSameField } from './same-place.ts';
import type { Scope } from './scopes.ts';
import { tempsOf } from './temps.ts';
import { onOneLine } from './written.ts';

/** How far calls of functions of the file are followed. */
const MAX_CALL_DEPTH = 2;

export function* calledChanges(frontEnd: FrontEnd, program: Program): Generator<DisturbedWalk> {
  for (const scope of program.relevantScopes) {
    const events = [...lifetimesIn(program, scope)];
    for (const walk of events) {
      if (walk.what !== 'walk') continue;
      const site = tempsOf(scope.graph).maker(walk.op.of);
      if (site?.kind !== 'read' || site.from.kind !== 'hidden') continue;
      const walked = new Walked(program, scope, walk);
      for (const call of events) {
        if (call.what !== 'call' && call.what !== 'element-call') continue;
        const change = tempsOf(scope.graph).leadsTo(call.op, walk.op, (op) => op.kind === 'write' && op.variable === site.from) ? walked.changedBy(call) : undefined;
        if (change === undefined) continue;
        yield { site: site.site, name: onOneLine(frontEnd.text(site.site)), changedAt: change.site, calledAt: call.op.site };
        break;
      }
    }
  }
}

/** A change, as whoever calls the function sees it. */
interface Change extends Pick<ChangeEvent, 'site' | 'container' | 'added'> {
  /** As the function itself sees it. */
  readonly within: Origin;
  /** What it depends on. */
  readonly names: ReadonlySet<string>;
}

class Walked {
  readonly #program: Program;
  readonly #scope: Scope;
  readonly #walk: WalkEvent;

  constructor(program: Program, scope: Scope, walk: WalkEvent) {
    this.#program = program;
    this.#scope = scope;
    this.#walk = walk;
  }

  changedBy(event: CallEvent | ElementCallEvent): Change | undefined {
    const callee = event.what === 'call' ? calledFunction(this.#program, event) : this.#methodOfElement(event);
    const receiver: Origin | undefined = event.what === 'call' ? event.receiver : { kind: 'made', op: event.element, shape: { kind: 'unknown' } };
    if (callee === undefined || !isRun(this.#scope.graph, event.op, callee)) return undefined;
    return changesIn(this.#program, callee)
      .map((change) => asSeenBy(change, callee, { receiver, passed: event.passed }))
      .find((change) => this.#isDisturbedBy(change));
  }

  #isDisturbedBy({ container, within, added, names }: Change): boolean {
    const { container: walked } = this.#walk;
    if (!isSameOrigin(container, walked) && !isSameField(this.#program, within, walked)) return false;
    // Who walks may have seen to it.
    const { mentions } = this.#scope.graph;
    const own = walked.kind === 'member' ? walked.name : undefined;
    if ([...names].some((name) => name !== own && mentions.has(name))) return false;
    return added === undefined || this.#isNew(added);
  }

  /** What is walked over is in there already, and what others hold may be. */
  #isNew(added: Origin): boolean {
    if (added.kind === 'variable') return true;
    return added.kind === 'made' && (added.op.kind !== 'element' || !this.#isWalked(added.op));
  }

  #isWalked(element: OpOf<'element'>): boolean {
    return element === this.#walk.op || tempsOf(this.#scope.graph).maker(element.of) === this.#walk.op;
  }

  /** Of the class of what is put into the container, where that is one. */
  #methodOfElement({ method, element }: ElementCallEvent): CallbackFunction | undefined {
    const [key, ...others] = this.#isHeldWeakly(element) ? this.#classesInside() : [];
    if (key === undefined || others.length > 0) return undefined;
    for (const one of withBases(this.#program, key)) {
      const source = this.#program.classes.get(one)?.source;
      const [found] = source === undefined ? [] : methodsNamed(source, method);
      if (found !== undefined) return found.decorated || found.form !== 'method' ? undefined : functionOf(this.#program, { kind: 'closure', closure: found.closure, method: found.binding });
    }
    return undefined;
  }

  /** What the container holds weakly, not what stands beside it. */
  #isHeldWeakly(element: OpOf<'element'>): boolean {
    const { container, view, op } = this.#walk;
    const shape = shapeOfOrigin(container);
    if (shape.kind !== 'instance' || shape.api.role !== 'container' || !this.#isWalked(element)) return false;
    const { holds, keyView, pairView } = shape.api;
    const callee = view && tempsOf(this.#scope.graph).maker(view.callee);
    const by = callee?.kind === 'member' ? callee.name : undefined;
    const isPair = by !== undefined && by === pairView;
    if (element !== op) return isPair && element.position === (holds === 'values' ? 1 : 0);
    return !isPair && (holds === 'members' || (by === undefined || by === keyView) === (holds === 'keys'));
  }

  #classesInside(): ReadonlySet<ClassKey | undefined> {
    const shape = shapeOfOrigin(this.#walk.container);
    const madeAt = shape.kind === 'instance' && !shape.isDeclared ? shape.madeAt : [];
    const shapes = this.#program.relevantScopes.flatMap((scope) =>
      this.#program.events(scope).flatMap((event) => (event.kind === 'weak-target' && event.container !== undefined && madeAt.includes(event.container) ? event.shapes : [])),
    );
    return new Set(shapes.map((one) => (one.kind === 'object' ? one.class : undefined)));
  }
}

/** In the function's own terms. */
function changesIn(program: Program, { scope }: CallbackFunction, depth = 1): readonly Change[] {
  // A call of a generator runs nothing of it.
  if (scope.graph.isGenerator) return [];
  return [...lifetimesIn(program, scope)].flatMap((event): readonly Change[] => {
    const changes = event.what === 'change' ? [{ ...event, within: event.container, names: new Set<string>() }] : event.what === 'call' && depth < MAX_CALL_DEPTH ? changesBy(program, scope, event, depth) : [];
    const names = changes.length === 0 || !('op' in event) ? undefined : namesDeciding(scope.graph, event.op);
    return names === undefined ? [] : changes.map((change) => ({ ...change, names: new Set([...names, ...change.names]) }));
  });
}

function changesBy(program: Program, scope: Scope, event: CallEvent, depth: number): readonly Change[] {
  const callee = calledFunction(program, event);
  if (callee === undefined || !isRun(scope.graph, event.op, callee)) return [];
  return changesIn(program, callee, depth + 1).map((change) => asSeenBy(change, callee, event));
}

/** A coroutine runs when somebody waits for it. */
function isRun(graph: FlowGraph, call: OpOf<'call'>, { scope }: CallbackFunction): boolean {
  return !scope.graph.isAsync || tempsOf(graph).readers(call.to).some((op) => op.kind === 'use' && op.as === 'await');
}

function asSeenBy(change: Change, callee: CallbackFunction, call: Pick<CallEvent, 'receiver' | 'passed'>): Change {
  const seen = (origin: Origin): Origin => originInCaller(origin, callee, call);
  return { ...change, container: seen(change.container), added: change.added && seen(change.added) };
}

function originInCaller(origin: Origin, callee: CallbackFunction, { receiver, passed }: Pick<CallEvent, 'receiver' | 'passed'>): Origin {
  switch (origin.kind) {
    case 'variable': {
      if (origin.variable.kind === 'free') return origin;
      const position = callee.parameters.indexOf(origin.variable);
      return (position < 0 ? (origin.variable === callee.receiver ? receiver : undefined) : passed[position]) ?? UNKNOWN_ORIGIN;
    }
    case 'member':
      return { ...origin, of: originInCaller(origin.of, callee, { receiver, passed }) };
    case 'named':
    case 'made':
    case 'unknown':
      return origin;
  }
}
