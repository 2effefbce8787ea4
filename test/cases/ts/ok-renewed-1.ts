// inspired by caches of one (reselect, apollo-client): a handle that is made anew where its object has gone, in the same job
export class Template {
  private static shared: WeakRef<Template> | undefined;

  static get(): Template {
    if (!Template.shared?.deref()) {
      const made = new Template();
      Template.shared = new WeakRef(made);
    }
    return Template.shared!.deref()!;
  }

  render(): string {
    return '';
  }
}

let lastDate: WeakRef<Date> | undefined;
const labels = new WeakMap<Date, string>();

export function labelOf(date: Date, format: (date: Date) => string): string {
  if (lastDate?.deref() !== date) lastDate = new WeakRef(date);
  const known = labels.get(date) ?? format(date);
  labels.set(date, known);
  return known;
}

export function lastLabel(): string | undefined {
  try {
    return labels.get(lastDate!.deref()!);
  } catch {
    return undefined;
  }
}
