/** Objects that are released by hand and stay registered, and tokens that were never registered. */
import rule from '../../rules/src/rules/require-unregister.ts';
import { code, testRule } from '../support/rule-testers.ts';

testRule(rule, {
  python: {
    valid: [
      {
        name: 'a finalizer is called by hand and runs once',
        code: code`
          import weakref


          class Texture:
              def __init__(self, memory):
                  self._finalizer = weakref.finalize(self, memory.free)

              def close(self):
                  self._finalizer()
        `,
      },
    ],
    invalid: [],
  },
  javascript: {
    valid: [
      {
        name: 'a closure calls off with the token, or a table has it',
        code: code`
          const stale = new FinalizationRegistry((path) => console.log(path));
          const tokens = new Map();

          export function acquire(path, owner) {
            const token = { path };
            stale.register(owner, path, token);
            return () => stale.unregister(token);
          }

          export function acquireOnce(path, owner) {
            const token = { path };
            tokens.set(path, token);
            stale.register(owner, path, token);
          }

          export function release(path) {
            stale.unregister(tokens.get(path));
          }
        `,
      },
      {
        name: 'what may be done twice, what is no release, what keeps book',
        code: code`
          const links = new FinalizationRegistry(({ socket, id }) => {
            socket.removeListener('data', id);
            console.log('lost', id);
          });

          export class Link {
            constructor(socket, id) {
              this.socket = socket;
              this.id = id;
              links.register(this, { socket, id });
            }

            // Nothing comes of it the second time.
            close() {
              this.socket.removeListener('data', this.id);
              console.log('lost', this.id);
            }
          }

          const pings = new FinalizationRegistry(({ socket, id }) => socket.send({ lost: id }));

          export class Ping {
            constructor(socket, id) {
              this.socket = socket;
              this.id = id;
              pings.register(this, { socket, id });
            }

            // It is no release, and says something else.
            ask() {
              this.socket.send({ lost: this.id });
            }

            close() {
              this.socket.send({ closed: this.id });
            }
          }

          const effects = new FinalizationRegistry((stop) => stop());

          export class Effect {
            constructor(stop) {
              this.cleanup = stop;
              effects.register(this, stop);
            }

            dispose() {
              this.cleanup();
            }
          }

          const leases = new FinalizationRegistry((end) => end());

          export class Lease {
            constructor(pool, slot) {
              let isFree = false;
              const end = () => {
                if (!isFree) pool.push(slot);
                isFree = true;
              };
              this.release = end;
              leases.register(this, end);
            }

            free() {
              this.release();
            }
          }
        `,
      },
      {
        name: 'a getter that gives the same each time',
        code: code`
          const registry = new FinalizationRegistry((id) => console.log(id));

          export class Voice {
            #token;

            constructor(id) {
              this.#token = { id };
              registry.register(this, id, this.token);
            }

            get token() {
              return this.#token;
            }

            stop() {
              registry.unregister(this.token);
            }
          }
        `,
      },
      {
        name: 'a class that calls off what it has registered, and one whose objects register themselves',
        code: code`
          const registry = new FinalizationRegistry((memory) => memory.free());

          export class Image {
            static decode(memory) {
              const image = new Image();
              registry.register(image, memory, image);
              return image;
            }

            close() {
              registry.unregister(this);
              this.memory.free();
            }
          }

          // It registers itself.
          export class Session {
            constructor(memory) {
              registry.register(this, memory, this);
            }

            static probe(memory) {
              const session = new Session(memory);
              registry.unregister(session);
            }
          }
        `,
      },
      {
        name: 'the token is found again by a call',
        code: code`
          const tokens = new WeakMap();
          const registry = new FinalizationRegistry((memory) => memory.free());

          export function map(view, memory) {
            const token = { memory };
            tokens.set(view, token);
            registry.register(view, memory, token);
          }

          export function unmap(view) {
            registry.unregister(tokens.get(view));
          }
        `,
      },
      {
        name: 'a release that is named after its library, called off',
        code: code`
          let wasm;
          const registry = typeof FinalizationRegistry === 'undefined'
            ? { register: () => {}, unregister: () => {} }
            : new FinalizationRegistry((pointer) => wasm.__wbg_image_free(pointer));

          export class Image {
            constructor(pointer) {
              this.pointer = pointer;
              registry.register(this, pointer, this);
            }

            free() {
              registry.unregister(this);
              wasm.__wbg_image_free(this.pointer);
            }
          }
        `,
      },
      {
        name: 'unregisters with the target',
        code: code`
          const registry = new FinalizationRegistry((memory) => memory.free());

          class Texture {
            constructor(memory) {
              this.memory = memory;
              registry.register(this, memory, this);
            }

            dispose() {
              registry.unregister(this);
              this.memory.free();
            }
          }
        `,
      },
      {
        name: 'nothing is released by hand',
        code: code`
          const registry = new FinalizationRegistry((memory) => memory.free());

          class Texture {
            constructor(memory) {
              registry.register(this, memory);
            }

            close() {
              this.isOpen = false;
            }
          }
        `,
      },
      {
        name: 'the callback looks at a flag',
        code: code`
          const registry = new FinalizationRegistry((state) => {
            if (!state.isClosed) state.file.close();
          });

          class File {
            constructor(file) {
              this.state = { file, isClosed: false };
              registry.register(this, this.state);
            }

            close() {
              this.state.isClosed = true;
              this.state.file.close();
            }
          }
        `,
      },
      {
        name: 'a token of its own, kept',
        code: code`
          const registry = new FinalizationRegistry((memory) => memory.free());

          class Texture {
            constructor(memory) {
              this.token = {};
              registry.register(this, memory, this.token);
            }

            dispose() {
              registry.unregister(this.token);
            }
          }
        `,
      },
      {
        name: 'a parameter may be the token',
        code: code`
          const registry = new FinalizationRegistry((name) => console.log(name));

          function watch(object, name, token) {
            registry.register(object, name, token);
          }

          function forget(token) {
            registry.unregister(token);
          }
        `,
      },
      {
        name: 'another object unregisters its part',
        code: code`
          const registry = new FinalizationRegistry((memory) => memory.free());

          class Texture {
            constructor(memory) {
              registry.register(this, memory, this);
            }
          }

          class Sprite {
            close() {
              registry.unregister(this.texture);
            }
          }
        `,
      },
    ],
    invalid: [
      {
        name: 'finalized by hand, as databases call it',
        code: code`
          const statements = new FinalizationRegistry(([db, handle]) => db.finalize(handle))

          class Statement {
            #handle
            constructor (db, sql) {
              this.db = db
              this.#handle = db.prepare(sql)
              statements.register(this, [db, this.#handle], this)
            }

            close () {
              this.db.finalize(this.#handle)
              this.#handle = 0
            }
          }
          export { Statement }
        `,
        errors: [
          { messageId: 'missing', data: { method: 'close' }, line: 8, column: 5, endLine: 8, endColumn: 56 },
        ],
      },
      {
        name: 'a token made for the call, and one that only a closure has',
        code: code`
          const stale = new FinalizationRegistry((path) => console.log(path));

          export function acquire(path) {
            const lock = { path };
            stale.register(lock, path, {});
            return lock;
          }

          export function acquireShared(path, owner) {
            const token = { path };
            stale.register(owner, path, token);
            return () => stale.unregister(token);
          }

          export function release(lock) {
            stale.unregister(lock);
          }
        `,
        errors: [
          { messageId: 'other', data: { text: 'lock' }, line: 16, column: 20, endLine: 16, endColumn: 24 },
        ],
      },
      {
        name: 'does what the callback does, or calls what it calls',
        code: code`
          const leases = new FinalizationRegistry(({ pool, slot }) => pool.push(slot));

          export class Lease {
            constructor(pool, slot) {
              this.pool = pool;
              this.slot = slot;
              leases.register(this, { pool, slot }, this);
            }

            dispose() {
              this.pool.push(this.slot);
            }
          }

          const buffers = new FinalizationRegistry((give) => give());

          class Native {
            constructor(give) {
              this.release = give;
              buffers.register(this, give, this);
            }

            free() {
              if (this.isFree) return;
              this.isFree = true;
              this.release();
            }
          }

          export class Page extends Native {}
        `,
        errors: [
          { messageId: 'missing', data: { method: 'dispose' }, line: 7, column: 5, endLine: 7, endColumn: 48 },
          { messageId: 'missing', data: { method: 'free' }, line: 20, column: 5, endLine: 20, endColumn: 39 },
        ],
      },
      {
        name: 'a getter that makes another token each time',
        code: code`
          const registry = new FinalizationRegistry((id) => console.log(id));

          export class Voice {
            constructor(id) {
              this.id = id;
              registry.register(this, id, this.token);
            }

            get token() {
              return { id: this.id };
            }

            stop() {
              registry.unregister(this.token);
            }
          }
        `,
        errors: [
          { messageId: 'other', data: { text: 'this.token' }, line: 14, column: 25, endLine: 14, endColumn: 35 },
        ],
      },
      {
        name: 'the class registers what it makes',
        code: code`
          const registry = new FinalizationRegistry((memory) => memory.free());

          export class Image {
            static decode(memory) {
              const image = new Image();
              image.memory = memory;
              registry.register(image, memory, image);
              return image;
            }

            close() {
              this.memory.free();
            }
          }
        `,
        errors: [
          { messageId: 'missing', data: { method: 'close' }, line: 7, column: 5, endLine: 7, endColumn: 44 },
        ],
      },
      {
        name: 'a copy of the token',
        code: code`
          const tokens = new WeakMap();
          const registry = new FinalizationRegistry((id) => console.log(id));

          export function map(view, id) {
            const entry = { id, view: 1 };
            tokens.set(view, entry);
            registry.register(view, id, entry);
          }

          export function unmap(view) {
            const { id, ...entry } = tokens.get(view);
            registry.unregister(entry);
            return [id, entry.view];
          }
        `,
        errors: [
          { messageId: 'other', data: { text: 'entry' }, line: 12, column: 23, endLine: 12, endColumn: 28 },
        ],
      },
      {
        name: 'a release that is named after its library',
        code: code`
          let wasm;
          const registry = new FinalizationRegistry((pointer) => wasm.__wbg_image_free(pointer));

          export class Image {
            constructor(pointer) {
              this.pointer = pointer;
              registry.register(this, pointer, this);
            }

            free() {
              wasm.__wbg_image_free(this.pointer);
            }
          }
        `,
        errors: [
          { messageId: 'missing', data: { method: 'free' }, line: 7, column: 5, endLine: 7, endColumn: 43 },
        ],
      },
      {
        name: 'a method releases',
        code: code`
          const registry = new FinalizationRegistry((memory) => memory.free());

          class Texture {
            constructor(memory) {
              this.memory = memory;
              registry.register(this, memory);
            }

            dispose() {
              this.memory.free();
            }
          }
        `,
        errors: [
          {
            messageId: 'missing',
            data: { method: 'dispose' },
            line: 6,
            column: 5,
            endLine: 6,
            endColumn: 36,
            suggestions: [
              { messageId: 'withdraw', data: { method: 'dispose', name: 'registry.unregister(this)' }, output: code`
                const registry = new FinalizationRegistry((memory) => memory.free());

                class Texture {
                  constructor(memory) {
                    this.memory = memory;
                    registry.register(this, memory, this);
                  }

                  dispose() {
                    registry.unregister(this);
                    this.memory.free();
                  }
                }
              ` },
            ],
          },
        ],
      },
      {
        name: 'a token that nobody uses',
        code: code`
          const registry = new FinalizationRegistry((endpoint) => endpoint.close());

          function wrap(endpoint) {
            const proxy = {
              release() {
                endpoint.close();
              },
            };
            registry.register(proxy, endpoint, endpoint);
            return proxy;
          }
        `,
        errors: [
          { messageId: 'missing', data: { method: 'release' }, line: 9, column: 3, endLine: 9, endColumn: 47 },
        ],
      },
      {
        name: 'nothing registered with a token',
        code: code`
          const registry = new FinalizationRegistry((name) => console.log(name));

          function watch(object, name) {
            registry.register(object, name);
          }

          function forget(object) {
            registry.unregister(object);
          }
        `,
        errors: [
          {
            messageId: 'without',
            data: { text: 'object' },
            line: 8,
            column: 23,
            endLine: 8,
            endColumn: 29,
            suggestions: [
              { messageId: 'token', data: { name: 'object' }, output: { lines: [4, 4], become: 'registry.register(object, name, object);' } },
            ],
          },
        ],
      },
      {
        name: 'a token made on the spot',
        code: code`
          const registry = new FinalizationRegistry((name) => console.log(name));

          function watch(object, name) {
            registry.register(object, name, {});
          }

          function forget(object) {
            registry.unregister(object);
          }
        `,
        errors: [
          { messageId: 'other', data: { text: 'object' }, line: 8, column: 23, endLine: 8, endColumn: 29 },
        ],
      },
      {
        name: 'a token that cannot be one',
        code: code`
          const registry = new FinalizationRegistry((name) => console.log(name));

          function watch(object, name) {
            registry.register(object, name, object);
            registry.unregister('name');
          }
        `,
        errors: [
          { messageId: 'refused', data: { text: '\'name\'' }, line: 5, column: 23, endLine: 5, endColumn: 29 },
        ],
      },
    ],
  },
  typescript: {
    valid: [
      {
        name: 'unregisters what was registered',
        code: code`
          const registry = new FinalizationRegistry<() => void>((release) => release());

          export class Observer {
            private admin = { dispose(): void {} };

            constructor() {
              registry.register(this, () => {}, this.admin);
            }

            unmount(): void {
              registry.unregister(this.admin);
            }
          }
        `,
      },
    ],
    invalid: [
      {
        name: 'a token that is made for the call',
        code: code`
          interface Connection {
            readonly id: number;
            release(): void;
          }

          const leases = new FinalizationRegistry<Connection>((connection) => connection.release());

          export class Lease {
            readonly #connection: Connection;

            constructor(connection: Connection) {
              this.#connection = connection;
              leases.register(this, connection, this);
            }

            end(): void {
              leases.unregister({ id: this.#connection.id });
            }
          }
        `,
        errors: [
          {
            messageId: 'other',
            data: { text: '{ id: this.#connection.id }' },
            line: 17, column: 23, endLine: 17, endColumn: 50,
            suggestions: [
              { messageId: 'registered', data: { name: 'this' }, output: { lines: [17, 17], become: 'leases.unregister(this);' } },
            ],
          },
        ],
      },
      {
        name: 'the held value instead of the token',
        code: code`
          interface Admin {
            reaction: { dispose(): void } | null;
          }

          const registry = new FinalizationRegistry<Admin>((admin) => admin.reaction?.dispose());

          export class Observer {
            private admin: Admin = { reaction: null };

            render(): void {
              registry.register(this, this.admin, this);
            }

            unmount(): void {
              registry.unregister(this.admin);
            }
          }
        `,
        errors: [
          {
            messageId: 'other',
            data: { text: 'this.admin' },
            line: 15,
            column: 25,
            endLine: 15,
            endColumn: 35,
            suggestions: [{ messageId: 'registered', data: { name: 'this' }, output: { lines: [15, 15], become: 'registry.unregister(this);' } }],
          },
        ],
      },
    ],
  },
});
