/** The exercises in the Test Explorer, while they are being filled in. */
import { expect, it, vi } from 'vitest';
import { PracticeTests } from '../../client/src/practice-tests.ts';
import { exercises } from '../../server/src/practice.ts';

type Listener = (event: object) => void;
type Run = (request: { readonly include: readonly unknown[] }, token: object) => Promise<void>;

/** What the extension has given to the Test Explorer, and how it is told of a change. */
const explorer = vi.hoisted(() => {
  class Items {
    readonly #items = new Map<string, Item>();
    readonly #owner: Item | undefined;
    constructor(owner?: Item) {
      this.#owner = owner;
    }
    readonly get = (id: string): Item | undefined => this.#items.get(id);
    add(item: Item): void {
      item.parent = this.#owner;
      this.#items.set(item.id, item);
    }
    replace(items: readonly Item[]): void {
      this.#items.clear();
      for (const item of items) this.add(item);
    }
  }
  class Item {
    readonly children = new Items(this);
    parent: Item | undefined;
    readonly id: string;
    readonly label: string;
    readonly uri: unknown;
    constructor(id: string, label: string, uri: unknown) {
      this.id = id;
      this.label = label;
      this.uri = uri;
    }
  }
  const profiles: Run[] = [];
  const listeners: Listener[] = [];
  return { Item, items: new Items(), profiles, listeners, passed: new Array<string>() };
});

vi.mock('vscode', () => {
  const subscription = { dispose: (): void => undefined };
  const run = { started: (): void => undefined, end: (): void => undefined, passed: ({ id }: { id: string }) => explorer.passed.push(id) };
  return {
    Range: Object,
    TestRunProfileKind: {},
    tests: {
      createTestController: () => ({
        items: explorer.items,
        createTestItem: (id: string, label: string, uri: unknown) => new explorer.Item(id, label, uri),
        dispose: (): void => undefined,
        createRunProfile: (_label: string, _kind: unknown, profile: Run) => explorer.profiles.push(profile),
        createTestRun: () => run,
      }),
    },
    workspace: {
      isTrusted: false,
      textDocuments: [],
      openTextDocument: () => Promise.resolve(undefined),
      onDidOpenTextDocument: () => subscription,
      onDidGrantWorkspaceTrust: () => subscription,
      onDidChangeTextDocument: (listener: Listener) => {
        explorer.listeners.push(listener);
        return subscription;
      },
    },
  };
});

it('a run that was asked for one blank reports it, though the text changes meanwhile', async () => {
  const [exercise] = exercises;
  if (exercise === undefined) throw new Error('There are no exercises.');
  const uri = { path: `/${exercise.file}`, toString: () => exercise.file };
  const document = { uri, getText: () => exercise.text, positionAt: () => ({}) };
  const type = (): void => {
    for (const listener of explorer.listeners) listener({ document });
  };
  const blank = { state: 'right', answer: 'any', range: [0, 1], says: '' } as const;
  const tests = new PracticeTests(() => {
    type();
    return Promise.resolve({ kind: 'checked', blanks: exercise.blanks.map(() => blank), elsewhere: undefined, isDone: true });
  }, undefined);
  type();
  const second = explorer.items.get(exercise.file)?.children.get(`${exercise.file}#1`);
  await explorer.profiles[0]?.({ include: [second] }, {});
  tests.dispose();
  expect(explorer.passed).toEqual([`${exercise.file}#1`, exercise.file]);
});
