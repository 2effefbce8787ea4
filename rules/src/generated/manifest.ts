// Generated from the root package.json by `npm run generate`.

export const homepage = 'https://github.com/weakref-lint/weakref-lint';
export const version = '0.1.0';
