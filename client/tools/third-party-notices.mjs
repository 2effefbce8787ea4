/** The licences of what a folder of bundles contains, as the text that is shipped with them. */
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

const isNotice = (name) => /^(?:licen[cs]e|copying|notice|copyright|third.?party.?notices?)/i.test(name) && !/\.(?:[cm]?js|ts)$/i.test(name);

/**
 * @param inputs paths of all files that went into the bundles
 * @returns one section a package, in the order of their names
 * @throws Error naming a package that brings no licence text
 */
export async function thirdPartyNotices(inputs) {
  const folders = new Set(inputs.map((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(file.replaceAll('\\', '/'))?.[0]).filter((folder) => folder !== undefined));
  const sections = await Promise.all([...folders].map(sectionOf));
  const unique = [...new Set(sections)].sort((a, b) => (a < b ? -1 : 1));
  return ['These bundles contain the following packages.', ...unique].join(`\n\n${'-'.repeat(80)}\n\n`) + '\n';
}

async function sectionOf(folder) {
  const { name, version, license, homepage } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const texts = await licenceTexts(folder);
  if (texts.length === 0) throw new Error(`${folder} brings no licence text; nothing that contains it can be published.`);
  return [`${name} ${version} (${license})${homepage === undefined ? '' : `\n${homepage}`}`, ...texts].join('\n\n');
}

async function licenceTexts(folder) {
  const names = await readdir(folder);
  const files = names.filter(isNotice).sort();
  if (files.length > 0) return Promise.all(files.map((file) => textOf(join(folder, file))));
  // Some packages have their licence in the README only.
  const readme = names.find((name) => /^readme(?:\.md)?$/i.test(name));
  const section = readme === undefined ? undefined : /^#+ *licen[cs]e\b.*\n(?<text>[^]*?)(?=^#|(?![^]))/imu.exec(await textOf(join(folder, readme)))?.groups?.text.trim();
  return section === undefined || section.length < 500 ? [] : [section];
}

async function textOf(file) {
  return (await readFile(file, 'utf8')).replaceAll('\r\n', '\n').trim();
}
