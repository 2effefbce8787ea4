/** Owners by accident: entries that lead back to their weak side, and functions that own what a handle beside them only watches. */
import type { DerefEvent, WeakTargetEvent } from '../flow/event.ts';
import type { FlowGraph, Op, OpOf, Site, Temp, Variable } from '../flow/graph.ts';
import type { EntryEvent, OwnedBesideEvent } from '../flow/lifetime-event.ts';
import { isReceiver } from '../flow/origin.ts';
import type { Origin } from '../flow/origin.ts';
import { operandsOf } from '../flow/operands.ts';
import { aliasesOf, opsOf } from './aliases.ts';
import { lifetimesIn } from './cleanups.ts';
import type { Cleanup } from './cleanups.ts';
import { keptTargets } from './collect-kept-targets.ts';
import type { OwnedReferent, RetainedKey } from './facts.ts';
import type { FrontEnd } from './front-end.ts';
import { inTextOrder, keyOf } from './in-text-order.ts';
import type { Program } from './program.ts';
import type { Scope } from './scopes.ts';
import { tempsOf } from './temps.ts';
import { lastName } from '../flow/last-name.ts';

export function retainedKeys(frontEnd: FrontEnd, program: Program): RetainedKey[] {
  const found = new Map<string, RetainedKey>();
  for (const scope of program.relevantScopes) {
    for (const event of lifetimesIn(program, scope)) {
      if (event.what !== 'entry' || !leadsBack(frontEnd, program, event)) continue;
      const site = siteOfTemp(scope.graph, event.strong);
      const weak = siteOfTemp(scope.graph, event.weak);
      if (site === undefined || weak === undefined) continue;
      const api = event.api === undefined ? undefined : lastName(event.api);
      found.set(keyOf(site), { site, weak, name: frontEnd.text(weak), weakSide: event.weakSide, api });
    }
  }
  return inTextOrder(found, ({ site }) => site);
}

function leadsBack({ classes }: FrontEnd, program: Program, { retention, madeFrom }: EntryEvent): boolean {
  if (retention !== undefined) return true;
  if (madeFrom === undefined) return false;
  const source = program.classes.get(madeFrom.class)?.source;
  if (source === undefined) return false;
  const generated = classes.generatedFields(source);
  // One with a value of its own need not be among the parameters, or becomes something else on the way.
  const required = generated.filter((_, i) => generated.slice(0, i + 1).every(({ value }) => value === undefined));
  const kept = required.filter(({ name, isInitOnly }) => isInitOnly !== true && program.tree.writersOf(name).length === 0);
  if (kept.some((field) => madeFrom.names.includes(field.name) || madeFrom.positions.includes(required.indexOf(field)))) return true;
  return source.methods.some(({ name, closure: { graph } }) => {
    if (![...classes.constructors].includes(name)) return false;
    const [first, ...rest] = graph.parameters.map(({ variable }) => variable);
    const hasReceiver = graph.receiver === undefined;
    const self = graph.receiver ?? first;
    const parameters = hasReceiver || first === undefined ? rest : [first, ...rest];
    const given = parameters.filter((variable, i) => madeFrom.positions.includes(i) || madeFrom.names.includes(variable.name));
    return self !== undefined && given.some((variable) => keepsInMember(graph, self, variable));
  });
}

/** `self.element = element`. */
function keepsInMember(graph: FlowGraph, self: Variable, variable: Variable): boolean {
  const own = aliasesOf(graph, { variable: self }).temps;
  const given = aliasesOf(graph, { variable }).temps;
  return [...opsOf(graph)].some((op) => op.kind === 'set-member' && own.has(op.of) && given.has(op.from));
}

function siteOfTemp(graph: FlowGraph, temp: Temp): Site | undefined {
  for (const op of opsOf(graph)) if ('to' in op && op.to === temp && 'site' in op) return op.site;
  return undefined;
}

export function ownedReferents(frontEnd: FrontEnd, program: Program, cleanups: readonly Cleanup[]): OwnedReferent[] {
  const found = new Map<string, OwnedReferent>();
  const add = (owned: OwnedReferent | undefined): void => {
    if (owned !== undefined && !found.has(keyOf(owned.site))) found.set(keyOf(owned.site), owned);
  };
  for (const scope of program.relevantScopes) {
    const addHandedOn = (owned: OwnedReferent | undefined): void => {
      if (owned !== undefined && isHandedOn(frontEnd, scope)) add(owned);
    };
    for (const event of program.events(scope)) {
      if (event.kind === 'deref') addHandedOn(usedBesideHandle(frontEnd, program, scope, event));
      else if (event.kind === 'weak-target') addHandedOn(takenInside(frontEnd, program, scope, event));
      else if (event.kind === 'lifetime' && event.what === 'owned-beside') add(ownedBeside(frontEnd, program, event));
    }
  }
  for (const owned of keptTargets(frontEnd, program, cleanups)) add(owned);
  return inTextOrder(found, ({ site }) => site);
}

