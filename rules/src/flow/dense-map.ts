/**
 * A map from small integers that is copied often and changed little: copies share what they have in common, so that copying costs
 * nothing and comparing costs what differs. A trie of 16 ways; nodes that no other map can see are changed in place.
 */
const BITS = 4;
const MASK = (1 << BITS) - 1;

type TrieNode<V> = Leaf<V> | Branch<V>;

interface Leaf<V> {
  readonly kind: 'leaf';
  readonly owner: object;
  readonly slots: (V | undefined)[];
}

interface Branch<V> {
  readonly kind: 'branch';
  readonly owner: object;
  readonly slots: (TrieNode<V> | undefined)[];
}

export class DenseMap<V extends object | true> {
  #root: TrieNode<V> | undefined;
  /** How far a key is shifted to find its slot in the root. */
  #shift = 0;
  /** Nodes made under this token are seen by this map alone. Most copies never make one. */
  #owner: object | undefined;

  constructor(from?: DenseMap<V>) {
    if (from === undefined) return;
    this.#root = from.#root;
    this.#shift = from.#shift;
    from.#owner = undefined;
  }

  get(key: number): V | undefined {
    if (key >>> this.#shift > MASK) return undefined;
    let node = this.#root;
    for (let shift = this.#shift; node !== undefined; shift -= BITS) {
      if (node.kind === 'leaf') return node.slots[key & MASK];
      node = node.slots[(key >>> shift) & MASK];
    }
    return undefined;
  }

  has(key: number): boolean {
    return this.get(key) !== undefined;
  }

  set(key: number, value: V): void {
    const owner = (this.#owner ??= {});
    while (key >>> this.#shift > MASK) {
      if (this.#root !== undefined) this.#root = { kind: 'branch', owner, slots: [this.#root] };
      this.#shift += BITS;
    }
    this.#root = assigned(owner, this.#root, this.#shift, key, value);
  }

  delete(key: number): void {
    if (this.has(key)) this.#root = assigned((this.#owner ??= {}), this.#root, this.#shift, key, undefined);
  }

  clear(): void {
    this.#root = undefined;
    this.#shift = 0;
  }

  forEach(visit: (value: V, key: number) => void): void {
    this.some((value, key) => {
      visit(value, key);
      return false;
    });
  }

  /** Looks no further than the first that passes the test. */
  some(test: (value: V, key: number) => boolean): boolean {
    return someIn(this.#root, 0, test);
  }

  /** Visits the keys under which the two hold different values. */
  differences(other: DenseMap<V>, visit: (key: number, own: V | undefined, theirs: V | undefined) => void): void {
    const shift = Math.max(this.#shift, other.#shift);
    forEachDifference(lifted(this.#root, this.#shift, shift), lifted(other.#root, other.#shift, shift), shift, 0, visit);
  }
}

function assigned<V>(owner: object, node: TrieNode<V> | undefined, shift: number, key: number, value: V | undefined): TrieNode<V> {
  if (shift === 0) {
    const leaf = ownLeaf(owner, node);
    leaf.slots[key & MASK] = value;
    return leaf;
  }
  const branch = ownBranch(owner, node);
  const slot = (key >>> shift) & MASK;
  branch.slots[slot] = assigned(owner, branch.slots[slot], shift - BITS, key, value);
  return branch;
}

function ownLeaf<V>(owner: object, node: TrieNode<V> | undefined): Leaf<V> {
  if (node?.kind !== 'leaf') return { kind: 'leaf', owner, slots: [] };
  return node.owner === owner ? node : { kind: 'leaf', owner, slots: node.slots.slice() };
}

function ownBranch<V>(owner: object, node: TrieNode<V> | undefined): Branch<V> {
  if (node?.kind !== 'branch') return { kind: 'branch', owner, slots: [] };
  return node.owner === owner ? node : { kind: 'branch', owner, slots: node.slots.slice() };
}

/** The root of a lower trie as it would stand in a higher one. */
function lifted<V>(root: TrieNode<V> | undefined, from: number, to: number): TrieNode<V> | undefined {
  let node = root;
  for (let shift = from; node !== undefined && shift < to; shift += BITS) node = { kind: 'branch', owner: NOBODY, slots: [node] };
  return node;
}

const NOBODY = {};

function someIn<V>(node: TrieNode<V> | undefined, prefix: number, test: (value: V, key: number) => boolean): boolean {
  if (node === undefined) return false;
  if (node.kind === 'leaf') return node.slots.some((value, slot) => value !== undefined && test(value, (prefix << BITS) | slot));
  return node.slots.some((child, slot) => someIn(child, (prefix << BITS) | slot, test));
}

function forEachDifference<V>(
  own: TrieNode<V> | undefined,
  theirs: TrieNode<V> | undefined,
  shift: number,
  prefix: number,
  visit: (key: number, own: V | undefined, theirs: V | undefined) => void,
): void {
  if (own === theirs) return;
  for (let slot = 0; slot <= MASK; slot++) {
    const key = (prefix << BITS) | slot;
    if (shift === 0) {
      const ownValue = own?.kind === 'leaf' ? own.slots[slot] : undefined;
      const theirValue = theirs?.kind === 'leaf' ? theirs.slots[slot] : undefined;
      if (ownValue !== theirValue) visit(key, ownValue, theirValue);
    } else {
      const ownChild = own?.kind === 'branch' ? own.slots[slot] : undefined;
      const theirChild = theirs?.kind === 'branch' ? theirs.slots[slot] : undefined;
      forEachDifference(ownChild, theirChild, shift - BITS, key, visit);
    }
  }
}
