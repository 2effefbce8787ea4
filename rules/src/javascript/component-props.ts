/** What components are given, as React's and Solid's types say it: `class View extends Component<Props>`, `const View: FC<Props> = (props) => …`. */
import type { TSESTree } from '@typescript-eslint/types';
import type { FieldSource } from '../flow/graph.ts';
import { lastName } from '../flow/last-name.ts';
import { giveType } from './given-type.ts';
import { dottedName, isFunction, listOf, propertyName, type ClassNode } from './syntax.ts';
import { typeNote } from './type-note.ts';

const CLASSES: ReadonlySet<string> = new Set(['Component', 'PureComponent']);
const FUNCTIONS: ReadonlySet<string> = new Set(['FC', 'VFC', 'FunctionComponent', 'Component', 'ParentComponent', 'VoidComponent', 'FlowComponent']);
/** By the position of the type argument. */
const MEMBERS = ['props', 'state'];

/** The members that the base has, and the class does not declare itself. */
export function componentFields({ superClass, superTypeArguments, body }: ClassNode): readonly FieldSource[] {
  const base = superClass === null ? undefined : dottedName(superClass);
  if (base === undefined || !CLASSES.has(lastName(base))) return [];
  const own = new Set(body.body.flatMap((member) => ('key' in member ? (propertyName(member.key, member.computed) ?? []) : [])));
  return listOf(superTypeArguments?.params).flatMap((type, i): FieldSource[] => {
    const name = MEMBERS[i];
    const note = typeNote(type);
    return name === undefined || note === undefined || own.has(name) ? [] : [{ name, isStatic: false, type: note, value: undefined, site: type }];
  });
}

/** Tells the first parameter of a component its type, where it has none of its own. */
export function givePropsType({ id, init }: TSESTree.VariableDeclarator): void {
  const written = id.type === 'Identifier' ? id.typeAnnotation?.typeAnnotation : undefined;
  if (written?.type !== 'TSTypeReference' || init === null || !isFunction(init)) return;
  const [props] = FUNCTIONS.has(lastNameOf(written.typeName)) ? listOf(written.typeArguments?.params) : [];
  const [parameter] = init.params;
  const note = props === undefined ? undefined : typeNote(props);
  if (note !== undefined && parameter !== undefined) giveType(parameter, note);
}

function lastNameOf(name: TSESTree.EntityName): string {
  if (name.type === 'Identifier') return name.name;
  return name.type === 'TSQualifiedName' ? name.right.name : '';
}
