/** A thread that lints: it makes its linter for the first text and keeps it. */
import { constants, setPriority } from 'node:os';
import { worker } from 'workerpool';
import { Linting } from '../core.ts';
import { answerAboutFile } from './file-answer.ts';
import type { FileAnswer } from './file-answer.ts';
import type { LintAnswer, LintJob, LintPlace } from '../lint-job.ts';
import type { UnopenedFile } from '../platform.ts';
import type { LookPlace } from './background-thread.ts';
import { FileLooker, addressesBelow } from './file-looker.ts';
import { nodePlatform } from './node-platform.ts';
import { changingFiles, workspaceFiles } from './workspace-files.ts';

let linting: Linting | undefined;
let looker: FileLooker | undefined;
const files = changingFiles();

/** Whoever types comes first. Linux takes this for the thread alone; elsewhere it would count for the whole process. */
function stepBack(): void {
  if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
}

worker({
  answer(job: LintJob, { assets, paths }: LintPlace): Promise<FileAnswer> {
    linting ??= new Linting(nodePlatform(assets), workspaceFiles(paths));
    return answerAboutFile(linting, job);
  },
  list(folders: readonly string[]): readonly string[] {
    stepBack();
    return addressesBelow(folders);
  },
  look(unopened: readonly UnopenedFile[], open: ReadonlyMap<string, string>, { assets, folders }: LookPlace): Promise<readonly (LintAnswer | undefined)[]> {
    stepBack();
    files.setFolders(folders);
    looker ??= new FileLooker(nodePlatform(assets), files);
    return looker.look(unopened, open);
  },
});
