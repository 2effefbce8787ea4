/**
 * What both front ends call to build a graph: blocks, branches, loops, jumps, and `try` with a `finally` that every
 * way out runs through. It knows no syntax.
 */
import type {
  Block,
  BlockEnd,
  BlockId,
  Catches,
  ClassSource,
  Closure,
  FlowGraph,
  Op,
  Parameter,
  Site,
  Temp,
  Test,
  TypeNote,
  Variable,
} from './graph.ts';
import { MAX_COPIED_FINALLY_DEPTH } from './policy.ts';

interface OpenBlock {
  readonly id: BlockId;
  readonly ops: Op[];
  end: BlockEnd | undefined;
  readonly onError: BlockId | undefined;
  readonly catches: readonly Catches[];
}

/** A place to jump to; blocks are made when the label is placed. */
export interface Label {
  readonly block: BlockId;
}

type Frame =
  | { readonly kind: 'loop'; readonly name: string | undefined; readonly breakTo: Label; readonly continueTo: Label }
  /** A `switch` or a labelled statement: `break` only. */
  | { readonly kind: 'breakable'; readonly name: string | undefined; readonly unnamed: boolean; readonly breakTo: Label }
  | FinallyFrame;

interface FinallyFrame {
  readonly kind: 'finally';
  readonly body: () => void;
  /** One copy of the body for each place it goes on to, or one for all when nested too deep. */
  readonly copies: Map<BlockId, Label>;
  readonly shared: { entry: Label; targets: BlockId[] } | undefined;
  /** What surrounded the `try`. */
  readonly outer: Protection;
}

interface Protection {
  readonly onError: Label | undefined;
  readonly catches: readonly Catches[];
}

export interface Handler {
  readonly catches: Catches;
  readonly body: () => void;
}

export interface TryParts {
  readonly body: () => void;
  readonly handlers: readonly Handler[];
  /** Python's `else`: runs after the body, outside the handlers' reach. */
  readonly orElse?: (() => void) | undefined;
  readonly finalizer?: (() => void) | undefined;
}

export interface GraphHeader {
  readonly kind: FlowGraph['kind'];
  readonly name: string;
  readonly site: Site;
  readonly isAsync: boolean;
  readonly isGenerator: boolean;
}

export class Builder {
  readonly #header: GraphHeader;
  readonly #blocks: OpenBlock[] = [];
  readonly #variables: Variable[] = [];
  readonly #parameters: Parameter[] = [];
  readonly #mentions = new Set<string>();
  readonly #writesMembers = new Set<string>();
  readonly #writesFree = new Set<string>();
  readonly #closures: Closure[] = [];
  readonly #classes: ClassSource[] = [];
  readonly #return: Label;
  /** Where the graph is left without a value, if somebody does so before its end. */
  #nothing: Label | undefined;
  #receiver: Variable | undefined;
  #receiverType: TypeNote | undefined;
  #resultType: TypeNote | undefined;
  #frames: Frame[] = [];
  #protection: Protection = { onError: undefined, catches: [] };
  #finallyDepth = 0;
  #temps = 0;
  #current: OpenBlock;

  constructor(header: GraphHeader) {
    this.#header = header;
    this.#current = this.#open(this.label());
    this.#return = this.label();
  }

  /** Emission after a jump goes to a block nobody reaches; the solver never visits it. */
  get isReachable(): boolean {
    return this.#current.end === undefined;
  }

  temp(): Temp {
    return this.#temps++;
  }

