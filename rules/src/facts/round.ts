/**
 * What one round of analysis finds out. Each thing is found out once; whoever asks for it meanwhile, because it depends on itself, is
 * told what the round before has found.
 */
import type { ClassEvent, ElementWriteEvent } from '../flow/event.ts';
import type { Variable } from '../flow/graph.ts';
import { isSameShape } from '../flow/shape.ts';
import type { ClassKey, Shape } from '../flow/shape.ts';
import { isSameSummary } from '../flow/summary.ts';
import type { Summary } from '../flow/summary.ts';
import { ByHolder } from './by-holder.ts';
import type { Scope } from './scopes.ts';

export interface MemberWrite {
  readonly of: Shape;
  readonly shape: Shape;
}

/** What a graph writes, as seen by everybody else. */
export interface Writes {
  readonly variables: ReadonlyMap<Variable, Shape>;
  /** By the member's name. */
  readonly members: ReadonlyMap<string, readonly MemberWrite[]>;
  readonly elements: readonly ElementWriteEvent[];
  readonly classes: ReadonlyMap<ClassKey, ClassEvent>;
}

const NO_WRITES: Writes = { variables: new Map(), members: new Map(), elements: [], classes: new Map() };

/** Joins with anything without changing it. */
const NOTHING_YET: Shape = { kind: 'absent' };

/** How often somebody was told less than all, since it was still being found out. */
interface Haste {
  times: number;
}

export class Round {
  readonly #haste: Haste = { times: 0 };
  readonly #members = new Map<ClassKey, Answers<string, Shape>>();
  #before: Round | undefined;
  readonly summaries: Answers<Scope, Summary | undefined>;
  readonly writes: Answers<Scope, Writes>;
  readonly variables: Answers<Variable, Shape>;
  /** What those do with members of a name who may do it with any object: graphs that matter write to them and put something into them; `spoiled` is what the rest write. */
  readonly others: Readonly<Record<'written' | 'spoiled' | 'put', Answers<string, ByHolder>>>;

  constructor(before?: Round) {
    before?.forget();
    this.#before = before;
    const haste = this.#haste;
    this.summaries = new Answers(haste, before?.summaries, undefined);
    this.writes = new Answers(haste, before?.writes, NO_WRITES);
    this.variables = new Answers(haste, before?.variables, NOTHING_YET);
    const others = (what: keyof Round['others']): Answers<string, ByHolder> => new Answers(haste, before?.others[what], new ByHolder());
    this.others = { written: others('written'), spoiled: others('spoiled'), put: others('put') };
  }

  /** By their names. */
  membersOf(key: ClassKey): Answers<string, Shape> {
    let members = this.#members.get(key);
    if (members === undefined) this.#members.set(key, (members = new Answers(this.#haste, this.#before?.membersOf(key), NOTHING_YET)));
    return members;
  }

  /** Counts up whenever somebody is told less than all. */
  get haste(): number {
    return this.#haste.times;
  }

  isAsBefore(): boolean {
    const isSame = (now: Shape, before: Shape | undefined): boolean => before === undefined || isSameShape(now, before);
    return this.variables.isAsBefore(isSame) && this.summaries.isAsBefore(isSameSummary) && [...this.#members.values()].every((members) => members.isAsBefore(isSame));
  }

  /** A round knows the one before it, not all of them. */
  forget(): void {
    this.#before = undefined;
    for (const answers of [this.summaries, this.writes, this.variables, ...Object.values(this.others), ...this.#members.values()]) answers.forget();
  }
}

interface Answer<Found> {
  found: Found;
  isWhole: boolean;
}

class Answers<Key, Found> {
  readonly #answers = new Map<Key, Answer<Found>>();
  readonly #haste: Haste;
  #before: Answers<Key, Found> | undefined;
  readonly #nothing: Found;

  /** @param nothing stands in where the round before has found nothing, or there was none */
  constructor(haste: Haste, before: Answers<Key, Found> | undefined, nothing: Found) {
    this.#haste = haste;
    this.#before = before;
    this.#nothing = nothing;
  }

  find(key: Key, make: () => Found, nothing = this.#nothing): Found {
    const known = this.#answers.get(key);
    if (known !== undefined) {
      if (!known.isWhole) this.#haste.times++;
      return known.found;
    }
    const answer = { found: this.#before?.known(key)?.found ?? nothing, isWhole: false };
    this.#answers.set(key, answer);
    answer.found = make();
    answer.isWhole = true;
    return answer.found;
  }

  known(key: Key): Answer<Found> | undefined {
    return this.#answers.get(key);
  }

  isAsBefore(isSame: (now: Found, before: Found | undefined) => boolean): boolean {
    return [...this.#answers].every(([key, { found }]) => isSame(found, this.#before?.known(key)?.found));
  }

  forget(): void {
    this.#before = undefined;
  }
}
