/** From a source code to its facts: asks it for its front end, and analyses each source code once, for all rules. */
import type { TSESLint } from '@typescript-eslint/utils';
import { collectFacts } from './facts/collect.ts';
import type { Facts } from './facts/facts.ts';
import type { FrontEnd } from './facts/front-end.ts';
import { createFrontEnd } from './javascript/front-end.ts';

/** A source code of another language brings its own front end, so that this module needs not know it. */
interface WithFrontEnd {
  readonly frontEnd: FrontEnd;
}

const known = new WeakMap<object, Facts>();

export function factsOf(sourceCode: Readonly<TSESLint.SourceCode>): Facts {
  const cached = known.get(sourceCode);
  if (cached !== undefined) return cached;
  const facts = collectFacts(hasFrontEnd(sourceCode) ? sourceCode.frontEnd : createFrontEnd(sourceCode.ast, sourceCode.text));
  known.set(sourceCode, facts);
  return facts;
}

function hasFrontEnd(sourceCode: object): sourceCode is WithFrontEnd {
  return 'frontEnd' in sourceCode && typeof sourceCode.frontEnd === 'object' && sourceCode.frontEnd !== null;
}
