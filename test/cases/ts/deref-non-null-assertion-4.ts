// inspired by sessions of editors that pass lists of weak references around: the written type says what is in the list
interface Pane {
  order: number;
  isOpen: boolean;
  close(): void;
}

export function closeAll(panes: ReadonlyMap<string, WeakRef<Pane>>): void {
  for (const [, pane] of panes) {
    pane.deref()!.close(); // BAD: deref-non-null-assertion
  }
}

export function inOrder(panes: WeakRef<Pane>[]): WeakRef<Pane>[] {
  return panes.sort((a, b) => (a.deref()?.order ?? 0) - b.deref()!.order); // BAD: deref-non-null-assertion
}

// Nothing is collected before the job ends: what the filter has found is still there.
export function closeOpen(panes: Iterable<WeakRef<Pane>>): void {
  Array.from(panes)
    .filter((pane) => pane.deref()?.isOpen)
    .forEach((pane) => pane.deref()!.close());
}

export function all(panes: readonly WeakRef<Pane>[]): Pane[] {
  return panes.map((pane) => pane.deref()).filter((pane) => pane !== undefined);
}
