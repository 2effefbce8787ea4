/** Copies the lesson for readers: the explicit anchors, which no viewer understands, are taken out of headings and links. */
import { copyFile, mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const heading = /^(## .+?) \{#([a-z0-9-]+)\}$/gm;
const link = /\]\(([a-z-]+\.md)#([^)\s]+)\)/g;

/** @param from the folder of the lesson */
export async function copyLesson(from, to) {
  await mkdir(to, { recursive: true });
  const names = await readdir(from);
  await Promise.all(names.filter((name) => name.endsWith('.svg')).map((name) => copyFile(join(from, name), join(to, name))));
  const pages = new Map(await Promise.all(names.filter((name) => name.endsWith('.md')).map(async (name) => [name, await readFile(join(from, name), 'utf8')])));
  for (const [name, page] of readable(pages)) await writeFile(join(to, name), page);
}

/** @param pages the markdown of each page by the name of its file */
export function readable(pages) {
  const anchors = new Map([...pages].map(([name, page]) => [name, [...page.matchAll(heading)].map(([, , anchor]) => `-${anchor}`)]));
  // A viewer addresses `## Title {#anchor}` as `title-anchor`.
  const shortened = (name, fragment) => {
    const endings = (anchors.get(name) ?? []).filter((ending) => fragment.endsWith(ending));
    return fragment.slice(0, fragment.length - Math.max(0, ...endings.map(({ length }) => length)));
  };
  return new Map(
    [...pages].map(([name, page]) => [
      name,
      page
        .replaceAll('\r\n', '\n')
        .replaceAll(heading, '$1')
        .replaceAll(link, (_, target, fragment) => `](${target}#${shortened(target, fragment)})`),
    ]),
  );
}
