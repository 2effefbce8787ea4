/** Which blocks of a graph can run again. */
import type { BlockId, FlowGraph } from './graph.ts';

/**
 * By block: the blocks that may run between one run of it and the next, itself among them. A block that runs once is missing.
 * Tarjan's strongly connected components, iterative: graphs of generated code are deep.
 */
export function loopsOf({ blocks }: FlowGraph, next: (id: BlockId) => readonly BlockId[]): ReadonlyMap<BlockId, ReadonlySet<BlockId>> {
  const loops = new Map<BlockId, ReadonlySet<BlockId>>();
  const index = new Map<BlockId, number>();
  const low = new Map<BlockId, number>();
  const onPath = new Set<BlockId>();
  const path: BlockId[] = [];
  const stack: { readonly id: BlockId; readonly next: BlockId[] }[] = [];
  const enter = (id: BlockId): void => {
    index.set(id, index.size);
    low.set(id, index.get(id) ?? 0);
    path.push(id);
    onPath.add(id);
    stack.push({ id, next: [...next(id)] });
  };
  const lower = (id: BlockId, to: number | undefined): void => {
    low.set(id, Math.min(low.get(id) ?? 0, to ?? 0));
  };
  for (const root of blocks) {
    if (!index.has(root.id)) enter(root.id);
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const { id } = top;
      const to = top.next.pop();
      if (to !== undefined) {
        if (!index.has(to)) enter(to);
        else if (onPath.has(to)) lower(id, index.get(to));
        continue;
      }
      stack.pop();
      const parent = stack.at(-1);
      if (parent !== undefined) lower(parent.id, low.get(id));
      if (low.get(id) !== index.get(id)) continue;
      const component = new Set(path.splice(path.lastIndexOf(id)));
      for (const member of component) onPath.delete(member);
      if (component.size > 1 || next(id).includes(id)) for (const member of component) loops.set(member, component);
    }
  }
  return loops;
}
