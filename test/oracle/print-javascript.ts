/**
 * Prints a program as JavaScript. What is run has the same lines: its suspensions say what has had a name so far, so that the
 * driver knows what is visibly kept alive across them.
 */
import { HELPERS, isMethod, withCalled, writeHelper } from './helpers.ts';
import type { Helper } from './helpers.ts';
import { connected, HERE, marked, NAMED, way, Writer } from './printed.ts';
import type { Printed } from './printed.ts';
import { boundBy, MEMBERS } from './program.ts';
import type { Ask, Block, CallOfClosure, Handle, Program, Shape, Statement, StatementUse, Subject, Test, Value, ValueUse } from './program.ts';

const INDENT = '  ';
const WORLD = 'Node, flip, make, pause, some, work';

export function printJavascript(program: Program): Printed {
  return new JavascriptPrinter(program).print();
}

class JavascriptPrinter {
  readonly #program: Program;
  readonly #body = new Writer(INDENT);
  readonly #helpers = new Set<Helper>();
  #triesAround = 0;
  /** Names by block, the innermost last, and what they are called where the program is run. */
  readonly #scopes: Map<string, string>[];
  readonly #variables: string[] = [];
  #loops = 0;
  /** A function within the function has no suspension: its variables may be its own. */
  #isInClosure = false;
  #closures = 0;
  readonly #hasOuterExit: boolean;

  constructor(program: Program) {
    this.#program = program;
    this.#hasOuterExit = JSON.stringify(program).includes(' outer"');
    this.#scopes = [new Map(program.parameters.map((name) => [name, name]))];
  }

