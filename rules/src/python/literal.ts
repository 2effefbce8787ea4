/** Values that are written out in the text: what a class says of itself without running. */
import type { Literal } from '../flow/graph.ts';
import type { Call, Expression } from './ast.ts';

const OTHER: Literal = { kind: 'other' };

export function literalOf(node: Expression): Literal {
  switch (node.type) {
    case 'Constant':
      switch (node.value.kind) {
        case 'true':
        case 'false':
          return { kind: 'truth', value: node.value.kind === 'true' };
        case 'none':
          return { kind: 'absent' };
        case 'str':
          return { kind: 'text', text: node.value.text, site: node };
        default:
          return OTHER;
      }
    case 'Tuple':
    case 'List':
    case 'Set':
      return listOf(node, node.elts);
    case 'Dict':
      return listOf(node, node.keys);
    default:
      return OTHER;
  }
}

function listOf(site: Expression, nodes: readonly (Expression | null)[]): Literal {
  const elements = nodes.map((node) => (node === null ? OTHER : literalOf(node)));
  return elements.some(({ kind }) => kind === 'other') ? OTHER : { kind: 'list', elements, site };
}

/** The named arguments of a call; undefined where there are others. */
export function optionsOf({ args, keywords }: Call): ReadonlyMap<string, Literal> | undefined {
  const options = new Map<string, Literal>();
  for (const { arg, value } of keywords) {
    if (arg === null) return undefined;
    options.set(arg, literalOf(value));
  }
  return args.length > 0 ? undefined : options;
}
