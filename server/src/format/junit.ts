/** The XML of JUnit, for servers that show test results: a file is a suite, a finding a failed test, a clean file a passed one. */
import type { FileReport, Formatter } from './report.ts';
import { xmlDocument, xmlElement, xmlText } from './xml.ts';

export const formatJunit: Formatter = ({ files }) => {
  const failures = files.reduce((sum, { findings }) => sum + findings.length, 0);
  const tests = files.reduce((sum, file) => sum + testsOf(file), 0);
  return xmlDocument(xmlElement('testsuites', { name: 'weakref-lint', tests, failures, errors: 0 }, files.map(suite)));
};

function testsOf({ findings }: FileReport): number {
  return Math.max(1, findings.length);
}

function suite(file: FileReport): string {
  const { relativePath, findings } = file;
  const attributes = { name: relativePath, tests: testsOf(file), failures: findings.length, errors: 0, skipped: file.wasChecked ? 0 : 1 };
  if (findings.length === 0) {
    return xmlElement('testsuite', attributes, [xmlElement('testcase', { name: relativePath, classname: relativePath }, file.wasChecked ? [] : [xmlElement('skipped', {})])]);
  }
  const cases = findings.map(({ rule, message: { line, column, message } }) => {
    const failure = xmlElement('failure', { message, type: `weakref/${rule}` }, [xmlText(`${relativePath}:${line}:${column}: ${message} (weakref/${rule})`)]);
    return xmlElement('testcase', { name: `weakref/${rule} ${line}:${column}`, classname: relativePath }, [failure]);
  });
  return xmlElement('testsuite', attributes, cases);
}
