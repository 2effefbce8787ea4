/** Notices when the ESLint extension runs the same rules on the same file, and says once how to see each problem once. */
import { languages, type Diagnostic, type Disposable, type LogOutputChannel, type Uri } from 'vscode';

export function reportOverlap(output: LogOutputChannel): Disposable {
  let isReported = false;
  return languages.onDidChangeDiagnostics(({ uris }) => {
    if (isReported) return;
    const uri = uris.find(isShownTwice);
    if (uri === undefined) return;
    isReported = true;
    output.warn(
      `ESLint runs the rules of eslint-plugin-weakref on ${uri.toString(true)} too, so problems are shown twice. To leave JavaScript and TypeScript to ESLint, set "weakrefLint.languages" to ["python"].`,
    );
  });
}

function isShownTwice(uri: Uri): boolean {
  const diagnostics = languages.getDiagnostics(uri);
  return diagnostics.some(({ source }) => source === 'weakref-lint') && diagnostics.some(isFromEslint);
}

function isFromEslint({ source, code }: Diagnostic): boolean {
  const id = typeof code === 'object' ? code.value : code;
  return source === 'eslint' && String(id).startsWith('weakref/');
}
