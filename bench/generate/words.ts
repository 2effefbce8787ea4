/** Words that names in generated files are made of. */
export const nouns = ['item', 'node', 'entry', 'record', 'widget', 'session', 'layer', 'signal', 'task', 'buffer'] as const;
export const verbs = ['load', 'store', 'update', 'collect', 'resolve', 'render', 'merge', 'split', 'notify', 'check'] as const;
