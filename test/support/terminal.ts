/** The command line on a terminal, which Python makes; not on Windows. */
import { spawnSync } from 'node:child_process';
import { program } from './lsp-client.ts';

/** Types a line at each prompt, and Ctrl+D when there are no more lines. */
const typist = `
import fcntl, json, os, pty, struct, sys, termios
command, prompt, lines, columns = json.loads(sys.argv[1])
child, terminal = pty.fork()
if child == 0:
    fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    os.execvp(command[0], command)
seen, asked = b"", 0
while True:
    try:
        part = os.read(terminal, 65536)
    except OSError:
        part = b""
    if not part:
        break
    seen += part
    while seen.count(prompt.encode()) > asked:
        line = lines[asked] + "\\r" if asked < len(lines) else "\\x04"
        asked += 1
        os.write(terminal, line.encode())
_, status = os.waitpid(child, 0)
print(json.dumps({"code": os.waitstatus_to_exitcode(status), "out": seen.decode().replace("\\r\\n", "\\n")}))
`;

interface Typing {
  readonly prompt: string;
  readonly lines: readonly string[];
  /** Of the terminal; 0 stands for one that does not know. */
  readonly columns?: number;
}

/** What is shown includes what is typed. */
export function atTerminal(args: readonly string[], folder: string, { prompt, lines, columns = 0 }: Typing): { readonly code: number; readonly out: string } {
  const request = JSON.stringify([[process.execPath, program, ...args], prompt, lines, columns]);
  const { stdout, stderr } = spawnSync('python3', ['-c', typist, request], { cwd: folder, encoding: 'utf8', env: { ...process.env, FORCE_COLOR: '', NO_COLOR: '1', TERM: 'dumb' } });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout);
}
