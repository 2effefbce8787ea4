/** What the user has set, and nothing that is only a default: what nobody chose is left to the configuration files. */
import { Uri, workspace, type ConfigurationScope, type WorkspaceConfiguration } from 'vscode';

const section = 'weakrefLint';

/** Plain data: what the editor gives out are proxies, which cannot be sent to a worker. */
export function chosenSettings(scope?: ConfigurationScope): object {
  const settings = workspace.getConfiguration(section, scope);
  const names = Object.keys(workspace.getConfiguration(undefined, scope).get<object>(section, {}));
  const chosen = names.filter((name) => isChosen(settings, name)).map((name) => [name, settings.get<unknown>(name)] as const);
  const plain: unknown = JSON.parse(JSON.stringify(Object.fromEntries(chosen)));
  return typeof plain === 'object' && plain !== null ? plain : {};
}

function isChosen(settings: WorkspaceConfiguration, name: string): boolean {
  const { key: _key, defaultValue: _default, defaultLanguageValue: _languageDefault, languageIds: _languages, ...values } = settings.inspect(name) ?? { key: name };
  return Object.values(values).some((value) => value !== undefined);
}

/** The answer to a part of a `workspace/configuration` request; only our own section is ever asked for. */
export function settingsOf(asked: string | undefined, scopeUri: string | undefined): object | null {
  return asked === section ? chosenSettings(scopeUri === undefined ? undefined : Uri.parse(scopeUri)) : null;
}
