/** Registries whose clean-ups are never called off, or with something that was not registered. */
import type { ClassSource, FlowGraph, Op, Variable } from '../flow/graph.ts';
import type { EnrolEvent, WithdrawEvent } from '../flow/lifetime-event.ts';
import { isSameOrigin, shapeOfOrigin } from '../flow/origin.ts';
import { operandsOf } from '../flow/operands.ts';
import { aliasesOf, opsOf } from './aliases.ts';
import { methodsNamed } from './by-name.ts';
import type { Cleanup } from './cleanups.ts';
import type { MissingWithdrawal, WrongToken } from './facts.ts';
import type { FrontEnd } from './front-end.ts';
import { inTextOrder, keyOf } from './in-text-order.ts';
import { isReceiver as isReceiverOf } from './lasting-home.ts';
import { returnsDisplay } from './plain-collections.ts';
import type { Program } from './program.ts';
import { releaseByHand } from './release-by-hand.ts';
import type { Scope } from './scopes.ts';
import { tempsOf } from './temps.ts';

export function wrongTokens(frontEnd: FrontEnd, program: Program, cleanups: readonly Cleanup[]): WrongToken[] {
  const found = new Map<string, WrongToken>();
  for (const { enrolled: all, withdrawn } of cleanups) {
    const tokens = new OwnTokens(program, withdrawn.map(({ event }) => event.op));
    for (const { event, scope } of withdrawn) {
      const own = ofClass(all, classAround(scope));
      const enrolled = own.length > 0 ? own : all;
      const kind = wrongToken(frontEnd, tokens, { event, scope }, enrolled);
      const [first] = enrolled;
      if (kind === undefined) continue;
      const { site } = event.token;
      found.set(keyOf(site), { site, text: frontEnd.text(site), kind, registered: first?.event.op.site ?? site });
    }
  }
  return inTextOrder(found, ({ site }) => site);
}

function wrongToken(frontEnd: FrontEnd, tokens: OwnTokens, { event: withdrawal, scope }: Withdrawal, enrolled: Cleanup['enrolled']): WrongToken['kind'] | undefined {
  const shape = shapeOfOrigin(withdrawal.token.origin);
  if (shape.kind === 'typed' && frontEnd.model.canBeReferent(shape.type) === false) return 'refused';
  if (enrolled.length === 0) return undefined;
  if (enrolled.every(({ event }) => event.token === undefined)) return 'without';
  if (isLost(withdrawal.token.origin, withdrawal.op, scope)) return 'other';
  return enrolled.every(({ event, scope: at }) => cannotBe(event, withdrawal, at) || tokens.isOfOther(event, at, { event: withdrawal, scope })) ? 'other' : undefined;
}

type Withdrawal = Cleanup['withdrawn'][number];

/** Tokens that a function makes, and that nobody gets but what calls off with them. */
class OwnTokens {
  readonly #program: Program;
  readonly #withdrawing: ReadonlySet<Op>;

  constructor(program: Program, withdrawing: readonly Op[]) {
    this.#program = program;
    this.#withdrawing = new Set(withdrawing);
  }

