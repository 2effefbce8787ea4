import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

const { version, homepage } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));

/** Tests that run the built programs: the project they belong to builds them once before it starts. */
const builtTests = ['test/cli/**/*.test.ts', 'test/neovim/**/*.test.ts', 'test/server/process.test.ts', 'test/architecture.test.ts', 'test/package-contents.test.ts'];

const shared = {
  define: { __VERSION__: JSON.stringify(version), __HOMEPAGE__: JSON.stringify(homepage) },
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source', 'node', 'import', 'module', 'default'] } },
};

export default defineConfig({
  test: {
    projects: [
      {
        ...shared,
        test: { name: 'unit', include: ['test/**/*.test.ts'], exclude: [...builtTests, '**/node_modules/**'], testTimeout: 120_000, hookTimeout: 120_000 },
      },
      {
        ...shared,
        test: {
          name: 'built',
          include: builtTests,
          globalSetup: ['test/support/build.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
