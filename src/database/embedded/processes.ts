import { readFileSync } from 'node:fs';

/** Whether a process with this id is there (also another user's). */
const exists = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

type Status = { readonly state: string; readonly startedAt: string };

/** Linux's `/proc/<pid>/stat`: after the name in brackets the state, and 19 fields later the start in clock ticks. Null elsewhere. */
const readStatus = (pid: number): Status | null => {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return { state: fields[0] ?? '', startedAt: fields[19] ?? '' };
  } catch {
    return null;
  }
};

/** This process as a text that no later one has: containers and restarts give the same ids again, so the start is in it. */
export const thisProcess = (): string => {
  const status = readStatus(process.pid);
  return status ? `${process.pid}.${status.startedAt}` : String(process.pid);
};

/** Whether the process that wrote `identity` still runs. */
export const isRunning = (identity: string): boolean => {
  const [pid, startedAt] = identity.split('.');
  if (!exists(Number(pid))) return false;
  const status = readStatus(Number(pid));
  if (status?.state === 'Z') return false;
  return status === null || startedAt === undefined || status.startedAt === startedAt;
};

/** Whether process `pid` is a Postgres, as far as the system says; a program with its old id is not. */
export const isPostgres = (pid: number): boolean => {
  if (!isRunning(String(pid))) return false;
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'postgres';
  } catch {
    return true;
  }
};
