/** What methods of built-in types give, written down by type and result, for looking up by method. */

/**
 * @param methods their names by what they give, by the type they belong to: `{ str: { int: ['find'] } }`
 * @returns what each gives, by type and name: `str.find` gives an `int`
 */
export function methodTypes(methods: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [of, results] of Object.entries(methods)) {
    for (const [type, names] of Object.entries(results)) for (const name of names) found.set(`${of}.${name}`, type);
  }
  return found;
}
