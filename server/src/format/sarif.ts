/** SARIF 2.1.0, as code scanning services read it. */
import type { ArtifactLocation, Location, Log, ReportingDescriptor, Result } from 'sarif';
import { ruleFacts } from '../core.ts';
import { remediesOf } from '../finding.ts';
import type { Finding, Severity } from '../finding.ts';
import { withoutMarkup } from '../lesson-card.ts';
import { fingerprintsOf } from './fingerprints.ts';
import type { FileReport, FormatHost, Formatter } from './report.ts';

const levels: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = { error: 'error', warn: 'warning', hint: 'note' };

export const formatSarif: Formatter = ({ files, isComplete }, host) => {
  const rules = [...new Set(files.flatMap(({ findings }) => findings.map(({ rule }) => rule)))].sort();
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'weakref-lint',
            version: host.version,
            semanticVersion: host.version,
            informationUri: host.homepage,
            rules: rules.map((rule) => descriptor(rule, host)),
          },
        },
        invocations: [{ executionSuccessful: isComplete }],
        columnKind: 'utf16CodeUnits',
        results: files.flatMap((file) => resultsOf(file, rules, host)),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
};

function descriptor(rule: string, { pageOf }: FormatHost): ReportingDescriptor {
  const facts = ruleFacts(rule);
  const id = `weakref/${rule}`;
  if (facts === undefined) return { id };
  const quote = withoutMarkup(facts.passage.quote);
  return {
    id,
    shortDescription: { text: facts.description },
    fullDescription: { text: quote },
    helpUri: facts.url,
    help: { text: quote, markdown: pageOf(rule) },
    properties: { tags: ['weak-references', ...facts.languages] },
  };
}

function resultsOf(file: FileReport, rules: readonly string[], host: FormatHost): Result[] {
  const fingerprints = fingerprintsOf(file, host);
  return file.findings.map((finding, index) => ({
    ruleId: `weakref/${finding.rule}`,
    ruleIndex: rules.indexOf(finding.rule),
    level: levels[finding.severity],
    message: { text: finding.message.message },
    locations: [locationOf(file, finding.message)],
    partialFingerprints: { 'weakrefLint/v1': fingerprints[index] ?? '' },
    ...relatedPart(file, finding),
    ...fixesPart(file, finding),
  }));
}

interface Place {
  readonly line: number;
  readonly column: number;
  readonly endLine?: number | undefined;
  readonly endColumn?: number | undefined;
}

function locationOf(file: FileReport, { line, column, endLine, endColumn }: Place): Location {
  const end = endLine === undefined || endColumn === undefined ? {} : { endLine, endColumn };
  return { physicalLocation: { artifactLocation: artifact(file), region: { startLine: line, startColumn: column, ...end } } };
}

/** A file on another drive or share of Windows has no relative path. */
function artifact({ relativePath }: FileReport): ArtifactLocation {
  const [drive = ''] = /^(?:[a-z]:|\/)(?=\/)/i.exec(relativePath) ?? [];
  const uri = relativePath.slice(drive.length).split('/').map(encodeURIComponent).join('/');
  if (drive === '') return { uri, uriBaseId: '%SRCROOT%' };
  return { uri: drive === '/' ? `file:/${uri}` : `file:///${drive}${uri}` };
}

function relatedPart(file: FileReport, { related }: Finding): Pick<Result, 'relatedLocations'> {
  if (related.length === 0) return {};
  return {
    relatedLocations: related.map(({ message, path, loc: { start, end } }, id) => ({
      id,
      message: { text: message },
      ...locationOf(path === undefined ? file : { ...file, relativePath: path }, { line: start.line, column: start.column + 1, endLine: end.line, endColumn: end.column + 1 }),
    })),
  };
}

function fixesPart(file: FileReport, finding: Finding): Pick<Result, 'fixes'> {
  const remedies = remediesOf(finding);
  if (remedies.length === 0) return {};
  return {
    fixes: remedies.map(({ title, edit: { range: [start, end], text } }) => ({
      description: { text: title },
      artifactChanges: [
        {
          artifactLocation: artifact(file),
          replacements: [{ deletedRegion: { charOffset: start, charLength: end - start }, insertedContent: { text } }],
        },
      ],
    })),
  };
}
