import { and, eq, gt, sql } from 'drizzle-orm';
import { sayWeekday } from '#src/answer/words/periods.ts';
import { sayValue } from '#src/answer/words/values.ts';
import type { Db } from '#src/database/connect.ts';
import { deliveries } from '#src/database/schema/outbox.ts';
import { capital, sayPeriod } from '#src/digests/build/words.ts';
import type { PostedFigure } from '#src/digests/define.ts';
import type { Exact } from '#src/lib/exact.ts';
import { absolute, compare, fraction, multiply, subtract } from '#src/lib/exact.ts';
import { metric } from '#src/metrics/catalogue.ts';
import type { Delivery } from '#src/outbox/delivery.ts';
import { deliveryFrom } from '#src/outbox/delivery.ts';
import { enqueue } from '#src/outbox/enqueue.ts';
import { runQuery } from '#src/query/run.ts';
import type { Runtime } from '#src/query/run-metric.ts';
import { readEstate } from '#src/query/stores.ts';
import { readMessage, storeMessage } from './message.ts';
import { note } from './write-notice.ts';

/** What was posted is looked at again for this long: later changes are for reports, not for a morning's message. */
const lookBackDays = 7;

/** Once an hour is often enough; a correction comes once a day at most. */
const minuteOfHour = 20;

const worthHours = 12;

type Restated = { readonly figure: PostedFigure; readonly now: Exact };

/** A figure is worth a correction when it has moved by more than its metric tolerates. */
const isRestated = ({ metric: id, value }: PostedFigure, now: Exact): boolean => {
  const tolerated = multiply(
    absolute(value),
    fraction(BigInt(Math.round(metric(id).tolerancePercent * 100)), 10_000n),
  );
  return compare(absolute(subtract(now, value)), tolerated) > 0;
};

const readAgain = async (figure: PostedFigure, runtime: Runtime): Promise<Restated | null> => {
  const figures = await runQuery(runtime, { ...figure.query, comparison: null });
  if (figures.kind !== 'figures') return null;
  const column = figures.columns.find(({ currency }) => currency === figure.currency);
  const now = column?.total?.value ?? null;
  return now && isRestated(figure, now) ? { figure, now } : null;
};

const lineOf = ({ figure, now }: Restated): string => {
  const { label, unit } = metric(figure.metric);
  const say = (value: Exact): string => sayValue(value, unit, figure.currency);
  return `• ${capital(label)}, ${sayPeriod(figure.query.period)}: ${say(now)}, not ${say(figure.value)}.`;
};

const correct = async (delivery: Delivery, runtime: Runtime, db: Db): Promise<void> => {
  const message = readMessage(delivery.content);
  if (message?.kind !== 'digest') return;
  const read = await Promise.all(message.value.posted.map((figure) => readAgain(figure, runtime)));
  const restated = read.filter((one) => one !== null);
  if (restated.length === 0) return;
  const { now } = runtime;
  const posted = message.value.posted.map((figure) => {
    const found = restated.find((one) => one.figure === figure);
    return found ? { ...figure, value: found.now } : figure;
  });
  const zone = message.value.posted[0]?.query.period.from.timeZoneId ?? 'UTC';
  const reply = note('Correction: the sources have changed these figures since they were posted.', [
    ...restated.map(lineOf),
    `Posted ${sayWeekday(message.madeAt.toZonedDateTimeISO(zone))}; late orders, refunds or cancellations change a day that is over.`,
  ]);
  await db.transaction(async (tx) => {
    const day = now.toZonedDateTimeISO(zone).toPlainDate().toString();
    const fresh = await enqueue(
      tx,
      [
        {
          origin: delivery.id,
          slot: day,
          kind: 'correction',
          teamId: delivery.teamId,
          channelId: delivery.channelId,
          threadOf: delivery.id,
          dueAt: now,
          expiresAt: now.add({ hours: worthHours }),
          content: storeMessage({ kind: 'reply', reply }),
        },
      ],
      now,
    );
    if (fresh.length === 0) return;
    const content = storeMessage({ ...message, value: { ...message.value, posted } });
    await tx.update(deliveries).set({ content }).where(eq(deliveries.id, delivery.id));
  });
};

/** Looks once an hour whether figures that were posted still hold, and says below the digest which do not. */
export const correctChore =
  (database: Runtime['database']) =>
  async (now: Temporal.Instant): Promise<void> => {
    if (now.toZonedDateTimeISO('UTC').minute !== minuteOfHour) return;
    const db = database.fast;
    const since = now.subtract({ hours: 24 * lookBackDays }).toString();
    const rows = await db
      .select()
      .from(deliveries)
      .where(
        and(
          eq(deliveries.kind, 'digest'),
          eq(deliveries.state, 'sent'),
          gt(deliveries.dueAt, since),
          sql`${deliveries.ts} is not null`,
        ),
      );
    if (rows.length === 0) return;
    const estate = await readEstate(db);
    for (const row of rows) await correct(deliveryFrom(row), { database, estate, now }, db);
  };
