/** Paths as texts give what Node's own functions give on each system. */
import { posix, win32 } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderOf, isIn, pathFrom, pathSeenFrom } from '../../server/src/paths.ts';

const systems = { posix, win32 };

describe.each([
  ['posix', '/p', '/p/src/a.py'],
  ['posix', '/p/ci', '/p/src/my file.py'],
  ['posix', '/', '/a.py'],
  ['posix', '/p/a', '/q/b.py'],
  ['win32', 'C:\\p', 'C:\\p\\src\\a.py'],
  ['win32', 'c:\\p\\ci', 'C:\\p\\src\\a.py'],
  ['win32', 'C:\\', 'C:\\a.py'],
  ['win32', '\\\\server\\share\\p', '\\\\server\\share\\p\\src\\a.py'],
  ['win32', '\\\\server\\share\\p', '\\\\server\\share\\q\\a.py'],
] as const)('on %s, from %s to %s', (system, folder, path) => {
  const node = systems[system];

  it('the way is that of Node, with slashes', () => {
    expect(pathSeenFrom(folder, path)).toBe(node.relative(folder, path).replaceAll('\\', '/'));
  });

  it('the way back leads to the file', () => {
    expect(node.relative(pathFrom(folder, pathSeenFrom(folder, path)), path)).toBe('');
    expect(node.relative(pathFrom(folder, path), path)).toBe('');
  });

  it('the folder of the file is that of Node', () => {
    expect(node.relative(folderOf(path) + node.sep, node.dirname(path))).toBe('');
  });
});

describe('an address', () => {
  it.each([
    ['file:///p', 'known.json', 'file:///p/known.json'],
    ['file:///p/a', '../ci/./known.json', 'file:///p/ci/known.json'],
    ['file:///p', '/q/known.json', 'file:///q/known.json'],
    ['file:///c:/p', 'C:\\q\\known.json', 'file:///C:/q/known.json'],
    ['file:///c:/p', 'ci\\known.json', 'file:///c:/p/ci/known.json'],
  ])('%s and the name %s are %s', (folder, name, expected) => {
    expect(pathFrom(folder, name)).toBe(expected);
  });

  it.each([
    ['file:///p', 'file:///p/src/a.py', 'src/a.py'],
    ['file:///c:/p/ci', 'file:///C:/p/src/a.py', '../src/a.py'],
    ['file:///p', 'untitled:Untitled-1', 'untitled:Untitled-1'],
  ])('from %s the way to %s is %s', (folder, path, expected) => {
    expect(pathSeenFrom(folder, path)).toBe(expected);
  });
});

it('another drive or share has no way', () => {
  expect(pathSeenFrom('C:\\p', 'D:\\a.py')).toBe('D:/a.py');
  expect(pathSeenFrom('\\\\server\\one', '\\\\server\\two\\a.py')).toBe('//server/two/a.py');
});

describe('a folder', () => {
  it.each([
    ['/p', '/p'],
    ['/p/a', '/p'],
    ['/p/a', '/p/'],
    ['file:///p/a.py', 'file:///p'],
    ['C:\\p\\a', 'C:\\p'],
    ['\\\\server\\share\\a', '\\\\server\\share'],
    // The folder of what lies at the top, as `folderOf` writes it.
    [folderOf('/a.py'), '/'],
    [folderOf('C:\\a.py'), 'C:\\'],
  ])('of %j is %j', (path, folder) => {
    expect(isIn(path, folder)).toBe(true);
  });

  it.each([
    ['/project-two/a', '/project'],
    ['/', '/p'],
    ['C:\\pq', 'C:\\p'],
    ['D:\\p', 'C:\\'],
  ])('of %j is not %j', (path, folder) => {
    expect(isIn(path, folder)).toBe(false);
  });
});