  print(): Printed {
    const { entry, suspension, parameters, body } = this.#program;
    this.#statements(body);
    const writer = new Writer(INDENT);
    writer.line(`import { ${WORLD} } from './elsewhere.js';`, { executable: `(({ ${WORLD}, Several, WeakRef, assert, HERE, conjunction, defer, disjunction, held, perhaps, reached, turns, unseen, waited, within }) => {` });
    writer.line(`import assert from 'node:assert';`, { executable: '' });
    const helpers = HELPERS.filter((helper) => this.#helpers.has(helper));
    for (const helper of helpers) if (!isMethod(helper)) writeHelper(writer, 'javascript', helper);
    const head = { none: ['', ''], await: ['async ', ''], yield: ['', '*'] }[suspension];
    const run = (keyword: string): void => {
      const opening = `${head[0]}${keyword}${head[1]}run(${parameters.join(', ')}) {`;
      writer.line(opening, { executable: [opening, ...this.#variables.map((name) => `var ${name};`)].join(' ') });
      writer.indented(() => writer.append(this.#body));
      writer.line('}');
    };
    if (entry === 'function') run('function ');
    else {
      writer.line('class Owner {');
      writer.indented(() => {
        writer.line('constructor() {');
        writer.indented(() => {
          for (const name of MEMBERS) writer.line(`this.${name} = new WeakRef(make());`);
          writer.line('this.t = flip() ? new WeakRef(make()) : undefined;');
        });
        writer.line('}');
        for (const helper of helpers) if (isMethod(helper)) writeHelper(writer, 'javascript', helper);
        run('');
      });
      writer.line('}');
    }
    const exported = entry === 'function' ? 'run' : 'Owner';
    writer.line(`export { ${exported} };`, { executable: `return ${exported}; })` });
    return writer.printed(this.#program);
  }

  #block(head: string, block: Block, names: readonly string[] = []): void {
    this.#scopes.push(new Map());
    for (const name of names) this.#declare(name);
    this.#line(`${head} {`);
    this.#body.indented(() => this.#statements(block));
    this.#scopes.pop();
    this.#line('}');
  }

  #loop(head: string, block: Block, names: readonly string[] = []): void {
    const label = this.#hasOuterExit && this.#loops === 0 ? 'outer: ' : '';
    this.#loops++;
    this.#block(`${label}${head}`, block, names);
    this.#loops--;
  }

  #closure({ how, body }: Extract<Statement, { kind: 'closure' }>): void {
    const [wasInClosure, loops] = [this.#isInClosure, this.#loops];
    const name = `inner${++this.#closures}`;
    const { opening, closing } = CLOSURES[how];
    const write = ([text, executable]: Twice): void => this.#line(text.replace('inner', name), executable.replace('inner', name));
    this.#isInClosure = true;
    this.#loops = 0;
    this.#scopes.push(new Map());
    write(opening);
    this.#body.anytime(() => this.#body.indented(() => this.#statements(body)));
    write(closing);
    this.#scopes.pop();
    this.#isInClosure = wasInClosure;
    this.#loops = loops;
    if (how === 'called') this.#line(`${name}();`);
  }

  #switch({ subject, form, body, otherwise }: Extract<Statement, { kind: 'match' }>): void {
    const written = this.#tested(subject);
    const kept = named(written);
    const heads = [
      { head: `switch (${kept})`, gone: 'undefined', isBodyFirst: false, hasBreaks: true },
      { head: 'switch (true)', gone: `${written} === undefined`, isBodyFirst: false, hasBreaks: true },
      { head: `switch (typeof ${kept})`, gone: `'undefined'`, isBodyFirst: false, hasBreaks: true },
      { head: `switch (${kept})`, gone: 'undefined', isBodyFirst: true, hasBreaks: true },
      { head: `switch (${kept})`, gone: 'undefined', isBodyFirst: form > 4, hasBreaks: false },
    ] as const;
    const { head, gone, isBodyFirst, hasBreaks } = heads[form % heads.length] ?? heads[0];
    this.#line(`${head} {`);
    this.#body.indented(() => {
      const arms = [['case ' + gone, otherwise], ['default', body]] as const;
      for (const [label, block] of isBodyFirst ? [...arms].reverse() : arms) this.#arm(label, block, hasBreaks);
    });
    this.#line('}');
  }

  #arm(label: string, block: Block, hasBreak: boolean): void {
    this.#block(`${label}:`, block);
    if (hasBreak) this.#line('break;');
  }

  /** Several names at once: each is declared on a line of its own. */
  #together(names: readonly string[], values: string): void {
    this.#declared(names);
    this.#line(`[${names.join(', ')}] = ${values};`);
  }

  /** While the second one waits, the array that is being written keeps the first. */
  #both({ names, asks: [one, two] }: Extract<Statement, { kind: 'both' }>): void {
    const [first, second] = [named(this.#ask(one)), named(this.#ask(two))];
    this.#declared(names);
    const written = (kept: string): string => `[${names.join(', ')}] = [${kept}${first}, ${second}];`;
    if (!second.includes('await ')) return this.#line(written(''));
    const part = `part_${this.#variables.length}`;
    this.#variables.push(part);
    this.#line(written(''), this.#renamed(`${written(`${part} = `)} ${part} = undefined;`));
  }

  #declared(names: readonly string[]): void {
    for (const name of names) if (this.#variable(name) === undefined) this.#line(`${this.#target(name)};`);
  }

  #tryBlock(block: Block): void {
    this.#triesAround++;
    this.#block('try', block);
    this.#triesAround--;
  }

