/** Edits that keep the first answer of a weak handle in one strong name. */
import { contains } from '../flow/contains.ts';
import type { BindRequest, Offer, TextEdit } from '../facts/edits.ts';
import { strongName } from '../facts/strong-name.ts';
import type { Site } from '../flow/graph.ts';
import { declarationsOf, hasComment, innermostFunction, inOrder, insertBefore, namesIn, pathTo, placeOf, styleOf, suspendsBefore, type File, type Place } from './edit-place.ts';
import type { Node } from './syntax.ts';

export function bind(file: File, request: BindRequest): readonly Offer<'bind'>[] {
  const path = pathTo(file, request.earlier);
  const place = placeOf(path);
  const earlier = path.at(-1);
  if (place === undefined || earlier === undefined || suspendsBefore(place.statement, earlier)) return [];
  const known = boundName(file, path, place);
  const name = known ?? strongName(request.handle, namesIn(file, place));
  // `!` on the first answer is no check: the later ones need theirs, too.
  const keepsClaims = path.at(-2)?.type === 'TSNonNullExpression';
  const uses: TextEdit[] = [];
  for (const site of request.later) {
    const use = useEdit(file, place, { site, name, keepsClaims });
    if (use === undefined) return [];
    if (!uses.some(({ range }) => range[0] === use.range[0])) uses.push(use);
  }
  if (uses.length === 0) return [];
  if (known !== undefined) return [{ intent: 'bind', name, edits: inOrder(uses) }];
  const style = styleOf(file, place);
  const text = file.text.slice(earlier.range[0], earlier.range[1]);
  const edits = [insertBefore(file, place, style, [`const ${name} = ${text}${style.semicolon}`]), { range: earlier.range, text: name }, ...uses];
  return hasComment(file, earlier.range[0], earlier.range[1]) ? [] : [{ intent: 'bind', name, edits: inOrder(edits) }];
}

/** `node` of `const node = ref.deref();`: the name is there already. */
function boundName(file: File, path: readonly Node[], place: Place): string | undefined {
  const [declaration, declarator, value] = path.slice(-3);
  if (declaration?.type !== 'VariableDeclaration' || declarator?.type !== 'VariableDeclarator' || declarator.init !== value) return undefined;
  if (declaration.kind !== 'const' || declarator.id.type !== 'Identifier') return undefined;
  return declarationsOf(file, place, declarator.id.name) === 1 ? declarator.id.name : undefined;
}

/** Replaces a later deref, with every `!` behind it; undefined where the name cannot be seen, or would be captured by another function. */
function useEdit(file: File, place: Place, { site, name, keepsClaims }: { site: Site; name: string; keepsClaims: boolean }): TextEdit | undefined {
  const path = pathTo(file, site);
  const deref = path.at(-1);
  if (deref === undefined || !contains(place.block, deref) || deref.range[0] < place.statement.range[0]) return undefined;
  const around = path[innermostFunction(path)];
  if (around !== place.function) return undefined;
  let replaced: Node = deref;
  for (let i = path.length - 2, claim = path[i]; !keepsClaims && claim?.type === 'TSNonNullExpression'; claim = path[--i]) replaced = claim;
  return hasComment(file, replaced.range[0], replaced.range[1]) ? undefined : { range: replaced.range, text: name };
}
