/** Names of modules: where they are imported already, and the line that imports them where they are not. */
import type { TextEdit } from '../facts/edits.ts';
import type { Import, ImportFrom, Statement } from './ast.ts';
import { isBound } from './edit-callback.ts';
import { lineEnd, placeBefore } from './edit-text.ts';
import type { Source } from './edit-text.ts';

export interface Imported {
  /** What it is called in the file. */
  readonly name: string;
  readonly edits: readonly TextEdit[];
}

/** `module.member` as the file can say it; undefined where a name of the file stands in the way. */
export function imported(source: Source, module: string, member: string): Imported | undefined {
  const { body } = source.module;
  for (const statement of body) {
    const one = statement.type === 'Import' ? statement.names.find(({ name }) => name === module) : undefined;
    if (one !== undefined) return { name: `${one.asname ?? module}.${member}`, edits: [] };
    const other = statement.type === 'ImportFrom' && statement.level === 0 && statement.module === module ? statement.names.find(({ name }) => name === member) : undefined;
    if (other !== undefined) return { name: other.asname ?? member, edits: [] };
  }
  const added = isBound(source, module) ? undefined : newImport(source, module);
  return added === undefined ? undefined : { name: `${module}.${member}`, edits: [added] };
}

/** Beside the first import of the file, in the order of the alphabet where it begins so; without imports, above the first line of code. */
function newImport(source: Source, module: string): TextEdit | undefined {
  const imports = source.module.body.filter((statement): statement is Import | ImportFrom => isAbsoluteImport(statement));
  const next = imports.find((statement) => statement.type === 'ImportFrom' || (statement.names[0]?.name ?? '') > module) ?? imports[0];
  const above = next ?? source.module.body.find((statement) => !isPrologue(statement));
  const place = above === undefined ? undefined : placeBefore(source, above);
  const end = lineEnd(source).repeat(next === undefined ? 2 : 1);
  return place === undefined ? undefined : { range: [place.offset, place.offset], text: `import ${module}${end}` };
}

/** What has to stand before all code: the docstring, and imports of `__future__`. */
function isPrologue(statement: Statement): boolean {
  return (statement.type === 'Expr' && statement.value.type === 'Constant') || (statement.type === 'ImportFrom' && statement.module === '__future__');
}

function isAbsoluteImport(statement: Statement): boolean {
  return statement.type === 'Import' || (statement.type === 'ImportFrom' && statement.level === 0 && statement.module !== '__future__');
}