  #statements(block: Block): void {
    for (const statement of block) {
      // Anything may fail for reasons of its own: a handler sees the state before each statement.
      if (this.#triesAround > 0) this.#line('work();');
      this.#statement(statement);
    }
    if (block.length === 0 && this.#triesAround > 0) this.#line('work();');
  }

  #statement(statement: Statement): void {
    const line = (text: string): void => this.#line(`${text};`);
    switch (statement.kind) {
      case 'handle': {
        const { name, from } = statement;
        if (typeof from === 'object' && 'keeper' in from) {
          line(`${this.#target(from.keeper)} = make()`);
          if (this.#triesAround > 0) line('work()');
        }
        const made = this.#made(from);
        return line(`${this.#target(name)} = ${made}`);
      }
      case 'handles':
        if (statement.shape !== 'several') return line(`${this.#target(statement.name)} = ${PAIRS[statement.shape]}`);
        this.#listed(statement.name);
        return this.#line(`for (const _ of some()) ${statement.name}.push(new WeakRef(make()));`);
      case 'take':
        return this.#together(statement.names, statement.from);
      case 'cache':
        throw new Error('JavaScript has no weak dictionary.');
      case 'drop':
        return line(`${statement.keeper} = null`);
      case 'answer': {
        const value = this.#value(statement.value);
        return line(`${this.#target(statement.name)} = ${value}`);
      }
      case 'both':
        return this.#both(statement);
      case 'defaulted': {
        const { name, ask, form } = statement;
        const asked = named(this.#ask(ask));
        if (this.#variable(name) === undefined) this.#line(`${this.#target(name)};`);
        return line(way([`[${name} = make()] = [${asked}]`, `({ x: ${name} = make() } = { x: ${asked} })`], form));
      }
      case 'assure': {
        const { name, form } = statement;
        const value = this.#value(statement.value);
        const tested = marked('perhaps', name);
        const longer = `${name} = ${tested} ?? ${value};`;
        const written = way([`${name} ??= ${value};`, `${name} ||= ${value};`, longer, `${name} = ${tested} === undefined ? ${value} : ${name};`, `if (!${tested}) ${name} = ${value};`], form);
        // `??=` has no place for a call.
        const run = written.startsWith(`${name} ??=`) ? longer : written.replace(`${name} ||=`, `${name} = ${tested} ||`);
        return this.#line(written, this.#renamed(run));
      }
      case 'outcome': {
        const test = this.#test(statement.test);
        return line(`${this.#target(statement.name)} = ${test}`);
      }
      case 'use':
        return line(used(statement.use, this.#subject(statement.subject)));
      case 'show':
        return line(`${this.#helper('show')}(${this.#subject(statement.subject)})`);
      case 'poke':
        return line(`${this.#helper('poke')}(${handle(statement.handle)})`);
      case 'later':
        return line(`await ${this.#helper('later')}(${statement.name})`);
      case 'settle':
        return line(`await ${this.#helper('settle')}(${handle(statement.handle)})`);
      case 'lambda': {
        const { isGiven, subject, use } = statement;
        const shown = this.#subject(subject);
        const called = used(use, isGiven ? 'n' : shown);
        if (isGiven) return line(`work(((n) => ${called})(${shown}))`);
        const written = `(() => ${called})`;
        return this.#body.anytime(() => this.#line(`work(${written}());`, this.#renamed(`work(unseen${written}());`)));
      }
      case 'closure':
        return this.#closure(statement);
      case 'demand':
        return line(`${this.#helper('demand')}(${marked('perhaps', statement.name)})`);
      case 'short': {
        const test = this.#test(statement.test);
        const use = used(statement.use, this.#subject(statement.subject));
        const written = (used: string): string => ({ ternary: `work(${test} ? ${used} : 0);`, and: `work((${test}) && ${used});`, or: `work((${test}) || ${used});` })[statement.form];
        return this.#line(written(use), this.#renamed(written(`(${HERE}, ${use})`)));
      }
      case 'optional':
        return line(`work(${used(statement.use, `${this.#subject(statement.subject)}?`, true)})`);
      case 'comprehension':
        return this.#comprehension(statement);
      case 'assert':
        return line(`assert(${this.#test(statement.test)})`);
      case 'hand': {
        const subject = this.#subject(statement.subject);
        return line({ argument: `work(${subject})`, element: `work([${subject}])`, return: `return ${subject}` }[statement.how]);
      }
      case 'hold':
        return line(`this.held = ${statement.name}`);
      case 'work':
        return line('work()');
      case 'suspend': {
        const keyword = this.#program.suspension;
        const shown = keyword === 'yield' ? 'yield;' : 'await pause();';
        return this.#line(shown, `${keyword} ${keyword === 'yield' ? 'within' : 'waited'}(() => [${this.#roots().join(', ')}]);`);
      }
      case 'exit':
        return line(statement.how === 'raise' ? 'throw new RangeError()' : statement.how);
      case 'if': {
        const test = this.#test(statement.test);
        this.#block(`if (${test})`, statement.body);
        if (statement.otherwise.length > 0) this.#block('else', statement.otherwise);
        return;
      }
      case 'while': {
        const test = this.#test(statement.test);
        return this.#loop(`while (${test})`, statement.body);
      }
      case 'for':
        return this.#loop('for (const _ of some())', statement.body);
      case 'for-handle':
        return this.#loop(`for (const ${over(statement)})`, statement.body, [statement.name]);
      case 'for-answer': {
        const { name, list, from, body } = statement;
        const source = { listed: `${list}.map((h) => h.deref())`, lazy: `[...${list}].map((h) => h.deref())`, generator: `answers(${list})`, present: `${list}.map((h) => h.deref()).filter((n) => n !== undefined)` }[from];
        if (from === 'generator') this.#helper('answers');
        return this.#loop(`for (const ${name} of ${source})`, body, [name]);
      }
      case 'match':
        return this.#switch(statement);
      case 'with':
        throw new Error('JavaScript has no `with`.');
      case 'try':
        this.#tryBlock(statement.body);
        if (statement.catches === 'everything') this.#block('catch', statement.handler);
        else if (statement.catches === 'other') this.#rethrowing(statement.handler);
        if (statement.last.length > 0) this.#block('finally', statement.last);
        return;
      case 'suppress':
        throw new Error('JavaScript has no `suppress`.');
    }
  }

  #listed(name: string): void {
    const target = this.#target(name);
    this.#line(`${target} = [];`, this.#renamed(`${target} = new Several();`));
  }

  /** Of an empty list nothing is used. */
  #comprehension({ list, filter, use }: Extract<Statement, { kind: 'comprehension' }>): void {
    const written = (isRun: boolean): string => `work(${comprehension(list, filter, use, isRun ? (used) => `(${HERE}, ${used})` : (used) => used)});`;
    this.#line(written(false), this.#renamed(written(true)));
  }

  #rethrowing(handler: Block): void {
    this.#line('catch (error) {');
    this.#body.indented(() => this.#line('if (!(error instanceof RangeError)) throw error;'));
    this.#scopes.push(new Map());
    this.#body.indented(() => this.#statements(handler));
    this.#scopes.pop();
    this.#line('}');
  }

  /** The left side of an assignment, which declares the name where it is new. */
  #target(name: string): string {
    if (this.#variable(name) !== undefined) return name;
    this.#declare(name);
    return `let ${name}`;
  }

  /** A variable of a block is the function's where the program is run: what it holds is kept to the end. */
  #declare(name: string): void {
    if (this.#isInClosure) {
      this.#scopes.at(-1)?.set(name, name);
      return;
    }
    const variable = `${name}_${this.#variables.length}`;
    this.#scopes.at(-1)?.set(name, variable);
    this.#variables.push(variable);
  }

  #variable(name: string): string | undefined {
    return [...this.#scopes].reverse().find((scope) => scope.has(name))?.get(name);
  }

  /** Whatever has had a name so far. */
  #roots(): string[] {
    return [...(this.#program.entry === 'method' ? ['this'] : []), ...this.#program.parameters, ...this.#variables];
  }

  #line(text: string, executable?: string): void {
    this.#body.line(text, { executable: executable ?? this.#renamed(text) });
  }

  #renamed(text: string): string {
    const variable = (match: string, name: string): string => {
      const known = this.#variable(name);
      return known === undefined || known === name ? match : known;
    };
    const waited = text.replace(WAITED, (_, mark: string | undefined, called: string) => `await held(() => [${this.#roots().join(', ')}], () => ${called}, ${mark === NAMED})`);
    return (this.#isInClosure ? waited : waited.replace(/^let (\w+);$/, '$1 = undefined;')).replace(/\b(?:let |const )?(\w+)\b/g, variable);
  }

  #made(from: Extract<Statement, { kind: 'handle' }>['from']): string {
    if (from === 'make') return 'new WeakRef(make())';
    if (from === 'open') return `${this.#helper('fresh')}()`;
    return 'keeper' in from ? `new WeakRef(${from.keeper})` : handle(from.alias);
  }

  #value(value: Value): string {
    switch (value.kind) {
      case 'make':
        return 'make()';
      case 'fallback':
        return `${named(this.#ask(value.ask))} ?? make()`;
      case 'either':
        return `${this.#test(value.test)} ? ${named(this.#ask(value.first))} : ${this.#value(value.second)}`;
      case 'name':
        return value.name;
      case 'ask':
        return named(this.#ask(value));
    }
  }

  /** The test of a statement; a name that it binds is declared on a line of its own. */
  #test(test: Test): string {
    const name = boundBy(test);
    if (name !== undefined && this.#variable(name) === undefined) this.#line(`${this.#target(name)};`);
    switch (test.kind) {
      case 'flip':
        return 'flip()';
      case 'there':
        return there(this.#tested(test.subject), test.form);
      case 'gone': {
        const subject = this.#tested(test.subject);
        return way([`!${subject}`, `${subject} === undefined`, `${subject} == null`, `!(${subject} instanceof Node)`, `typeof ${subject} === 'undefined'`, `undefined === ${subject}`, `void 0 === ${subject}`, `!Boolean(${subject})`], test.form);
      }
      case 'bind':
        return there(`(${test.name} = ${named(this.#ask(test.ask))})`, test.form);
      case 'not':
        return `!(${this.#test(test.of)})`;
      case 'and':
      case 'or':
        return connected(test, `(${this.#test(test.left)} ${test.kind === 'and' ? '&&' : '||'} ${this.#test(test.right)})`);
      case 'outcome':
        return test.name;
      case 'here':
        return `${this.#helper(test.by)}(${this.#tested(test.subject)})`;
      case 'has':
        throw new Error('JavaScript has no weak dictionary.');
      case 'alive':
        return `${this.#helper(test.by)}(${handle(test.handle)})`;
    }
  }

  #tested(subject: Subject): string {
    return subject.kind === 'name' ? marked('perhaps', subject.name) : this.#subject(subject);
  }

  #subject(subject: Subject): string {
    if (subject.kind === 'name') return subject.name;
    // `this.t?.deref().x` would not be read at all where `t` is not there.
    return subject.through === 'perhaps' ? '(this.t && this.t.deref())' : this.#ask(subject);
  }

  #ask(ask: Ask): string {
    switch (ask.through) {
      case 'deref':
        return `${handle(ask.handle)}.deref()`;
      case 'peek':
      case 'relay':
      case 'need':
        return `${this.#helper(ask.through)}(${handle(ask.handle)})`;
      case 'method':
        return `this.${this.#helper('node')}()`;
      case 'property':
        return `this.${this.#helper('parent')}`;
      case 'fetch':
        return `(await ${this.#helper('fetch')}(${handle(ask.handle)}))`;
      case 'perhaps':
        return 'this.t?.deref()';
      case 'subscript':
      case 'lookup':
        throw new Error('JavaScript has no weak dictionary.');
    }
  }

  #helper(helper: Helper): Helper {
    for (const one of withCalled(helper)) this.#helpers.add(one);
    return helper;
  }
}

