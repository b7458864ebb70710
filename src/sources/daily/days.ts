import { z } from 'zod';
import type { DimensionId } from '#src/metrics/dimensions.ts';
import type { FactFamily } from '#src/metrics/families.ts';
import type { Batch, PullContext } from '../define.ts';

/** The first and the last day of a stretch, both in it. */
export type Days = { readonly first: string; readonly last: string };

/** What a system reported for some days. `zone` is the one its days are of, where it says so. */
export type DailyReport = Pick<Batch, 'rows' | 'unreadable'> & { readonly zone: string | null };

/** One account of it: under which cursor it is read, how, and what a day of it replaces. */
export type DailyPart = {
  readonly entity: string;
  readonly read: (days: Days, context: PullContext) => Promise<DailyReport>;
  readonly replaces: (day: string) => NonNullable<Batch['replaces']>[number];
};

/** How a system that reports whole days is read. */
export type DailyReading = {
  readonly parts: readonly DailyPart[];
  readonly families: readonly FactFamily[];
  readonly dimensions: readonly DimensionId[];
  /** The zone its days are of, where it is known beforehand; else the store's. */
  readonly zone: string | null;
  /** How many days back are read at first, how many again with every run (they are restated), how many at once. */
  readonly historyDays: number;
  readonly againDays: number;
  readonly daysAtOnce: number;
  /** How many whole days before today are not settled yet. */
  readonly unsettledDays: number;
};

const cursorShape = z.object({ from: z.iso.date(), readTo: z.iso.date() });

const eachDay = (first: Temporal.PlainDate, last: Temporal.PlainDate): readonly string[] =>
  Array.from({ length: first.until(last).days + 1 }, (_, index) => first.add({ days: index }).toString());

const earlier = (a: Temporal.PlainDate, b: Temporal.PlainDate): Temporal.PlainDate =>
  Temporal.PlainDate.compare(a, b) <= 0 ? a : b;

const later = (a: Temporal.PlainDate, b: Temporal.PlainDate): Temporal.PlainDate =>
  Temporal.PlainDate.compare(a, b) >= 0 ? a : b;

/** From which day to which (not in it) an account has been read, in the zone of its days. */
type Read = { readonly from: Temporal.PlainDate; readonly to: Temporal.PlainDate; readonly zone: string };

/**
 * Reads an account's days oldest first, a stretch at a time; each stretch replaces what was stored of its days. The
 * newest days are read with every run but are not called complete.
 */
async function* pullPart(
  part: DailyPart,
  how: DailyReading,
  context: PullContext,
): AsyncGenerator<Batch, Read> {
  let zone = how.zone ?? context.store.zone;
  const today = context.now.toZonedDateTimeISO(zone).toPlainDate();
  const saved = cursorShape.safeParse(context.cursorOf(part.entity));
  const from = saved.success
    ? Temporal.PlainDate.from(saved.data.from)
    : today.subtract({ days: how.historyDays });
  const again = saved.success
    ? Temporal.PlainDate.from(saved.data.readTo).subtract({ days: how.againDays })
    : from;
  for (let first = later(from, again); Temporal.PlainDate.compare(first, today) <= 0; ) {
    const last = earlier(first.add({ days: how.daysAtOnce - 1 }), today);
    const report = await part.read({ first: first.toString(), last: last.toString() }, context);
    zone = report.zone ?? zone;
    yield {
      rows: report.rows,
      unreadable: report.unreadable ?? [],
      replaces: eachDay(first, last).map(part.replaces),
      cursor: { entity: part.entity, value: { from: from.toString(), readTo: last.toString() } },
      done: Math.min(1, from.until(last).days / Math.max(1, from.until(today).days)),
    };
    first = last.add({ days: 1 });
  }
  return { from, to: today.subtract({ days: how.unsettledDays }), zone };
}

/** Reads every account; what is complete is what all of them have come to. */
export async function* pullDays(how: DailyReading, context: PullContext): AsyncGenerator<Batch> {
  const reads: Read[] = [];
  for (const part of how.parts) reads.push(yield* pullPart(part, how, context));
  const [first] = reads;
  if (!first) return;
  const from = reads.map((read) => read.from).reduce(later);
  const to = reads.map((read) => read.to).reduce(earlier);
  if (Temporal.PlainDate.compare(to, from) <= 0) return;
  yield {
    rows: {},
    complete: how.families.map((family) => ({
      family,
      from: from.toZonedDateTime(first.zone).toInstant(),
      to: to.toZonedDateTime(first.zone).toInstant(),
      dimensions: how.dimensions,
      dayZone: first.zone,
    })),
  };
}