/** The function goes to somebody who may keep it, beyond calls at once. */
function isHandedOn({ model }: FrontEnd, { graph, parent }: Scope): boolean {
  if (parent === undefined) return false;
  const closure = closureOf(parent.graph, graph);
  return closure !== undefined && isKept(parent.graph, closure.to, model.callbacks.atOnce);
}

function isKept(graph: FlowGraph, closure: Temp, atOnce: ReadonlySet<string>): boolean {
  const { temps } = aliasesOf(graph, { temp: closure });
  const names = calledNames(graph);
  return [...opsOf(graph)].some((op) => {
    switch (op.kind) {
      case 'call':
        return op.arguments.some(({ temp }) => temps.has(temp)) && !atOnce.has(names.get(op.callee) ?? '');
      case 'set-member':
      case 'set-index':
        return temps.has(op.from);
      case 'escape':
        return temps.has(op.of);
      case 'display':
        return op.parts.some(({ temp }) => temps.has(temp));
      default:
        return false;
    }
  });
}

function calledNames(graph: FlowGraph): ReadonlyMap<Temp, string> {
  return new Map(
    [...opsOf(graph)].flatMap((op): [Temp, string][] => (op.kind === 'member' ? [[op.to, op.name]] : op.kind === 'read' ? [[op.to, op.from.name]] : [])),
  );
}

/** The function asks a handle, and uses by its own name what the handle points to. */
function usedBesideHandle(frontEnd: FrontEnd, program: Program, scope: Scope, { handle, op }: DerefEvent): OwnedReferent | undefined {
  const variable = handle.heldBy === undefined ? undefined : program.tree.captured(scope, handle.heldBy);
  if (variable === undefined || !program.tree.isConstantCapture(scope, variable)) return undefined;
  const site = mentionIn(scope.graph, variable);
  return site === undefined ? undefined : { site, name: frontEnd.text(site), form: 'mentioned', isAdvice: false, handle: op.site };
}

/** Where the variable is read, by functions inside too, to do something with what it holds; comparing it with the answer of a handle is none. */
function mentionIn(graph: FlowGraph, variable: Variable): Site | undefined {
  const read = new Map<Temp, Site>();
  for (const op of opsOf(graph)) {
    if (op.kind === 'closure') {
      const [inner] = [...op.closure.captures].find(([, outer]) => outer === variable) ?? [];
      const mention = inner && mentionIn(op.closure.graph, inner);
      if (mention !== undefined) return mention;
    }
    if (op.kind === 'read' && op.from === variable) read.set(op.to, op.site);
    for (const temp of usedIn(op)) {
      const site = read.get(temp);
      if (site !== undefined) return site;
    }
  }
  return undefined;
}

function usedIn(op: Op): readonly Temp[] {
  switch (op.kind) {
    case 'member':
    case 'set-member':
    case 'index':
    case 'set-index':
    case 'remove-index':
    case 'use':
      return [op.of];
    case 'call':
      return operandsOf(op);
    default:
      return [];
  }
}

/** The function owns an object for nothing else than to hand on handles of it. */
function takenInside(frontEnd: FrontEnd, program: Program, scope: Scope, event: WeakTargetEvent): OwnedReferent | undefined {
  if (!isTaken(event) || scope.parent === undefined) return undefined;
  const { target, site } = event;
  const { graph } = scope;
  const variable = tempsOf(graph).variable(target);
  if (variable?.kind !== 'free' || !program.tree.isConstantCapture(scope, variable)) return undefined;
  const ops = [...opsOf(graph)];
  const made = ops.find((op): op is Extract<Op, { kind: 'call' }> => op.kind === 'call' && op.site === site);
  if (made === undefined) return undefined;
  const taken = new Set(program.events(scope).flatMap((one) => (one.kind === 'weak-target' && isTaken(one) ? [one.target] : [])));
  const hasOtherUse = ops.some((op) => op.kind === 'read' && op.from === variable && !taken.has(op.to));
  if (hasOtherUse || !(isOnlyPassed(frontEnd, graph, made.to) || isOnlyAsked(frontEnd, program, scope, made.to))) return undefined;
  return { site, name: variable.name, form: 'taken-inside', isAdvice: false, handle: site };
}

function isTaken({ role }: WeakTargetEvent): boolean {
  return role === 'handle' || role === 'proxy';
}

