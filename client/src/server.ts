/** The language server as the rest of the extension sees it. Its client is loaded and made once the extension is active. */
import { EventEmitter, type Disposable, type Event, type LogOutputChannel } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';

export type ServerState = 'starting' | 'running' | 'stopped';

/** What a client tells, which also starts the server anew by itself. */
export interface ServerListener {
  readonly state: (state: ServerState) => void;
  /** What the server says is in its way now, in sentences. */
  readonly troubles: (sentences: readonly string[]) => void;
}

type Client = Pick<BaseLanguageClient, 'start' | 'stop' | 'isRunning' | 'sendRequest' | 'dispose'>;

/** Loads and makes a client; it is started later. */
export type Connect = (listener: ServerListener) => Promise<Client>;

export class Server implements Disposable {
  readonly #connect: Connect;
  readonly #output: Pick<LogOutputChannel, 'error'>;
  readonly #changed = new EventEmitter<void>();
  #client: Promise<Client> | undefined;
  #state: ServerState = 'starting';
  #troubles: readonly string[] = [];

  constructor(connect: Connect, output: Pick<LogOutputChannel, 'error'>) {
    this.#connect = connect;
    this.#output = output;
  }

  /** Of the state and the troubles. */
  get onDidChange(): Event<void> {
    return this.#changed.event;
  }

  get state(): ServerState {
    return this.#state;
  }

  get troubles(): readonly string[] {
    return this.#troubles;
  }

  async start(): Promise<void> {
    try {
      const client = await this.#connected();
      await client.start();
    } catch (error) {
      this.#output.error(`The server did not start: ${String(error)}`);
      this.#become('stopped');
    }
  }

  async restart(): Promise<void> {
    const client = await this.#client?.catch(() => undefined);
    if (client?.isRunning() === true) await client.stop();
    await this.start();
  }

  async request<T>(method: string, params?: object): Promise<T> {
    const client = await this.#connected();
    return client.sendRequest<T>(method, params);
  }

  dispose(): void {
    this.#changed.dispose();
    this.#client?.then(
      (client) => client.dispose(),
      () => undefined,
    );
  }

  #connected(): Promise<Client> {
    return (this.#client ??= this.#load());
  }

  async #load(): Promise<Client> {
    try {
      return await this.#connect({
        state: (state) => this.#become(state),
        troubles: (sentences) => {
          this.#troubles = sentences;
          this.#changed.fire();
        },
      });
    } catch (error) {
      // The next one who asks tries again.
      this.#client = undefined;
      throw error;
    }
  }

  #become(state: ServerState): void {
    this.#state = state;
    if (state === 'starting') this.#troubles = [];
    this.#changed.fire();
  }
}
