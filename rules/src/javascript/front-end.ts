/** JavaScript and TypeScript for the analysis: the graph, the model and the edits of one parsed file. */
import type { TSESTree } from '@typescript-eslint/types';
import type { FrontEnd } from '../facts/front-end.ts';
import { javascriptClassModel } from './class-model.ts';
import { readCheckedTypes } from './checked-types.ts';
import { createEdits } from './edits.ts';
import { readDocumentedTypes } from './jsdoc.ts';
import { lowerProgram } from './lower-function.ts';
import { javascriptModel } from './weak-api.ts';

/**
 * `program`: an ESTree with ranges and locations, from typescript-eslint's parser or a plain one; `text`: what it was parsed from;
 * `services`: what the parser has to say beyond the tree.
 */
export function createFrontEnd(program: TSESTree.Program, text: string, services?: unknown): FrontEnd {
  return {
    language: 'javascript',
    model: javascriptModel,
    classes: javascriptClassModel,
    edits: createEdits(program, text),
    graph() {
      readDocumentedTypes(program, text);
      readCheckedTypes(program, text, services);
      return lowerProgram(program);
    },
    text: (site) => text.slice(site.range[0], site.range[1]),
  };
}
