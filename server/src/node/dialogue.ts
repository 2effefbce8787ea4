/** A conversation on the terminal this process has. */
import { createInterface } from 'node:readline';
import type { Terminal } from '../quiz-dialogue.ts';
import { styleFor } from './terminal.ts';

/** Whether there is somebody to ask. */
export function hasTerminal(): boolean {
  return process.stdin.isTTY && process.stdout.isTTY;
}

export async function withTerminal<Answer>(hold: (terminal: Terminal) => Promise<Answer>): Promise<Answer> {
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  // An iterator misses no line, whenever it is typed; it ends with the input.
  const typed = lines[Symbol.asyncIterator]();
  try {
    return await hold({
      ask: async (prompt) => {
        lines.setPrompt(prompt);
        lines.prompt();
        const line = await typed.next();
        return line.done === true ? undefined : line.value;
      },
      say: (text) => process.stdout.write(`${text}\n\n`),
      style: styleFor(process.stdout),
    });
  } finally {
    lines.close();
  }
}
