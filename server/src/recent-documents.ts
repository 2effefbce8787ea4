/**
 * Which documents keep their tree and their facts, so that the next key costs little. A tree takes a hundred times the memory of its
 * text: somebody who has fifty files open works in few of them, and those come first.
 */

/** UTF-16 units of all texts together; the newest document is kept however long it is. */
const mostText = 128 * 1024;

export class RecentDocuments {
  /** Lengths in UTF-16 units, the document that was used last at the end. */
  readonly #lengths = new Map<string, number>();

  /** The document is used now. Returns those that are to give up what they keep. */
  use(uri: string, length: number): readonly string[] {
    this.#lengths.delete(uri);
    this.#lengths.set(uri, length);
    let total = [...this.#lengths.values()].reduce((sum, each) => sum + each, 0);
    const leaving: string[] = [];
    for (const [each, its] of this.#lengths) {
      if (total <= mostText || each === uri) break;
      total -= its;
      leaving.push(each);
    }
    for (const each of leaving) this.#lengths.delete(each);
    return leaving;
  }

  forget(uri: string): void {
    this.#lengths.delete(uri);
  }
}
