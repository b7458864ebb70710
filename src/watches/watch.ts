import type { watches } from '#src/database/schema/watches.ts';
import { namedUuid } from '#src/lib/ids.ts';
import { instantFrom } from '#src/lib/time-range.ts';
import type { Bound, MetricQuery } from '#src/metrics/query.ts';
import { revive, storable } from '#src/state/stored.ts';

type Row = typeof watches.$inferSelect;

/** What is told when: a figure (or its change against the same days a week before, in percent) beyond a limit. */
export type WatchRule = {
  readonly query: MetricQuery;
  readonly of: 'value' | 'change';
  readonly op: Bound;
  readonly limit: string;
};

/** Things beyond the limit, by group: since when, and the last value as it was said. */
export type Beyond = Readonly<Record<string, { readonly since: Temporal.Instant; readonly said: string }>>;

/** A watch as it stands. `beyond` is null until it was looked at for the first time: that is its baseline. */
export type Watch = WatchRule & {
  readonly id: string;
  readonly teamId: string;
  readonly channelId: string;
  readonly ownerId: string;
  readonly flag: string | null;
  readonly quiet: { readonly from: Temporal.PlainTime; readonly to: Temporal.PlainTime } | null;
  readonly zone: string;
  readonly beyond: Beyond | null;
  readonly lookedAt: Temporal.Instant | null;
  readonly snoozedUntil: Temporal.Instant | null;
  readonly paused: string | null;
};

/** What a person (or the first run) chooses about a watch. */
export type WatchWish = WatchRule & Pick<Watch, 'flag' | 'quiet' | 'zone'>;

/** One watch per figure, limit and channel: asking for it again gives the one there is. */
export const watchId = (
  of: Pick<Watch, 'teamId' | 'channelId' | 'query' | 'of' | 'op' | 'limit'>,
): string => {
  const { metrics, filters, groupBy, stores, period } = of.query;
  const what = [metrics, filters, groupBy, stores, period.label, of.of, of.op, of.limit];
  return namedUuid(`watch|${of.teamId}|${of.channelId}|${JSON.stringify(what)}`);
};

const instantOr = (text: string | null): Temporal.Instant | null =>
  text === null ? null : instantFrom(text);

export const watchFrom = (row: Row): Watch => ({
  ...row,
  query: revive(row.query) as MetricQuery,
  quiet:
    row.quietFrom === null || row.quietTo === null
      ? null
      : { from: Temporal.PlainTime.from(row.quietFrom), to: Temporal.PlainTime.from(row.quietTo) },
  beyond: revive(row.beyond) as Beyond | null,
  lookedAt: instantOr(row.lookedAt),
  snoozedUntil: instantOr(row.snoozedUntil),
  paused: row.pausedAt === null ? null : (row.pausedBecause ?? 'by_person'),
});

/** The columns that hold a wish. */
export const watchColumns = ({ quiet, query, ...wish }: WatchWish) => ({
  flag: wish.flag,
  of: wish.of,
  op: wish.op,
  limit: wish.limit,
  zone: wish.zone,
  query: storable(query),
  quietFrom: quiet?.from.toString() ?? null,
  quietTo: quiet?.to.toString() ?? null,
});
