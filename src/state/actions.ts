import { and, eq, inArray, isNull, lte, sql } from 'drizzle-orm';
import type { Connection, Db } from '#src/database/connect.ts';
import { actions } from '#src/database/schema/actions.ts';
import { namedUuid } from '#src/lib/ids.ts';
import { instantFrom } from '#src/lib/time-range.ts';

/** Something to do, as it stands. `taken` and `done` say who and when. */
export type StoredAction = {
  readonly id: string;
  readonly key: string;
  readonly text: string;
  readonly taken: { readonly by: string; readonly at: Temporal.Instant } | null;
  readonly done: { readonly by: string; readonly at: Temporal.Instant } | null;
};

type Row = typeof actions.$inferSelect;

const who = (by: string | null, at: string | null): StoredAction['taken'] =>
  by === null || at === null ? null : { by, at: instantFrom(at) };

const storedFrom = (row: Row): StoredAction => ({
  id: row.id,
  key: row.key,
  text: row.text,
  taken: who(row.takenBy, row.takenAt),
  done: who(row.doneBy, row.doneAt),
});

/** The same thing to do has the same id in every channel of a workspace. */
export const actionId = (teamId: string, key: string): string => namedUuid(`action|${teamId}|${key}`);

/** One that is still found this long after somebody called it done is open again. */
const doneForDays = 3;

/** What was not found for this long had ended; found anew, it is a new thing, taken by nobody. */
const endedAfterDays = 4;

/** Writes down what was found and gives how each stands. Without `record` nothing is written (a preview). */
export const findActionStates = async (
  db: Db,
  teamId: string,
  found: readonly { readonly key: string; readonly text: string }[],
  now: Temporal.Instant,
  record: boolean,
): Promise<ReadonlyMap<string, StoredAction>> => {
  if (found.length === 0) return new Map();
  if (record) await recordFound(db, teamId, found, now);
  const ids = found.map(({ key }) => actionId(teamId, key));
  const rows = await db.select().from(actions).where(inArray(actions.id, ids));
  return new Map(rows.map((row) => [row.key, storedFrom(row)]));
};

const recordFound = async (
  db: Db,
  teamId: string,
  found: readonly { readonly key: string; readonly text: string }[],
  now: Temporal.Instant,
): Promise<void> => {
  const at = now.toString();
  const once = [...new Map(found.map((one) => [actionId(teamId, one.key), one])).entries()];
  // In one order for all: two digests that find the same at the same time would wait for each other for ever.
  const rows = once.toSorted(([a], [b]) => (a < b ? -1 : 1));
  const isStale = sql`(${actions.lastSeenAt} < ${at}::timestamptz - make_interval(days => ${endedAfterDays})
    or ${actions.doneAt} < ${at}::timestamptz - make_interval(days => ${doneForDays}))`;
  const kept = (column: string) =>
    sql`case when ${isStale} then null else ${sql.raw(`actions.${column}`)} end`;
  await db
    .insert(actions)
    .values(
      rows.map(([id, { key, text }]) => ({
        id,
        teamId,
        key,
        text,
        firstSeenAt: at,
        lastSeenAt: at,
      })),
    )
    .onConflictDoUpdate({
      target: actions.id,
      set: {
        text: sql`excluded.text`,
        lastSeenAt: at,
        takenBy: kept('taken_by'),
        takenAt: kept('taken_at'),
        doneBy: kept('done_by'),
        doneAt: kept('done_at'),
        remindedAt: kept('reminded_at'),
      },
    });
};

/** What became of taking or finishing an action. `already`: somebody else was faster. */
export type ActionChange =
  | { readonly kind: 'changed' | 'already'; readonly action: StoredAction }
  | { readonly kind: 'gone' };

const change = async (
  db: Db,
  id: string,
  set: Partial<typeof actions.$inferInsert>,
  unless: 'takenBy' | 'doneBy',
): Promise<ActionChange> => {
  const [changed] = await db
    .update(actions)
    .set(set)
    .where(and(eq(actions.id, id), isNull(actions[unless])))
    .returning();
  if (changed) return { kind: 'changed', action: storedFrom(changed) };
  const [row] = await db.select().from(actions).where(eq(actions.id, id));
  return row ? { kind: 'already', action: storedFrom(row) } : { kind: 'gone' };
};

export const takeAction = (db: Db, id: string, by: string, at: Temporal.Instant): Promise<ActionChange> =>
  change(db, id, { takenBy: by, takenAt: at.toString() }, 'takenBy');

/** Whoever does it, took it. */
export const finishAction = (db: Db, id: string, by: string, at: Temporal.Instant): Promise<ActionChange> =>
  change(db, id, { doneBy: by, doneAt: at.toString() }, 'doneBy');

/** Actions somebody took before an instant and has not done; each is given once. */
export const takeReminders = async (
  db: Connection,
  takenBefore: Temporal.Instant,
  now: Temporal.Instant,
): Promise<readonly (StoredAction & { readonly teamId: string })[]> => {
  const rows = await db
    .update(actions)
    .set({ remindedAt: now.toString() })
    .where(
      and(isNull(actions.doneAt), isNull(actions.remindedAt), lte(actions.takenAt, takenBefore.toString())),
    )
    .returning();
  return rows.map((row) => ({ ...storedFrom(row), teamId: row.teamId }));
};
