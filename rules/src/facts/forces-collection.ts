/** Code that asks for a collection has made what it weakly references to see it go. */
import { onceFor } from '../flow/once-for.ts';
import type { Program } from './program.ts';
import type { Scope } from './scopes.ts';

/** The function does so itself, or through another function of the file. */
export function forcesCollection(program: Program, { graph }: Scope): boolean {
  return forcingScopes(program).some((scope) => scope.graph === graph || (scope.graph.name !== '' && graph.mentions.has(scope.graph.name)));
}

const forcingScopes = onceFor((program: Program) => program.scopes.filter((scope) => program.events(scope).some(({ kind }) => kind === 'collection')));
