import { sql } from 'drizzle-orm';
import type { Db } from '#src/database/connect.ts';
import type { Clock } from '#src/lib/clock.ts';
import type { Logger } from '#src/lib/log.ts';
import { logFailure } from '#src/lib/log.ts';
import { instantFrom } from '#src/lib/time-range.ts';
import type { Drain } from '#src/outbox/drain.ts';
import { drain } from '#src/outbox/drain.ts';
import { tellMissed } from './notices.ts';
import { planDue } from './plan-due.ts';

/** A machine whose clock is this far from the database's is worth a warning (pg-boss uses the same bound). */
const skewWarningMs = 60_000;

/** One tick works until shortly before the next one. */
const tickSeconds = 55;

/** What a tick does besides digests (watches, reminders): it plans what is to be posted. */
export type Chore = { readonly name: string; readonly run: (now: Temporal.Instant) => Promise<void> };

export type Ticker = Omit<Drain, 'now'> & {
  readonly clock: Clock;
  readonly chores: readonly Chore[];
  /** The database's time; handed in for tests. */
  readonly readTime?: (db: Db) => Promise<Temporal.Instant>;
};

/** The database's own time: all processes go by it, whatever their machines believe. */
export const databaseTime = async (db: Db): Promise<Temporal.Instant> => {
  const rows = (await db.execute(sql`select clock_timestamp() as at`)) as unknown as readonly {
    readonly at: string;
  }[];
  return instantFrom(rows[0]?.at ?? '');
};

const attempt = async (name: string, log: Logger, work: () => Promise<void>): Promise<void> => {
  try {
    await work();
  } catch (error) {
    logFailure(log, 'tick.failed', error, { chore: name });
  }
};

/**
 * What happens every minute: the clock is set by the database's, due digests are planned, chores plan what they have,
 * and everything waiting is posted until the next tick. What fails is logged and left for the next tick; the rest goes on.
 */
export const tick = async (ticker: Ticker): Promise<void> => {
  const { db, clock, log, readTime = databaseTime } = ticker;
  clock.follow(await readTime(db));
  if (Math.abs(clock.skewMs()) > skewWarningMs) {
    log.warn({ skewSeconds: Math.round(clock.skewMs() / 1000) }, 'clock.skewed');
  }
  const now = clock.now();
  await attempt('plan', log, async () => tellMissed(db, await planDue(db, now), now));
  for (const { name, run } of ticker.chores) await attempt(name, log, () => run(now));
  await attempt('post', log, () => drain({ ...ticker, now: clock.now }, now.add({ seconds: tickSeconds })));
};
