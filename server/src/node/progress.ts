/** A line that says how far a long run is, on a terminal only. */

export interface Progress {
  /** Another file is being looked at. */
  file(): void;
  /** Takes the line away before something else is written. */
  clear(): void;
}

/** Milliseconds before the first line is shown, and between two. */
const patience = 1000;
const interval = 100;

export function progressOn(stream: NodeJS.WriteStream): Progress {
  if (!stream.isTTY) return { file: () => undefined, clear: () => undefined };
  let files = 0;
  let next = Date.now() + patience;
  let isShown = false;
  return {
    file() {
      files += 1;
      if (files % 16 !== 0 || Date.now() < next) return;
      next = Date.now() + interval;
      isShown = true;
      stream.write(`\r${files} files…\u001b[K`);
    },
    clear() {
      if (isShown) stream.write('\r\u001b[K');
      isShown = false;
    },
  };
}
