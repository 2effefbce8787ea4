import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

const { version, homepage } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));

/** Tests that run the built programs: the project they belong to builds them once before it starts. */
const builtTests = ['test/cli/**/*.test.ts', 'test/neovim/**/*.test.ts', 'test/server/process.test.ts', 'test/server/framing.test.ts', 'test/architecture.test.ts', 'test/package-contents.test.ts'];

/** Tests that put something else in the place of a module; the others share what they load, which is most of their time. */
const mockingTests = ['test/rules/parity.test.ts', 'test/client/practice-tests.test.ts', 'test/client/server.test.ts'];

const timeouts = { testTimeout: 120_000, hookTimeout: 120_000 };

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
        test: { name: 'unit', include: ['test/**/*.test.ts'], exclude: [...builtTests, ...mockingTests, '**/node_modules/**'], isolate: false, ...timeouts },
      },
      {
        ...shared,
        test: { name: 'mocking', include: mockingTests, ...timeouts },
      },
      {
        ...shared,
        test: {
          name: 'built',
          include: builtTests,
          globalSetup: ['test/support/build.ts'],
          ...timeouts,
        },
      },
    ],
  },
});
