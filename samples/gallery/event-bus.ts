/** Tells listeners about changes without keeping them alive. */

export interface Listener {
  readonly name: string;
  handle(event: string, payload: unknown): Promise<void>;
}

export class EventBus {
  private readonly listeners = new Set<WeakRef<Listener>>();
  private readonly parent: WeakRef<EventBus>;

  constructor(parent: EventBus) {
    this.parent = new WeakRef(parent);
  }

  add(listener: Listener): void {
    this.listeners.add(new WeakRef(listener));
  }

  async publish(event: string, payload: unknown): Promise<void> {
    for (const ref of this.listeners) {
      if (ref.deref() === undefined) this.listeners.delete(ref);
      else await ref.deref()!.handle(event, payload);
    }
  }

  /** Tells the listeners here, then those of the bus above. */
  async bubble(event: string, payload: unknown): Promise<void> {
    if (this.parent.deref() === undefined) return;
    await this.publish(event, payload);
    await this.parent.deref()!.bubble(event, payload);
  }

  names(): string[] {
    return [...this.listeners].map((ref) => ref.deref()!.name);
  }
}
