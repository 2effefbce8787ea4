/** Class statements: the body runs in the graph where the class stands; its methods are closures of the class, not of the graph. */
import type { DecoratorSource, FieldSource, Literal, MethodSource, Site, Temp, TypeNote } from '../flow/graph.ts';
import type { ClassDef, Expression } from './ast.ts';
import { typeParameterNames } from './assign.ts';
import { literalOf, optionsOf } from './literal.ts';
import { lowerCallee } from './lower-call.ts';
import { lowerExpression } from './lower-expression.ts';
import { closureOf } from './lower-function.ts';
import type { FunctionStatement } from './lower-function.ts';
import { lowerBody } from './lower-statement.ts';
import { bind, elementOf, keep, read } from './lowering.ts';
import type { ClassBody, Lowering } from './lowering.ts';
import { nameSite } from './name-site.ts';
import { bindingsOf } from './scope.ts';
import { dottedPath, typeNote } from './type-note.ts';

export function lowerClass(l: Lowering, node: ClassDef): void {
  const { builder } = l;
  const decorators = node.decorator_list.map((decorator) => keptDecorator(l, decorator));
  l.names.withinTargets(typeParameterNames(node.type_params), () => {
    const bases = node.bases.map((base) => kept(l, 'base', base));
    const options = node.keywords.map(({ arg, value }) => ({ name: arg ?? undefined, value: kept(l, 'option', value) }));
    builder.emit({ kind: 'clear' });

    const body: ClassBody = { methods: [], fields: new Map(), rebound: new Set() };
    let fields: FieldSource[] = [];
    const outer = l.classBody;
    l.classBody = body;
    l.names.withinClass(bindingsOf(node.body), () => {
      lowerBody(l, node.body);
      fields = [...body.fields.values()].map((field): FieldSource => {
        const variable = l.names.read(field.name);
        const literal = body.rebound.has(field.name) ? undefined : ownLiteral(node, field.site);
        return { ...field, literal, value: variable.kind === 'free' ? undefined : read(l, variable, field.site) };
      });
    });
    l.classBody = outer;

    const to = builder.temp();
    builder.emit({
      kind: 'class',
      to,
      class: {
        name: node.name,
        bases: bases.map((base) => base()),
        baseTypes: node.bases.map((base) => typeNote(base)),
        options: options.map(({ name, value }) => ({ name, value: value() })),
        decorators: decorators.map((decorator) => decorator()),
        methods: body.methods,
        getters: gettersIn(node),
        fields,
        site: node,
        nameSite: nameSite(node, node.nameRange, 'start'),
      },
      site: node,
    });
    builder.emit({ kind: 'write', variable: l.names.write(node.name), from: to, type: undefined, site: nameSite(node, node.nameRange, 'start') });
  });
}

/** The value of an expression before the class body, to be read again after it. */
function kept(l: Lowering, name: string, node: Expression): () => Temp {
  const variable = keep(l, name, lowerHeaderPart(l, node), node);
  return () => read(l, variable, node);
}

function lowerHeaderPart(l: Lowering, node: Expression): Temp {
  // `class C(Base[T])`: objects of C are those of Base, whatever T is.
  if (node.type === 'Subscript') {
    const value = lowerExpression(l, node.value);
    lowerExpression(l, node.slice);
    return value;
  }
  // `class C(*bases)`: what is in `bases` is a base, `bases` is not.
  const value = lowerExpression(l, node);
  return node.type === 'Starred' ? elementOf(l, value, node) : value;
}

function keptDecorator(l: Lowering, node: Expression): () => DecoratorSource {
  if (node.type !== 'Call') {
    const of = kept(l, 'decorator', node);
    return () => ({ of: of(), options: new Map() });
  }
  const of = kept(l, 'decorator', node.func);
  lowerCallee(l, node, of(), undefined);
  const options = optionsOf(node);
  return () => ({ of: of(), options });
}

/** The value of `name = value`, where it stands in the class body itself. */
function ownLiteral(node: ClassDef, target: Site): Literal | undefined {
  const assignment = node.body.find((statement) => {
    if (statement.type === 'Assign') return statement.targets.length === 1 && statement.targets[0] === target;
    return statement.type === 'AnnAssign' && statement.target === target;
  });
  if (assignment?.type !== 'Assign' && assignment?.type !== 'AnnAssign') return undefined;
  return assignment.value === null ? undefined : literalOf(assignment.value);
}

/** `parent = property(get_parent, set_parent)`. */
function gettersIn({ body }: ClassDef): ReadonlyMap<string, string> {
  const getters = new Map<string, string>();
  for (const statement of body) {
    const [target, ...others] = statement.type === 'Assign' ? statement.targets : [];
    if (statement.type !== 'Assign' || target?.type !== 'Name' || others.length > 0 || statement.value.type !== 'Call') continue;
    const { func, args, keywords } = statement.value;
    const getter = args[0] ?? keywords.find(({ arg }) => arg === 'fget')?.value;
    if (func.type === 'Name' && func.id === 'property' && getter?.type === 'Name') getters.set(target.id, getter.id);
  }
  return getters;
}

interface MethodTraits {
  readonly binding: MethodSource['binding'];
  readonly form: MethodSource['form'];
  readonly decorated: boolean;
}

/** https://docs.python.org/3/reference/datamodel.html: these are static or class methods without a decorator. */
const IMPLICIT_BINDINGS: Readonly<Record<string, MethodSource['binding']>> = {
  __new__: 'static',
  __init_subclass__: 'class',
  __class_getitem__: 'class',
};

/** By last name. What is not listed may give anything. */
const DECORATORS: Readonly<Record<string, Partial<MethodTraits>>> = {
  staticmethod: { binding: 'static' },
  abstractstaticmethod: { binding: 'static' },
  classmethod: { binding: 'class' },
  abstractclassmethod: { binding: 'class' },
  property: { form: 'getter' },
  abstractproperty: { form: 'getter' },
  cached_property: { form: 'getter' },
  getter: { form: 'getter' },
  setter: { form: 'setter' },
  abstractmethod: {},
  override: {},
  final: {},
};

/** A `def` in a class body. */
export function lowerMethod(l: Lowering, body: ClassBody, node: FunctionStatement): void {
  let traits: MethodTraits = { binding: IMPLICIT_BINDINGS[node.name] ?? 'instance', form: 'method', decorated: false };
  for (const decorator of node.decorator_list) {
    lowerExpression(l, decorator);
    traits = { ...traits, ...(known(decorator) ?? { decorated: true }) };
  }
  const decorators = node.decorator_list.flatMap((decorator) => decoratorNote(decorator) ?? []);
  const name = nameSite(node, node.nameRange, 'start');
  body.methods.push({ name: node.name, ...traits, takesClass: node.name === '__new__', decorators, closure: closureOf(l, node), site: node, nameSite: name });
  bind(l, node.name, l.builder.temp(), name);
}

/** `lru_cache`, `lru_cache(maxsize=1)`. */
function decoratorNote(decorator: Expression): TypeNote | undefined {
  const path = dottedPath(decorator.type === 'Call' ? decorator.func : decorator);
  return path === undefined ? undefined : { path, arguments: [], nullable: false, site: decorator };
}

function known(decorator: Expression): Partial<MethodTraits> | undefined {
  const name = dottedPath(decorator)?.at(-1);
  return name !== undefined && Object.hasOwn(DECORATORS, name) ? DECORATORS[name] : undefined;
}
