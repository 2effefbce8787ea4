/** Watches proxies where they are hashed, which they cannot be. */
import type { Op, OpOf, Site, Temp, Test } from './graph.ts';
import { weakIn } from './handle-watch.ts';
import type { ProxyModel } from './language-model.ts';
import { isCaught, shapeOfSet } from './step.ts';
import type { Step } from './step.ts';

/** Tells what the operation does to proxies, in the state before it. */
export function watchProxies(step: Step, op: Op): void {
  const { proxies } = step.environment.model;
  if (step.emit === undefined || proxies === undefined) return;
  switch (op.kind) {
    case 'index':
    case 'set-index':
      return tellKey(step, op, proxies);
    case 'display':
      return tellParts(step, op, proxies);
    case 'call':
      return tellArgument(step, op, proxies);
    case 'outcome':
      return watchMembership(step, op.test);
    default:
  }
}

/** `proxy in d`. */
export function watchMembership(step: Step, test: Test): void {
  const { proxies } = step.environment.model;
  if (step.emit === undefined || proxies === undefined || test.kind !== 'matches' || test.within === undefined) return;
  if (isHashing(step, test.within, proxies)) tellHash(step, test.of, test.site);
}

/** `d[proxy]`. */
function tellKey(step: Step, { of, key, site }: OpOf<'index'> | OpOf<'set-index'>, proxies: ProxyModel): void {
  if (isHashing(step, of, proxies)) tellHash(step, key, site);
}

function isHashing(step: Step, collection: Temp, { hashing }: ProxyModel): boolean {
  const shape = shapeOfSet(step, step.state.temp(collection));
  return shape.kind === 'typed' && hashing.types.has(shape.type);
}

/** `{proxy: 1}`, `{proxy}`. */
function tellParts(step: Step, { type, parts }: OpOf<'display'>, { hashing }: ProxyModel): void {
  if (!hashing.types.has(type)) return;
  for (const { role, temp, site } of parts) if (role === 'key' || role === 'element') tellHash(step, temp, site);
}

/** `hash(proxy)`, `s.add(proxy)`. */
function tellArgument(step: Step, op: OpOf<'call'>, { hashing }: ProxyModel): void {
  const [argument] = op.arguments;
  if (argument?.spread !== 'none') return;
  const callee = shapeOfSet(step, step.state.temp(op.callee));
  const isHashed = (callee.kind === 'named' && hashing.functions.has(callee.name)) || isHashingMethod(step, op, hashing);
  if (isHashed) tellHash(step, argument.temp, argument.site);
}

function isHashingMethod(step: Step, op: OpOf<'call'>, hashing: ProxyModel['hashing']): boolean {
  if (op.receiver === undefined) return false;
  const receiver = shapeOfSet(step, step.state.temp(op.receiver));
  return receiver.kind === 'typed' && hashing.types.has(receiver.type) && [...step.state.temp(op.callee).keys()].every((value) => {
    const { source } = step.values.get(value);
    return source.kind === 'member' && hashing.methods.has(source.name);
  });
}

function tellHash(step: Step, of: Temp, site: Site): void {
  const weak = weakIn(step, of, 'proxy');
  if (weak === undefined || weak.shape.mayBeUnset || isCaught(step, 'operate')) return;
  step.emit?.({ kind: 'weak-misuse', as: 'hash', of, weak: weak.shape, member: undefined, isParameter: weak.isParameter, site });
}
