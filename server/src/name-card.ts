/** The words of the card over a name that holds a weak handle, or what one gave: one sentence about it, and the lesson's. */
import type { WeakName } from 'eslint-plugin-weakref/internal';
import type { Passage, PassageId } from 'eslint-plugin-weakref/lessons';

/** A name may stand for a long expression. */
const longestName = 60;

const passageIds: Readonly<Record<WeakName['holds']['kind'], PassageId>> = {
  handle: 'weak-handles#ask-the-handle',
  referent: 'one-deref-one-strong-name#check-once-through-a-strong-name',
};

export function passageAbout({ holds }: WeakName): PassageId {
  return passageIds[holds.kind];
}

export function nameCard(name: WeakName, passage: Passage, address: string): string {
  return [sentence(name, codeSpan), '', passage.quote, '', `[${passage.chapter}: ${passage.title}](${address})`].join('\n');
}

/** The same for clients that show plain text only. */
export function nameText(name: WeakName, passage: Passage, address: string): string {
  return [sentence(name, shortened), '', passage.quote.replaceAll(/[`*]/g, ''), '', address].join('\n');
}

function sentence({ text, holds }: WeakName, show: (code: string) => string): string {
  if (holds.kind === 'handle') {
    const api = holds.api.replace(/^(?:globalThis|window|self)\./, '');
    return `${show(text)} is a weak handle (${show(api)}), since line ${holds.madeAt.loc.start.line}: it keeps nothing alive.`;
  }
  const { deref, presence } = holds;
  const referent = `${show(text)} is the referent of ${show(deref.handle)}`;
  switch (presence) {
    case 'present':
      return `${referent}, alive here: ${show(text)} keeps it.`;
    case 'maybe':
      return `${referent}, may be dead: not checked since line ${deref.site.loc.start.line}.`;
    case 'absent':
      return `${referent}, which is dead here.`;
  }
}

/** Shown as it is, whatever Markdown would make of what the user has written. */
function codeSpan(code: string): string {
  const text = shortened(code);
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  return longest === 0 ? `${fence}${text}${fence}` : `${fence} ${text} ${fence}`;
}

function shortened(code: string): string {
  return code.length > longestName ? `${code.slice(0, longestName - 1)}…` : code;
}
