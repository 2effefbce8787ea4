/** Where a collection lives that is there as long as the module, or an object whose class is in sight. */
import type { ClassSource, FlowGraph, OpOf, Site, Temp, Variable } from '../flow/graph.ts';
import type { LanguageModel } from '../flow/language-model.ts';
import { onceFor } from '../flow/once-for.ts';
import { aliasesOf, opsOf } from './aliases.ts';
import type { FrontEnd } from './front-end.ts';
import { makesPlain } from './plain-collections.ts';
import type { Program } from './program.ts';
import type { OwnVariable, Scope } from './scopes.ts';
import { tempsOf } from './temps.ts';
import type { Temps } from './temps.ts';

/** A collection as the whole file sees it: a member by its name, of the objects of a class where one of them fills its own, or a variable. */
export type Home = ({ readonly kind: 'member'; readonly name: string; readonly of: ClassSource | undefined } | { readonly kind: 'variable'; readonly variable: Variable }) & { readonly site: Site };

/** Undefined where the collection is filled once, lives no longer than the function, or is made in another file, which may take out what is put in here. */
export function lastingHome({ classes, model }: FrontEnd, program: Program, scope: Scope, collection: Temp): Home | undefined {
  if (scope.graph.kind === 'module') return undefined;
  const isFilledOnce = classes.constructors.includes(scope.owner?.method.name ?? '');
  const temps = tempsOf(scope.graph);
  const op = temps.maker(collection);
  if (op?.kind === 'member') {
    const of = temps.maker(op.of);
    const isPassing = (of?.kind === 'read' && isOfFunction(program, scope, of.from)) || (isFilledOnce && !isOfClass(program, op.name));
    // `__dict__` is no collection.
    return isPassing || op.name === model.allMembers || !isMadeHere(classes.constructors, program, op.name) ? undefined : { kind: 'member', name: op.name, of: of?.kind === 'read' && isReceiver(scope, of.from) ? scope.owner?.class : undefined, site: op.site };
  }
  if (op?.kind !== 'read' || op.from.kind !== 'free') return undefined;
  const own = program.tree.resolve(scope, op.from);
  if (own === undefined) return undefined;
  const isLasting = isOfModule(program, own.variable) ? !isImported(program, own.variable) : isOfReturned(model, program, scope, own);
  return isLasting ? { kind: 'variable', variable: own.variable, site: op.site } : undefined;
}

/** Made by a function for the one that it returns, which has it from call to call: `const cache = new Map(); return (key) => ...`. */
function isOfReturned(model: LanguageModel, program: Program, scope: Scope, { scope: around, variable }: OwnVariable): boolean {
  const { graph } = around;
  if (variable.kind !== 'local' || graph.kind !== 'function') return false;
  let inside = scope;
  while (inside.parent !== undefined && inside.parent !== around) inside = inside.parent;
  const temps = tempsOf(graph);
  return temps.writesOf(variable).every(({ from }) => makesPlain(model, program, around, temps.maker(from))) && isReturned(graph, inside.graph);
}

/** Itself, decorated, or as a part of what is returned. */
function isReturned(graph: FlowGraph, inner: FlowGraph): boolean {
  const ops = [...opsOf(graph)];
  const holding = ops.flatMap((op) => (op.kind === 'closure' && op.closure.graph === inner ? [op.to] : []));
  for (const temp of holding) {
    const { temps } = aliasesOf(graph, { temp });
    for (const op of ops) {
      if (op.kind === 'escape' && op.as === 'return' && temps.has(op.of)) return true;
      const isIn =
        (op.kind === 'display' && op.parts.some((part) => temps.has(part.temp))) ||
        // `@wraps(f)` gives what goes by the function's name.
        (op.kind === 'call' && inner.name !== '' && op.arguments.some((argument) => temps.has(argument.temp)) && tempsOf(graph).readers(op.to).some((to) => to.kind === 'write' && to.variable.name === inner.name));
      if (isIn && !holding.includes(op.to)) holding.push(op.to);
    }
  }
  return false;
}

/** Made with the class: all its objects share it. */
function isOfClass(program: Program, name: string): boolean {
  const isMade = [...program.classes.values()].some(({ source }) => source.fields.some((field) => field.name === name && (field.isStatic || field.value !== undefined)));
  return isMade && !program.tree.writersOf(name).some(({ graph }) => graph.kind !== 'module');
}

/** What a function made, or an enclosing one was given, may go with it. */
function isOfFunction(program: Program, scope: Scope, variable: Variable): boolean {
  if (variable.kind === 'local') return true;
  const own = variable.kind === 'free' ? program.tree.ownVariable(scope, variable) : undefined;
  return own !== undefined && own.kind !== 'receiver' && !isOfModule(program, own) && !program.scopes.some((one) => isReceiver(one, own));
}

/** The variable that stands for the object in one of its methods. */
export function isReceiver({ owner, graph }: Scope, variable: Variable | undefined): boolean {
  if (variable === undefined || owner?.method.binding !== 'instance') return false;
  return variable === (graph.receiver ?? graph.parameters[0]?.variable);
}

function isOfModule({ scopes: [module] }: Program, variable: Variable): boolean {
  return module?.graph.variables.includes(variable) === true;
}

function isImported({ scopes: [module] }: Program, variable: Variable): boolean {
  if (module === undefined) return false;
  const temps = tempsOf(module.graph);
  return temps.writesOf(variable).some(({ from }) => temps.maker(from)?.kind === 'import');
}

/** No caller brings a collection of its own, which it may know what to do with. */
function isMadeHere(constructors: readonly string[], program: Program, name: string): boolean {
  const known = madeHere(program);
  const isMade = known.get(name) ?? isMadeByAll(constructors, program, name);
  known.set(name, isMade);
  return isMade;
}

/** By name: classes have the names of their members in common. */
const madeHere = onceFor((_: Program) => new Map<string, boolean>());

function isMadeByAll(constructors: readonly string[], program: Program, name: string): boolean {
  const written = program.tree.writersOf(name).map(({ graph }) => tempsOf(graph));
  const fielded = [...program.classes.values()].filter(({ source }) => source.fields.some((field) => field.name === name));
  if (written.length === 0 && fielded.length === 0) return false;
  const generated = fielded.filter(({ source }) => !source.methods.some((method) => constructors.includes(method.name)));
  return written.every((temps) => !isGiven(temps, name)) && generated.every(({ source }) => !isMadeWith(program, source, name));
}

function isGiven(temps: Temps, name: string): boolean {
  return [...opsOf(temps.graph)].some((op) => op.kind === 'set-member' && op.name === name && temps.variable(op.from)?.kind === 'parameter');
}

/** A generated constructor takes what the fields are to hold, in their order or by their names; those of bases come first. */
function isMadeWith({ scopes }: Program, { name: className, baseTypes, fields }: ClassSource, field: string): boolean {
  const position = baseTypes.length > 0 ? 0 : fields.filter(({ type, isStatic }) => type !== undefined && !isStatic).findIndex(({ name }) => name === field);
  const isGivenBy = ({ arguments: given }: OpOf<'call'>): boolean =>
    given.some(({ name, spread }, i) => spread !== 'none' || (name === undefined ? i >= position : name === field));
  return scopes.some(({ graph }) => {
    const temps = tempsOf(graph);
    return graph.mentions.has(className) && [...opsOf(graph)].some((op) => op.kind === 'call' && temps.variable(op.callee)?.name === className && isGivenBy(op));
  });
}
