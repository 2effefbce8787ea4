/** Values by name, for as long as somebody else has them. */
export class WeakValues<Value extends object> {
  readonly #refs = new Map<string, WeakRef<Value>>();
  readonly #registry = new FinalizationRegistry((name: string) => {
    // Another value may stand under the name by now.
    if (this.get(name) === undefined) this.#refs.delete(name);
  });

  get(name: string): Value | undefined {
    return this.#refs.get(name)?.deref();
  }

  set(name: string, value: Value): void {
    this.#refs.set(name, new WeakRef(value));
    this.#registry.register(value, name);
  }
}
