/** Values and written types that a weak reference cannot point to. Said only where it is certain. */
import type { WeakQuestionEvent, WeakTargetEvent } from '../flow/event.ts';
import type { TypeNote } from '../flow/graph.ts';
import type { Shape } from '../flow/shape.ts';
import type { ImpossibleReferent } from './facts.ts';
import type { FrontEnd } from './front-end.ts';
import type { Program } from './program.ts';
import type { Scope } from './scopes.ts';
import { lastName } from '../flow/last-name.ts';

export function impossibleTarget(
  frontEnd: FrontEnd,
  program: Program,
  event: WeakTargetEvent | WeakQuestionEvent,
  isLiteral: boolean,
): ImpossibleReferent | undefined {
  const types = event.shapes.map((shape) => impossibleType(frontEnd, program, shape, isLiteral));
  const [type] = types;
  if (type === undefined || types.includes(undefined)) return undefined;
  const role = event.kind === 'weak-target' ? event.role : event.fails ? 'container' : 'look-up';
  // A token may be left out, and who looks for nothing knows that there is nothing.
  if ((role === 'token' || event.kind === 'weak-question') && type === ABSENT_TYPE) return undefined;
  const api = frontEnd.model.api(event.api);
  const twin = api?.role === 'container' ? api.strongTwin : undefined;
  return {
    site: event.targetSite,
    text: frontEnd.text(event.targetSite),
    type,
    api: lastName(event.api),
    role,
    making: event.site,
    container: event.kind === 'weak-question' || event.container === undefined || twin === undefined ? undefined : { site: event.container, twin },
  };
}

const ABSENT_TYPE = 'none';
/** As a written type it means an object of any class. */
const ANY_OBJECT = 'object';

function impossibleType(frontEnd: FrontEnd, program: Program, shape: Shape, isLiteral: boolean): string | undefined {
  switch (shape.kind) {
    case 'typed':
      return frontEnd.model.canBeReferent(shape.type) === false ? shape.type : undefined;
    case 'absent':
      // A variable that starts empty is filled before this runs; an absent value written out is not.
      return isLiteral ? ABSENT_TYPE : undefined;
    case 'object':
      return program.builtinBase(shape.class);
    case 'instance':
      return shape.api.role === 'handle' || shape.api.role === 'finalizer' || shape.api.role === 'proxy'
        ? impossibleInstance(frontEnd, shape.name)
        : undefined;
    case 'unknown':
    case 'named':
    case 'closure':
    case 'property':
    case 'outcome':
    case 'class':
      return undefined;
  }
}

/** Python's handles, proxies and finalizers cannot be weakly referenced themselves; JavaScript's are ordinary objects. */
function impossibleInstance(frontEnd: FrontEnd, name: string): string | undefined {
  return frontEnd.model.canBeReferent(name) === false ? name : undefined;
}

export function* impossibleAnnotation(frontEnd: FrontEnd, program: Program, scope: Scope, note: TypeNote): Generator<ImpossibleReferent> {
  for (const argument of note.arguments) yield* impossibleAnnotation(frontEnd, program, scope, argument);
  const name = program.types.name(scope, note);
  const api = name === undefined ? undefined : frontEnd.model.api(name);
  if (name === undefined || (api?.role !== 'handle' && api?.role !== 'container')) return;
  const argument = note.arguments[api.role === 'container' && api.holds === 'values' ? 1 : 0];
  const type = argument === undefined ? undefined : typeOfNote(frontEnd, program, scope, argument);
  if (argument === undefined || type === undefined || type === ANY_OBJECT || frontEnd.model.canBeReferent(type) !== false) return;
  yield {
    site: argument.site,
    text: argument.path.join('.'),
    type,
    api: lastName(name),
    role: 'type',
    making: note.site,
    container: api.role === 'container' ? { site: note.site, twin: api.strongTwin } : undefined,
  };
}

function typeOfNote(frontEnd: FrontEnd, program: Program, scope: Scope, note: TypeNote): string | undefined {
  const name = program.types.name(scope, note);
  const api = name === undefined ? undefined : frontEnd.model.api(name);
  if (api?.role === 'returns') return name === undefined || frontEnd.model.namesakes.has(name) ? undefined : api.type;
  const source = program.types.classKey(scope, note);
  return source === undefined ? undefined : program.builtinBase(source);
}
