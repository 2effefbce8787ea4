/** Loads bundles that were built for Node, as the editor itself loads extensions in a browser. */
import path from 'path-browserify';

/** What bundles loaded so far have exported, by the name they are required by. */
const loaded = new Map<string, object>([
  ['path', path],
  ['node:path', path],
]);

/** Node's modules and `process` as far as the bundles look at them before they know that they are not in Node. */
const nothing = {};
const process = { browser: true, env: {}, versions: {}, argv: [], cwd: () => '/' };

export function requireBundle(name: string): object {
  return loaded.get(name) ?? nothing;
}

/**
 * @param name what other bundles require it by
 * @throws Error naming the URL that could not be read
 */
export async function loadBundle(name: string, url: string): Promise<object> {
  const text = await (await fetchFile(url)).text();
  const module = { exports: {} };
  // The bundle is a file of this extension, fetched from where the extension lies.
  // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call
  new Function('module', 'exports', 'require', 'process', `${text}\n//# sourceURL=${url}`)(module, module.exports, requireBundle, process);
  loaded.set(name, module.exports);
  return module.exports;
}

export async function fetchFile(url: string): Promise<Response> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} could not be read: ${response.status} ${response.statusText}`);
  return response;
}
