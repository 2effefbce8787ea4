/**
 * What other tools report of a hazard, by its code in the catalogue: each was seen to report it on an example, or says so in its
 * documentation. Most look at types, and report the same line for another reason. A code that is not here has no peer.
 */
const peers: Readonly<Record<string, readonly string[]>> = {
  PY01: ['pyright `reportOptionalMemberAccess`', 'mypy `union-attr`'],
  PY03: ['mypy `truthy-bool`', 'pyright `reportUnnecessaryComparison`'],
  PY04: ['pyright `reportOptionalMemberAccess`', 'mypy `union-attr`'],
  PY05: ['pyright `reportAttributeAccessIssue`', 'mypy `attr-defined`'],
  PY36: ['Ruff and flake8-bugbear `B019`', 'Pylint `W1518`'],
  PY39: ['CodeQL `py/overly-complex-delete`'],
  PY50: ['pyright `reportUnusedCallResult`'],
  PY52: ['pyright `reportArgumentType`', 'mypy `arg-type`'],
  PY53: ['pyright `reportArgumentType`', 'mypy `func-returns-value`'],
  PY54: ['pyright `reportCallIssue`', 'mypy `call-arg`'],
  PY68: ['Ruff `B909`'],
  JS01: ['tsc'],
  JS02: ['typescript-eslint `no-non-null-assertion`', 'Biome `noNonNullAssertion`'],
  JS03: ['tsc'],
  JS06: ['typescript-eslint `no-unnecessary-condition`'],
  JS07: ['tsc', 'typescript-eslint `unbound-method`'],
  JS08: ['typescript-eslint `no-unnecessary-condition`', 'SonarJS `different-types-comparison`'],
  JS09: ['tsc'],
  JS13: ['tsc'],
  JS18: ['tsc'],
  JS21: ['ESLint `no-constant-binary-expression`'],
  JS29: ['tsc'],
  JS32: ['tsc'],
  JS33: ['tsc', 'unicorn and oxlint `new-for-builtins`', 'Biome `noInvalidBuiltinInstantiation`'],
  JS34: ['typescript-eslint `unbound-method`'],
};

/** Each once, in the order of the codes. */
export function peersOf(codes: readonly string[]): readonly string[] {
  return [...new Set(codes.flatMap((code) => peers[code] ?? []))];
}
