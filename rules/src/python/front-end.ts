/** What Python brings to the analysis: graph, model, edits. */
import type { FrontEnd } from '../facts/front-end.ts';
import type { Module } from './ast.ts';
import { pythonClassModel } from './class-model.ts';
import { createEdits } from './edits.ts';
import { lowerModule } from './lower-function.ts';
import { pythonModel } from './weak-api.ts';

/** `text` is what `module` was made from; the front end is good until the module is updated. */
export function createFrontEnd(module: Module, text: string): FrontEnd {
  return {
    language: 'python',
    model: pythonModel,
    classes: pythonClassModel,
    edits: createEdits(module, text),
    graph: () => lowerModule(module),
    text: (site) => text.slice(...site.range),
  };
}
