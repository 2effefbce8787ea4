/** Lets somebody know how the server of a client is. */
import { State, type BaseLanguageClient } from 'vscode-languageclient';
import type { Trouble, TroubleReport } from '../../server/src/protocol.ts';
import type { ServerListener, ServerState } from './server.ts';

const trouble: Trouble = 'weakrefLint/trouble';

const states: Readonly<Record<State, ServerState>> = {
  [State.Starting]: 'starting',
  [State.Running]: 'running',
  [State.Stopped]: 'stopped',
  [State.StartFailed]: 'stopped',
};

export function listen<C extends BaseLanguageClient>(client: C, { state, troubles }: ServerListener): C {
  client.onDidChangeState(({ newState }) => state(states[newState]));
  client.onNotification(trouble, ({ sentences }: TroubleReport) => troubles(sentences));
  return client;
}