  /** `const token = {}; registry.register(owner, held, token); return () => registry.unregister(token)`, and this is called off elsewhere. */
  isOfOther({ token, op }: EnrolEvent, scope: Scope, withdrawal: Withdrawal): boolean {
    if (token?.origin.kind !== 'made' || token.origin.op.kind !== 'display' || scope.graph.kind !== 'function') return false;
    const { temps, variables } = aliasesOf(scope.graph, { temp: token.origin.op.to });
    const isUsedUp = [...opsOf(scope.graph)].every((use) => use === op || use.kind === 'write' || this.#withdrawing.has(use) || !operandsOf(use).some((temp) => temps.has(temp)));
    const { origin } = withdrawal.event.token;
    const isSame = isSameOrigin(origin, token.origin) || (origin.kind === 'variable' && this.#isAmong(variables, withdrawal.scope, origin.variable));
    return isUsedUp && !isSame && [...variables].every(({ kind }) => kind === 'local') && this.#program.scopes.every((one) => one === scope || this.#onlyWithdraws(one, variables));
  }

  #onlyWithdraws(scope: Scope, variables: ReadonlySet<Variable>): boolean {
    const temps = tempsOf(scope.graph);
    const captured = scope.graph.variables.filter((variable) => variable.kind === 'free' && this.#isAmong(variables, scope, variable));
    return captured.every((variable) => temps.writesOf(variable).length === 0 && temps.allReadsOf(variable).every(({ to }) => temps.readers(to).every((reader) => this.#withdrawing.has(reader))));
  }

  #isAmong(variables: ReadonlySet<Variable>, scope: Scope, variable: Variable): boolean {
    const own = this.#program.tree.ownVariable(scope, variable);
    return own !== undefined && variables.has(own);
  }
}

/** What is called off is what was held, or the target, and the token was something else. */
function cannotBe(enrolment: EnrolEvent, withdrawal: WithdrawEvent, scope: Scope): boolean {
  const { token, held, target } = enrolment;
  const { origin } = withdrawal.token;
  if (token === undefined || isLost(token.origin, enrolment.op, scope)) return true;
  if (token.origin.kind === 'unknown' || isSameOrigin(token.origin, origin)) return false;
  return (held !== undefined && isSameOrigin(held.origin, origin)) || isSameOrigin(target, origin);
}

/** Made here, and nobody else has it. What another call gives may be what was registered. */
function isLost(token: EnrolEvent['target'], passed: EnrolEvent['op'], scope: Scope): boolean {
  const { graph } = scope;
  if (token.kind !== 'made' || !('to' in token.op)) return false;
  const { op } = token;
  const { temps, variables } = aliasesOf(graph, { temp: token.op.to });
  const uses = [...opsOf(graph)].filter((use) => operandsOf(use).some((temp) => temps.has(temp)));
  // `{ ...entry }`; an object of a class may register itself.
  const isPlain = op.kind === 'display' || op.kind === 'typed';
  if (variables.size === 0) return (isPlain || op.kind === 'closure' || (op.kind === 'call' && op.isNew) || givesNew(scope, op)) && uses.every((use) => use === passed);
  const { captured } = tempsOf(graph);
  const isOwn = graph.kind === 'function' && [...variables].every((variable) => variable.kind === 'local' && !captured.has(variable));
  return isPlain && isOwn && uses.every((use) => use === passed || use.kind === 'write' || isOnlyRead(graph, use));
}

/** `this.token`, where a getter makes it: `get token() { return { id: this.id } }`. */
function givesNew(scope: Scope, op: Op): boolean {
  const temps = tempsOf(scope.graph);
  const access = op.kind === 'call' ? temps.maker(op.callee) : op;
  if (access?.kind !== 'member' || !isReceiverOf(scope, temps.variable(access.of))) return false;
  const methods = scope.owner === undefined ? [] : methodsNamed(scope.owner.class, access.name);
  return methods.length > 0 && methods.every(({ closure }) => returnsDisplay(closure.graph));
}

/** `entry.id`, and no method of it. */
function isOnlyRead(graph: FlowGraph, use: Op): boolean {
  return use.kind === 'member' && tempsOf(graph).readers(use.to).every((reader) => reader.kind !== 'call' || reader.callee !== use.to);
}

export function missingWithdrawals(program: Program, cleanups: readonly Cleanup[]): MissingWithdrawal[] {
  const found = new Map<string, MissingWithdrawal>();
  for (const { callback, enrolled, withdrawn } of cleanups) {
    if (callback === undefined) continue;
    for (const { event, scope } of enrolled) {
      const isOther = (of: ClassSource | undefined): boolean => of !== undefined && of !== classAround(scope) && ofClass(enrolled, of).length > 0;
      if (withdrawn.some((one) => !isOther(classAround(one.scope)))) continue;
      const release = releaseByHand(program, scope, event, callback);
      if (release !== undefined) found.set(keyOf(event.op.site), { site: event.op.site, method: release.name, release: release.site, hasToken: event.token !== undefined });
    }
  }
  return inTextOrder(found, ({ site }) => site);
}

/** Of classes that share a registry, one that registers for itself calls off for itself. */
function ofClass<E extends { readonly scope: Scope }>(all: readonly E[], source: ClassSource | undefined): readonly E[] {
  return source === undefined ? [] : all.filter(({ scope }) => classAround(scope) === source);
}

/** The class whose method the scope is, or is inside. */
function classAround(scope: Scope): ClassSource | undefined {
  return scope.owner?.class ?? (scope.parent === undefined ? undefined : classAround(scope.parent));
}
