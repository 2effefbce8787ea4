/** A thread that lints: it makes its linter for the first text and keeps it. */
import { worker } from 'workerpool';
import { Linting } from '../core.ts';
import { answer } from './lint-job.ts';
import type { LintAnswer, LintJob, LintPlace } from './lint-job.ts';
import { nodePlatform } from './node-platform.ts';
import { workspaceFiles } from './workspace-files.ts';

let linting: Linting | undefined;

worker({
  answer(job: LintJob, { assets, paths }: LintPlace): Promise<LintAnswer> {
    linting ??= new Linting(nodePlatform(assets), workspaceFiles(paths));
    return answer(linting, job);
  },
});