  variable(name: string, kind: Variable['kind']): Variable {
    const variable: Variable = { name, kind, index: this.#variables.length };
    this.#variables.push(variable);
    if (kind === 'receiver') this.#receiver = variable;
    return variable;
  }

  resultType(type: TypeNote | undefined): void {
    this.#resultType = type;
  }

  receiverType(type: TypeNote | undefined): void {
    this.#receiverType = type;
  }

  parameter(parameter: Parameter): void {
    this.#parameters.push(parameter);
  }

  get firstParameter(): Variable | undefined {
    return this.#parameters[0]?.variable;
  }

  emit(op: Op): void {
    this.#note(op);
    if (this.#current.end === undefined) this.#current.ops.push(op);
  }

  /** `getattr(x, "name")` reads a member by a text. */
  mention(name: string): void {
    this.#mentions.add(name);
  }

  /** `del self.x`: whoever asks who writes the member has to know of it. */
  removeMember(name: string): void {
    this.#writesMembers.add(name);
    this.#mentions.add(name);
  }

  label(): Label {
    const block = this.#blocks.length;
    this.#blocks.push(UNPLACED);
    return { block };
  }

  /** Goes on emitting at `label`; falls through to it from the current block. */
  place(label: Label): void {
    this.jump(label);
    this.#current = this.#open(label);
  }

  jump(to: Label): void {
    this.#end({ kind: 'jump', to: to.block });
  }

  branch(test: Test, whenTrue: Label, whenFalse: Label): void {
    this.#end({ kind: 'branch', test, whenTrue: whenTrue.block, whenFalse: whenFalse.block });
  }

  /** One of several ways on, undecided. */
  choose(to: readonly Label[]): void {
    this.#end({ kind: 'choice', to: to.map((label) => label.block) });
  }

  /** `return`: runs the enclosing `finally` bodies on the way. Emit `escape` first. */
  return(): void {
    this.#leave(this.#return, 0);
  }

  /** `return` without a value: as if the end were reached. */
  returnNothing(): void {
    this.#nothing ??= this.label();
    this.#leave(this.#nothing, 0);
  }

  /** `raise`/`throw`: to the handlers around, or out of the graph. */
  raise(): void {
    const { onError } = this.#protection;
    if (onError === undefined) this.#end({ kind: 'exit', as: 'raise' });
    else this.jump(onError);
  }

  /** A loop body. `continueTo` and `breakTo` are placed by the caller. `name` is JavaScript's label. */
  loop(parts: { name?: string | undefined; breakTo: Label; continueTo: Label; body: () => void }): void {
    this.#within({ kind: 'loop', name: parts.name, breakTo: parts.breakTo, continueTo: parts.continueTo }, parts.body);
  }

  /** A `switch` (`unnamed`: a bare `break` leaves it) or a labelled block. */
  breakable(parts: { name?: string | undefined; unnamed: boolean; breakTo: Label; body: () => void }): void {
    this.#within({ kind: 'breakable', name: parts.name, unnamed: parts.unnamed, breakTo: parts.breakTo }, parts.body);
  }

  /** `break` or `break name`. Outside a loop (broken code) it does nothing. */
  break(name?: string): void {
    for (let i = this.#frames.length - 1; i >= 0; i--) {
      const frame = this.#frames[i];
      if (frame === undefined || frame.kind === 'finally') continue;
      const isTarget = name === undefined ? frame.kind === 'loop' || frame.unnamed : frame.name === name;
      if (isTarget) return this.#leave(frame.breakTo, i + 1);
    }
  }

  /** `continue` or `continue name`. */
  continue(name?: string): void {
    for (let i = this.#frames.length - 1; i >= 0; i--) {
      const frame = this.#frames[i];
      if (frame?.kind === 'loop' && (name === undefined || frame.name === name)) return this.#leave(frame.continueTo, i + 1);
    }
  }

  /**
   *     body ──ok──> orElse ──> finally(normal) ──> after
   *      └─error─> dispatch ──> handler ──> finally(normal)
   *                    └─uncaught──> finally(raise) ──> outer handlers
   */
  tryStatement(parts: TryParts): void {
    if (parts.finalizer === undefined) {
      this.#tryHandlers(parts);
      return;
    }
    const after = this.label();
    const raised = this.label();
    const outer = this.#protection;
    const frame: FinallyFrame = {
      kind: 'finally',
      body: parts.finalizer,
      copies: new Map(),
      shared: this.#finallyDepth >= MAX_COPIED_FINALLY_DEPTH ? { entry: this.label(), targets: [] } : undefined,
      outer,
    };
    this.#protect({ onError: raised, catches: outer.catches }, () => {
      // Its blocks lie inside or outside, never across.
      this.place(this.label());
      this.#within(frame, () => {
        this.#tryHandlers(parts);
        this.#leave(after, this.#frames.length - 1);
      });
    });

    this.#current = this.#open(raised);
    const reraise = this.label();
    this.jump(this.#throughFinally(frame, reraise));
    this.#current = this.#open(reraise);
    this.raise();

    if (frame.shared !== undefined) this.#emitShared(frame.shared, frame.body);
    this.#current = this.#open(after);
  }

  /** `with suppress(...)`: exceptions of the body may be swallowed. */
  swallow(catches: Catches, body: () => void): void {
    this.tryStatement({ body, handlers: [{ catches, body: () => undefined }] });
  }

  finish(): FlowGraph {
    if (this.#nothing !== undefined) this.place(this.#nothing);
    if (this.#current.end === undefined) this.#end({ kind: 'exit', as: 'end' });
    this.#current = this.#open(this.#return);
    this.#end({ kind: 'exit', as: 'return' });
    const blocks = this.#blocks.map((block): Block => ({
      id: block.id,
      ops: block.ops,
      end: block.end ?? { kind: 'exit', as: 'end' },
      onError: block.onError,
      catches: block.catches,
    }));
    return {
      ...this.#header,
      parameters: this.#parameters,
      receiver: this.#receiver,
      receiverType: this.#receiverType,
      resultType: this.#resultType,
      variables: this.#variables,
      blocks,
      entry: 0,
      temps: this.#temps,
      mentions: this.#mentions,
      writesMembers: this.#writesMembers,
      writesFree: this.#writesFree,
      closures: this.#closures,
      classes: this.#classes,
    };
  }

  #tryHandlers(parts: TryParts): void {
    if (parts.handlers.length === 0) {
      parts.body();
      parts.orElse?.();
      return;
    }
    const outer = this.#protection;
    const dispatch = this.label();
    const after = this.label();
    // The body starts a block of its own, so that each block lies inside or outside the handlers, never across.
    this.#protect({ onError: dispatch, catches: [...parts.handlers.map((handler) => handler.catches), ...outer.catches] }, () => {
      this.place(this.label());
      parts.body();
      this.#split(outer);
    });
    this.place(this.label());
    parts.orElse?.();
    this.jump(after);

    this.#current = this.#open(dispatch);
    const entries = parts.handlers.map(() => this.label());
    const uncaught = parts.handlers.some((handler) => handler.catches === 'everything') ? [] : [this.label()];
    this.choose([...entries, ...uncaught]);
    for (const label of uncaught) {
      this.#current = this.#open(label);
      this.raise();
    }
    parts.handlers.forEach((handler, i) => {
      const entry = entries[i];
      if (entry === undefined) return;
      this.#current = this.#open(entry);
      handler.body();
      this.jump(after);
    });
    this.#current = this.#open(after);
  }

  /** Ends the protected region: what follows is emitted under the outer protection. */
  #split(outer: Protection): void {
    const next = this.label();
    this.jump(next);
    const inner = this.#protection;
    this.#protection = outer;
    this.#current = this.#open(next);
    this.#protection = inner;
  }

  #emitShared(shared: { entry: Label; targets: BlockId[] }, body: () => void): void {
    this.#current = this.#open(shared.entry);
    this.#inFinally(body);
    this.#end({ kind: 'choice', to: shared.targets });
  }

  /** Jumps to `target`, through the `finally` frames above `floor`. */
  #leave(target: Label, floor: number): void {
    let entry = target;
    for (let i = floor; i < this.#frames.length; i++) {
      const frame = this.#frames[i];
      if (frame?.kind === 'finally') entry = this.#throughFinallyAt(i, frame, entry);
    }
    this.jump(entry);
  }

  #throughFinallyAt(index: number, frame: FinallyFrame, target: Label): Label {
    const frames = this.#frames;
    this.#frames = frames.slice(0, index);
    const entry = this.#throughFinally(frame, target);
    this.#frames = frames;
    return entry;
  }

  /** The entry of a run of the `finally` body that goes on to `target`. */
  #throughFinally(frame: FinallyFrame, target: Label): Label {
    if (frame.shared !== undefined) {
      if (!frame.shared.targets.includes(target.block)) frame.shared.targets.push(target.block);
      return frame.shared.entry;
    }
    const known = frame.copies.get(target.block);
    if (known !== undefined) return known;
    const entry = this.label();
    frame.copies.set(target.block, entry);
    const resume = this.#current;
    const protection = this.#protection;
    this.#protection = frame.outer;
    this.#current = this.#open(entry);
    this.#inFinally(frame.body);
    this.jump(target);
    this.#protection = protection;
    this.#current = resume;
    return entry;
  }

  #inFinally(body: () => void): void {
    this.#finallyDepth++;
    body();
    this.#finallyDepth--;
  }

  #within(frame: Frame, body: () => void): void {
    this.#frames = [...this.#frames, frame];
    body();
    this.#frames = this.#frames.slice(0, -1);
  }

  #protect(protection: Protection, body: () => void): void {
    const outer = this.#protection;
    this.#protection = protection;
    body();
    this.#protection = outer;
  }

  #open(label: Label): OpenBlock {
    const block: OpenBlock = {
      id: label.block,
      ops: [],
      end: undefined,
      onError: this.#protection.onError?.block,
      catches: this.#protection.catches,
    };
    this.#blocks[label.block] = block;
    return block;
  }

  #mention({ path, arguments: parts }: TypeNote): void {
    for (const name of path) this.#mentions.add(name);
    for (const part of parts) this.#mention(part);
  }

  #end(end: BlockEnd): void {
    this.#current.end ??= end;
  }

  #note(op: Op): void {
    switch (op.kind) {
      case 'read':
        this.#mentions.add(op.from.name);
        break;
      case 'member':
        this.#mentions.add(op.name);
        break;
      case 'import':
        for (const part of op.name.split('.')) this.#mentions.add(part);
        break;
      case 'annotation':
        this.#mention(op.type);
        break;
      case 'set-member':
        this.#writesMembers.add(op.name);
        this.#mentions.add(op.name);
        break;
      case 'write':
        this.#mentions.add(op.variable.name);
        if (op.variable.kind === 'free') this.#writesFree.add(op.variable.name);
        break;
      case 'closure':
        this.#closures.push(op.closure);
        break;
      case 'class':
        this.#classes.push(op.class);
        break;
      default:
        break;
    }
  }
}

const UNPLACED: OpenBlock = { id: -1, ops: [], end: { kind: 'exit', as: 'end' }, onError: undefined, catches: [] };
