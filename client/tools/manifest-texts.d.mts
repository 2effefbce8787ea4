/** The manifest with `%name%` in place of its texts, and the texts by name. */
export function withoutTexts(manifest: object): { readonly manifest: { readonly contributes: object }; readonly texts: Readonly<Record<string, string>> };
