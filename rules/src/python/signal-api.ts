/**
 * Signal libraries that hold their receivers weakly unless they are told otherwise, by qualified name. Sources: their own `connect`.
 * Matplotlib is left out: it holds functions strongly, and no import says what a canvas is.
 */
import type { Api, ReceiverApi } from '../flow/language-model.ts';

/** `connect(receiver, sender, weak)`. */
const CONNECT: ReceiverApi = { role: 'receiver', position: 0, option: 'weak', before: 2, holdsFunctions: true };
/** `connect(receiver, signal, sender, weak)`. */
const DISPATCH: ReceiverApi = { ...CONNECT, before: 3 };
/** Only bound methods weakly. */
const METHODS: ReceiverApi = { ...CONNECT, option: undefined, before: 1, holdsFunctions: false };

const SIGNAL: Api = { role: 'signal', connects: { connect: CONNECT } };
const METHOD_SIGNAL: Api = { role: 'signal', connects: { connect: METHODS } };
const CONNECTOR: Api = { role: 'connector', connects: CONNECT };

export const SIGNAL_APIS: Readonly<Record<string, Api>> = {
  'django.dispatch.Signal': SIGNAL,
  'django.dispatch.dispatcher.Signal': SIGNAL,
  'django.dispatch.receiver': CONNECTOR,
  'django.dispatch.dispatcher.receiver': CONNECTOR,
  'blinker.Signal': SIGNAL,
  'blinker.NamedSignal': SIGNAL,
  'blinker.signal': SIGNAL,
  'blinker.Namespace': { role: 'returns', type: 'blinker.Namespace' },
  'blinker.base.Signal': SIGNAL,
  'blinker.base.signal': SIGNAL,
  'pydispatch.dispatcher.connect': DISPATCH,
  'louie.connect': DISPATCH,
  'louie.dispatcher.connect': DISPATCH,
  'psygnal.Signal': METHOD_SIGNAL,
  'psygnal.SignalInstance': METHOD_SIGNAL,
};

/** Packages that bring signals of their own, as members of these modules. */
const SIGNALS = /^(?:django\.(?:\w+\.)*signals|flask(?:\.signals)?|pelican\.signals|celery\.signals)\.\w+(?<connect>\.connect)?$/;

/** `django.db.models.signals.post_save`, and its `connect`. */
export function packagedSignal(name: string): Api | undefined {
  const found = SIGNALS.exec(name);
  if (found === null) return undefined;
  return found.groups?.['connect'] === undefined ? SIGNAL : CONNECT;
}

/** Their mention makes a graph worth analysing. */
export const SIGNAL_NAMES: readonly string[] = ['django', 'blinker', 'flask', 'pelican', 'celery', 'pydispatch', 'louie', 'psygnal', 'signals', 'dispatcher'];
