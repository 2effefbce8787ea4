/** Put in by the build, from the package.json at the root. */
declare const __VERSION__: string;
