/** A name for the strong variable that holds what a weak handle gives. It knows handles as written, in either language. */

/** Reserved words of both languages, receivers, and built-ins that nobody should shadow. */
const UNUSABLE: ReadonlySet<string> = new Set([
  'and', 'any', 'arguments', 'as', 'assert', 'async', 'await', 'bool', 'break', 'bytes', 'case', 'catch', 'class', 'cls', 'const', 'continue', 'debugger',
  'def', 'default', 'del', 'delete', 'dict', 'dir', 'do', 'elif', 'else', 'enum', 'eval', 'except', 'export', 'extends', 'false', 'file', 'filter',
  'finally', 'float', 'for', 'format', 'from', 'function', 'global', 'hash', 'id', 'if', 'implements', 'import', 'in', 'input', 'instanceof', 'int',
  'interface', 'is', 'iter', 'lambda', 'len', 'let', 'list', 'map', 'match', 'max', 'min', 'module', 'new', 'next', 'nonlocal', 'not', 'null', 'object',
  'open', 'or', 'package', 'pass', 'print', 'private', 'property', 'protected', 'public', 'raise', 'range', 'repr', 'require', 'return', 'self', 'set',
  'static', 'str', 'sum', 'super', 'switch', 'this', 'throw', 'true', 'try', 'tuple', 'type', 'typeof', 'undefined', 'var', 'vars', 'void', 'while',
  'with', 'yield', 'zip',
]);

const FALLBACKS: readonly string[] = ['target', 'obj', 'referent'];

/**
 * `self._node_ref` gives `node`, `this.providerRef` `provider`, `weak_parent` `parent`; `r` and `this.#ref` say nothing and
 * give `target`. A name in `taken` (all names used where the variable would live) is never given.
 */
export function strongName(handleText: string, taken: ReadonlySet<string>): string {
  const base = baseName(handleText);
  for (const name of base === undefined ? FALLBACKS : [base, ...FALLBACKS]) {
    if (!taken.has(name) && !UNUSABLE.has(name)) return name;
  }
  let count = 2;
  while (taken.has(`${FALLBACKS[0]}${count}`)) count++;
  return `${FALLBACKS[0]}${count}`;
}

function baseName(handleText: string): string | undefined {
  // `this.options!`: a claim is no part of the name.
  const text = handleText.replace(/!(?!=)/g, '');
  const isItem = /\]\s*$/.test(text);
  const last = /([\p{ID_Start}$_#][\p{ID_Continue}$]*)$/u.exec(withoutBrackets(text))?.[1]?.replace(/^[#_$]+|_+$/g, '');
  if (last === undefined || UNUSABLE.has(last)) return undefined;
  const bare = withoutAffixes(last);
  const name = isItem ? itemOf(bare) : bare;
  return name === undefined || name.length < 2 || !/^[\p{ID_Start}$_]/u.test(name) || NOTHING.test(name) ? undefined : name;
}

/** `listener` of `listeners`; undefined where dropping an `s` gives no word. */
function itemOf(plural: string): string | undefined {
  return /[^s]s$/.test(plural) && !/(?:ss|ch|sh|x|z|i)es$/.test(plural) ? plural.slice(0, -1) : undefined;
}

/** Names that only say "weak reference", or how it is fetched: `refs.get(key)`. */
const NOTHING = /^(?:refs?|wr|weak|weakrefs?|handles?|weakly|get|pop|at|shift|setdefault|deref|call|find)$/i;

/** `f(a)[b]` is `f`. */
function withoutBrackets(text: string): string {
  let end = text.trimEnd().length;
  while (end > 0 && (text[end - 1] === ')' || text[end - 1] === ']')) {
    let depth = 0;
    let i = end;
    do {
      i--;
      const char = text[i];
      if (char === ')' || char === ']') depth++;
      else if (char === '(' || char === '[') depth--;
    } while (depth > 0 && i > 0);
    if (depth > 0) return '';
    end = text.slice(0, i).trimEnd().length;
  }
  return text.slice(0, end);
}

function withoutAffixes(name: string): string {
  const plain = name
    .replace(/^get(?:_|(?=\p{Lu}))/u, '')
    .replace(/^weak_?(?:ref_(?:to_)?)?(?=\p{L})/iu, '')
    .replace(/(?<=\p{L}|\d)(?:_?weak_?refs?|_refs?|_weak|_wr|Refs?|WeakRef|Weak|_handle)$/u, '');
  const bare = plain === '' ? name : plain;
  return /^\p{Lu}\p{Ll}/u.test(bare) ? `${bare.charAt(0).toLowerCase()}${bare.slice(1)}` : bare;
}
