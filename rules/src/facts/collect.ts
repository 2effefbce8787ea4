/** Listens to the analysed graphs of a file and writes down the facts. */
import type { DerefOp } from '../flow/graph.ts';
import { deviantUses, isNotByDesign } from './deviant-uses.ts';
import type { LanguageVersion } from './edits.ts';
import type { Facts, RepeatedDeref, RetainedTarget, TruthTest, UncheckedUse } from './facts.ts';
import type { FrontEnd } from './front-end.ts';
import { GraphFacts } from './graph-facts.ts';
import type { KnownDeref } from './graph-facts.ts';
import { Classes } from './classes.ts';
import { callbacks } from './collect-callbacks.ts';
import { ClassFacts } from './collect-classes.ts';
import { ContainerFacts } from './collect-containers.ts';
import { deadEntries } from './collect-dead-entries.ts';
import { backReferences } from './collect-back-references.ts';
import { busyLoops } from './collect-busy-loops.ts';
import { idKeys } from './collect-id-keys.ts';
import { serializations } from './collect-serialized.ts';
import { deadHits } from './collect-dead-hits.ts';
import { unguardedGlobals } from './collect-global-tests.ts';
import { unsetMembers } from './collect-destructors.ts';
import { resurrections } from './collect-resurrections.ts';
import { HandleFacts } from './collect-handles.ts';
import { lifetimes } from './collect-lifetimes.ts';
import { LifespanFacts } from './collect-lifespans.ts';
import { askedHandles, NameFacts } from './collect-names.ts';
import { strongBackReferences } from './collect-part-owners.ts';
import { methodCaches } from './collect-method-caches.ts';
import { temporaries } from './collect-temporaries.ts';
import type { Imports } from './imports.ts';
import { inTextOrder, keyOf } from './in-text-order.ts';
import { isAsserted } from './is-asserted.ts';
import { impossibleAnnotation, impossibleTarget } from './impossible-referent.ts';
import { Program } from './program.ts';

