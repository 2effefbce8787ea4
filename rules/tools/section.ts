/** Replaces the generated part of a file that is otherwise written by hand. */

/**
 * `text` with everything between `<!-- name -->` and `<!-- /name -->` replaced by `content`.
 * Throws when the markers are missing; `path` is for that message only.
 */
export function withSection(path: string, text: string, name: string, content: string): string {
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const start = text.indexOf(open);
  const end = text.indexOf(close, start);
  if (start < 0 || end < 0) throw new Error(`${path}: The markers ${open} and ${close} are missing; put them where the generated part belongs.`);
  return `${text.slice(0, start + open.length)}\n${content}\n${text.slice(end)}`;
}