function handle(one: Handle): string {
  switch (one.kind) {
    case 'local':
      return one.name;
    case 'member':
      return `this.${one.name}`;
    case 'element':
      return `${one.list}[${one.index}]`;
    case 'entry':
      return `${one.table}.get('${one.key}')`;
    case 'field':
      return one.by === 'name' ? `${one.record}.${one.key}` : `${one.record}['${one.key}']`;
  }
}

/** As it is written, and as it is run. */
const CLOSURES: Readonly<Record<CallOfClosure, { readonly opening: Twice; readonly closing: Twice }>> = {
  called: { opening: ['const inner = () => {', 'const inner = unseen(() => {'], closing: ['};', '});'] },
  handed: { opening: ['[0].forEach(() => {', '[0].forEach(unseen(() => {'], closing: ['});', '}));'] },
  later: { opening: ['setTimeout(() => {', 'defer(() => {'], closing: ['});', '});'] },
};
type Twice = readonly [text: string, executable: string];

const PAIRS: Readonly<Record<Exclude<Shape, 'several'>, string>> = {
  list: '[new WeakRef(make()), new WeakRef(make())]',
  tuple: '[new WeakRef(make()), new WeakRef(make())]',
  record: '{ a: new WeakRef(make()), b: new WeakRef(make()) }',
  table: `new Map([['a', new WeakRef(make())], ['b', new WeakRef(make())]])`,
};

