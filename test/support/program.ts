import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

const root = join(import.meta.dirname, '../..');

/** A program of this repository in a process of its own. */
export type Program = {
  readonly pid: number;
  /** All it has written to standard output and to standard error. */
  readonly out: () => string;
  readonly err: () => string;
  /** Resolves with the match once standard output has it; rejects when the program ends before. */
  readonly says: (what: RegExp) => Promise<RegExpMatchArray>;
  readonly kill: (signal: NodeJS.Signals) => void;
  /** The exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals | null>;
};

/** Starts `file` with this Node, or with `node`, in nothing but the environment given. Killed when the test is done. */
export const startProgram = (
  file: string,
  args: readonly string[],
  options: { readonly env?: Readonly<Record<string, string>>; readonly node?: readonly string[] } = {},
): Program => {
  const [node = process.execPath, ...flags] = options.node ?? [];
  const child = spawn(node, [...flags, join(root, file), ...args], {
    cwd: root,
    env: { PATH: process.env['PATH'] ?? '', ...options.env },
  });
  const program = watchProgram(child);
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await program.ended;
  });
  return program;
};

const watchProgram = (child: ChildProcess): Program => {
  let out = '';
  let err = '';
  let check = (): void => {};
  child.stdout?.on('data', (part: Buffer) => {
    out += part.toString();
    check();
  });
  child.stderr?.on('data', (part: Buffer) => {
    err += part.toString();
  });
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) => {
    child.on('close', (code, signal) => resolve(code ?? signal));
  });
  const says = async (what: RegExp): Promise<RegExpMatchArray> => {
    const { promise, resolve, reject } = Promise.withResolvers<RegExpMatchArray>();
    check = () => {
      const found = out.match(what);
      if (found) resolve(found);
    };
    check();
    void ended.then(() => reject(new Error(`it ended without saying ${what}: ${out}${err}`)));
    return promise;
  };
  return {
    pid: child.pid ?? 0,
    out: () => out,
    err: () => err,
    says,
    kill: (signal) => void child.kill(signal),
    ended,
  };
};
