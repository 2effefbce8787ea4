/** Finds its way through a syntax tree of either language, of which it knows no more than that nodes have a type and a range. */

export interface TreeNode {
  readonly type: string;
  readonly range: readonly [number, number];
}

/** The nodes that begin before the offset and end after it, outermost first, without the program itself. */
export function nodesAcross(sourceCode: object | undefined, offset: number): readonly TreeNode[] {
  const path: TreeNode[] = [];
  let node = property(sourceCode, 'ast');
  while (isNode(node)) {
    path.push(node);
    node = childAcross(node, offset);
  }
  return path.slice(1);
}

function childAcross(node: TreeNode, offset: number): TreeNode | undefined {
  for (const [key, value] of Object.entries(node)) {
    if (key === 'parent') continue;
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isNode(child) && child.range[0] < offset && offset < child.range[1]) return child;
    }
  }
  return undefined;
}

export function isNode(value: unknown): value is TreeNode {
  return typeof property(value, 'type') === 'string' && Array.isArray(property(value, 'range'));
}

export function property(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}
