/** Annotations as written types: `weakref.ref[Node] | None`, also inside a string. It resolves no name. */
import type { Site, TypeNote } from '../flow/graph.ts';
import type { Expression } from './ast.ts';

/** Wrappers whose first argument is the type meant. */
const TRANSPARENT = new Set(['ClassVar', 'Final', 'Annotated', 'Required', 'NotRequired', 'ReadOnly', 'InitVar']);

/** undefined where the annotation says nothing about a type we can name (a literal, a call, broken code). */
export function typeNote(node: Expression): TypeNote | undefined {
  switch (node.type) {
    case 'Constant':
      if (node.value.kind === 'none') return note(['None'], [], node);
      if (node.value.kind === 'ellipsis') return note(['...'], [], node);
      return node.value.kind === 'str' ? parseTypeNote(node.value.text, node) : undefined;
    case 'Name':
      return note([node.id], [], node);
    case 'Attribute': {
      const path = dottedPath(node);
      return path === undefined ? undefined : note(path, [], node);
    }
    case 'Subscript': {
      const path = dottedPath(node.value);
      if (path === undefined) return undefined;
      const parts = node.slice.type === 'Tuple' ? node.slice.elts : [node.slice];
      return generic(path, parts.map((part) => typeNote(part) ?? note([], [], part)), node);
    }
    case 'BinOp': {
      if (node.op !== 'BitOr') return undefined;
      const alternatives: TypeNote[] = [];
      let left: Expression = node;
      for (; left.type === 'BinOp' && left.op === 'BitOr'; left = left.left) alternatives.unshift(typeNote(left.right) ?? note([], [], left.right));
      alternatives.unshift(typeNote(left) ?? note([], [], left));
      return union(alternatives, node);
    }
    default:
      return undefined;
  }
}

/** `x: ClassVar[T]`, `x: InitVar[T]`. */
export function isWrittenAs(wrapper: 'ClassVar' | 'InitVar', node: Expression): boolean {
  return node.type === 'Subscript' ? isWrittenAs(wrapper, node.value) : dottedPath(node)?.at(-1) === wrapper;
}

/** `a.b.c`: its names, where the expression is nothing else. */
export function dottedPath(node: Expression): string[] | undefined {
  const path: string[] = [];
  let inner = node;
  for (; inner.type === 'Attribute'; inner = inner.value) path.unshift(inner.attr);
  return inner.type === 'Name' ? [inner.id, ...path] : undefined;
}

function note(path: readonly string[], parts: readonly TypeNote[], site: Site, nullable = false): TypeNote {
  return { path, arguments: parts, nullable, site };
}

function generic(path: readonly string[], parts: readonly TypeNote[], site: Site): TypeNote {
  const head = path.at(-1) ?? '';
  const first = parts[0];
  if (head === 'Union') return union(parts, site);
  if (first !== undefined && head === 'Optional') return { ...first, nullable: true };
  if (first !== undefined && TRANSPARENT.has(head)) return first;
  return note(path, parts, site);
}

/** `A | None` is a nullable `A`; of several others, the path is `Union`. */
function union(alternatives: readonly TypeNote[], site: Site): TypeNote {
  const isNone = ({ path }: TypeNote): boolean => path.length === 1 && path[0] === 'None';
  const others = alternatives.filter((alternative) => !isNone(alternative));
  const nullable = others.length < alternatives.length || others.some((other) => other.nullable);
  const only = others[0];
  if (only === undefined) return note(['None'], [], site);
  return others.length === 1 ? { ...only, nullable } : note(['Union'], others, site, nullable);
}

/** Reads `a.b[c, d] | None` without a parser; every part stands at `site`, for offsets inside a string need not be the text's. */
function parseTypeNote(text: string, site: Site): TypeNote | undefined {
  const tokens = text.match(/[\p{ID_Start}_][\p{ID_Continue}]*|\.\.\.|\S/gu) ?? [];
  let at = 0;
  let depth = 0;

  function alternatives(): TypeNote | undefined {
    const found: TypeNote[] = [];
    if (++depth > 50) return undefined;
    do {
      const one = single();
      if (one === undefined) return undefined;
      found.push(one);
    } while (tokens[at] === '|' && ++at > 0);
    depth--;
    return union(found, site);
  }

  function single(): TypeNote | undefined {
    if (tokens[at] === '...') {
      at++;
      return note(['...'], [], site);
    }
    if (tokens[at] === '[') return list(note([], [], site));
    const path: string[] = [];
    do {
      const name = tokens[at];
      if (name === undefined || !/^[\p{ID_Start}_]/u.test(name)) return undefined;
      path.push(name);
      at++;
    } while (tokens[at] === '.' && ++at > 0);
    return tokens[at] === '[' ? list(note(path, [], site)) : note(path, [], site);
  }

  function list(head: TypeNote): TypeNote | undefined {
    const parts: TypeNote[] = [];
    do {
      at++;
      if (tokens[at] === ']') break;
      const part = alternatives();
      if (part === undefined) return undefined;
      parts.push(part);
    } while (tokens[at] === ',');
    if (tokens[at] !== ']') return undefined;
    at++;
    return generic(head.path, parts, site);
  }

  const result = alternatives();
  return at === tokens.length ? result : undefined;
}
