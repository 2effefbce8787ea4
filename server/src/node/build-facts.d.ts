/** Put in by the build, from the package.json at the root. */
declare const __VERSION__: string;
declare const __HOMEPAGE__: string;
