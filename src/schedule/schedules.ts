import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { Connection, Db } from '#src/database/connect.ts';
import { schedules } from '#src/database/schema/schedules.ts';
import { planSchedule, readDaysOff } from './plan-due.ts';
import type { Schedule, ScheduleWish } from './schedule.ts';
import { scheduleFrom, scheduleId, wishColumns } from './schedule.ts';

/** Who changes a schedule, and when. */
export type Change = { readonly by: string; readonly at: Temporal.Instant };

/** What became of a change. `changed_meanwhile`: somebody else was faster; what they made of it is given back. */
export type Changed =
  | { readonly kind: 'saved'; readonly schedule: Schedule }
  | { readonly kind: 'changed_meanwhile'; readonly schedule: Schedule; readonly by: string }
  | { readonly kind: 'gone' };

export const findSchedule = async (db: Connection, id: string): Promise<Schedule | null> => {
  const [row] = await db
    .select()
    .from(schedules)
    .where(and(eq(schedules.id, id), isNull(schedules.removedAt)));
  return row ? scheduleFrom(row) : null;
};

/** Schedules of a workspace, or of one channel (or person) of it. */
export const listSchedules = async (
  db: Connection,
  of: { readonly teamId: string; readonly channelId?: string; readonly ownerId?: string },
): Promise<readonly Schedule[]> => {
  const rows = await db
    .select()
    .from(schedules)
    .where(
      and(
        eq(schedules.teamId, of.teamId),
        isNull(schedules.removedAt),
        ...(of.channelId === undefined ? [] : [eq(schedules.channelId, of.channelId)]),
        ...(of.ownerId === undefined ? [] : [eq(schedules.ownerId, of.ownerId)]),
      ),
    )
    .orderBy(asc(schedules.digest), asc(schedules.channelId));
  return rows.map(scheduleFrom);
};

/**
 * Sets up a digest for a channel. One that was removed before comes back as the same schedule, so that a day's digest
 * is not posted again; one that is there is given back as it stands.
 */
export const createSchedule = async (
  db: Db,
  wanted: ScheduleWish & { readonly teamId: string; readonly channelId: string; readonly ownerId: string },
  at: Temporal.Instant,
): Promise<{ readonly kind: 'created' | 'exists'; readonly schedule: Schedule }> => {
  const { teamId, channelId, ownerId, ...wish } = wanted;
  const now = at.toString();
  const row = {
    ...wishColumns(wish),
    teamId,
    channelId,
    ownerId,
    plannedTo: now,
    pausedAt: null,
    pausedBecause: null,
    removedAt: null,
    changedAt: now,
    changedBy: ownerId,
  };
  const id = scheduleId(wanted);
  const [created] = await db
    .insert(schedules)
    .values({ ...row, id, createdAt: now })
    .onConflictDoUpdate({
      target: schedules.id,
      set: {
        ...row,
        version: sql`${schedules.version} + 1`,
        plannedTo: sql`greatest(${schedules.plannedTo}, ${now}::timestamptz)`,
      },
      setWhere: sql`${schedules.removedAt} is not null`,
    })
    .returning();
  if (created) return { kind: 'created', schedule: scheduleFrom(created) };
  const [existing] = await db.select().from(schedules).where(eq(schedules.id, id));
  if (!existing) throw new TypeError(`schedule ${id} is neither new nor there`);
  return { kind: 'exists', schedule: scheduleFrom(existing) };
};

type Columns = Partial<typeof schedules.$inferInsert>;

/**
 * Changes a schedule that stands at `version`. What was due under its old times is planned first, in the same
 * transaction, so that a change loses nothing; from then on the new times count.
 */
const change = async (
  db: Db,
  id: string,
  version: number | null,
  columns: (current: Schedule) => Columns,
  { by, at }: Change,
): Promise<Changed> =>
  db.transaction(async (tx) => {
    const [row] = await tx
      .select()
      .from(schedules)
      .where(and(eq(schedules.id, id), isNull(schedules.removedAt)))
      .for('update');
    if (!row) return { kind: 'gone' };
    const current = scheduleFrom(row);
    if (version !== null && current.version !== version)
      return { kind: 'changed_meanwhile', schedule: current, by: row.changedBy };
    await planSchedule(tx, current, await readDaysOff(tx, at), at);
    const [saved] = await tx
      .update(schedules)
      .set({
        ...columns(current),
        plannedTo: sql`greatest(${schedules.plannedTo}, ${at.toString()}::timestamptz)`,
        version: sql`${schedules.version} + 1`,
        changedAt: at.toString(),
        changedBy: by,
      })
      .where(eq(schedules.id, id))
      .returning();
    return saved ? { kind: 'saved', schedule: scheduleFrom(saved) } : { kind: 'gone' };
  });

/** Gives a schedule other times; `version` is the one the person saw. */
export const changeSchedule = (
  db: Db,
  id: string,
  version: number,
  wish: Omit<ScheduleWish, 'digest' | 'query'>,
  by: Change,
): Promise<Changed> =>
  change(db, id, version, ({ digest, query }) => wishColumns({ ...wish, digest, query }), by);

/** Stops a schedule until somebody resumes it. `because` is `by_person` or the word for what went wrong. */
export const pauseSchedule = (db: Db, id: string, because: string, by: Change): Promise<Changed> =>
  change(db, id, null, () => ({ pausedAt: by.at.toString(), pausedBecause: because }), by);

/** Who resumes it owns it from then on: the one who set it up may have left. */
export const resumeSchedule = (db: Db, id: string, by: Change): Promise<Changed> =>
  change(db, id, null, () => ({ pausedAt: null, pausedBecause: null, ownerId: by.by }), by);

export const removeSchedule = (db: Db, id: string, by: Change): Promise<Changed> =>
  change(db, id, null, () => ({ removedAt: by.at.toString() }), by);
