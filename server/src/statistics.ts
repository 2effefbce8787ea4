/** How much was linted and how long it took, for reports of bugs. Holds no name and no text of anybody's files. */
export class Statistics {
  readonly #seen = new WeakSet();
  #lints = 0;
  #total = 0;
  #slowest = 0;

  /** Runs `lint`, and counts it unless it was for the same version of a document before. Times are in milliseconds. */
  measure<T>(snapshot: object, clock: () => number, lint: () => T): T {
    if (this.#seen.has(snapshot)) return lint();
    this.#seen.add(snapshot);
    const start = clock();
    const result = lint();
    const duration = clock() - start;
    this.#lints += 1;
    this.#total += duration;
    this.#slowest = Math.max(this.#slowest, duration);
    return result;
  }

  /** One line of a report. */
  describe(): string {
    if (this.#lints === 0) return 'nothing linted yet';
    return `${this.#lints} lints, ${(this.#total / this.#lints).toFixed(1)} ms on average, ${this.#slowest.toFixed(1)} ms the slowest`;
  }
}
