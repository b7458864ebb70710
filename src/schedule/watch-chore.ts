import { and, eq, gt, gte, inArray, isNotNull, max } from 'drizzle-orm';
import type { Connection, Db } from '#src/database/connect.ts';
import { deliveries } from '#src/database/schema/outbox.ts';
import { changes } from '#src/database/schema/stores.ts';
import { watches } from '#src/database/schema/watches.ts';
import type { Logger } from '#src/lib/log.ts';
import { logFailure } from '#src/lib/log.ts';
import { instantFrom } from '#src/lib/time-range.ts';
import { metric, tablesOf } from '#src/metrics/catalogue.ts';
import { deliveryId, enqueue } from '#src/outbox/enqueue.ts';
import type { Runtime } from '#src/query/run-metric.ts';
import { readEstate } from '#src/query/stores.ts';
import { storable } from '#src/state/stored.ts';
import { judge } from '#src/watches/judge.ts';
import { lookAt } from '#src/watches/read.ts';
import type { Beyond, Watch } from '#src/watches/watch.ts';
import { liveWatches, recordLook } from '#src/watches/watches.ts';
import { afterQuiet } from './timetable.ts';

/** A watch is looked at again after this even when no source brought anything: time alone moves "the last hour". */
const lookEveryMinutes = 15;

/** A batch says when it began; it may be seen a little later. */
const seenLateMinutes = 2;

/** An alert is still worth reading this long after its time. */
const worthHours = 12;

/** Flags that nobody asked for may speak this often a day in one channel; what is more stands in the digest. */
const mostFlagsPerDay = 3;

/** What an alert is about; its words are found when it is posted. */
export type Alert = { readonly kind: 'crossed'; readonly keys: readonly string[] };
export type Recovery = { readonly kind: 'recovered'; readonly things: Beyond };

/** When each fact family last changed, within the time that matters. */
const readChanges = async (db: Db, now: Temporal.Instant): Promise<ReadonlyMap<string, Temporal.Instant>> => {
  const since = now.subtract({ minutes: lookEveryMinutes + seenLateMinutes });
  const rows = await db
    .select({ family: changes.family, at: max(changes.at) })
    .from(changes)
    .where(gt(changes.at, since.toString()))
    .groupBy(changes.family);
  return new Map(rows.flatMap(({ family, at }) => (at === null ? [] : [[family, instantFrom(at)] as const])));
};

const familiesOf = ({ query }: Watch): readonly string[] =>
  query.metrics.flatMap((id) => tablesOf(metric(id)).map(({ family }) => family));

const isDue = (
  watch: Watch,
  changed: ReadonlyMap<string, Temporal.Instant>,
  now: Temporal.Instant,
): boolean => {
  const { lookedAt } = watch;
  if (lookedAt === null || now.since(lookedAt).total('minutes') >= lookEveryMinutes) return true;
  return familiesOf(watch).some((family) => {
    const at = changed.get(family);
    return at !== undefined && Temporal.Instant.compare(at.add({ minutes: seenLateMinutes }), lookedAt) > 0;
  });
};

const isTooMany = async (tx: Connection, watch: Watch, now: Temporal.Instant): Promise<boolean> => {
  if (watch.flag === null) return false;
  const today = now.toZonedDateTimeISO(watch.zone).startOfDay().toInstant();
  const told = await tx
    .select({ id: deliveries.id })
    .from(deliveries)
    .where(
      and(
        eq(deliveries.teamId, watch.teamId),
        eq(deliveries.channelId, watch.channelId),
        eq(deliveries.kind, 'watch'),
        gte(deliveries.createdAt, today.toString()),
        inArray(deliveries.state, ['planned', 'ready', 'sending', 'uncertain', 'sent']),
        inArray(
          deliveries.origin,
          (
            await tx
              .select({ id: watches.id })
              .from(watches)
              .where(and(eq(watches.channelId, watch.channelId), isNotNull(watches.flag)))
          ).map(({ id }) => id),
        ),
      ),
    );
  return told.length >= mostFlagsPerDay;
};

const posting = (watch: Watch, now: Temporal.Instant) => {
  const dueAt = afterQuiet(now, watch);
  return {
    origin: watch.id,
    slot: now.toString(),
    teamId: watch.teamId,
    channelId: watch.channelId,
    dueAt,
    expiresAt: dueAt.add({ hours: worthHours }),
  };
};

const isSnoozed = ({ snoozedUntil }: Watch, now: Temporal.Instant): boolean =>
  snoozedUntil !== null && Temporal.Instant.compare(snoozedUntil, now) > 0;

const enqueueAlert = async (
  tx: Connection,
  watch: Watch,
  keys: readonly string[],
  now: Temporal.Instant,
): Promise<void> => {
  if (keys.length === 0) return;
  const skipped = isSnoozed(watch, now) ? 'snoozed' : (await isTooMany(tx, watch, now)) ? 'folded' : null;
  const content: Alert = { kind: 'crossed', keys };
  await enqueue(tx, [{ ...posting(watch, now), kind: 'watch', content, ...(skipped && { skipped }) }], now);
};

/** What recovered is told below the alert that told of it; what nobody was told of is not. */
const enqueueRecoveries = async (
  tx: Connection,
  watch: Watch,
  recovered: Beyond,
  now: Temporal.Instant,
): Promise<void> => {
  const bySince = Map.groupBy(Object.entries(recovered), ([, { since }]) => since.toString());
  for (const [slot, things] of bySince) {
    const alert = deliveryId({ origin: watch.id, slot, kind: 'watch' });
    const [told] = await tx
      .select({ state: deliveries.state })
      .from(deliveries)
      .where(
        and(eq(deliveries.id, alert), inArray(deliveries.state, ['ready', 'sending', 'uncertain', 'sent'])),
      );
    if (!told) continue;
    const content: Recovery = { kind: 'recovered', things: Object.fromEntries(things) };
    const one = { ...posting(watch, now), slot: `${slot} ${now.toString()}`, threadOf: alert };
    await enqueue(tx, [{ ...one, kind: 'recovery', content: storable(content) }], now);
  }
};

const look = async (watch: Watch, runtime: Runtime, db: Db): Promise<void> => {
  const { now } = runtime;
  const seen = await lookAt(watch, runtime);
  await db.transaction(async (tx) => {
    if (seen.kind === 'not_known') {
      await recordLook(tx, watch, null, now);
      return;
    }
    const { beyond, crossed, recovered } = judge(seen.readings, seen.unknown, watch.beyond, now);
    if (!(await recordLook(tx, watch, beyond, now))) return;
    await enqueueAlert(tx, watch, crossed, now);
    await enqueueRecoveries(tx, watch, recovered, now);
  });
};

/** Looks at every watch that may have something new, and plans what is to be told. One that fails does not stop the rest. */
export const watchChore =
  ({ database, log }: { readonly database: Runtime['database']; readonly log: Logger }) =>
  async (now: Temporal.Instant): Promise<void> => {
    const db = database.fast;
    const live = await liveWatches(db);
    if (live.length === 0) return;
    const [changed, estate] = await Promise.all([readChanges(db, now), readEstate(db)]);
    for (const watch of live.filter((one) => isDue(one, changed, now))) {
      try {
        await look(watch, { database, estate, now }, db);
      } catch (error) {
        logFailure(log, 'watch.failed', error, { watch: watch.id });
      }
    }
  };
