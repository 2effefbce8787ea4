/** What follows `weakref-lint`, in the order of the help. */
export const commandNames = ['check', 'init', 'rules', 'explain', 'lesson', 'quiz', 'practice', 'server', 'completions'] as const;

export type CommandName = (typeof commandNames)[number];

export function isCommandName(name: string): name is CommandName {
  return commandNames.some((one) => one === name);
}
