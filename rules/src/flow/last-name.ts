/** `ref` of `weakref.ref`. */
export function lastName(qualified: string): string {
  return qualified.slice(qualified.lastIndexOf('.') + 1);
}