export function collectFacts(frontEnd: FrontEnd, imports?: Imports, oldestVersion?: LanguageVersion): Facts {
  const program = new Program(frontEnd.graph(), frontEnd.model, frontEnd.model.names, imports);
  const uses = new Map<string, UncheckedUse>();
  const repeated = new Map<string, RepeatedDeref>();
  const impossible = new Map<string, Facts['impossibleReferents'][number]>();
  const retained = new Map<string, RetainedTarget>();
  const truthTests = new Map<string, TruthTest>();
  const classes = new Classes(program, frontEnd.classes, imports);
  const classFacts = new ClassFacts(frontEnd, program, classes);
  const containerFacts = new ContainerFacts();
  const lifespans = new LifespanFacts();
  const handleFacts = new HandleFacts(frontEnd.model, program);

  const derefs = new Map<DerefOp, KnownDeref>();
  const names = new NameFacts(derefs);
  const lookedAt = new Set<DerefOp>();
  const graphs: GraphFacts[] = [];
  for (const scope of program.relevantScopes) {
    const graph = new GraphFacts(frontEnd, scope, derefs);
    graphs.push(graph);
    handleFacts.graph(graph, scope.graph, program.events(scope));
    lifespans.graph(graph, scope.graph, program.events(scope));
    for (const event of program.events(scope)) {
      switch (event.kind) {
        case 'deref':
          graph.deref(event);
          break;
        case 'use':
          graph.use(event);
          break;
        case 'escape':
          graph.escape(event);
          break;
        case 'registration':
          for (const target of graph.retained(event)) retained.set(keyOf(target.registration, target.holder), target);
          break;
        case 'weak-question': {
          if (!event.fails && isAsserted(frontEnd, scope.graph, event.answer)) break;
          const found = impossibleTarget(frontEnd, program, event, graph.isLiteral(event.target));
          if (found !== undefined) impossible.set(keyOf(found.site), found);
          break;
        }
        case 'weak-target': {
          const found = impossibleTarget(frontEnd, program, event, graph.isLiteral(event.target));
          if (found !== undefined) impossible.set(keyOf(found.site), found);
          classFacts.weakTarget(event, graph.siteOf(event.target) ?? event.targetSite);
          break;
        }
        case 'truth-test':
          // Where every object is true, the question is whether it is there.
          if (!frontEnd.model.objectsAreTrue) graph.truthTest(event);
          for (const op of event.derefs) lookedAt.add(op);
          break;
        case 'stale-entry':
        case 'disturbed-walk':
        case 'weak-removal':
        case 'misuse':
          containerFacts.event(graph, event);
          break;
        case 'weak-name':
          names.event(graph, event);
          break;
        case 'annotation':
          classFacts.annotation(scope, event.type);
          for (const found of impossibleAnnotation(frontEnd, program, scope, event.type)) impossible.set(keyOf(found.site), found);
          break;
        case 'look':
          for (const op of event.derefs) lookedAt.add(op);
          break;
        default:
          // Collectors of their own listen to the others.
          break;
      }
    }
  }
  containerFacts.idleHooks(frontEnd, program);
  containerFacts.calledChanges(frontEnd, program);
  containerFacts.detachedCalls(program);
  // What one graph uses another may have asked for.
  for (const graph of graphs) {
    for (const test of graph.truthTests(classFacts)) truthTests.set(keyOf(test.site), test);
    for (const use of graph.uncheckedUses()) {
      const key = use.cast === undefined ? keyOf(use.used, use.deref.site) : keyOf(use.cast);
      // What a cast claims is told once, by what fails first.
      if (use.cast === undefined || !uses.has(key)) uses.set(key, use);
    }
    for (const one of graph.repeatedDerefs().filter(isNotByDesign)) repeated.set(keyOf(one.deref.site), one);
  }

  const { explains, ...handles } = handleFacts.all();
  const { weakTemporaries, misusedMethodHandles } = temporaries(frontEnd, program, classes);
  // What is refused with an error has no time to be gone.
  const refused = new Set([...impossible.values()].map(({ making }) => keyOf(making)));
  return {
    language: frontEnd.language,
    weakNames: names.all(),
    askedHandles: askedHandles(frontEnd, program, { derefs, lookedAt }),
    uncheckedUses: deviantUses(
      inTextOrder(uses, (use) => use.used).filter(({ deref }) => !explains(deref.site)),
      [...lookedAt].flatMap((op) => derefs.get(op)?.deref ?? []),
    ),
    repeatedDerefs: inTextOrder(repeated, (one) => one.deref.site),
    impossibleReferents: inTextOrder(impossible, (one) => one.site),
    retainedTargets: inTextOrder(retained, (one) => one.holder),
    truthTests: inTextOrder(truthTests, (test) => test.site),
    ...classFacts.all(),
    ...containerFacts.all(),
    ...handles,
    ...lifespans.all(),
    methodCaches: methodCaches(frontEnd, program, classes),
    deadEntries: deadEntries(frontEnd, program),
    deadHits: deadHits(frontEnd, program),
    serializations: serializations(frontEnd, program),
    idKeys: idKeys(frontEnd, program),
    busyLoops: busyLoops(frontEnd, program),
    strongBackReferences: strongBackReferences(frontEnd, program),
    backReferences: backReferences(frontEnd, program),
    unguardedGlobals: unguardedGlobals(frontEnd, program),
    unsetMembers: unsetMembers(frontEnd, program),
    resurrections: resurrections(frontEnd, program),
    ...lifetimes(frontEnd, program),
    weakTemporaries: weakTemporaries.filter(({ making }) => !refused.has(keyOf(making))),
    misusedMethodHandles,
    ...callbacks(frontEnd, program),
    edits: frontEnd.edits,
    oldestVersion,
  };
}
