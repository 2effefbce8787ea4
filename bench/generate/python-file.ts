/** Python files as people write them, made up: classes, methods, functions, and a weak handle in about one function in twenty. */
import type { Random } from '../random.ts';
import { block as blockOf, bodyInTurn, className, hasHandle, sourceFile, statementKind } from './source-file.ts';
import { nouns, verbs } from './words.ts';

const step = '    ';

const header = [
  '"""Generated for the benchmarks."""',
  '',
  'import logging',
  'import os',
  'import weakref',
  '',
  'logger = logging.getLogger(__name__)',
  '',
  '',
  'def release(path):',
  '    os.unlink(path)',
];

/** @returns a file of at least `lines` lines, and not many more */
export function generatePython(lines: number, seed: number): string {
  return sourceFile({ header, gap: ['', ''], classLines, functionLines }, lines, seed);
}

function classLines(random: Random, index: number): string[] {
  const noun = random.pick(nouns);
  const isWeak = hasHandle(index);
  const lines = [
    `class ${className(noun, index)}:`,
    `${step}"""Keeps every ${noun} it was given."""`,
    '',
    `${step}def __init__(self, owner, path, limit=${random.between(1, 99)}):`,
    `${step}${step}self._owner = ${isWeak ? 'weakref.ref(owner)' : 'owner.name'}`,
    `${step}${step}self.path = path`,
    `${step}${step}self.limit = limit`,
    `${step}${step}self.items = []`,
    `${step}${step}self.table = {}`,
  ];
  if (isWeak) lines.push('', ...weakMethod(random, index));
  const methods = random.between(4, 9);
  for (let method = 0; method < methods; method++) {
    lines.push('', `${step}def ${random.pick(verbs)}_${noun}_${method}(self, value, *, key=None):`);
    if (random.chance(0.4)) lines.push(`${step}${step}"""${random.pick(verbs)} the ${noun} and say how many there are."""`);
    lines.push(...block(random, 2, random.between(2, 6)), `${step}${step}return len(self.items)`);
  }
  return lines;
}

function functionLines(random: Random, index: number): string[] {
  const lines = [`def ${random.pick(verbs)}_all_${index}(self, value, key=None):`, ...block(random, 1, random.between(3, 9))];
  if (random.chance(0.05)) lines.push(`${step}handle = weakref.ref(value)`, `${step}self.items.append(lambda: handle())`);
  lines.push(`${step}return value`);
  return lines;
}

/** Every fourth forgets that the referent may be gone. */
function weakMethod(random: Random, index: number): string[] {
  const bodies = [
    ['owner = self._owner()', 'if owner is None:', `${step}return None`, 'return owner.name'],
    ['if (owner := self._owner()) is not None:', `${step}owner.notify(self)`, 'weakref.finalize(self, release, self.path)'],
    ['owner = self._owner()', 'for item in self.items:', `${step}if owner is not None and item.is_ready:`, `${step}${step}owner.notify(item)`],
    ['logger.debug("telling %s", self.path)', 'return self._owner().name'],
  ] as const;
  return [`${step}def tell_owner_${index}(self):`, ...bodyInTurn(bodies, index).map((line) => step + step + line)];
}

function block(random: Random, depth: number, length: number): string[] {
  return blockOf(statement, random, depth, length);
}

function statement(random: Random, depth: number): string[] {
  const indent = step.repeat(depth);
  const inner = (least: number, most: number): string[] => block(random, depth + 1, random.between(least, most));
  const number = random.between(1, 999);
  switch (statementKind(random, depth)) {
    case 0:
      return [`${indent}total = self.limit + ${number}`];
    case 1:
      return [`${indent}self.table[key] = (value, ${number})`];
    case 2:
      return [`${indent}names = [item.name for item in self.items if item.is_ready]`];
    case 3:
      return [`${indent}logger.debug("%s has %d items", self.path, ${number})`];
    case 4:
      return [`${indent}# The order matters: ${random.pick(verbs)} before ${random.pick(verbs)}.`];
    case 5:
      return [`${indent}size = max(len(self.items), ${number}) // 2`];
    case 6:
      return [`${indent}self.items.append(value)`];
    case 7:
      return [`${indent}path = os.path.join(self.path, f"{key}-{${number}}.txt")`];
    case 8:
      return [`${indent}found = self.table.get(key, {"name": None, "size": ${number}})`];
    case 9:
    case 10:
      return [`${indent}for item in self.items:`, ...inner(1, 3), `${indent}${step}count = item.size`];
    case 11:
      return [`${indent}if value is None or self.limit > ${number}:`, ...inner(1, 3), `${indent}${step}key = self.path`, `${indent}else:`, ...inner(1, 2), `${indent}${step}key = None`];
    case 12:
      return [`${indent}try:`, ...inner(1, 2), `${indent}${step}pass`, `${indent}except (KeyError, OSError) as error:`, `${indent}${step}logger.warning("no %s", error)`];
    default:
      return [`${indent}with open(self.path) as source:`, ...inner(1, 3), `${indent}${step}value = source.read()`];
  }
}
