/** The settings as JSON schemas: for the editor, in the extension's manifest, and for each kind of configuration file. */
import { optionNames, options } from '../../server/src/config/options.ts';
import type { Option } from '../../server/src/config/options.ts';
import { languageIds } from '../../server/src/languages.ts';
import { homepage } from '../src/generated/manifest.ts';
import { severitiesOf } from '../src/severities.ts';
import type { DocumentedRule } from './rule-list.ts';

type Schema = Readonly<Record<string, unknown>>;

const draft = 'http://json-schema.org/draft-07/schema#';

/** The manifest with the editor's settings brought up to date. */
export function withSettings(manifest: string, rules: readonly DocumentedRule[]): string {
  const parsed: unknown = JSON.parse(manifest, (key, value: unknown) => (key === 'configuration' ? { title: 'Weakref Lint', properties: editorSettings(rules) } : value));
  return `${JSON.stringify(parsed, null, 2)}\n`;
}

function editorSettings(rules: readonly DocumentedRule[]): Schema {
  const properties: Record<string, Schema> = {};
  for (const name of optionNames) {
    const { shape, default: value, description }: Option = options[name];
    properties[`weakrefLint.${name}`] = {
      scope: 'resource',
      ...schemaOf(shape, rules),
      ...(value === null ? { type: ['string', 'null'] } : {}),
      default: value,
      markdownDescription: description,
    };
  }
  properties['weakrefLint.trace.server'] = {
    type: 'string',
    enum: ['off', 'messages', 'verbose'],
    default: 'off',
    description: 'Write the messages between VS Code and the server to the output channel.',
  };
  return properties;
}

/** By file name. A file may hold the settings alone, or as a section among other things. */
export function fileSchemas(rules: readonly DocumentedRule[]): ReadonlyMap<string, string> {
  const properties: Record<string, Schema> = {};
  for (const name of optionNames) {
    const { shape, default: value, description, isForEditor }: Option = options[name];
    if (!isForEditor) properties[name] = { ...schemaOf(shape, rules), ...(value === null ? {} : { default: value }), description };
  }
  const settings = { title: 'Weakref Lint', type: 'object', additionalProperties: false, properties };
  const section = (name: string, schema: Schema): Schema => ({ type: 'object', properties: { [name]: schema } });
  const files: Readonly<Record<string, Schema>> = {
    'weakref-lint.json': settings,
    'package.json': section('weakref-lint', settings),
    'pyproject.json': section('tool', section('weakref-lint', settings)),
  };
  return new Map(
    Object.entries(files).map(([name, schema]) => [name, `${JSON.stringify({ $schema: draft, $id: `${homepage}/raw/main/schemas/${name}`, ...schema }, null, 2)}\n`]),
  );
}

function schemaOf(shape: Option['shape'], rules: readonly DocumentedRule[]): Schema {
  switch (shape.kind) {
    case 'flag':
      return { type: 'boolean' };
    case 'choice':
      return { type: 'string', enum: Object.keys(shape.words), enumDescriptions: Object.values(shape.words) };
    case 'languages':
      return { type: 'array', items: { type: 'string', enum: languageIds }, uniqueItems: true };
    case 'globs':
      return { type: 'array', items: { type: 'string' } };
    case 'version':
      return { type: 'string', pattern: String.raw`^\d+\.\d+$` };
    case 'file':
      return { type: 'string', minLength: 1 };
    case 'levels':
      return levels(rules);
  }
}

function levels(rules: readonly DocumentedRule[]): Schema {
  const properties: Record<string, Schema> = {};
  for (const rule of rules) {
    const { id, description } = rule;
    const { recommended, strict } = severitiesOf({ ...rule, hasAdvice: false });
    properties[id] = level(`${description}. Recommended: ${recommended}, strict: ${inEditor(strict)}.`);
    if (rule.hasAdvice) properties[`${id}/advice`] = level(`${description}: where nothing is known to be wrong. Recommended: off, strict: hint.`);
  }
  const { description: _description, ...anyLevel } = level('');
  return { type: 'object', properties, patternProperties: { '\\*': anyLevel, '^weakref/': anyLevel }, additionalProperties: false };
}

function level(description: string): Schema {
  return { type: 'string', enum: ['off', 'hint', 'warn', 'error'], description };
}

function inEditor(severity: string): string {
  return severity === 'advice' ? 'hint' : severity;
}
