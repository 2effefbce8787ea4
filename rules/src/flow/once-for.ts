/**
 * Works it out once for each subject: an unchanged function keeps its graph, and what happens in it, from version to version.
 * @param make must ask nothing but its subject
 */
export function onceFor<Subject extends object, Result>(make: (subject: Subject) => Result): (subject: Subject) => Result {
  const known = new WeakMap<Subject, { readonly result: Result }>();
  return (subject) => {
    let one = known.get(subject);
    if (one === undefined) known.set(subject, (one = { result: make(subject) }));
    return one.result;
  };
}
