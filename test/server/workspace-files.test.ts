/** Which texts the analysis of one file may see of others. */
import { rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { changingFiles, workspaceFiles } from '../../server/src/node/workspace-files.ts';
import { folderWith } from '../support/weakref-lint.ts';

describe('workspace files', () => {
  it('are those below the folders, and beside a named file', () => {
    const folder = folderWith({ 'in/a.py': 'a', 'in/deep/b.py': '\uFEFFb', 'out/c.py': 'c' });
    const read = workspaceFiles([join(folder, 'in')]);
    expect([read(`${folder}/in/a.py`), read(`${folder}/in/deep/b.py`), read(`${folder}/out/c.py`), read(`${folder}/in/../out/c.py`)]).toEqual(['a', 'b', undefined, undefined]);
    expect(workspaceFiles([join(folder, 'out', 'c.py')])(`${folder}/out/c.py`)).toBe('c');
  });

  it('are no folders, no missing and no huge files', () => {
    const folder = folderWith({ 'a.py/b.py': 'b', 'huge.py': 'x'.repeat(2 * 1024 * 1024 + 1) });
    const read = workspaceFiles([folder, join(folder, 'absent')]);
    expect([read(`${folder}/a.py`), read(`${folder}/absent.py`), read(`${folder}/huge.py`)]).toEqual([undefined, undefined, undefined]);
  });

  it.skipIf(process.platform === 'win32')('are none that a link leads out to', () => {
    const folder = folderWith({ 'in/a.py': 'a', 'out/c.py': 'c' });
    symlinkSync(join(folder, 'out', 'c.py'), join(folder, 'in', 'link.py'));
    symlinkSync(join(folder, 'out'), join(folder, 'in', 'folder'));
    symlinkSync(join(folder, 'in', 'a.py'), join(folder, 'in', 'again.py'));
    const read = workspaceFiles([join(folder, 'in')]);
    expect([read(`${folder}/in/link.py`), read(`${folder}/in/folder/c.py`), read(`${folder}/in/again.py`)]).toEqual([undefined, undefined, 'a']);
  });

  it('are read once', () => {
    const folder = folderWith({ 'a.py': 'old' });
    const read = workspaceFiles([folder]);
    expect(read(`${folder}/a.py`)).toBe('old');
    writeFileSync(join(folder, 'a.py'), 'new');
    expect(read(`${folder}/a.py`)).toBe('old');
  });
});

describe('changing files', () => {
  /** What stands in a decoded URI. */
  const address = (path: string): string => `file://${path.startsWith('/') ? '' : '/'}${path.replaceAll('\\', '/')}`;

  it('are those below the folders, by their address, with nothing escaped', () => {
    const folder = folderWith({ 'in/a b#.py': 'a', 'in/100%.py': 'b', 'out/c.py': 'c' });
    const files = changingFiles();
    const read = (name: string): string | undefined => files.read(address(join(folder, name)));
    expect(read('in/a b#.py')).toBeUndefined();
    files.setFolders([address(join(folder, 'in'))]);
    expect(['in/a b#.py', 'in/100%.py', 'in/absent.py', 'out/c.py', 'in/../out/c.py'].map(read)).toEqual(['a', 'b', undefined, undefined, undefined]);
    files.setFolders([address(join(folder, 'out')), 'untitled:Untitled-1', address(join(folder, 'absent'))]);
    expect(['in/a b#.py', 'out/c.py'].map(read)).toEqual([undefined, 'c']);
    expect([files.read('untitled:Untitled-1'), files.read('vscode-vfs://github/a.py')]).toEqual([undefined, undefined]);
  });

  it('are read again when they have changed, come or gone', () => {
    const folder = folderWith({ 'a.py': 'old' });
    const files = changingFiles();
    files.setFolders([address(folder)]);
    const read = (): string | undefined => files.read(address(join(folder, 'a.py')));
    expect(read()).toBe('old');
    writeFileSync(join(folder, 'a.py'), 'newer');
    expect(read()).toBe('newer');
    rmSync(join(folder, 'a.py'));
    expect(read()).toBeUndefined();
    writeFileSync(join(folder, 'a.py'), 'back');
    expect(read()).toBe('back');
  });
});
