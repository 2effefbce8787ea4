/** What the TypeScript checker knows and nobody has written down, where the parser was given a program. */
import * as parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import plugin from '../../rules/src/node/javascript.ts';
import { code } from '../support/rule-testers.ts';

const options: ts.CompilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler, strict: true, noEmit: true };

/** A program of these files and TypeScript's own library. */
function programOf(files: Readonly<Record<string, string>>): ts.Program {
  const host = ts.createCompilerHost(options);
  const plain = ts.createCompilerHost(options);
  host.getSourceFile = (name, ...others) => (files[name] === undefined ? plain.getSourceFile(name, ...others) : ts.createSourceFile(name, files[name], ts.ScriptTarget.ES2022, true));
  host.fileExists = (name) => files[name] !== undefined || plain.fileExists(name);
  host.readFile = (name) => files[name] ?? plain.readFile(name);
  host.directoryExists = (name) => name === '/project' || plain.directoryExists?.(name) === true;
  host.getCurrentDirectory = () => '/project';
  return ts.createProgram(Object.keys(files), options, host);
}

const STORE = code`
  export interface Entry { readonly held: WeakRef<{ name: string }> | undefined; find(): WeakRef<{ name: string }>; readonly others: readonly WeakRef<{ name: string }>[] }
  export declare const entries: Map<string, Entry>;
  export declare function open(): Promise<WeakRef<{ name: string }>>;
  export interface Lookalike { deref(): { name: string } | undefined }
  export declare function lookalike(): Lookalike;
`;

function findings(user: string, isTyped: boolean): number[] {
  const files = { '/project/store.ts': STORE, '/project/user.ts': user };
  const linter = new Linter({ cwd: '/project' });
  const messages = linter.verify(
    user,
    {
      files: ['**/*.ts'],
      plugins: plugin.configs.recommended[0]?.plugins ?? {},
      languageOptions: { parser, parserOptions: isTyped ? { programs: [programOf(files)] } : {} },
      rules: { 'weakref/no-unchecked-deref': 'error' },
    },
    { filename: '/project/user.ts' },
  );
  return messages.map(({ line, message, ruleId }) => (ruleId === null ? expect.fail(message) : line));
}

const USER = code`
  import { entries, lookalike, open } from './store';

  export async function read(key: string) {
    const entry = entries.get(key);
    console.log(entry!.held!.deref()!.name);
    console.log(entry!.find().deref()!.name);
    const held = await open();
    const [other] = entry!.others;
    for (const one of entry!.others) console.log(one.deref()!.name);
    entry!.others.map((each) => each.deref()!.name);
    console.log(held.deref()!.name);
    const kept = held.deref();
    if (kept !== undefined) console.log(kept.name, held.deref()!.name);
    console.log(lookalike().deref()!.name);
    const { held: own } = entry!;
    console.log(own!.deref()!.name);
    return other?.deref()?.name;
  }
`;

describe('types that the checker knows', () => {
  it('say which values are weak handles', () => {
    expect(findings(USER, true)).toEqual([5, 6, 9, 10, 11, 16]);
  });

  it('are not needed', () => {
    expect(findings(USER, false)).toEqual([]);
  });
});
