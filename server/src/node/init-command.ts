/** `weakref-lint init`: shows a configuration with comments, and writes it where there is none yet. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceFiles } from './workspace-files.ts';
import { Configurations, configFileNames } from '../core.ts';
import { isYes } from '../quiz-dialogue.ts';
import { hasTerminal, withTerminal } from './dialogue.ts';
import { reasonOf } from './source-files.ts';

const file = 'weakref-lint.toml';

const text = `# Settings of Weakref Lint for this folder and everything below it, in the editor and on the command line.
# A line without the "#" in front of it counts. "weakref-lint rules" lists the rules.

# What is wrong, or may well be ("recommended"), or also what is only worth a look ("strict").
preset = "recommended"

# Files that are not checked, as in .gitignore.
# exclude = ["generated/", "*_old.py"]

# Only these languages: python, javascript, javascriptreact, typescript, typescriptreact.
# languages = ["python"]

# The oldest Python the code has to run on; "requires-python" in pyproject.toml says so too.
# pythonVersion = "3.11"

# Show as a hint what Pyright or strict TypeScript reports too.
# deferToTypeChecker = true

# Findings that were there before: "weakref-lint check --update-baseline ." writes the file, and only new ones count.
# baseline = "weakref-baseline.json"

# The level of a rule, or of all that a pattern names: "off", "hint", "warn" or "error".
[rules]
# no-repeated-deref = "error"
# "prefer-*" = "hint"
`;

/** Returns the exit code, or one sentence about what went wrong. */
export async function init(args: readonly string[]): Promise<number | string> {
  const unknown = args.find((arg) => arg !== '--yes');
  if (unknown !== undefined) return `init takes --yes and nothing else, not "${unknown}"; it writes ${file} into the folder you are in.`;
  const folder = process.cwd();
  const files = { read: workspaceFiles([folder]), obstacle: () => undefined, maySearch: (each: string) => each === folder };
  const known = new Configurations(files).of(join(folder, file)).file?.path;
  if (known !== undefined || existsSync(join(folder, file))) {
    return `${known?.slice(folder.length + 1) ?? file} has settings already and is left alone; of ${configFileNames.join(', ')} in one folder the first counts.`;
  }
  process.stdout.write(`This goes into ${join(folder, file)}:\n\n${text.replaceAll(/^(?=.)/gm, '    ')}\n`);
  if (!args.includes('--yes')) {
    if (!hasTerminal()) return 'nobody is there to ask, so nothing was written; "weakref-lint init --yes" writes it.';
    if (!(await withTerminal(async ({ ask }) => isYes(await ask('Write it? [y/N] '))))) {
      process.stdout.write('Nothing was written.\n');
      return 1;
    }
  }
  try {
    writeFileSync(join(folder, file), text, { flag: 'wx' });
  } catch (error) {
    return `${file} could not be written: ${reasonOf(error)}.`;
  }
  process.stdout.write(`${file} is written.\n`);
  return 0;
}
