import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Orders } from './bot-process.ts';

const file = join(import.meta.dirname, 'bot-process.ts');

/** Real bot processes that are started again whenever they die. */
export type Fleet = {
  /** Kills a running one with SIGKILL; false when none runs right now. */
  readonly kill: () => boolean;
  readonly deaths: () => number;
  readonly stop: () => Promise<void>;
};

export const startFleet = (size: number, orders: Orders): Fleet => {
  const running = new Set<ChildProcess>();
  let [deaths, stopping] = [0, false];
  const launch = (): void => {
    const child = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', file, JSON.stringify(orders)],
      {
        stdio: ['ignore', 'ignore', 'inherit'],
      },
    );
    running.add(child);
    child.once('exit', () => {
      running.delete(child);
      if (stopping) return;
      deaths += 1;
      launch();
    });
  };
  for (let n = 0; n < size; n++) launch();
  return {
    kill: () => {
      const all = [...running];
      return all[Math.floor(Math.random() * all.length)]?.kill('SIGKILL') ?? false;
    },
    deaths: () => deaths,
    stop: async () => {
      stopping = true;
      const exits = [...running].map((child) => new Promise((resolve) => child.once('exit', resolve)));
      for (const child of running) child.kill('SIGKILL');
      await Promise.all(exits);
    },
  };
};
