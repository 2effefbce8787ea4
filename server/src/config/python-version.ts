/** Versions of Python, and what `requires-python` says about the oldest one. */

export interface PythonVersion {
  readonly major: number;
  readonly minor: number;
}

const versionText = /^\s*(\d{1,3})(?:\.(\d{1,3}))?(?:\.\d+)*\s*$/;

export function isPythonVersionText(text: string): boolean {
  return versionText.test(text);
}

/** `3.11`, and `3.11.4`, of which the last part decides nothing here. Undefined for what is no version. */
export function pythonVersionOf(text: string): PythonVersion | undefined {
  const [, major, minor = '0'] = versionText.exec(text) ?? [];
  return major === undefined ? undefined : { major: Number(major), minor: Number(minor) };
}

/**
 * The oldest version that `>=3.9,<4`, `~=3.10`, `==3.11.*` and their like let in; undefined where nothing is said of it.
 * The form is that of PEP 440's version specifiers.
 */
export function oldestPython(specifiers: string): PythonVersion | undefined {
  const bounds = specifiers.split(',').flatMap((specifier) => {
    const [, version] = /^\s*(?:>=|>|~=|===?)\s*([\d.]+?)(?:\.\*)?\s*$/.exec(specifier) ?? [];
    return version === undefined ? [] : (pythonVersionOf(version) ?? []);
  });
  return bounds.sort((a, b) => b.major - a.major || b.minor - a.minor)[0];
}
