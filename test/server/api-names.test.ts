/** Hovers over the names of the weak-reference API. */
import { MarkupContent } from 'vscode-languageserver';
import { passages } from 'eslint-plugin-weakref/lessons';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fullCapabilities, inMemoryClient, pushCapabilities } from '../support/lsp-client.ts';
import type { LspClient } from '../support/lsp-client.ts';

let client: LspClient;

beforeEach(() => {
  client = inMemoryClient();
});
afterEach(() => client.dispose());

/** What is shown at the `^` of a program, which stands before the character. */
async function shown(languageId: 'python' | 'javascript' | 'typescript', marked: string): Promise<string | undefined> {
  const uri = `file:///project/file.${{ python: 'py', javascript: 'js', typescript: 'ts' }[languageId]}`;
  const before = marked.slice(0, marked.indexOf('^')).split('\n');
  await client.open(uri, languageId, marked.replace('^', ''));
  const hover = await client.hover(uri, before.length - 1, before.at(-1)?.length ?? 0);
  return MarkupContent.is(hover?.contents) ? hover.contents.value : undefined;
}

describe('over the names of the API', () => {
  it.each([
    ['python', 'import weakref\nhandle = weakref.^ref(owner)\n', 'weakref.ref', 'weak-handles#ask-the-handle'],
    ['python', 'import weakref\nhandle = weakref.re^f(owner)\n', 'weakref.ref', 'weak-handles#ask-the-handle'],
    ['python', 'import weakref as wr\nhandle = wr.^ref(owner)\n', 'weakref.ref', 'weak-handles#ask-the-handle'],
    ['python', 'from weakref import ref as watch\nhandle = ^watch(owner)\n', 'weakref.ref', 'weak-handles#ask-the-handle'],
    ['python', 'from weakref import WeakSet\nmembers: "set" = ^WeakSet()\n', 'weakref.WeakSet', 'weak-set#membership-without-ownership'],
    ['python', 'import weakref\nweakref.^finalize(owner, print)\n', 'weakref.finalize', 'finalizers#a-finalizer-runs-at-most-once'],
    ['javascript', 'const handle = new ^WeakRef(owner);\n', 'WeakRef', 'javascript#a-job-keeps-what-it-has-seen'],
    ['javascript', 'const handle = new WeakRef(owner);\nconsole.log(handle.^deref());\n', 'WeakRef.prototype.deref', 'javascript#a-dead-handle-gives-undefined'],
    ['javascript', 'const handle = new WeakRef(owner);\nconst found = handle?.^deref();\n', 'WeakRef.prototype.deref', 'javascript#a-dead-handle-gives-undefined'],
    ['typescript', 'let handle: ^WeakRef<object> | undefined;\n', 'WeakRef', 'javascript#a-job-keeps-what-it-has-seen'],
    ['javascript', 'const data = new ^WeakMap();\n', 'WeakMap', 'javascript#side-data-belongs-in-a-weakmap'],
  ] as const)('quotes the lesson in %s: %s', async (language, program, name, passage) => {
    await client.initialize();
    const text = await shown(language, program);
    expect(text).toContain(`[${name}](https://`);
    expect(text?.split('\n').at(-1)).toBe(passages[passage].quote);
    expect(text?.split('\n')).toHaveLength(3);
  });

  it.each([
    ['python', 'import weakref\nprint("weakref.^ref")\n'],
    ['python', 'import weakref\n# weakref.^ref\n'],
    ['python', 'import weakref\nprint(view.^ref)\n'],
    ['python', 'import weakref\nfrom db import ref\nhandle = ^ref(owner)\n'],
    ['python', 'import weakref\nprint(^weakref.ref)\n'],
    ['python', 'from .weakref import ref\nhandle = ^ref(owner)\n'],
    ['javascript', 'class WeakRef {}\nconst handle = new ^WeakRef(owner);\n'],
    ['javascript', "import { WeakRef } from './mine.js';\nconst handle = new ^WeakRef(owner);\n"],
    ['javascript', 'const WeakRef = mine;\nconst handle = new ^WeakRef(owner);\n'],
    ['javascript', 'const shape = { ^WeakRef: new WeakRef(owner) };\n'],
    ['javascript', 'const handle = new WeakRef(owner);\npointer.^deref(4);\n'],
    ['javascript', '// new ^WeakRef(owner)\nnew WeakRef(owner);\n'],
  ] as const)('says nothing in %s: %s', async (language, program) => {
    await client.initialize();
    expect(await shown(language, program)).toBeUndefined();
  });

  it('is plain text for a client that shows no markdown', async () => {
    await client.initialize(pushCapabilities);
    const text = await shown('python', 'import weakref\nhandle = weakref.^ref(owner)\n');
    expect(text).toMatch(/^weakref\.ref \(Weak handles: Ask the handle\)\n\n/);
    expect(text).not.toMatch(/[`*]/);
  });

  it('is silent when hovers are switched off', async () => {
    await client.initialize(fullCapabilities, { hover: 'off' });
    expect(await shown('python', 'import weakref\nhandle = weakref.^ref(owner)\n')).toBeUndefined();
  });
});
