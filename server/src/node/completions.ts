/** `weakref-lint completions SHELL`: a script that lets the shell complete commands, options and rules. */
import { ruleIds } from '../core.ts';
import { formatNames } from '../format/formats.ts';
import { optionNames } from './check-options.ts';
import { commandNames } from './command-names.ts';

const options = optionNames.map((name) => `--${name}`);

/** What may follow a word; after every other one a file may. */
const after: Readonly<Record<string, readonly string[]>> = {
  '--format': formatNames,
  '--rule': ruleIds,
  '--concurrency': ['auto', 'off'],
  explain: ruleIds,
  completions: ['bash', 'zsh', 'fish'],
};

const bash = `_weakref_lint() {
  local word=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]}
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then COMPREPLY=($(compgen -W '${commandNames.join(' ')}' -- "$word")); return; fi
  case $previous in
${Object.entries(after)
  .map(([word, words]) => `    ${word}) COMPREPLY=($(compgen -W '${words.join(' ')}' -- "$word")); return ;;`)
  .join('\n')}
  esac
  case $word in
    -*) COMPREPLY=($(compgen -W '${options.join(' ')}' -- "$word")) ;;
    *) COMPREPLY=($(compgen -f -- "$word")) ;;
  esac
}
complete -o filenames -F _weakref_lint weakref-lint
`;

const zsh = `#compdef weakref-lint
_weakref_lint() {
  if (( CURRENT == 2 )); then compadd -- ${commandNames.join(' ')}; return; fi
  case $words[CURRENT-1] in
${Object.entries(after)
  .map(([word, words]) => `    ${word}) compadd -- ${words.join(' ')}; return ;;`)
  .join('\n')}
  esac
  if [[ $PREFIX == -* ]]; then compadd -- ${options.join(' ')}; else _files; fi
}
compdef _weakref_lint weakref-lint
`;

const fish = `${[
  `complete -c weakref-lint -n __fish_use_subcommand -f -a '${commandNames.join(' ')}'`,
  ...optionNames.map((name) => {
    const words = after[`--${name}`];
    return `complete -c weakref-lint -n '__fish_seen_subcommand_from check' -l ${name}${words === undefined ? '' : ` -x -a '${words.join(' ')}'`}`;
  }),
  ...['explain', 'completions'].map((command) => `complete -c weakref-lint -n '__fish_seen_subcommand_from ${command}' -f -a '${(after[command] ?? []).join(' ')}'`),
].join('\n')}\n`;

const scripts: Readonly<Record<string, string>> = { bash, zsh, fish };

/** Prints the script, or returns one sentence about the arguments. */
export function printCompletions([shell = '', ...more]: readonly string[]): string | undefined {
  const script = Object.hasOwn(scripts, shell) ? scripts[shell] : undefined;
  if (script === undefined || more.length > 0) return `completions needs the name of a shell: bash, zsh or fish, as in 'weakref-lint completions bash >> ~/.bashrc'.`;
  process.stdout.write(script);
  return undefined;
}
