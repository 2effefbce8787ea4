/** Types as JSDoc writes them: `?WeakRef<Node>`, `Map<string, WeakRef<Node>>`, `(WeakRef.<Node>|undefined)`, `WeakRef<Node>[]`. */
import type { Site, TypeNote } from '../flow/graph.ts';

/** Deeper than anybody writes. */
const MAX_DEPTH = 20;

const ABSENT: ReadonlySet<string> = new Set(['null', 'undefined', 'void']);

/** undefined where the type has no single name. Every part stands at `site`. */
export function jsdocType(text: string, site: Site): TypeNote | undefined {
  const tokens = text.match(/[\p{ID_Start}_$][\p{ID_Continue}$]*|\S/gu) ?? [];
  let at = 0;
  let depth = 0;

  function take(token: string): boolean {
    if (tokens[at] !== token) return false;
    at++;
    return true;
  }

  function union(): TypeNote | undefined {
    if (++depth > MAX_DEPTH) return undefined;
    const parts: TypeNote[] = [];
    do {
      const part = single();
      if (part === undefined) return undefined;
      parts.push(part);
    } while (take('|'));
    depth--;
    const present = parts.filter(({ path }) => !(path.length === 1 && ABSENT.has(path[0] ?? '')));
    const [only] = present;
    if (only === undefined || present.length > 1) return note([], []);
    return { ...only, nullable: only.nullable || present.length < parts.length };
  }

  function single(): TypeNote | undefined {
    const nullable = take('?');
    if (!nullable) take('!');
    const type = take('(') ? bracketed() : named();
    if (type === undefined) return undefined;
    const whole = take('[') ? (take(']') ? note(['Array'], [type]) : undefined) : type;
    // `T=` is an optional parameter.
    const isOptional = take('=');
    return whole === undefined ? undefined : { ...whole, nullable: whole.nullable || nullable || isOptional };
  }

  function bracketed(): TypeNote | undefined {
    const type = union();
    return type !== undefined && take(')') ? type : undefined;
  }

  function named(): TypeNote | undefined {
    const path: string[] = [];
    do {
      const name = tokens[at];
      if (name === '<' && path.length > 0) break;
      if (name === undefined || !/^[\p{ID_Start}_$]/u.test(name)) return undefined;
      path.push(name);
      at++;
    } while (take('.'));
    return take('<') ? generic(path) : note(path, []);
  }

  function generic(path: readonly string[]): TypeNote | undefined {
    const parts: TypeNote[] = [];
    do {
      const part = union();
      if (part === undefined) return undefined;
      parts.push(part);
    } while (take(','));
    return take('>') ? note(path, parts) : undefined;
  }

  function note(path: readonly string[], parts: readonly TypeNote[]): TypeNote {
    return { path, arguments: parts, nullable: false, site };
  }

  const type = union();
  return type !== undefined && at === tokens.length && type.path.length > 0 ? type : undefined;
}
