/**
 * Runs programs under an adversarial collector, once for every script. What it reads and answers is what `adversary.py` does.
 *
 * The collector gets in at suspensions alone. There each object that cannot be reached from what has had a name so far (`within` is told
 * them) may be gone; whether it is is decided when it is asked for. Then it stays gone, or is kept until the next suspension.
 */
import { stdin, stdout } from 'node:process';
import { createInterface } from 'node:readline';
import { runInThisContext } from 'node:vm';

const FILE = 'program.js';
const MAX_DEREFS = 25;

/** The script is too long: whatever comes is seen in a shorter one. */
class Stop extends Error {}

/** A sequence of choices; `advance` goes to the next one, depth first. */
class Script {
  #limit;
  #taken = [];
  #options = [];
  #position = 0;
  #pick = () => 0;
  #isRandom = false;
  #isTimid = false;
  /** A program may catch it: then it is thrown again. */
  isStopped = false;

  constructor(limit) {
    this.#limit = limit;
  }

  choose(options) {
    const position = this.#position;
    if (position === this.#taken.length) {
      if (position >= this.#limit) this.stop();
      this.#taken.push(this.#pick(options));
      this.#options.push(options);
    }
    this.#position++;
    if (this.isStopped) throw new Stop();
    return this.#taken[position];
  }

  stop() {
    this.isStopped = true;
    throw new Stop();
  }

  /** From now on scripts are random. Every other one goes the first way more often: it gets further. */
  shuffle() {
    let state = 1;
    const random = (limit) => (state = (Math.imul(state, 48_271) >>> 0) % 2_147_483_647) % limit;
    this.#pick = (options) => (this.#isTimid && random(2) === 0 ? 0 : random(options));
    this.#isRandom = true;
    this.#taken.length = 0;
  }

  advance() {
    this.#position = 0;
    this.isStopped = false;
    if (this.#isRandom) {
      this.#isTimid = !this.#isTimid;
      this.#taken.length = 0;
      return true;
    }
    while (this.#taken.length > 0 && this.#taken.at(-1) + 1 === this.#options.at(-1)) {
      this.#taken.pop();
      this.#options.pop();
    }
    if (this.#taken.length === 0) return false;
    this.#taken[this.#taken.length - 1]++;
    return true;
  }
}

let script;
let limits;
let raises;
let changes;
let reached;
let charged;
/** Objects that an unknown function gave, where what that means is granted. */
let unknown;
/** What the analysis takes for granted, if that is asked for. */
let granted;
/** Of the program that is run. */
let lines;
let derefs;
/** By object: `kept`, `gone`, or `unknown` until somebody asks. */
let fates;
/** By object: what keeps it, a root's position or the promise of this job. */
let keepers;
/** By place: what has kept each object that was asked for there, and by which ways one has come there that was not kept. */
let owners;
/** What the program has asked for so far, and where, in short. */
let way;

const PROMISE = -1;

class Node {
  /** An object may well be of another class. */
  static [Symbol.hasInstance](value) {
    return fates.has(value) && script.choose(2) === 0;
  }
  x = 0;
  0 = 0;
  /** Some objects have it. */
  get extra() {
    return script.choose(2) === 1 ? undefined : 0;
  }
  touch() {}
  risky() {
    if (script.choose(2) === 1) throw new RangeError();
  }
  *[Symbol.iterator]() {}
}

/** An object that can be called, too. */
function make() {
  const node = Object.setPrototypeOf(() => 0, Node.prototype);
  Object.assign(node, { x: 0, 0: 0 });
  fates.set(node, 'kept');
  keepers.set(node, new Set([PROMISE]));
  return node;
}

/** What an unknown function gives. A handle is made of something. */
function makeOrNot() {
  const [line = 0] = granted === undefined ? [] : linesOf(new Error());
  const isForHandle = granted === undefined || /WeakRef\(|Map\(/.test(lines[line - 1] ?? '');
  if (isForHandle) return make();
  if (script.choose(2) === 1) return undefined;
  const node = make();
  unknown.add(node);
  return node;
}

/** What is tested: where it is granted, each test of what an unknown function gave stands by itself. */
function perhaps(value) {
  return unknown.has(value) && script.choose(2) === 1 ? undefined : value;
}

/** Where it is granted, which of the tests has decided is not known later. */
function disjunction(isTrue) {
  return isTrue || (granted !== undefined && script.choose(2) === 1);
}

function conjunction(isTrue) {
  return isTrue && (granted === undefined || script.choose(2) === 0);
}

/** Where it is granted, what a loop goes over may be empty. */
function turns(entries) {
  return granted !== undefined && script.choose(2) === 1 ? [] : entries;
}

class AdversarialWeakRef {
  #target;
  #hasAnswered = false;
  /** Where owners matter. */
  #madeAt = limits.mayRevive ? linesOf(new Error())[0] : undefined;

  constructor(target) {
    this.#target = target;
  }

  deref() {
    if (++derefs > MAX_DEREFS || script.isStopped) script.stop();
    const target = this.#target;
    const fate = fates.get(target);
    const place = limits.mayRevive ? placeOf(this.#madeAt) : '';
    if (limits.mayRevive) noteOwners(place, fate === 'kept' ? keepers.get(target) : undefined);
    const mayGo = fate === 'unknown' || (fate === 'gone' && limits.mayRevive) || mayGoHere(place);
    way = wayOn(place);
    if (mayGo) fates.set(target, script.choose(2) === 1 ? 'gone' : 'kept');
    if (fates.get(target) !== 'gone') {
      keepers.get(target).add(PROMISE);
      this.#hasAnswered = true;
      return target;
    }
    if (this.#hasAnswered) changes.add(blamed(new Error()));
    return undefined;
  }
}

/** The lines of the program that wait for the answer, and the one that made the handle. */
function placeOf(madeAt) {
  return `${linesOf(new Error()).join(' ')}/${madeAt}`;
}

function mayGoHere(place) {
  if (granted === undefined) return false;
  return granted.losing[place]?.includes(way) === false || linesOf(new Error()).some((line) => granted.anytime.includes(line));
}

function wayOn(place) {
  let next = way;
  for (const character of place) next = (Math.imul(next, 31) + character.codePointAt(0)) | 0;
  return next;
}

/** A list of handles. */
class Several extends Array {
  static [Symbol.species] = Array;

  *[Symbol.iterator]() {
    if (granted === undefined || script.choose(2) === 0) yield* super[Symbol.iterator]();
    else if (this.length === 0) yield new AdversarialWeakRef(make());
  }

  *entries() {
    let i = 0;
    for (const one of this) yield [i++, one];
  }

  map(change) {
    return [...this].map(change);
  }

  filter(test) {
    return [...this].filter(test);
  }
}

function noteOwners(place, names) {
  const known = owners.get(place);
  if (known === undefined) owners.set(place, { names: names && new Set(names), ways: new Set(names === undefined ? [way] : []) });
  else if (names === undefined) known.ways.add(way);
  else known.names = known.names === undefined ? new Set(names) : new Set([...known.names].filter((name) => names.has(name)));
}

/** Where nobody has always owned what was asked for. */
function unowned() {
  return Object.fromEntries([...owners].flatMap(([place, { names, ways }]) => (names === undefined || names.size === 0 || ways.size > 0 ? [[place, [...ways]]] : [])));
}

/** What is visibly kept by those who wait for a function of the program, the outermost first. */
const waiting = [];

/** Waits for a function of the program where `roots` gives what is visibly kept. `isNamed`: what it gives gets a name. */
async function held(roots, call, isNamed) {
  waiting.push(roots);
  try {
    const result = await call();
    if (!isNamed) within(() => []);
    return result;
  } finally {
    waiting.pop();
  }
}

/** A suspension where `roots` gives what is visibly kept. */
function within(roots) {
  for (const names of keepers.values()) names.clear();
  for (const [position, root] of [...waiting, roots].flatMap((one) => one()).entries()) for (const node of reachableFrom(root)) keepers.get(node)?.add(position);
  for (const [node, fate] of fates) if (fate === 'kept' && keepers.get(node).size === 0) fates.set(node, 'unknown');
}

/** The same for what is waited for, which may fail where that is granted. */
function waited(roots) {
  within(roots);
  return granted !== undefined && script.choose(2) === 1 ? Promise.reject(new RangeError()) : undefined;
}

function reachableFrom(root) {
  const found = new Set();
  const pending = [root];
  while (pending.length > 0) {
    const value = pending.pop();
    if (Object(value) !== value || found.has(value)) continue;
    found.add(value);
    pending.push(...Object.values(value));
  }
  return found;
}

/** Functions that the program leaves for later: each is a job of its own. */
const pending = [];

/** A function within the function. Where that is granted, what goes wrong in it is no news to who calls it. */
function unseen(called) {
  return () => {
    try {
      return called();
    } catch (error) {
      if (granted === undefined || !(error instanceof TypeError)) throw error;
      raises.add(blamed(error));
      return undefined;
    }
  };
}

function assert(isTrue) {
  if (!isTrue) throw new RangeError();
}

const world = {
  Node,
  Several,
  WeakRef: AdversarialWeakRef,
  assert,
  conjunction,
  disjunction,
  flip: () => script.choose(2) === 1,
  defer: (job) => pending.push(job),
  held,
  make: makeOrNot,
  pause: () => undefined,
  perhaps,
  reached: (line) => reached.add(line),
  some: () => Array.from({ length: script.choose(3) }, (_, i) => i),
  turns,
  unseen,
  waited,
  within,
  work: (...values) => {
    if (values.length === 0 && script.choose(2) === 1) throw new RangeError();
  },
};

async function run(exported, { entry, parameters }) {
  const roots = [];
  await attempt(async () => {
    if (entry === 'function') {
      await finished(exported(...Array.from({ length: parameters }, () => new AdversarialWeakRef(make()))));
      return;
    }
    const owner = new exported();
    roots.push(owner);
    // The method is called in a job of its own.
    within(() => roots);
    await finished(owner.run());
  });
  for (const job of pending) {
    within(() => roots);
    await attempt(job);
  }
}

async function attempt(action) {
  try {
    await action();
  } catch (error) {
    // The objects can do all that is asked of them: only what is absent fails so.
    if (error instanceof TypeError) raises.add(blamed(error));
    else if (!(error instanceof Stop) && !(error instanceof RangeError && error.message === '')) throw error;
  }
}

async function finished(running) {
  if (typeof running?.next === 'function') runToEnd(running);
  else await running;
}

/** Where that is granted, what a generator gives its turn to may fail. */
function runToEnd(generator) {
  for (let { done } = generator.next(); done !== true; ) ({ done } = granted !== undefined && script.choose(2) === 1 ? generator.throw(new RangeError()) : generator.next());
}

/** The innermost line of the program that is not charged to its caller. */
function blamed(error) {
  return linesOf(error).find((line) => !charged.has(line));
}

function linesOf(error) {
  return [...error.stack.matchAll(/program\.js:(\d+):/g)].map(([, line]) => Number(line));
}

function isSettled({ sought }) {
  if (sought === undefined) return false;
  return sought.raises.every((line) => raises.has(line)) && sought.changes.every((line) => raises.has(line) || changes.has(line));
}

async function explore(program) {
  raises = new Set();
  changes = new Set();
  reached = new Set();
  owners = new Map();
  charged = new Set(program.charged);
  granted = program.granted;
  lines = program.executable.split('\n');
  script = new Script(limits.choices);
  let runs = 0;
  let hasMore = true;
  try {
    const exported = runInThisContext(program.executable, FILE)(world);
    while (hasMore && runs < limits.runs && !isSettled(program)) {
      runs++;
      derefs = 0;
      way = 0;
      fates = new Map();
      waiting.length = 0;
      keepers = new Map();
      unknown = new Set();
      pending.length = 0;
      await run(exported, program);
      hasMore = script.advance();
      if (hasMore && runs === limits.runs >> 1) script.shuffle();
    }
  } catch (error) {
    return { broken: String(error) };
  }
  const sorted = (lines) => [...lines].sort((a, b) => a - b);
  return { raises: sorted(raises), changes: sorted(changes), reached: sorted(reached), unowned: unowned(), runs, isComplete: !hasMore };
}

for await (const line of createInterface({ input: stdin })) {
  const question = JSON.parse(line);
  limits = question.limits;
  const answers = [];
  for (const program of question.programs) answers.push(await explore(program));
  stdout.write(`${JSON.stringify(answers)}\n`);
}
