/** The XML of Checkstyle, which many tools for reviews read. */
import type { Severity } from '../finding.ts';
import type { Formatter } from './report.ts';
import { xmlDocument, xmlElement } from './xml.ts';

const severities: Readonly<Record<Severity, 'error' | 'warning' | 'info'>> = { error: 'error', warn: 'warning', hint: 'info' };

export const formatCheckstyle: Formatter = ({ files }) => {
  const elements = files
    .filter(({ findings }) => findings.length > 0)
    .map(({ relativePath, findings }) =>
      xmlElement(
        'file',
        { name: relativePath },
        findings.map(({ rule, severity, message: { line, column, message } }) =>
          xmlElement('error', { line, column, severity: severities[severity], message, source: `weakref/${rule}` }),
        ),
      ),
    );
  return xmlDocument(xmlElement('checkstyle', { version: '4.3' }, elements));
};
