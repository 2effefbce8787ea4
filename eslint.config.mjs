/** How this project checks itself: strict TypeScript rules, and its own plugin on its own code. */
import eslintPlugin from 'eslint-plugin-eslint-plugin';
import weakref from 'eslint-plugin-weakref';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['**/dist/', '**/out/', '**/node_modules/', 'samples/', 'test/cases/', 'test/vscode/workspace/', '**/generated/', '**/*.d.mts'] },
  {
    files: ['**/*.ts', '**/*.mts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: { allowDefaultProject: ['vitest.config.mts'] } } },
    rules: {
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  // What a test reads back from a program is checked by its assertions.
  { files: ['test/**/*.ts', 'vitest.config.mts'], rules: { '@typescript-eslint/no-unsafe-assignment': 'off', '@typescript-eslint/no-unsafe-return': 'off' } },
  // Node types are compared with the literals that the ESTree specification writes.
  { files: ['**/javascript/**/*.ts'], rules: { '@typescript-eslint/no-unsafe-enum-comparison': 'off' } },
  { files: ['rules/src/rules/**/*.ts'], extends: [eslintPlugin.configs['recommended']] },
  { files: ['**/*.ts', '**/*.mts', '**/*.mjs'], extends: [weakref.configs.recommended] },
);
