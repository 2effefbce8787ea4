/** Takes what people read out of the manifest, so that the published extension can be translated: `package.nls.json`. */

const keys = new Set(['title', 'description', 'markdownDescription', 'displayName', 'category', 'altText']);
const lists = new Set(['enumDescriptions', 'markdownEnumDescriptions']);

/** The manifest with `%name%` in place of its texts, and the texts by name: the path to each, as `contributes.commands.3.title`. */
export function withoutTexts(manifest) {
  const texts = {};
  const take = (name, text) => {
    texts[name] = text;
    return `%${name}%`;
  };
  const walk = (value, path) => {
    if (Array.isArray(value)) return value.map((each, index) => walk(each, [...path, index]));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => {
        const name = [...path, key].join('.');
        if (keys.has(key) && typeof each === 'string') return [key, take(name, each)];
        if (lists.has(key)) return [key, each.map((text, index) => take(`${name}.${index}`, text))];
        return [key, walk(each, [...path, key])];
      }),
    );
  };
  const { displayName, description, contributes, ...rest } = manifest;
  return { manifest: { ...rest, ...walk({ displayName, description, contributes }, []) }, texts };
}
