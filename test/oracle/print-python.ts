/** Prints a program as Python. */
import { HELPERS, isMethod, withCalled, writeHelper } from './helpers.ts';
import type { Helper } from './helpers.ts';
import { connected, HERE, marked, way, Writer } from './printed.ts';
import type { Printed } from './printed.ts';
import { MEMBERS } from './program.ts';
import type { Ask, Block, Catches, Handle, Program, Shape, Statement, StatementUse, Subject, Test, Value } from './program.ts';

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
    writer.line('from elsewhere import Node, defer, fill, flip, lock, make, pause, some, work', { executable: 'from elsewhere import Node, conjunction, defer, disjunction, fill, flip, lock, make, pause, perhaps, some, turns, unseen, work' });
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
          writer.line('self._t = weakref.ref(make()) if flip() else None');
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
        if (typeof from === 'object' && 'keeper' in from) {
          line(`${from.keeper} = make()`);
          if (this.#triesAround > 0) line('work()');
        }
        return line(`${name} = ${this.#made(from)}`);
      }
      case 'handles': {
        if (statement.shape === 'record') throw new Error('Python has no objects that are written out.');
        if (statement.shape !== 'several') return line(`${statement.name} = ${PAIRS[statement.shape]}`);
        const listed = '[weakref.ref(make()) for _ in some()]';
        return this.#body.line(`${statement.name} = ${listed}`, { executable: `${statement.name} = Several(${listed})` });
      }
      case 'take':
        return line(`${statement.names.join(', ')} = ${statement.from}`);
      case 'cache':
        line(`${statement.name} = weakref.WeakValueDictionary()`);
        return line(`fill(${statement.name})`);
      case 'drop':
        return line(`${statement.keeper} = None`);
      case 'answer':
        return line(`${statement.name} = ${this.#value(statement.value)}`);
      case 'both':
        return line(`${statement.names.join(', ')} = ${statement.asks.map((ask) => this.#ask(ask)).join(', ')}`);
      case 'assure': {
        const { name, form } = statement;
        const value = this.#value(statement.value);
        if (form % 4 === 3) return this.#block(`if ${marked('perhaps', name)} is None:`, [{ kind: 'answer', name, value: statement.value }]);
        const tested = marked('perhaps', name);
        return line(`${name} = ${way([`${tested} or ${value}`, `${name} if ${tested} is not None else ${value}`, `${value} if ${tested} is None else ${name}`], form)}`);
      }
      case 'outcome':
        return line(`${statement.name} = ${this.#test(statement.test)}`);
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
        if (isGiven) return line(`work((lambda n: ${used(use, 'n')})(${shown}))`);
        const written = `(lambda: ${used(use, shown)})`;
        return this.#body.anytime(() => this.#body.line(`work(${written}())`, { executable: `work(unseen${written})` }));
      }
      case 'closure':
        this.#body.anytime(() => this.#block('def inner():', statement.body));
        return statement.how === 'later' ? line('defer(inner)') : this.#body.line('inner()', { executable: 'unseen(inner)' });
      case 'demand':
        return line(`${this.#helper('demand')}(${marked('perhaps', statement.name)})`);
      case 'short': {
        const test = this.#test(statement.test);
        const use = used(statement.use, this.#subject(statement.subject));
        const written = (used: string): string => (statement.form === 'ternary' ? `work(${used} if ${test} else 0)` : `work((${test}) ${statement.form} ${used})`);
        return this.#body.line(written(use), { executable: written(`(${HERE} or ${use})`) });
      }
      case 'defaulted':
        throw new Error('Python has no default where something is taken apart.');
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
        return this.#loop('_ in some()', statement);
      case 'for-handle':
        return this.#loop(over(statement), statement);
      case 'for-answer': {
        const { name, list, from, body } = statement;
        const source = { listed: `[h() for h in ${list}]`, lazy: `(h() for h in ${list})`, generator: `answers(${list})`, present: `[h() for h in ${list} if h() is not None]` }[from];
        if (from === 'generator') this.#helper('answers');
        return this.#block(`for ${name} in ${source}:`, body);
      }
      case 'match':
        return this.#match(statement);
      case 'with':
        return this.#block('with lock():', statement.body);
      case 'try':
        this.#tryBlock('try:', statement.body);
        if (statement.catches !== 'nothing') this.#block(`except ${EXCEPTIONS[statement.catches]}:`, statement.handler);
        if (statement.last.length > 0) this.#block('finally:', statement.last);
        return;
      case 'suppress':
        return this.#tryBlock(`with suppress(${SUPPRESSED[statement.catches]}):`, statement.body);
    }
  }

  #loop(over: string, { body, otherwise }: { readonly body: Block; readonly otherwise: Block }): void {
    this.#block(`for ${over}:`, body);
    if (otherwise.length > 0) this.#block('else:', otherwise);
  }

  #match({ subject, form, body, otherwise }: Extract<Statement, { kind: 'match' }>): void {
    this.#body.line(`match ${this.#tested(subject)}:`);
    const cases = {
      gone: [['None', otherwise], ['_', body]],
      class: [['Node()', body], ['_', otherwise]],
      capture: [['None', otherwise], ['n', body]],
      guard: [['_ if flip()', otherwise], ['None', otherwise], ['Node() as n', body]],
    } as const satisfies Readonly<Record<string, readonly (readonly [string, Block])[]>>;
    const chosen = [cases.gone, cases.class, cases.capture, cases.guard][form % 4] ?? cases.gone;
    this.#body.indented(() => {
      for (const [pattern, block] of chosen) this.#block(`case ${pattern}:`, block);
    });
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
        return `${this.#ask(value.first)} if ${this.#test(value.test)} else ${this.#value(value.second)}`;
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
        return there(this.#tested(test.subject), test.form);
      case 'gone': {
        const subject = this.#tested(test.subject);
        return way([`${subject} is None`, `not ${subject}`, `None is ${subject}`, `not isinstance(${subject}, Node)`, `${subject} == None`, `not hasattr(${subject}, "extra")`, `not bool(${subject})`], test.form);
      }
      case 'bind':
        return there(`(${test.name} := ${this.#ask(test.ask)})`, test.form);
      case 'not':
        return `not (${this.#test(test.of)})`;
      case 'and':
      case 'or':
        return connected(test, `(${this.#test(test.left)} ${test.kind} ${this.#test(test.right)})`);
      case 'outcome':
        return test.name;
      case 'here':
        return `${this.#helper(test.by)}(${this.#tested(test.subject)})`;
      case 'has':
        return `'a' in ${test.cache}`;
      case 'alive':
        return `${this.#helper(test.by)}(${handle(test.handle)})`;
    }
  }

  #tested(subject: Subject): string {
    return subject.kind === 'name' ? marked('perhaps', subject.name) : this.#subject(subject);
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
      case 'fetch':
        return `(await ${this.#helper('fetch')}(${handle(ask.handle)}))`;
      case 'perhaps':
        return '(self._t and self._t())';
      case 'subscript':
        return `${ask.cache}['a']`;
      case 'lookup':
        return `${ask.cache}.get('a')`;
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
    case 'field':
      throw new Error('Python has no objects that are written out.');
    case 'entry':
      return one.by === 'get' ? `${one.table}.get('${one.key}')` : `${one.table}['${one.key}']`;
  }
}

const PAIRS: Readonly<Record<Exclude<Shape, 'several' | 'record'>, string>> = {
  list: '[weakref.ref(make()), weakref.ref(make())]',
  tuple: '(weakref.ref(make()), weakref.ref(make()))',
  table: '{"a": weakref.ref(make()), "b": weakref.ref(make())}',
};

function over({ name, list, over }: Extract<Statement, { kind: 'for-handle' }>): string {
  return { plain: `${name} in ${list}`, numbered: `_, ${name} in enumerate(${list})`, values: `${name} in ${marked('turns', `${list}.values()`)}`, items: `_, ${name} in ${marked('turns', `${list}.items()`)}` }[over];
}

function there(subject: string, form: number): string {
  return way([`${subject} is not None`, subject, `isinstance(${subject}, Node)`, `not ${subject} is None`, `${subject} != None`, `hasattr(${subject}, "extra")`, `getattr(${subject}, "extra", None) is not None`, `bool(${subject})`, `None is not ${subject} is not None`], form);
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
    // After `o, p = f(), g()` the grammar takes `[*_]` for an index of what stands before the line end.
    unpack: `*_, = ${subject}`,
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
