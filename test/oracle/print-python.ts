/** Prints a program as Python. */
import { HELPERS, isMethod, withCalled, writeHelper } from './helpers.ts';
import type { Helper } from './helpers.ts';
import { HERE, way, Writer } from './printed.ts';
import type { Printed } from './printed.ts';
import { MEMBERS } from './program.ts';
import type { Ask, Block, Catches, Handle, Program, Statement, StatementUse, Subject, Test, Value } from './program.ts';

const INDENT = '    ';

export function printPython(program: Program): Printed {
  return new PythonPrinter(program).print();
}

const EXCEPTIONS: Readonly<Record<Catches, string>> = {
  absent: '(AttributeError, TypeError)',
  other: 'ValueError',
  everything: 'Exception',
  nothing: '',
};

const SUPPRESSED = { absent: 'AttributeError, TypeError', other: 'ValueError' } as const;

class PythonPrinter {
  readonly #program: Program;
  readonly #body = new Writer(INDENT);
  readonly #helpers = new Set<Helper>();
  #triesAround = 0;

  constructor(program: Program) {
    this.#program = program;
  }

  print(): Printed {
    const { entry, suspension, parameters, body } = this.#program;
    // A generator has a `yield` wherever its other suspensions are.
    this.#statements(body);
    if (suspension === 'yield') this.#body.line('yield');
    const writer = new Writer(INDENT);
    writer.line('import weakref');
    writer.line('from contextlib import suppress');
    writer.line('from elsewhere import Node, flip, make, pause, some, work');
    const helpers = HELPERS.filter((helper) => this.#helpers.has(helper));
    for (const helper of helpers) if (!isMethod(helper)) writeHelper(writer, 'python', helper);
    const run = (receiver: readonly string[]): void => {
      writer.line(`${suspension === 'await' ? 'async ' : ''}def run(${[...receiver, ...parameters.map((name) => `${name}: weakref.ref`)].join(', ')}):`);
      writer.indented(() => writer.append(this.#body));
    };
    if (entry === 'function') run([]);
    else {
      writer.line('class Owner:');
      writer.indented(() => {
        writer.line('def __init__(self):');
        writer.indented(() => {
          for (const name of MEMBERS) writer.line(`self._${name} = weakref.ref(make())`);
        });
        for (const helper of helpers) if (isMethod(helper)) writeHelper(writer, 'python', helper);
        run(['self']);
      });
    }
    return writer.printed(this.#program);
  }

  #block(head: string, block: Block): void {
    this.#body.line(head);
    this.#body.indented(() => this.#statements(block));
  }

  #tryBlock(head: string, block: Block): void {
    this.#triesAround++;
    this.#block(head, block);
    this.#triesAround--;
  }

  #statements(block: Block): void {
    for (const statement of block) {
      // Anything may fail for reasons of its own: a handler sees the state before each statement.
      if (this.#triesAround > 0) this.#body.line('work()');
      this.#statement(statement);
    }
    if (block.length === 0) this.#body.line(this.#triesAround > 0 ? 'work()' : 'pass');
  }

  #statement(statement: Statement): void {
    const line = (text: string): void => this.#body.line(text);
    switch (statement.kind) {
      case 'handle': {
        const { name, from } = statement;
        if (typeof from === 'object' && 'keeper' in from) line(`${from.keeper} = make()`);
        return line(`${name} = ${this.#made(from)}`);
      }
      case 'handles': {
        if (statement.isPair) return line(`${statement.name} = [weakref.ref(make()), weakref.ref(make())]`);
        const listed = '[weakref.ref(make()) for _ in some()]';
        return this.#body.line(`${statement.name} = ${listed}`, { executable: `${statement.name} = Several(${listed})` });
      }
      case 'drop':
        return line(`${statement.keeper} = None`);
      case 'answer':
        return line(`${statement.name} = ${this.#value(statement.value)}`);
      case 'outcome':
        return line(`${statement.name} = ${this.#test(statement.test)}`);
      case 'use':
        return line(used(statement.use, this.#subject(statement.subject)));
      case 'show':
        return line(`${this.#helper('show')}(${this.#subject(statement.subject)})`);
      case 'poke':
        return line(`${this.#helper('poke')}(${handle(statement.handle)})`);
      case 'demand':
        return line(`${this.#helper('demand')}(${statement.name})`);
      case 'short': {
        const test = this.#test(statement.test);
        const use = used(statement.use, this.#subject(statement.subject));
        const written = (used: string): string => (statement.form === 'ternary' ? `work(${used} if ${test} else 0)` : `work((${test}) ${statement.form} ${used})`);
        return this.#body.line(written(use), { executable: written(`(${HERE} or ${use})`) });
      }
      case 'optional':
        throw new Error('Python has no optional chaining.');
      case 'comprehension':
        return this.#body.line(comprehension(statement, (used) => used), { executable: comprehension(statement, (used) => `(${HERE} or ${used})`) });
      case 'assert':
        return line(`assert ${this.#test(statement.test)}`);
      case 'hand': {
        const subject = this.#subject(statement.subject);
        return line({ argument: `work(${subject})`, element: `work([${subject}])`, return: `return ${subject}` }[statement.how]);
      }
      case 'hold':
        return line(`self.held = ${statement.name}`);
      case 'work':
        return line('work()');
      case 'suspend':
        return line(this.#program.suspension === 'yield' ? 'yield' : 'await pause()');
      case 'exit':
        return line(statement.how === 'raise' ? 'raise LookupError' : statement.how);
      case 'if':
        this.#block(`if ${this.#test(statement.test)}:`, statement.body);
        if (statement.otherwise.length > 0) this.#block('else:', statement.otherwise);
        return;
      case 'while':
        this.#block(`while ${this.#test(statement.test)}:`, statement.body);
        if (statement.otherwise.length > 0) this.#block('else:', statement.otherwise);
        return;
      case 'for':
        return this.#block('for _ in some():', statement.body);
      case 'for-handle':
        return this.#block(`for ${statement.name} in ${statement.list}:`, statement.body);
      case 'try':
        this.#tryBlock('try:', statement.body);
        if (statement.catches !== 'nothing') this.#block(`except ${EXCEPTIONS[statement.catches]}:`, statement.handler);
        if (statement.last.length > 0) this.#block('finally:', statement.last);
        return;
      case 'suppress':
        return this.#tryBlock(`with suppress(${SUPPRESSED[statement.catches]}):`, statement.body);
    }
  }

  #made(from: Extract<Statement, { kind: 'handle' }>['from']): string {
    if (from === 'make') return 'weakref.ref(make())';
    if (from === 'open') return `${this.#helper('fresh')}()`;
    return 'keeper' in from ? `weakref.ref(${from.keeper})` : handle(from.alias);
  }

  #value(value: Value): string {
    switch (value.kind) {
      case 'make':
        return 'make()';
      case 'fallback':
        return `${this.#ask(value.ask)} or make()`;
      case 'either':
        return `${this.#ask(value.first)} if ${this.#test(value.test)} else ${this.#ask(value.second)}`;
      case 'name':
      case 'ask':
        return this.#subject(value);
    }
  }

  #test(test: Test): string {
    switch (test.kind) {
      case 'flip':
        return 'flip()';
      case 'there':
        return there(this.#subject(test.subject), test.form);
      case 'gone': {
        const subject = this.#subject(test.subject);
        return way([`${subject} is None`, `not ${subject}`, `None is ${subject}`, `not isinstance(${subject}, Node)`, `${subject} == None`, `not hasattr(${subject}, "extra")`, `not bool(${subject})`], test.form);
      }
      case 'bind':
        return there(`(${test.name} := ${this.#ask(test.ask)})`, test.form);
      case 'not':
        return `not (${this.#test(test.of)})`;
      case 'and':
      case 'or':
        return `(${this.#test(test.left)} ${test.kind} ${this.#test(test.right)})`;
      case 'outcome':
        return test.name;
      case 'here':
        return `${this.#helper(test.by)}(${this.#subject(test.subject)})`;
      case 'alive':
        return `${this.#helper(test.by)}(${handle(test.handle)})`;
    }
  }

  #subject(subject: Subject): string {
    return subject.kind === 'name' ? subject.name : this.#ask(subject);
  }

  #ask(ask: Ask): string {
    switch (ask.through) {
      case 'deref':
        return `${handle(ask.handle)}()`;
      case 'peek':
      case 'relay':
      case 'need':
        return `${this.#helper(ask.through)}(${handle(ask.handle)})`;
      case 'method':
        return `self.${this.#helper('node')}()`;
      case 'property':
        return `self.${this.#helper('parent')}`;
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
      return `self._${one.name}`;
    case 'element':
      return `${one.list}[${one.index}]`;
  }
}

function there(subject: string, form: number): string {
  return way([`${subject} is not None`, subject, `isinstance(${subject}, Node)`, `not ${subject} is None`, `${subject} != None`, `hasattr(${subject}, "extra")`, `getattr(${subject}, "extra", None) is not None`, `bool(${subject})`], form);
}

function used(use: StatementUse, subject: string): string {
  const written: Readonly<Record<StatementUse, string>> = {
    read: `${subject}.x`,
    call: `${subject}.touch()`,
    index: `${subject}[0]`,
    invoke: `${subject}()`,
    size: `len(${subject})`,
    format: `f"{${subject}.x}"`,
    contains: `1 in ${subject}`,
    operate: `${subject} + 1`,
    named: `getattr(${subject}, "x")`,
    risk: `${subject}.risky()`,
    write: `${subject}.x = 1`,
    add: `${subject}.x += 1`,
    put: `${subject}[0] = 1`,
    unpack: `[*_] = ${subject}`,
    enter: `with ${subject}: pass`,
    iterate: `for _ in ${subject}: pass`,
  };
  return written[use];
}

/** Of an empty list nothing is used. */
function comprehension({ list, filter, use }: Extract<Statement, { kind: 'comprehension' }>, told: (used: string) => string): string {
  const one = 'h()';
  switch (filter) {
    case 'none':
      return `work([${told(used(use, one))} for h in ${list}])`;
    case 'direct':
      return `work([${told(used(use, one))} for h in ${list} if h() is not None])`;
    case 'bind':
      return `work([${told(used(use, 'n'))} for h in ${list} if (n := h()) is not None])`;
  }
}
