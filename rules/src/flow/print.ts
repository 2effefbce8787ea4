/**
 * A flow graph as text, for tests and for `npm run flow`. It shows what the front end lowered and interprets nothing.
 *
 *     function f(x)
 *       0: on error -> 3 [AttributeError]
 *         %0 = read x
 *         branch truthy %0 ? 1 : 2
 */
import type {
  Argument,
  Block,
  BlockEnd,
  BlockId,
  Catches,
  ClassSource,
  Closure,
  FlowGraph,
  Op,
  Parameter,
  Temp,
  Test,
  TypeNote,
  Variable,
} from './graph.ts';
import { printType } from './print-type.ts';
import { successors } from './successors.ts';

/**
 * Blocks that nothing reaches are left out; ids are the graph's own. Nested graphs follow, indented.
 * Free variables are marked; a second variable of the same name is `x~2`.
 */
export function printGraph(graph: FlowGraph): string {
  return graphLines(graph).join('\n');
}

type Labels = ReadonlyMap<Variable, string>;

function graphLines(graph: FlowGraph): string[] {
  const labels = labelsOf(graph);
  const lines = [header(graph)];
  for (const id of reachable(graph)) {
    const block = graph.blocks[id];
    if (block !== undefined) lines.push(...indented(blockLines(id, block, labels)));
  }
  for (const closure of graph.closures) lines.push(...indented(closureLines(closure)));
  for (const source of graph.classes) lines.push(...indented(classLines(source, labels)));
  return lines;
}

function labelsOf(graph: FlowGraph): Labels {
  const counts = new Map<string, number>();
  const labels = new Map<Variable, string>();
  for (const variable of graph.variables) {
    if (variable.kind === 'free') labels.set(variable, `free ${variable.name}`);
    else {
      const count = (counts.get(variable.name) ?? 0) + 1;
      counts.set(variable.name, count);
      labels.set(variable, count === 1 ? variable.name : `${variable.name}~${count}`);
    }
  }
  return labels;
}

function header(graph: FlowGraph): string {
  if (graph.kind === 'module') return 'module';
  const traits = [graph.isAsync ? 'async' : '', graph.isGenerator ? 'generator' : ''].filter((trait) => trait !== '');
  const parameters = graph.parameters.map(printParameter).join(', ');
  return `${[...traits, 'function'].join(' ')} ${graph.name || '<anonymous>'}(${parameters})`;
}

const PARAMETER_PREFIX = { plain: '', rest: '*', 'keyword-rest': '**' } as const;

function printParameter({ variable, form, type }: Parameter): string {
  return `${PARAMETER_PREFIX[form]}${variable.name}${written(type)}`;
}

/** Breadth-first from the entry would jump about: the order of ids is the order of the source. */
function reachable(graph: FlowGraph): BlockId[] {
  const seen = new Set<BlockId>([graph.entry]);
  for (const id of seen) {
    const block = graph.blocks[id];
    if (block === undefined) continue;
    for (const next of successors(block.end)) seen.add(next);
    if (block.onError !== undefined) seen.add(block.onError);
  }
  return [...seen].sort((a, b) => a - b);
}

function blockLines(id: BlockId, block: Block, labels: Labels): string[] {
  if (block.id < 0) return [`${id}: (never placed)`];
  const guarded = block.catches.map(printCatches).join(' in ');
  const protection = block.onError === undefined ? '' : ` on error -> ${block.onError} [${guarded}]`;
  return [`${id}:${protection}`, ...indented([...block.ops.map((op) => printOp(op, labels)), printEnd(block.end)])];
}

function printCatches(catches: Catches): string {
  return catches === 'everything' ? catches : catches.join(' ') || 'nothing';
}

function printEnd(end: BlockEnd): string {
  switch (end.kind) {
    case 'jump':
      return `-> ${end.to}`;
    case 'branch':
      return `branch ${printTest(end.test)} ? ${end.whenTrue} : ${end.whenFalse}`;
    case 'choice':
      return `choose ${end.to.join(' | ')}`;
    case 'exit':
      return `exit ${end.as}`;
  }
}

function printTest(test: Test): string {
  return test.kind === 'unknown' ? 'unknown' : `${test.kind} ${temp(test.of)}`;
}

