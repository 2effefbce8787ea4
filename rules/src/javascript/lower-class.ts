/**
 * Classes (ECMA-262, ClassDefinitionEvaluation): heritage, computed keys and decorators first, then the class, then static
 * fields and blocks with the class as `this`. Field initialisers run for each object and are one graph, `<fields>`.
 */
import type { TSESTree } from '@typescript-eslint/types';
import type { ClassSource, FieldSource, MethodSource, Temp, TypeNote, Variable } from '../flow/graph.ts';
import { annotate } from './annotate.ts';
import { componentFields } from './component-props.ts';
import { read, write } from './emit.ts';
import { givenType } from './given-type.ts';
import { lowerExpression, lowerNamed } from './lower-expression.ts';
import { lowerFunction, lowerSynthetic, makeClosure, parameterType } from './lower-function.ts';
import { lowerBlock } from './lower-statement.ts';
import { inScope, type Lowering } from './scope.ts';
import { propertyIn } from './symbol-keys.ts';
import { boundNames, dottedName, listOf, type ClassNode } from './syntax.ts';
import { annotationNote, namedType } from './type-note.ts';

type Field = TSESTree.PropertyDefinition | TSESTree.AccessorProperty;

/** The class value; `own` is the variable of the class's name. */
export function lowerClass(l: Lowering, node: ClassNode, own?: Variable): Temp {
  const bases = node.superClass === null ? [] : [lowerExpression(l, node.superClass)];
  const decorators = listOf(node.decorators).map((decorator) => ({ of: lowerExpression(l, decorator.expression), options: undefined }));
  for (const member of node.body.body) lowerHeader(l, member);
  const fields = [...componentFields(node), ...node.body.body.flatMap((member) => fieldSources(l, member))];
  // Also those of parameter properties: the class must be known to matter where it stands.
  for (const field of fields) annotate(l, field.type);
  const to = l.builder.temp();
  const source: ClassSource = {
    name: node.id?.name ?? '',
    bases,
    baseTypes: bases.map(() => baseType(node)),
    options: [],
    decorators,
    methods: [...methodsOf(l, node), ...fieldInitialisers(l, node)],
    fields,
    site: node,
    nameSite: node.id ?? node,
  };
  l.builder.emit({ kind: 'class', to, class: source, site: node });
  if (own !== undefined) write(l, own, to, node);
  lowerStatics(l, node, to);
  return to;
}

/** `Map<string, T>` of `class C extends Map<string, T>`. */
function baseType({ superClass, superTypeArguments }: ClassNode): TypeNote | undefined {
  const path = superClass === null ? undefined : dottedName(superClass);
  return path === undefined || superClass === null ? undefined : namedType(path.split('.'), listOf(superTypeArguments?.params), superClass);
}

/** Computed keys and decorators, which run once, before the class exists. */
function lowerHeader(l: Lowering, member: TSESTree.ClassElement): void {
  if ('decorators' in member) for (const decorator of listOf(member.decorators)) lowerExpression(l, decorator.expression);
  if ('key' in member && member.computed) lowerExpression(l, member.key);
}

function methodsOf(l: Lowering, node: ClassNode): readonly MethodSource[] {
  return node.body.body.flatMap((member): readonly MethodSource[] => {
    if (member.type !== 'MethodDefinition' || member.value.type !== 'FunctionExpression') return [];
    const name = propertyIn(l, member.key, member.computed) ?? '';
    return [
      {
        name,
        binding: member.static ? 'class' : 'instance',
        form: member.kind === 'get' ? 'getter' : member.kind === 'set' ? 'setter' : 'method',
        closure: makeClosure(l, lowerFunction(member.value, name, l)),
        decorated: listOf(member.decorators).length > 0,
        nameSite: member.key,
        decorators: [],
        site: member,
      },
    ];
  });
}

function fieldInitialisers(l: Lowering, node: ClassNode): readonly MethodSource[] {
  const fields = node.body.body.filter((member) => isField(member)).filter((field) => !field.static && field.value !== null);
  if (fields.length === 0) return [];
  const graph = lowerSynthetic(node.body, '<fields>', l, (inner, receiver) => {
    for (const field of fields) setField(inner, field, read(inner, receiver, field));
  });
  return [{ name: '<fields>', binding: 'instance', form: 'method', closure: makeClosure(l, graph), decorated: false, decorators: [], nameSite: node.body, site: node.body }];
}

/** `this.x = value` of one initialiser. */
function setField(l: Lowering, field: Field, of: Temp): void {
  if (field.value === null) return;
  const name = propertyIn(l, field.key, field.computed);
  const from = lowerNamed(l, field.value, name ?? '');
  if (name !== undefined) l.builder.emit({ kind: 'set-member', of, name, from, type: annotationNote(field.typeAnnotation) ?? givenType(field), site: field });
  else l.builder.emit({ kind: 'set-index', of, key: l.builder.temp(), from, site: field });
}

function lowerStatics(l: Lowering, node: ClassNode, value: Temp): void {
  const statics = node.body.body.filter((member) => member.type === 'StaticBlock' || (isField(member) && member.static));
  if (statics.length === 0) return;
  inScope(l, () => {
    const receiver = l.builder.variable('this', 'hidden');
    l.scope.names.set('this', receiver);
    write(l, receiver, value, node);
    l.statementsInExpression++;
    for (const member of statics) {
      if (member.type === 'StaticBlock') lowerBlock(l, member.body, { hoistsVars: true });
      else if (isField(member)) setField(l, member, read(l, receiver, member));
    }
    l.statementsInExpression--;
  });
}

function fieldSources(l: Lowering, member: TSESTree.ClassElement): readonly FieldSource[] {
  if (member.type === 'MethodDefinition' && member.kind === 'constructor') {
    return member.value.params.flatMap((param) => (param.type === 'TSParameterProperty' ? parameterField(param) : []));
  }
  const isTyped = member.type === 'TSAbstractPropertyDefinition' || member.type === 'TSAbstractAccessorProperty';
  if (!isField(member) && !isTyped) return [];
  const name = propertyIn(l, member.key, member.computed);
  if (name === undefined) return [];
  const note = annotationNote(member.typeAnnotation) ?? givenType(member);
  const type = note !== undefined && member.optional ? { ...note, nullable: true } : note;
  return [{ name, isStatic: member.static, type, value: undefined, site: member }];
}

function parameterField(param: TSESTree.TSParameterProperty): readonly FieldSource[] {
  return boundNames(param).map((name) => ({ name, isStatic: false, type: parameterType(param), value: undefined, site: param }));
}

function isField(member: TSESTree.ClassElement): member is Field {
  return member.type === 'PropertyDefinition' || member.type === 'AccessorProperty';
}