/** A function of the program that is waited for. */
const WAITED = new RegExp(`await (${NAMED})?((?:fetch|later|settle)\\(\\w[^()]*(?:\\([^()]*\\))?\\))`, 'g');

/** What is waited for is kept: it is going to have a name, or a \`switch\` goes by it. */
function named(asked: string): string {
  return asked.replace('await fetch', `await ${NAMED}fetch`);
}

function over({ name, list, over }: Extract<Statement, { kind: 'for-handle' }>): string {
  return { plain: `${name} of ${list}`, numbered: `[, ${name}] of ${list}.entries()`, values: `${name} of ${marked('turns', `${list}.values()`)}`, items: `[, ${name}] of ${marked('turns', list)}` }[over];
}

function there(subject: string, form: number): string {
  return way([subject, `${subject} !== undefined`, `${subject} != null`, `typeof ${subject} !== 'undefined'`, `${subject} instanceof Node`, `!!${subject}`, `${subject}?.extra !== undefined`, `Boolean(${subject})`, `(${subject} ?? null) !== null`], form);
}

function used(use: StatementUse, subject: string, isOptional = false): string {
  const dot = isOptional ? '.' : '';
  const written: Readonly<Record<StatementUse, string>> = {
    read: `${subject}.x`,
    call: `${subject}.touch()`,
    index: `${subject}${dot}[0]`,
    invoke: `${subject}${dot}()`,
    format: isOptional ? `${subject}.x` : `\`\${${subject}.x}\``,
    contains: isOptional ? `${subject}.x` : `'x' in ${subject}`,
    operate: `${subject}.x + 1`,
    named: `${subject}${dot}['x']`,
    size: isOptional ? `${subject}.x` : `[...${subject}].length`,
    risk: `${subject}.risky()`,
    write: `${subject}.x = 1`,
    add: `${subject}.x += 1`,
    put: `${subject}[0] = 1`,
    unpack: `{ const { x } = ${subject}; }`,
    enter: `delete ${subject}.y`,
    iterate: `for (const _ of ${subject}) work()`,
  };
  return written[use];
}

function comprehension(list: string, filter: 'none' | 'direct' | 'bind', use: ValueUse, told: (used: string) => string): string {
  const one = 'h.deref()';
  switch (filter) {
    case 'none':
      return `${list}.map((h) => ${told(used(use, one))})`;
    case 'direct':
      return `${list}.filter((h) => ${one} !== undefined).map((h) => ${told(used(use, one))})`;
    case 'bind':
      return `${list}.map((h) => ${one}).filter((n) => n !== undefined).map((n) => ${told(used(use, 'n'))})`;
  }
}
