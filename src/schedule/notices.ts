import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Connection } from '#src/database/connect.ts';
import { schedules } from '#src/database/schema/schedules.ts';
import { enqueue } from '#src/outbox/enqueue.ts';
import type { OnGivenUp } from '#src/outbox/settle.ts';
import { nobody } from './permit.ts';
import type { Missed } from './plan-due.ts';
import type { Schedule } from './schedule.ts';
import { scheduleFrom } from './schedule.ts';
import { stopWatch } from './stop-watch.ts';

/**
 * What an owner is told privately about a schedule: `missed` slots that came too late, `not_sent` for one that could
 * not be posted, `stopped` when it will not come again until somebody acts. Words are found when it is posted.
 */
export type Notice = {
  readonly notice: 'missed' | 'not_sent' | 'stopped';
  readonly schedule: string;
  readonly slots: readonly string[];
  readonly error: string;
};

/** A notice is still worth reading this long after. */
const keptHours = 72;

const tell = (
  db: Connection,
  schedule: Schedule,
  notice: Omit<Notice, 'schedule'>,
  now: Temporal.Instant,
): Promise<readonly string[]> =>
  enqueue(
    db,
    schedule.ownerId === nobody
      ? []
      : [
          {
            origin: schedule.id,
            slot: notice.slots.at(-1) ?? now.toString(),
            kind: 'notice',
            teamId: schedule.teamId,
            channelId: schedule.ownerId,
            dueAt: now,
            expiresAt: now.add({ hours: keptHours }),
            content: { ...notice, schedule: schedule.id } satisfies Notice,
          },
        ],
    now,
  );

/** Tells each owner once what was not posted while nobody was running. */
export const tellMissed = async (
  db: Connection,
  missed: readonly Missed[],
  now: Temporal.Instant,
): Promise<void> => {
  for (const { schedule, slots } of missed) {
    await tell(db, schedule, { notice: 'missed', slots: slots.map(({ key }) => key), error: 'late' }, now);
  }
};

/** Slack refuses it for good, as opposed to one post that came to nothing. */
const pause = async (
  tx: Connection,
  schedule: Schedule,
  error: string,
  now: Temporal.Instant,
): Promise<void> => {
  await tx
    .update(schedules)
    .set({
      pausedAt: now.toString(),
      pausedBecause: error,
      version: sql`${schedules.version} + 1`,
      changedAt: now.toString(),
      changedBy: 'crosswalk',
    })
    .where(and(eq(schedules.id, schedule.id), isNull(schedules.pausedAt)));
};

/** Pauses the schedule of what Slack refuses for good, and tells its owner once; in the transaction that gives it up. */
export const createOnGivenUp =
  (now: () => Temporal.Instant): OnGivenUp =>
  async (tx, delivery, given) => {
    const { why, error } = given;
    if (delivery.kind === 'watch') return stopWatch(now)(tx, delivery, given);
    if (delivery.kind !== 'digest') return;
    const [row] = await tx.select().from(schedules).where(eq(schedules.id, delivery.origin));
    if (!row) return;
    const schedule = scheduleFrom(row);
    if (why === 'refused') {
      if (schedule.paused) return;
      await pause(tx, schedule, error, now());
    }
    const told = why === 'refused' ? error : why;
    await tell(
      tx,
      schedule,
      { notice: why === 'refused' ? 'stopped' : 'not_sent', slots: [delivery.slot], error: told },
      now(),
    );
  };
