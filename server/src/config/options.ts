/** Every setting, once: the editor's settings, the configuration files, their schemas and their hovers are made from this table. */
import { languageIds } from '../languages.ts';
import type { LanguageId } from '../languages.ts';

/** What a value may be, as data. */
type Shape =
  | { readonly kind: 'flag' }
  /** One of these words; what each means. */
  | { readonly kind: 'choice'; readonly words: Readonly<Record<string, string>> }
  | { readonly kind: 'languages' }
  | { readonly kind: 'globs' }
  /** A version of Python, such as `3.11`. */
  | { readonly kind: 'version' }
  /** A file, seen from the folder of the configuration file or of the workspace. */
  | { readonly kind: 'file' }
  /** A level for each rule, or for those a pattern such as `no-*` names. */
  | { readonly kind: 'levels' };

export interface Option {
  readonly shape: Shape;
  /** What holds where nobody says anything, as JSON. */
  readonly default: unknown;
  /** In Markdown. */
  readonly description: string;
  /** Some concern only the editor; the others stand in configuration files too. */
  readonly isForEditor: boolean;
}

const inFiles = { isForEditor: false } as const;
const inEditor = { isForEditor: true } as const;
const allLanguages: readonly LanguageId[] = languageIds;

export const options = {
  enable: { ...inEditor, shape: { kind: 'flag' }, default: true, description: 'Find weak-reference bugs in open files.' },
  run: {
    ...inEditor,
    shape: { kind: 'choice', words: { onType: 'While you type.', onSave: 'When the file is opened or saved.' } },
    default: 'onType',
    description: 'When a file is checked.',
  },
  languages: {
    ...inFiles,
    shape: { kind: 'languages' },
    default: allLanguages,
    description:
      'The languages that are checked. Where the ESLint extension runs `eslint-plugin-weakref` already, choose `python` alone, and nothing is shown twice.',
  },
  preset: {
    ...inFiles,
    shape: {
      kind: 'choice',
      words: {
        recommended: 'What is wrong, or may well be.',
        strict: 'Every rule, and the advice of those that give some: what is only worth a look is shown as a hint.',
      },
    },
    default: 'recommended',
    description: 'Which rules are on, and how each is reported. Levels for single rules win over it.',
  },
  rules: {
    ...inFiles,
    shape: { kind: 'levels' },
    default: {},
    description:
      'How each rule is reported: `off`, `hint`, `warn` or `error`. A name may be a pattern: `no-*` stands for every rule that begins so, and a longer pattern or a whole name wins over a shorter one. What is not named here keeps the level it has in the preset.',
  },
  exclude: {
    ...inFiles,
    shape: { kind: 'globs' },
    default: [],
    description: 'Files that are not checked, as patterns like those of `.gitignore`, seen from the folder of the configuration file or of the workspace.',
  },
  hover: {
    ...inEditor,
    shape: {
      kind: 'choice',
      words: { full: 'What the lesson says, and how it is done.', brief: 'What the lesson says, without code.', off: 'Nothing.' },
    },
    default: 'full',
    description: 'What is shown over a finding, a rule in a comment and the names of the weak-reference API.',
  },
  workspaceDiagnostics: {
    ...inEditor,
    shape: { kind: 'flag' },
    default: false,
    description: 'Check files that are not open, too, in the background. It has no effect in a browser.',
  },
  inlayHints: {
    ...inEditor,
    shape: { kind: 'flag' },
    default: false,
    description: 'Say in the line what a weak handle gives: `may be dead` after an unchecked deref, `alive until await` in JavaScript.',
  },
  pythonVersion: {
    ...inFiles,
    shape: { kind: 'version' },
    default: null,
    description: 'The oldest Python the code has to run on, such as `3.11`. Where nobody says, it is that of `requires-python` in `pyproject.toml`, else the newest.',
  },
  deferToTypeChecker: {
    ...inFiles,
    shape: { kind: 'flag' },
    default: false,
    description: 'Show as a hint what a type checker reports too: an unchecked deref where Pyright or strict TypeScript sees the type.',
  },
  baseline: {
    ...inFiles,
    shape: { kind: 'file' },
    default: null,
    description:
      'A file that names the findings there were before, written by `weakref-lint check --update-baseline .`: the editor shows them as hints, and the command line leaves them out. Seen from the folder of the configuration file or of the workspace.',
  },
} as const satisfies Readonly<Record<string, Option>>;

export type OptionName = keyof typeof options;

export const optionNames: readonly OptionName[] = [
  'enable',
  'run',
  'languages',
  'preset',
  'rules',
  'exclude',
  'hover',
  'workspaceDiagnostics',
  'inlayHints',
  'pythonVersion',
  'deferToTypeChecker',
  'baseline',
];

/** What a setting of a configuration file is for, in Markdown; undefined where it is none. */
export function optionText(name: string): string | undefined {
  const option: Option | undefined = isOptionName(name) ? options[name] : undefined;
  return option === undefined || option.isForEditor ? undefined : option.description;
}

export function isOptionName(key: string): key is OptionName {
  return Object.hasOwn(options, key);
}
