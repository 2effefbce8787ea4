/** The functions and methods that programs may call beside their own. */
import type { Writer } from './printed.ts';
import type { Language } from './program.ts';

/** The last two are methods. */
export const HELPERS = ['fresh', 'peek', 'glance', 'relay', 'need', 'alive', 'dead', 'here', 'usable', 'gone', 'demand', 'show', 'poke', 'answers', 'fetch', 'later', 'settle', 'node', 'parent'] as const;
export type Helper = (typeof HELPERS)[number];

/** A line that starts with `!` gives the caller what it will use. */
const TEXTS: Readonly<Record<Language, Readonly<Record<Helper, readonly string[]>>>> = {
  python: {
    fresh: ['def fresh():', '    return weakref.ref(make())'],
    peek: ['def peek(handle):', '!    return handle()'],
    alive: ['def alive(handle):', '!    return handle() is not None'],
    glance: ['def glance(handle):', '!    return handle()'],
    relay: ['def relay(handle):', '!    return glance(handle)'],
    need: ['def need(handle):', '!    node = handle()', '    if node is None:', '        raise LookupError', '    return node'],
    dead: ['def dead(handle):', '!    return handle() is None'],
    here: ['def here(node):', '    return node is not None'],
    usable: ['def usable(node):', '    return node is not None and hasattr(node, "extra")'],
    gone: ['def gone(node):', '    return node is None'],
    demand: ['def demand(node):', '    if node is None:', '        raise LookupError'],
    show: ['def show(node):', '    node.touch()'],
    poke: ['def poke(handle):', '    handle().touch()'],
    answers: ['def answers(handles):', '    for handle in handles:', '!        yield handle()'],
    fetch: ['async def fetch(handle):', '!    node = handle()', '    await pause()', '    return node'],
    later: ['async def later(node):', '    await pause()', '    node.touch()'],
    settle: ['async def settle(handle):', '    if handle() is None:', '        return', '    await pause()', '    handle().touch()'],
    node: ['def node(self):', '!    return self._r()'],
    parent: ['@property', 'def parent(self):', '!    return self._r()'],
  },
  javascript: {
    fresh: ['function fresh() {', '  return new WeakRef(make());', '}'],
    peek: ['function peek(handle) {', '!  return handle.deref();', '}'],
    alive: ['function alive(handle) {', '!  return handle.deref() !== undefined;', '}'],
    glance: ['function glance(handle) {', '!  return handle.deref();', '}'],
    relay: ['function relay(handle) {', '!  return glance(handle);', '}'],
    need: ['function need(handle) {', '!  const node = handle.deref();', '  if (!node) throw new RangeError();', '  return node;', '}'],
    dead: ['function dead(handle) {', '!  return handle.deref() === undefined;', '}'],
    here: ['function here(node) {', '  return node !== undefined;', '}'],
    usable: ['function usable(node) {', '  return node !== undefined && node.extra === 0;', '}'],
    gone: ['function gone(node) {', '  return node === undefined;', '}'],
    demand: ['function demand(node) {', '  if (node === undefined) throw new RangeError();', '}'],
    show: ['function show(node) {', '  node.touch();', '}'],
    poke: ['function poke(handle) {', '  handle.deref().touch();', '}'],
    answers: ['function* answers(handles) {', '!  for (const handle of handles) yield handle.deref();', '}'],
    fetch: ['async function fetch(handle) {', '!  const node = handle.deref();', '  await pause();', '  return node;', '}'],
    later: ['async function later(node) {', '  await pause();', '  node.touch();', '}'],
    settle: ['async function settle(handle) {', '  if (handle.deref() === undefined) return;', '  await pause();', '  handle.deref().touch();', '}'],
    node: ['node() {', '!  return this.r.deref();', '}'],
    parent: ['get parent() {', '!  return this.r.deref();', '}'],
  },
};

/** What has a name in a helper where it waits. */
const KEPT_WHILE_WAITING: Partial<Readonly<Record<Helper, string>>> = { fetch: 'node', later: 'node' };

/** A helper and those that it calls. */
export function withCalled(helper: Helper): readonly Helper[] {
  return helper === 'relay' ? ['glance', 'relay'] : [helper];
}

export function isMethod(helper: Helper): boolean {
  return helper === 'node' || helper === 'parent';
}

export function writeHelper(writer: Writer, language: Language, helper: Helper): void {
  for (const line of TEXTS[language][helper]) {
    const text = line.replace(/^!/, '');
    const executable = language === 'javascript' ? text.replace('pause()', `waited(() => [${KEPT_WHILE_WAITING[helper] ?? ''}])`) : text;
    writer.line(text, { executable, isCharged: line.startsWith('!') });
  }
}
