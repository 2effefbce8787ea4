/** Looks at files that are not open on a thread of its own, which is there only while it has something to do. */
import { join } from 'node:path';
import { pool } from 'workerpool';
import type { Pool } from 'workerpool';
import type { LintAnswer } from '../lint-job.ts';
import type { Background, UnopenedFile } from '../platform.ts';

type List = (folders: readonly string[]) => readonly string[];
type Look = (files: readonly UnopenedFile[], open: ReadonlyMap<string, string>, place: LookPlace) => readonly (LintAnswer | undefined)[];

/** What the thread needs to make a linter of its own. */
export interface LookPlace {
  /** Where the `.wasm` files are. */
  readonly assets: string;
  /** Nothing outside these folders is read; addresses. */
  readonly folders: readonly string[];
}

export function backgroundThread(assets: string): Background {
  let folders: readonly string[] = [];
  let threads: Pool | undefined;
  const running = (): Pool => (threads ??= pool(join(assets, 'lint-worker.cjs'), { workerType: 'thread', maxWorkers: 1 }));
  const rest = (): void => {
    void threads?.terminate(true);
    threads = undefined;
  };
  return {
    setFolders(addresses) {
      folders = addresses;
    },
    list: (below) => toPromise(running().exec<List>('list', [below])),
    look: (files, open) => toPromise(running().exec<Look>('look', [files, open, { assets, folders }])),
    rest,
  };
}

/** What the pool gives can only be waited for. */
async function toPromise<T>(answer: PromiseLike<T>): Promise<T> {
  return await answer;
}
