/**
 * A view of tree-sitter's tree that caches what costs a call into WebAssembly and sets comments and errors apart.
 * It knows nothing about Python's tree of `ast` nodes.
 */

import type { Node, Tree } from 'web-tree-sitter';

const NONE: readonly ConcreteNode[] = [];

/** What all nodes of one view share. */
interface View {
  readonly types: readonly string[];
  readonly text: string;
  /** `[start, end]` of every comment met so far. */
  readonly comments: [number, number][];
}

/**
 * One syntax node; offsets are UTF-16 code units. Dead once its tree is deleted.
 * The fields are declared and not defined: a file has tens of thousands of these, and definitions double what one costs.
 */
export class ConcreteNode {
  declare readonly type: string;
  declare readonly start: number;
  private declare readonly node: Node;
  private declare readonly view: View;
  private declare knownEnd: number;
  private declare knownChildren: readonly ConcreteNode[] | undefined;
  private declare knownNamed: readonly ConcreteNode[] | undefined;
  private declare knownErrors: readonly ConcreteNode[];

  constructor(node: Node, type: string, view: View) {
    this.type = type;
    this.start = node.startIndex;
    this.node = node;
    this.view = view;
    this.knownEnd = -1;
    this.knownChildren = undefined;
    this.knownNamed = undefined;
    this.knownErrors = NONE;
  }

  get end(): number {
    if (this.knownEnd < 0) this.knownEnd = this.type === 'identifier' ? this.identifierEnd() : this.node.endIndex;
    return this.knownEnd;
  }

  get text(): string {
    return this.view.text.slice(this.start, this.end);
  }

  /** Child nodes and tokens without comments, line continuations and errors. */
  get children(): readonly ConcreteNode[] {
    this.knownChildren ??= this.read(this.node.children);
    return this.knownChildren;
  }

  /** `children` without punctuation and keywords, which is half the work. */
  get named(): readonly ConcreteNode[] {
    this.knownNamed ??= this.read(this.node.namedChildren);
    return this.knownNamed;
  }

  /** ERROR nodes directly below. */
  get errors(): readonly ConcreteNode[] {
    if (this.knownNamed === undefined && this.knownChildren === undefined) this.knownNamed = this.read(this.node.namedChildren);
    return this.knownErrors;
  }

  /** `children` and `errors` in source order. */
  get parts(): readonly ConcreteNode[] {
    return merged(this.children, this.errors);
  }

  /** `named` and `errors` in source order. */
  get namedParts(): readonly ConcreteNode[] {
    return merged(this.named, this.errors);
  }

  /** Whether the parser made this token up. */
  get isMissing(): boolean {
    return this.start === this.end && this.node.isMissing;
  }

  child(type: string): ConcreteNode | undefined {
    return this.children.find((child) => child.type === type);
  }

  /** Whether the source reads `word` where the node starts. */
  startsWith(word: string): boolean {
    return this.view.text.startsWith(word, this.start);
  }

  /** Spares a call into WebAssembly: an ASCII identifier ends where no ASCII word character follows. */
  private identifierEnd(): number {
    const { text } = this.view;
    for (let offset = this.start; ; offset++) {
      const code = text.charCodeAt(offset);
      if (WORD[code] === 1) continue;
      return code >= 128 || offset === this.start ? this.node.endIndex : offset;
    }
  }

  private read(nodes: readonly Node[]): readonly ConcreteNode[] {
    const { view } = this;
    const children: ConcreteNode[] = [];
    let errors: ConcreteNode[] | undefined;
    for (const node of nodes) {
      const type = view.types[node.typeId] ?? 'ERROR';
      if (type === 'comment') view.comments.push([node.startIndex, node.endIndex]);
      else if (type === 'ERROR') (errors ??= []).push(new ConcreteNode(node, type, view));
      else if (type !== 'line_continuation') children.push(new ConcreteNode(node, type, view));
    }
    if (errors) this.knownErrors = errors;
    return children;
  }
}

function merged(nodes: readonly ConcreteNode[], errors: readonly ConcreteNode[]): readonly ConcreteNode[] {
  return errors.length === 0 ? nodes : [...nodes, ...errors].sort((a, b) => a.start - b.start || a.end - b.end);
}

/** 1 at the codes of `[0-9A-Za-z_]`. */
const WORD = Uint8Array.from({ length: 128 }, (_, code) => (/\w/.test(String.fromCharCode(code)) ? 1 : 0));

/**
 * The root of `tree`. `comments` receives the range of each comment as its parent's children are first read;
 * twice where both `children` and `named` are.
 */
export function concreteRoot(tree: Tree, text: string, comments: [number, number][]): ConcreteNode {
  const types = tree.language.types;
  const node = tree.rootNode;
  return new ConcreteNode(node, types[node.typeId] ?? 'ERROR', { types, text, comments });
}