/** Passed to somebody, on the spot, and not put into a collection. */
function isOnlyPassed(frontEnd: FrontEnd, graph: FlowGraph, handle: Temp): boolean {
  const uses = tempsOf(graph).readers(handle);
  return uses.length > 0 && uses.every((op) => isPassed(frontEnd, graph, op, handle));
}

function isPassed({ model }: FrontEnd, graph: FlowGraph, op: Op, temp: Temp): boolean {
  return op.kind === 'call' && op.callee !== temp && !model.collections.puts.has(calledNames(graph).get(op.callee) ?? '');
}

/** By a name of its own the function asks it, or passes it on while it runs, which has the object as long. */
function isOnlyAsked(frontEnd: FrontEnd, program: Program, { graph, parent }: Scope, handle: Temp): boolean {
  const temps = tempsOf(graph);
  const [write, ...others] = temps.readers(handle);
  if (parent === undefined || write?.kind !== 'write' || others.length > 0 || write.variable.kind !== 'local' || temps.writesOf(write.variable).length > 1) return false;
  const uses = usesOf(graph, write.variable);
  const isKeptOn = uses.some(({ within }) => within !== graph);
  if (isKeptOn && !isHeldForEver(program, parent, graph)) return false;
  const mayPass = isKeptByName(frontEnd, parent.graph, graph);
  return uses.length > 0 && uses.every(({ within, op, temp }) => isAsked(frontEnd, op, temp) || (mayPass && isPassed(frontEnd, within, op, temp)));
}

interface Use {
  /** The graph or one of a function inside. */
  readonly within: FlowGraph;
  readonly op: Op;
  readonly temp: Temp;
}

function usesOf(graph: FlowGraph, variable: Variable): readonly Use[] {
  const temps = tempsOf(graph);
  return [...opsOf(graph)].flatMap((op): readonly Use[] => {
    if (op.kind === 'read' && op.from === variable) return temps.readers(op.to).map((reader) => ({ within: graph, op: reader, temp: op.to }));
    if (op.kind !== 'closure') return [];
    return [...op.closure.captures].flatMap(([inner, outer]) => (outer === variable ? usesOf(op.closure.graph, inner) : []));
  });
}

function isAsked({ model }: FrontEnd, op: Op, temp: Temp): boolean {
  if (model.derefMember !== undefined) return op.kind === 'member' && op.name === model.derefMember;
  return op.kind === 'call' && op.callee === temp && op.arguments.length === 0;
}

/** The function goes to somebody who keeps it, as the name says. */
function isKeptByName({ model }: FrontEnd, parent: FlowGraph, made: FlowGraph): boolean {
  const names = calledNames(parent);
  const closure = closureOf(parent, made);
  const { temps } = closure === undefined ? { temps: new Set<Temp>() } : aliasesOf(parent, { temp: closure.to });
  return [...opsOf(parent)].some((op) => op.kind === 'call' && model.callbacks.isKeeper(names.get(op.callee) ?? '') && op.arguments.some(({ temp }) => temps.has(temp)));
}

function isHeldForEver(program: Program, parent: Scope, made: FlowGraph): boolean {
  const closure = closureOf(parent.graph, made);
  return closure !== undefined && [...lifetimesIn(program, parent)].some((event) => event.what === 'held-for-ever' && keyOf(event.site) === keyOf(closure.site));
}

function closureOf(parent: FlowGraph, made: FlowGraph): OpOf<'closure'> | undefined {
  return [...opsOf(parent)].find((op): op is OpOf<'closure'> => op.kind === 'closure' && op.closure.graph === made);
}

function ownedBeside(frontEnd: FrontEnd, program: Program, event: OwnedBesideEvent): OwnedReferent | undefined {
  const { form, site, target, handleSite, captured, closure, retention } = event;
  // A circle in the making of an object is how its class is; elsewhere it is tied by hand.
  if (form === 'circle' && !(target.kind === 'variable' && isReceiver(target))) return undefined;
  const scope = closure === undefined ? undefined : program.tree.scopeOf(closure.graph);
  const mention = form === 'circle' || captured === undefined || scope === undefined ? undefined : mentionIn(scope.graph, captured);
  if (form === 'listener' && (mention === undefined || scope === undefined || captured === undefined || !program.tree.isConstantCapture(scope, captured))) return undefined;
  return {
    site: mention ?? site,
    name: mention === undefined ? nameOfTarget(target) : frontEnd.text(mention),
    form: form === 'circle' ? 'circle' : retention === 'method' ? 'method' : 'mentioned',
    // A bound method is a circle by accident more often than a function made for the handle.
    isAdvice: form === 'circle' && retention !== 'method',
    handle: handleSite,
  };
}

function nameOfTarget(target: Origin): string {
  return target.kind === 'variable' ? target.variable.name : target.kind === 'member' ? target.name : '';
}
