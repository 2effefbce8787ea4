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

  /** From now on scripts are random. */
  shuffle() {
    let state = 1;
    this.#pick = (options) => (state = (Math.imul(state, 48_271) >>> 0) % 2_147_483_647) % options;
    this.#isRandom = true;
    this.#taken.length = 0;
  }

  advance() {
    this.#position = 0;
    this.isStopped = false;
    if (this.#isRandom) {
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
let changes;
let reached;
let charged;
let derefs;
/** By object: `kept`, `gone`, or `unknown` until somebody asks. */
let fates;

class Node {
  /** An object may well be of another class. */
  static [Symbol.hasInstance](value) {
    return fates.has(value) && script.choose(2) === 0;
  }
  x = 0;
  0 = 0;
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
  return node;
}

class AdversarialWeakRef {
  #target;
  #hasAnswered = false;

  constructor(target) {
    this.#target = target;
  }

  deref() {
    if (++derefs > MAX_DEREFS || script.isStopped) script.stop();
    const target = this.#target;
    const fate = fates.get(target);
    if (fate === 'unknown' || (fate === 'gone' && limits.mayRevive)) fates.set(target, script.choose(2) === 1 ? 'gone' : 'kept');
    if (fates.get(target) !== 'gone') {
      this.#hasAnswered = true;
      return target;
    }
    if (this.#hasAnswered) changes.add(blamed(new Error()));
    return undefined;
  }
}

/** A suspension where `roots` gives what is visibly kept. */
function within(roots) {
  const reached = new Set();
  const pending = roots();
  while (pending.length > 0) {
    const value = pending.pop();
    if (Object(value) !== value || reached.has(value)) continue;
    reached.add(value);
    pending.push(...Object.values(value));
  }
  for (const [node, fate] of fates) if (fate === 'kept' && !reached.has(node)) fates.set(node, 'unknown');
}

function assert(isTrue) {
  if (!isTrue) throw new RangeError();
}

const world = {
  Node,
  WeakRef: AdversarialWeakRef,
  assert,
  flip: () => script.choose(2) === 1,
  make,
  pause: () => undefined,
  reached: (line) => reached.add(line),
  some: () => Array.from({ length: script.choose(3) }, (_, i) => i),
  within,
  work: (...values) => {
    if (values.length === 0 && script.choose(2) === 1) throw new RangeError();
  },
};

async function run(exported, { entry, parameters }) {
  if (entry === 'function') {
    await finished(exported(...Array.from({ length: parameters }, () => new AdversarialWeakRef(make()))));
    return;
  }
  const owner = new exported();
  // The method is called in a job of its own.
  within(() => [owner]);
  await finished(owner.run());
}

async function finished(running) {
  if (typeof running?.next === 'function') for (const _ of running);
  else await running;
}

/** The innermost line of the program that is not charged to its caller. */
function blamed(error) {
  const lines = [...error.stack.matchAll(/program\.js:(\d+):/g)].map(([, line]) => Number(line));
  return lines.find((line) => !charged.has(line));
}

function isSettled({ sought }, raises) {
  if (sought === undefined) return false;
  return sought.raises.every((line) => raises.has(line)) && sought.changes.every((line) => raises.has(line) || changes.has(line));
}

async function explore(program) {
  const raises = new Set();
  changes = new Set();
  reached = new Set();
  charged = new Set(program.charged);
  script = new Script(limits.choices);
  let runs = 0;
  let hasMore = true;
  try {
    const exported = runInThisContext(program.executable, FILE)(world);
    while (hasMore && runs < limits.runs && !isSettled(program, raises)) {
      runs++;
      derefs = 0;
      fates = new Map();
      try {
        await run(exported, program);
      } catch (error) {
        // The objects can do all that is asked of them: only what is absent fails so.
        if (error instanceof TypeError) raises.add(blamed(error));
        else if (!(error instanceof Stop) && !(error instanceof RangeError && error.message === '')) throw error;
      }
      hasMore = script.advance();
      if (hasMore && runs === limits.runs >> 1) script.shuffle();
    }
  } catch (error) {
    return { broken: String(error) };
  }
  const sorted = (lines) => [...lines].sort((a, b) => a - b);
  return { raises: sorted(raises), changes: sorted(changes), reached: sorted(reached), runs, isComplete: !hasMore };
}

for await (const line of createInterface({ input: stdin })) {
  const question = JSON.parse(line);
  limits = question.limits;
  const answers = [];
  for (const program of question.programs) answers.push(await explore(program));
  stdout.write(`${JSON.stringify(answers)}\n`);
}
