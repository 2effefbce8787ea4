/** Looks at files that are not open in the process of the tests, and counts. */
import type { Background } from '../../server/src/platform.ts';
import { FileLooker, addressesBelow } from '../../server/src/node/file-looker.ts';
import { changingFiles } from '../../server/src/node/workspace-files.ts';
import { testPlatform } from './host.ts';

export interface CountingBackground extends Background {
  /** Addresses of the files that were looked at, in order. */
  readonly looks: string[];
  readonly rests: true[];
}

export function inProcessBackground(): CountingBackground {
  const files = changingFiles();
  const looker = new FileLooker(testPlatform, files);
  const looks: string[] = [];
  const rests: true[] = [];
  return {
    looks,
    rests,
    setFolders: (addresses) => files.setFolders(addresses),
    list: (folders) => Promise.resolve(addressesBelow(folders)),
    look(unopened, open) {
      looks.push(...unopened.map(({ address }) => address));
      return looker.look(unopened, open);
    },
    rest: () => void rests.push(true),
  };
}
