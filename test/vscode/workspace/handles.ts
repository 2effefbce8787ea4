export class Child {
  private readonly parent: WeakRef<Parent>;

  constructor(parent: Parent) {
    this.parent = new WeakRef(parent);
  }

  leave(): void {
    this.parent.deref()!.remove(this);
  }
}

export interface Parent {
  remove(child: Child): void;
}