function printOp(op: Op, labels: Labels): string {
  switch (op.kind) {
    case 'constant':
      return `${temp(op.to)} = constant ${op.type}${op.text === undefined ? '' : ` ${JSON.stringify(op.text)}`}`;
    case 'typed':
      return `${temp(op.to)} = typed ${op.type}`;
    case 'display':
      return `${temp(op.to)} = ${op.type} [${op.parts.map(printPart).join(', ')}]`;
    case 'closure':
      return `${temp(op.to)} = closure ${op.closure.graph.name || '<anonymous>'}${printCaptures(op.closure, labels)}`;
    case 'class':
      return `${temp(op.to)} = class ${op.class.name}`;
    case 'import':
      return `${temp(op.to)} = import ${op.name}`;
    case 'read':
      return `${temp(op.to)} = read ${labels.get(op.from)}`;
    case 'write':
      return `${labels.get(op.variable)}${written(op.type)} = ${temp(op.from)}`;
    case 'unbind':
      return `unbind ${labels.get(op.variable)}`;
    case 'member':
      return `${temp(op.to)} = ${temp(op.of)}.${op.name}`;
    case 'set-member':
      return `${temp(op.of)}.${op.name}${written(op.type)} = ${temp(op.from)}`;
    case 'index':
      return `${temp(op.to)} = ${temp(op.of)}[${temp(op.key)}]`;
    case 'remove-index':
      return `remove ${temp(op.of)}[${temp(op.key)}]`;
    case 'set-index':
      return `${temp(op.of)}[${temp(op.key)}] = ${temp(op.from)}`;
    case 'call':
      return `${temp(op.to)} = ${op.isNew ? 'new' : 'call'} ${printCallee(op.callee, op.receiver)}(${op.arguments.map(printArgument).join(', ')})`;
    case 'use':
      return `use ${temp(op.of)} ${op.as}`;
    case 'claim':
      return `${temp(op.to)} = ${op.form} ${temp(op.of)}`;
    case 'inherited':
      return `${temp(op.to)} = super of ${temp(op.of)}`;
    case 'element':
      return `${temp(op.to)} = element of ${temp(op.of)}`;
    case 'copy':
      return `${temp(op.to)} = ${temp(op.from)}`;
    case 'outcome':
      return `${temp(op.to)} = ${op.negated ? 'not ' : ''}${printTest(op.test)}`;
    case 'suspend':
      return `suspend ${op.as}`;
    case 'escape':
      return `escape ${temp(op.of)} ${op.as}`;
    case 'discard':
      return `discard ${temp(op.of)}`;
    case 'annotation':
      return `annotation ${printType(op.type)}`;
    case 'clear':
      return 'clear';
  }
}

function printCallee(callee: Temp, receiver: Temp | undefined): string {
  return receiver === undefined ? temp(callee) : `${temp(callee)} on ${temp(receiver)}`;
}

const SPREAD_PREFIX = { none: '', items: '*', keywords: '**' } as const;

function printArgument(argument: Argument): string {
  const name = argument.name === undefined ? '' : `${argument.name}=`;
  return `${name}${SPREAD_PREFIX[argument.spread]}${temp(argument.temp)}`;
}

function printPart(part: { readonly temp: Temp; readonly role: string; readonly name?: string }): string {
  const name = part.name === undefined ? '' : `${part.name}: `;
  return part.role === 'element' ? `${name}${temp(part.temp)}` : `${part.role} ${name}${temp(part.temp)}`;
}

function printCaptures(closure: Closure, labels: Labels): string {
  const captures = [...closure.captures.values()].map((outer) => labels.get(outer));
  const defaults = closure.defaults.map(temp);
  return (captures.length > 0 ? ` captures ${captures.join(', ')}` : '') + (defaults.length > 0 ? ` defaults ${defaults.join(', ')}` : '');
}

function closureLines(closure: Closure): string[] {
  return graphLines(closure.graph);
}

function classLines(source: ClassSource, labels: Labels): string[] {
  const bases = source.bases.map(temp).join(', ');
  const lines = [`class ${source.name}(${bases})`];
  for (const field of source.fields) {
    const value = field.value === undefined ? '' : ` = ${temp(field.value)}`;
    lines.push(`  field ${field.isStatic ? 'static ' : ''}${field.name}${written(field.type)}${value}`);
  }
  for (const method of source.methods) {
    const traits = `${method.binding} ${method.form}${method.decorated ? ' decorated' : ''}`;
    lines.push(`  ${traits} ${method.name}${printCaptures(method.closure, labels)}`);
    lines.push(...indented(indented(closureLines(method.closure))));
  }
  return lines;
}

function written(type: TypeNote | undefined): string {
  return type === undefined ? '' : `: ${printType(type)}`;
}

function temp(id: Temp): string {
  return `%${id}`;
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}
