/** What is in `after` once too often for `before` to explain. */
export function newOnes(before: readonly string[], after: readonly string[]): string[] {
  const rest = [...after];
  for (const one of before) {
    const at = rest.indexOf(one);
    if (at >= 0) rest.splice(at, 1);
  }
  return rest;
}
