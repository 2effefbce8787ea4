/** The parse of one open Python document, kept from one version to the next. */
import { PythonDocument, PythonSourceCode } from 'eslint-plugin-weakref/python-language';

export interface PythonParse {
  /**
   * What ESLint lints, for the document's present text; what an earlier call returned must not be used any more.
   * Only the root of the tree is visited: our rules listen to nothing else.
   */
  sourceCode(text: string): object;
  /** Frees the tree. */
  dispose(): void;
}

export function createPythonParse(): PythonParse {
  const document = new PythonDocument();
  return {
    sourceCode(text) {
      const ast = document.update(text);
      return new PythonSourceCode({ text, ast, rootOnly: true });
    },
    dispose: () => document.dispose(),
  };
}
