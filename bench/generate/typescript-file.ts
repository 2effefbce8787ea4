/** TypeScript files as people write them, made up: classes, methods, functions, and a weak handle in about one function in twenty. */
import type { Random } from '../random.ts';
import { block as blockOf, bodyInTurn, className, hasHandle, sourceFile, statementKind } from './source-file.ts';
import { nouns, verbs } from './words.ts';

const step = '  ';

const header = [
  '/** Generated for the benchmarks. */',
  "import { readFile } from 'node:fs/promises';",
  '',
  'interface Item { readonly name: string; readonly isReady: boolean; readonly size: number }',
  'interface Owner { readonly name: string; notify(about: unknown): void }',
  '',
  'const registry = new FinalizationRegistry<string>((path) => console.log(path));',
];

/** @returns a file of at least `lines` lines, and not many more */
export function generateTypeScript(lines: number, seed: number): string {
  return sourceFile({ header, gap: [''], classLines, functionLines }, lines, seed);
}

function classLines(random: Random, index: number): string[] {
  const noun = random.pick(nouns);
  const isWeak = hasHandle(index);
  const lines = [
    `/** Keeps every ${noun} it was given. */`,
    `export class ${className(noun, index)} {`,
    `${step}readonly items: Item[] = [];`,
    `${step}readonly table = new Map<string, Item>();`,
    `${step}readonly owner${isWeak ? ': WeakRef<Owner>' : ': string'};`,
    '',
    `${step}constructor(owner: Owner, readonly path: string, readonly limit = ${random.between(1, 99)}) {`,
    `${step}${step}this.owner = ${isWeak ? 'new WeakRef(owner)' : 'owner.name'};`,
    `${step}}`,
  ];
  if (isWeak) lines.push('', ...weakMethod(random, index));
  const methods = random.between(4, 9);
  for (let method = 0; method < methods; method++) {
    lines.push('', `${step}async ${random.pick(verbs)}${index}x${method}(value: Item, key = ''): Promise<number> {`);
    lines.push(...block(random, 2, random.between(2, 6)), `${step}${step}return this.items.length;`, `${step}}`);
  }
  return [...lines, '}'];
}

function functionLines(random: Random, index: number): string[] {
  const lines = [
    `export async function ${random.pick(verbs)}All${index}(this: { items: Item[]; table: Map<string, Item>; path: string; limit: number }, value: Item, key: string): Promise<Item> {`,
    ...block(random, 1, random.between(3, 9)),
  ];
  if (random.chance(0.05)) lines.push(`${step}const handle = new WeakRef(value);`, `${step}setTimeout(() => console.log(handle.deref()?.name), 10);`);
  return [...lines, `${step}return value;`, '}'];
}

/** Every fourth forgets that the referent may be gone. */
function weakMethod(random: Random, index: number): string[] {
  const bodies = [
    ['const owner = this.owner.deref();', 'if (owner === undefined) return undefined;', 'return owner.name;'],
    ['this.owner.deref()?.notify(this);', 'registry.register(this, this.path);'],
    ['const owner = this.owner.deref();', 'for (const item of this.items) {', `${step}if (owner && item.isReady) owner.notify(item);`, '}'],
    ['console.log(this.path);', 'return this.owner.deref().name;'],
  ] as const;
  return [`${step}tellOwner${index}() {`, ...bodyInTurn(bodies, index).map((line) => step + step + line), `${step}}`];
}

function block(random: Random, depth: number, length: number): string[] {
  return blockOf(statement, random, depth, length);
}

function statement(random: Random, depth: number): string[] {
  const indent = step.repeat(depth);
  const inner = (least: number, most: number): string[] => block(random, depth + 1, random.between(least, most));
  const number = random.between(1, 999);
  const name = `value${random.between(0, 1_000_000)}`;
  switch (statementKind(random, depth)) {
    case 0:
      return [`${indent}const ${name} = this.limit + ${number};`];
    case 1:
      return [`${indent}this.table.set(key, { ...value, size: ${number} });`];
    case 2:
      return [`${indent}const ${name} = this.items.filter((item) => item.isReady).map(({ name }) => name);`];
    case 3:
      return [`${indent}console.log(\`\${this.path} has \${this.items.length} of ${number}\`);`];
    case 4:
      return [`${indent}// The order matters: ${random.pick(verbs)} before ${random.pick(verbs)}.`];
    case 5:
      return [`${indent}const ${name} = Math.max(this.items.length, ${number}) / 2;`];
    case 6:
      return [`${indent}this.items.push(value);`];
    case 7:
      return [`${indent}const ${name} = await readFile(this.path, 'utf8');`];
    case 8:
      return [`${indent}const ${name} = this.table.get(key) ?? { name: 'none', isReady: false, size: ${number} };`];
    case 9:
    case 10:
      return [`${indent}for (const item of this.items) {`, ...inner(1, 3), `${indent}}`];
    case 11:
      return [`${indent}if (value.isReady || this.limit > ${number}) {`, ...inner(1, 3), `${indent}} else {`, ...inner(1, 2), `${indent}}`];
    case 12:
      return [`${indent}try {`, ...inner(1, 2), `${indent}} catch (error) {`, `${indent}${step}console.warn(error);`, `${indent}}`];
    default:
      return [`${indent}switch (value.size) {`, `${indent}${step}case ${number}: {`, ...block(random, depth + 2, random.between(1, 2)), `${indent}${step}${step}break;`, `${indent}${step}}`, `${indent}}`];
  }
}
