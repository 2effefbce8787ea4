/** Which configuration file speaks for a document. */
import { describe, expect, it } from 'vitest';
import { Configurations } from '../../server/src/config/configurations.ts';

const strict = 'preset = "strict"\n';
const inPyproject = '[project]\nrequires-python = ">=3.9"\n[tool.weakref-lint]\npreset = "strict"\n';

function project(files: Record<string, string>, obstacles: Record<string, string> = {}): Configurations {
  return new Configurations({ read: (path) => files[path], obstacle: (path) => obstacles[path], maySearch: (folder) => folder === '/p' || folder.startsWith('/p/') });
}

describe('the nearest configuration file', () => {
  it.each([
    ['/p/a/b/weakref-lint.toml', { '/p/weakref-lint.toml': strict, '/p/a/b/weakref-lint.toml': strict }],
    ['/p/a/package.json', { '/p/weakref-lint.toml': strict, '/p/a/package.json': '{"weakref-lint": {}}' }],
    // A file without a section of ours does not stop the search.
    ['/p/pyproject.toml', { '/p/pyproject.toml': inPyproject, '/p/a/package.json': '{"name": "a"}' }],
    ['/p/weakref-lint.toml', { '/p/pyproject.toml': inPyproject, '/p/weakref-lint.toml': strict, '/p/package.json': '{"weakref-lint": {}}' }],
    [undefined, { '/weakref-lint.toml': strict, '/other/weakref-lint.toml': strict }],
  ])('is %s', (expected, files) => {
    expect(project(files).of('/p/a/b/c.py').file?.path).toBe(expected);
  });

  it('takes the Python of the project from wherever it stands', () => {
    const files = { '/p/pyproject.toml': '[project]\nrequires-python = ">=3.9"\n', '/p/a/weakref-lint.toml': strict };
    expect(project(files).of('/p/a/b.py').choices).toEqual({ pythonVersion: { major: 3, minor: 9 }, preset: 'strict' });
    expect(project({ ...files, '/p/a/weakref-lint.toml': 'pythonVersion = "3.12"\n' }).of('/p/a/b.py').choices).toEqual({ pythonVersion: { major: 3, minor: 12 } });
  });

  it('says which section is not read beside another', () => {
    const { files } = project({ '/p/pyproject.toml': inPyproject, '/p/weakref-lint.toml': strict }).of('/p/a.py');
    expect(files.flatMap(({ path, complaints }) => complaints.map(({ sentence }) => [path, sentence]))).toEqual([
      ['/p/pyproject.toml', 'weakref-lint.toml in the same folder wins over these settings; they are ignored.'],
    ]);
  });

  it.each([
    ['C:\\p\\weakref-lint.toml', 'C:\\p\\a\\b.py'],
    ['C:/weakref-lint.toml', 'C:\\a.py'],
    ['\\\\server\\share\\p\\weakref-lint.toml', '\\\\server\\share\\p\\a\\b.py'],
  ])('is %s on Windows, too', (expected, path) => {
    const configurations = new Configurations({ read: (each) => (each === expected ? strict : undefined), obstacle: () => undefined, maySearch: (folder) => folder.length > 0 });
    expect(configurations.of(path)).toMatchObject({ choices: { preset: 'strict' }, file: { path: expected } });
  });

  it('counts as one that is broken where it cannot be read, if it is ours alone', () => {
    const obstacles: Record<string, string> = { '/p/a/weakref-lint.toml': 'it is a folder', '/p/package.json': 'permission denied' };
    const configurations = project({ '/p/weakref-lint.toml': strict }, obstacles);
    expect(configurations.of('/p/a/b.py').files).toMatchObject([{ isBroken: true, choices: {}, complaints: [{ sentence: 'it cannot be read (it is a folder), so none of its settings count.' }] }]);
    expect(configurations.of('/p/c.py')).toMatchObject({ choices: { preset: 'strict' }, files: [{ isBroken: false }] });
    delete obstacles['/p/a/weakref-lint.toml'];
    configurations.forget();
    expect(configurations.of('/p/a/b.py').choices).toEqual({ preset: 'strict' });
  });

  it('is read again only when somebody says that it may have changed', () => {
    const files: Record<string, string> = { '/p/weakref-lint.toml': strict };
    const configurations = project(files);
    const before = configurations.of('/p/a.py');
    files['/p/weakref-lint.toml'] = '# the same\npreset = "strict"\n';
    expect(configurations.of('/p/a.py')).toBe(before);
    configurations.forget();
    expect(configurations.of('/p/a.py').choices).toBe(before.choices);
    files['/p/weakref-lint.toml'] = 'preset = "recommended"\n';
    configurations.forget();
    expect(configurations.of('/p/a.py').choices).toEqual({ preset: 'recommended' });
    delete files['/p/weakref-lint.toml'];
    configurations.forget();
    expect(configurations.of('/p/a.py').choices).toEqual({});
  });

  it('goes on with what it said while it cannot be parsed', () => {
    const files: Record<string, string> = { '/p/weakref-lint.toml': strict };
    const configurations = project(files);
    const before = configurations.of('/p/a.py').choices;
    files['/p/weakref-lint.toml'] = 'preset = ';
    configurations.forget();
    expect(configurations.of('/p/a.py')).toMatchObject({ choices: { preset: 'strict' }, file: { isBroken: true } });
    expect(configurations.of('/p/a.py').choices).toBe(before);
  });
});
