/** Writes `rules/src/generated/manifest.ts`: what the plugin says about itself, which stands once, in the root manifest. */

/** The TypeScript source of the module. `manifest` is the text of the root package.json; throws when a field is missing. */
export function manifestModule(manifest: string): string {
  const fields: unknown = JSON.parse(manifest);
  const field = (name: string): string => {
    const value: unknown = typeof fields === 'object' && fields !== null ? Reflect.get(fields, name) : undefined;
    if (typeof value !== 'string') throw new Error(`package.json: \`${name}\` is missing.`);
    return value;
  };
  return `// Generated from the root package.json by \`npm run generate\`.

export const homepage = '${field('homepage')}';
export const version = '${field('version')}';
`;
}
