/** The presence lattice: what is known of a referent on the paths that reach a point. Never reached is the absence of an entry. */
export type Presence = 'present' | 'absent' | 'maybe';

export function joinPresence(a: Presence, b: Presence): Presence {
  return a === b ? a : 'maybe';
}

/** What remains when a test has shown the value to be there (or not); undefined: the path cannot be taken with this value. */
export function narrowPresence(presence: Presence, isPresent: boolean): Presence | undefined {
  const excluded: Presence = isPresent ? 'absent' : 'present';
  if (presence === excluded) return undefined;
  return isPresent ? 'present' : 'absent';
}
