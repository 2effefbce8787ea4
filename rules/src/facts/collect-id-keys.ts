/** Lasting dictionaries keyed by the number of an object that nothing in sight keeps alive. */
import type { Op, OpOf, Temp } from '../flow/graph.ts';
import { opsOf } from './aliases.ts';
import type { IdKey } from './facts.ts';
import type { FrontEnd } from './front-end.ts';
import { Growth } from './growth.ts';
import { inTextOrder, keyOf } from './in-text-order.ts';
import { lastingHome } from './lasting-home.ts';
import { tempsOf } from './temps.ts';
import type { Temps } from './temps.ts';
import type { Program } from './program.ts';
import type { Scope } from './scopes.ts';

export function idKeys(frontEnd: FrontEnd, program: Program): IdKey[] {
  const { identity } = frontEnd.model;
  const found = new Map<string, IdKey>();
  if (identity === undefined) return [];
  const growth = new Growth(frontEnd, program);
  for (const scope of program.scopes) {
    // A handle or a finalizer in the same function may see to the entry.
    if (!scope.graph.mentions.has(identity) || frontEnd.model.watchers.some((name) => scope.graph.mentions.has(name))) continue;
    const temps = tempsOf(scope.graph);
    for (const op of opsOf(scope.graph)) {
      if (op.kind !== 'set-index') continue;
      const numbered = numberedBy(program, scope, identity, temps, op);
      const home = numbered === undefined ? undefined : lastingHome(frontEnd, program, scope, op.of);
      if (numbered === undefined || home === undefined || isHandedOn(scope, temps, numbered.of)) continue;
      if (isHeldWeakly(program, scope, op.from) || valuesOf(temps, op.from).some((value) => holds(temps, value, numbered.of))) continue;
      if (!growth.isEndless(home)) continue;
      found.set(keyOf(numbered.call.site), { site: numbered.call.site, dictionary: home.site, name: frontEnd.text(home.site).replace(/\s+/g, '') });
    }
  }
  return inTextOrder(found, ({ site }) => site);
}

function numberedBy(program: Program, scope: Scope, identity: string, temps: Temps, { key }: OpOf<'set-index'>): { call: OpOf<'call'>; of: Temp } | undefined {
  const call = throughVariable(temps, key);
  const callee = call?.kind === 'call' ? temps.maker(call.callee) : undefined;
  const [argument] = call?.kind === 'call' ? call.arguments : [];
  if (call?.kind !== 'call' || argument === undefined || callee?.kind !== 'read' || callee.from.name !== identity) return undefined;
  return program.tree.ownVariable(scope, callee.from) === undefined ? { call, of: argument.temp } : undefined;
}

/** `key = id(x)`, where the variable is written once. */
function throughVariable(temps: Temps, temp: Temp): Op | undefined {
  const variable = temps.variable(temp);
  if (variable === undefined) return temps.maker(temp);
  const [only, ...others] = temps.writesOf(variable);
  return only !== undefined && others.length === 0 ? temps.maker(only.from) : undefined;
}

/** The value itself, and all that is ever written to the variable it is read from. */
function valuesOf(temps: Temps, value: Temp): readonly Temp[] {
  const variable = temps.variable(value);
  return variable === undefined ? [value] : [value, ...temps.writesOf(variable).map(({ from }) => from)];
}

/** The value is the object, or has it inside. */
function holds(temps: Temps, value: Temp, object: Temp): boolean {
  const op = temps.maker(value);
  const variable = temps.variable(object);
  if (variable !== undefined && temps.variable(value) === variable) return true;
  if (op?.kind === 'closure') return op.closure.defaults.some((one) => holds(temps, one, object)) || (variable !== undefined && [...op.closure.captures.values()].includes(variable));
  if (op?.kind === 'display') return op.parts.some((part) => holds(temps, part.temp, object));
  return op?.kind === 'call' ? op.arguments.some((argument) => holds(temps, argument.temp, object)) : false;
}

/** The entry goes by itself. */
function isHeldWeakly(program: Program, scope: Scope, value: Temp): boolean {
  return program.events(scope).some((event) => event.kind === 'weak-target' && event.role === 'container' && event.target === value);
}

/** Somebody else gets the object, and not for an answer: he may well keep it. */
function isHandedOn({ graph }: Scope, temps: Temps, object: Temp): boolean {
  const variable = temps.variable(object);
  const ops = [...opsOf(graph)];
  const discarded = new Set(ops.flatMap((op) => (op.kind === 'discard' ? [op.of] : [])));
  const isObject = (temp: Temp): boolean => variable !== undefined && temps.variable(temp) === variable;
  return ops.some((op) => (op.kind === 'call' && discarded.has(op.to) && op.arguments.some(({ temp }) => isObject(temp))) || (op.kind === 'set-member' && isObject(op.from)));
}
