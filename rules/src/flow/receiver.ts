/** Signals that hold their receivers weakly: what is connected to them. */
import type { Argument, OpOf } from './graph.ts';
import type { Api, ReceiverApi } from './language-model.ts';
import { shapeOf } from './step.ts';
import type { Step } from './step.ts';
import { onlyValue } from './value.ts';
import type { ValueSet } from './value.ts';
import { tellHold } from './weak-hold.ts';

type Call = OpOf<'call'>;

interface Connecting {
  readonly api: ReceiverApi;
  readonly name: string;
}

/** `signal.connect(f)`, or a call of what `receiver(signal)` gave. */
export function connecting(step: Step, callee: ValueSet): Connecting | undefined {
  const value = onlyValue(callee);
  if (value === undefined) return undefined;
  const { shape, source } = step.values.get(value);
  if (shape.kind === 'instance') return asReceiver(shape.api, shape.name);
  if (shape.kind === 'named') return asReceiver(step.environment.model.api(shape.name), shape.name);
  const signal = source.kind === 'member' ? shapeOf(step, source.of) : undefined;
  if (source.kind !== 'member' || signal?.kind !== 'instance' || signal.api.role !== 'signal') return undefined;
  return asReceiver(signal.api.connects[source.name], source.name);
}

function asReceiver(api: Api | undefined, name: string): Connecting | undefined {
  return api?.role === 'receiver' ? { api, name } : undefined;
}

/** Nothing is said of the receiver where the call asks for a strong reference, or may. */
export function tellReceiver(step: Step, op: Call, { api, name }: Connecting): void {
  step.emit?.({ kind: 'connection', op });
  const receiver = op.arguments[api.position];
  if (receiver === undefined || receiver.name !== undefined || !isByDefault(op, api)) return;
  const [value] = step.state.temp(receiver.temp).keys();
  const isMember = value !== undefined && step.values.get(value).source.kind === 'member';
  if (!api.holdsFunctions && !isMember) return;
  tellHold(step, { target: receiver.temp, targetSite: receiver.site, api: name, role: 'receiver', site: op.site, holdsOwner: isMember, option: api.option, isInitial: false });
}

/** The call leaves it to the library how the receiver is held. */
export function isByDefault({ arguments: all }: Pick<Call, 'arguments'>, { option, before }: ReceiverApi): boolean {
  const positional = all.filter((argument: Argument) => argument.name === undefined);
  return positional.length <= before && all.every(({ name, spread }) => spread === 'none' && (name === undefined || name !== option));
}
