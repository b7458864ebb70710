import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Connection, Db } from '#src/database/connect.ts';
import { watches } from '#src/database/schema/watches.ts';
import { storable } from '#src/state/stored.ts';
import type { Beyond, Watch, WatchWish } from './watch.ts';
import { watchColumns, watchFrom, watchId } from './watch.ts';

export const findWatch = async (db: Connection, id: string): Promise<Watch | null> => {
  const [row] = await db
    .select()
    .from(watches)
    .where(and(eq(watches.id, id), isNull(watches.removedAt)));
  return row ? watchFrom(row) : null;
};

/** Watches of a workspace, or of one channel (or person) of it. */
export const listWatches = async (
  db: Connection,
  of: { readonly teamId: string; readonly channelId?: string },
): Promise<readonly Watch[]> => {
  const rows = await db
    .select()
    .from(watches)
    .where(
      and(
        eq(watches.teamId, of.teamId),
        isNull(watches.removedAt),
        ...(of.channelId === undefined ? [] : [eq(watches.channelId, of.channelId)]),
      ),
    )
    .orderBy(asc(watches.createdAt));
  return rows.map(watchFrom);
};

/** Sets up a watch with what is beyond its limit already. Asked for again, it goes on as the one who asks owns it. */
export const createWatch = async (
  db: Db,
  wanted: WatchWish & {
    readonly teamId: string;
    readonly channelId: string;
    readonly ownerId: string;
    readonly beyond: Beyond | null;
  },
  at: Temporal.Instant,
): Promise<Watch> => {
  const { teamId, channelId, ownerId, beyond, ...wish } = wanted;
  const now = at.toString();
  const row = {
    ...watchColumns(wish),
    teamId,
    channelId,
    ownerId,
    beyond: beyond === null ? null : storable(beyond),
    lookedAt: beyond === null ? null : now,
    pausedAt: null,
    pausedBecause: null,
    snoozedUntil: null,
    removedAt: null,
  };
  const [saved] = await db
    .insert(watches)
    .values({ ...row, id: watchId(wanted), createdAt: now })
    .onConflictDoUpdate({ target: watches.id, set: row })
    .returning();
  if (!saved) throw new TypeError('a watch that was just saved is there');
  return watchFrom(saved);
};

/** Watches that are looked at: not paused, not switched off. Snoozed ones are, so that nothing is news afterwards. */
export const liveWatches = async (db: Connection): Promise<readonly Watch[]> => {
  const rows = await db
    .select()
    .from(watches)
    .where(and(isNull(watches.removedAt), isNull(watches.pausedAt)))
    .orderBy(asc(watches.id));
  return rows.map(watchFrom);
};

/** Writes down what a look found, unless another process looked since; false then, and nothing is told. */
export const recordLook = async (
  tx: Connection,
  watch: Pick<Watch, 'id' | 'lookedAt'>,
  beyond: Beyond | null,
  at: Temporal.Instant,
): Promise<boolean> => {
  const before = watch.lookedAt?.toString() ?? null;
  const mine = await tx
    .update(watches)
    .set({ lookedAt: at.toString(), ...(beyond && { beyond: storable(beyond) }) })
    .where(
      and(
        eq(watches.id, watch.id),
        before === null ? isNull(watches.lookedAt) : eq(watches.lookedAt, before),
      ),
    )
    .returning({ id: watches.id });
  return mine.length > 0;
};

const set = async (db: Connection, id: string, columns: Partial<typeof watches.$inferInsert>) => {
  const [row] = await db
    .update(watches)
    .set(columns)
    .where(and(eq(watches.id, id), isNull(watches.removedAt)))
    .returning();
  return row ? watchFrom(row) : null;
};

export const snoozeWatch = (db: Connection, id: string, until: Temporal.Instant): Promise<Watch | null> =>
  set(db, id, { snoozedUntil: until.toString() });

export const removeWatch = (db: Connection, id: string, at: Temporal.Instant): Promise<Watch | null> =>
  set(db, id, { removedAt: at.toString() });

/** Stops a watch; `because` is Slack's word or ours for what went wrong. */
export const pauseWatch = (
  db: Connection,
  id: string,
  because: string,
  at: Temporal.Instant,
): Promise<Watch | null> => set(db, id, { pausedAt: at.toString(), pausedBecause: because });
