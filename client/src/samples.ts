/** The small programs the walkthrough opens. Each has one mistake, and the first fix that is offered mends it. */
interface Sample {
  readonly languageId: 'python' | 'typescript';
  readonly text: string;
}

const python: Sample = {
  languageId: 'python',
  text: `"""A reader can leave the board it reads, and does not keep that board alive."""
import weakref


class Reader:
    def __init__(self, name, board):
        self.name = name
        self._board = weakref.ref(board)

    def leave(self):
        # What if the board is gone by now?
        self._board().remove(self)


class Board:
    def __init__(self):
        self._readers = []

    def add(self, name):
        reader = Reader(name, self)
        self._readers.append(reader)
        return reader

    def remove(self, reader):
        self._readers.remove(reader)
`,
};

const typescript: Sample = {
  languageId: 'typescript',
  text: `// A reader can leave the board it reads, and does not keep that board alive.
class Reader {
  readonly name: string;
  readonly #board: WeakRef<Board>;

  constructor(name: string, board: Board) {
    this.name = name;
    this.#board = new WeakRef(board);
  }

  leave(): void {
    // What if the board is gone by now?
    this.#board.deref()!.remove(this);
  }
}

class Board {
  readonly #readers = new Set<Reader>();

  add(name: string): Reader {
    const reader = new Reader(name, this);
    this.#readers.add(reader);
    return reader;
  }

  remove(reader: Reader): void {
    this.#readers.delete(reader);
  }
}
`,
};

export const samples: readonly Sample[] = [python, typescript];
