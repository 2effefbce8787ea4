/**
 * ESLint's view of one Python file: text, tree, comments, traversal.
 * It knows no rule; what the analysis makes of the file is handed in as `frontEnd`.
 */

import type { FileProblem, LanguageOptions, TraversalStep } from '@eslint/core';
import { type Directive, TextSourceCodeBase, VisitNodeStep } from '@eslint/plugin-kit';
import type { FrontEnd } from '../facts/front-end.ts';
import type { Comment, Module, PythonNode, SourceLocation } from './ast.ts';
import { disableDirectives, inlineConfigNodes, inlineConfigs, type InlineConfig } from './directives.ts';
import { createFrontEnd } from './front-end.ts';
import { createPythonModules } from './modules.ts';
import { VISITOR_KEYS, childrenOf } from './visitor-keys.ts';

export interface PythonSourceCodeInput {
  /** The text without byte order mark. */
  readonly text: string;
  readonly ast: Module;
  /** Whether the file starts with a byte order mark. */
  readonly hasBOM?: boolean;
  /** Visit the module alone. Enough for rules that only listen to it, and the quicker the longer the file. */
  readonly rootOnly?: boolean;
  /** Made from `ast` where it is left out. */
  readonly frontEnd?: FrontEnd;
}

interface Types {
  LangOptions: LanguageOptions;
  RootNode: Module;
  SyntaxElementWithLoc: PythonNode | Comment;
  ConfigNode: Comment;
}

const visitorKeys = Object.fromEntries(Object.entries(VISITOR_KEYS).map(([type, keys]) => [type, [...keys]]));

export class PythonSourceCode extends TextSourceCodeBase<Types> {
  readonly hasBOM: boolean;
  readonly visitorKeys: Record<string, string[]> = visitorKeys;
  /** What the analysis asks for the file's graph and edits. */
  readonly frontEnd: FrontEnd;
  /** What Python makes of the other files of a workspace. */
  readonly modulesOf = createPythonModules;
  readonly #rootOnly: boolean;
  #steps: readonly VisitNodeStep[] | undefined;
  #configNodes: Comment[] | undefined;

  constructor({ text, ast, hasBOM = false, rootOnly = false, frontEnd }: PythonSourceCodeInput) {
    super({ text, ast, lineEndingPattern: /\r\n|\r|\n/u });
    this.hasBOM = hasBOM;
    this.frontEnd = frontEnd ?? createFrontEnd(ast, text);
    this.#rootOnly = rootOnly;
  }

  get comments(): readonly Comment[] {
    return this.ast.comments;
  }

  getAllComments(): readonly Comment[] {
    return this.ast.comments;
  }

  override getLoc(node: PythonNode | Comment): SourceLocation {
    return node.loc;
  }

  override getRange(node: PythonNode | Comment): [number, number] {
    return [node.range[0], node.range[1]];
  }

  override getParent(node: PythonNode | Comment): PythonNode | undefined {
    return node.type === 'Line' ? undefined : (node.parent ?? undefined);
  }

  getInlineConfigNodes(): Comment[] {
    this.#configNodes ??= inlineConfigNodes(this.ast.comments);
    return this.#configNodes;
  }

  getDisableDirectives(): { directives: Directive[]; problems: FileProblem[] } {
    return disableDirectives(this.getInlineConfigNodes());
  }

  applyInlineConfig(): { configs: InlineConfig[]; problems: FileProblem[] } {
    return inlineConfigs(this.getInlineConfigNodes());
  }

  override traverse(): Iterable<TraversalStep> {
    this.#steps ??= this.#rootOnly ? [enter(this.ast), leave(this.ast)] : allSteps(this.ast);
    return this.#steps;
  }
}

function enter(node: PythonNode): VisitNodeStep {
  return new VisitNodeStep({ target: node, phase: 1, args: [node, node.parent] });
}

function leave(node: PythonNode): VisitNodeStep {
  return new VisitNodeStep({ target: node, phase: 2, args: [node, node.parent] });
}

/** Enters and leaves every node in the order of the visitor keys; as deep as the tree goes, the stack stays flat. */
function allSteps(root: Module): VisitNodeStep[] {
  const steps: VisitNodeStep[] = [];
  const open: (PythonNode | VisitNodeStep)[] = [root];
  for (let item = open.pop(); item; item = open.pop()) {
    if (item instanceof VisitNodeStep) {
      steps.push(item);
      continue;
    }
    steps.push(enter(item));
    open.push(leave(item));
    const children = childrenOf(item);
    for (let index = children.length - 1; index >= 0; index--) {
      const child = children[index];
      if (child) open.push(child);
    }
  }
  return steps;
}
