import { describe, expect, it } from 'vitest';
import type { Variable } from '../../rules/src/flow/graph.ts';
import { PlaceTable } from '../../rules/src/flow/place.ts';
import { MAX_VALUES } from '../../rules/src/flow/policy.ts';
import { HANDLE_OF, State } from '../../rules/src/flow/state.ts';
import type { Start } from '../../rules/src/flow/state.ts';
import { ANYTHING_SET, single, UNBOUND_SET } from '../../rules/src/flow/value.ts';

const [handle, answer, later] = [10, 11, 12];
const node: Variable = { name: 'node', kind: 'local', index: 0 };

/** A statement has asked the handle and has the answer at hand. */
function asked(): State {
  const state = new State(new PlaceTable());
  state.setMember(answer, HANDLE_OF, single(handle));
  state.setTemp(0, single(answer));
  return state;
}

describe('answers of a handle', () => {
  it('are known while the statement runs', () => {
    expect(asked().referentsOf(handle)).toEqual([answer]);
  });

  it('are known while a variable has them', () => {
    const state = asked();
    state.setVariable(node, single(answer));
    state.clearTemps();
    expect(state.referentsOf(handle)).toEqual([answer]);
  });

  it('are forgotten with the statement, where nobody has kept them', () => {
    const state = asked();
    state.clearTemps();
    expect(state.referentsOf(handle)).toEqual([]);
  });

  it('are forgotten where the next one takes their place', () => {
    const state = asked();
    state.setVariable(node, single(answer));
    state.clearTemps();
    state.setMember(later, HANDLE_OF, single(handle));
    state.setVariable(node, single(later));
    expect(state.referentsOf(handle)).toEqual([later]);
  });

  it('stay known to a state that was copied before', () => {
    const state = asked();
    state.setVariable(node, single(answer));
    state.clearTemps();
    const copy = state.copy();
    state.setVariable(node, ANYTHING_SET);
    expect([state.referentsOf(handle), copy.referentsOf(handle)]).toEqual([[], [answer]]);
  });
});

describe('answers of a handle where many paths meet', () => {
  const start: Start = { of: ({ kind }) => (kind === 'variable' ? UNBOUND_SET : undefined), ofMade: () => UNBOUND_SET, isMadeHere: () => true, home: () => undefined };

  it('are forgotten with the variable that may hold any of them', () => {
    const answers = Array.from({ length: 3 * MAX_VALUES }, (_, i) => 100 + i);
    const before = new State(new PlaceTable());
    const met = answers.reduce((all, one) => {
      const path = before.copy();
      path.setMember(one, HANDLE_OF, single(handle));
      path.setVariable(node, single(one));
      return all.join(path, start) ?? all;
    }, before);
    expect(met.variable(node)).toEqual(ANYTHING_SET);
    expect(met.referentsOf(handle)).toEqual([]);
  });

  it('stay known where a variable still tells them apart', () => {
    const before = new State(new PlaceTable());
    const path = before.copy();
    path.setMember(answer, HANDLE_OF, single(handle));
    path.setVariable(node, single(answer));
    expect(before.join(path, start)?.referentsOf(handle)).toEqual([answer]);
  });
});

describe('a variable of the front end that is let go', () => {
  const iterator: Variable = { name: '<iterator>', kind: 'hidden', index: 1 };
  const start = { of: () => UNBOUND_SET, ofMade: () => UNBOUND_SET, isMadeHere: () => true, home: () => undefined };

  it('brings nothing new to a loop that starts again', () => {
    const before = new State(new PlaceTable());
    const after = before.copy();
    after.setVariable(iterator, single(answer));
    expect(before.join(after, start)).toBeDefined();
    after.forgetVariable(iterator);
    expect(before.join(after, start)).toBeUndefined();
  });

  it('lets go of the answer it had', () => {
    const state = asked();
    state.setVariable(iterator, single(answer));
    state.clearTemps();
    expect(state.referentsOf(handle)).toEqual([answer]);
    state.forgetVariable(iterator);
    expect(state.referentsOf(handle)).toEqual([]);
  });
});
