import { isStartOfDay } from '#src/lib/time-range.ts';
import type { Period } from '#src/metrics/period.ts';
import type { Caveat, NotKnown } from '../figures.ts';
import type { Recorded } from '../stores.ts';
import type { ShopRecords } from './shops.ts';

/** From when to when a shop's records answer; `from` is absent where only the end counts. */
export type Span = {
  readonly from: Temporal.Instant | null;
  readonly to: Temporal.Instant;
};

const { compare } = Temporal.Instant;

export const earliest = (instants: readonly Temporal.Instant[]): Temporal.Instant =>
  instants.reduce((a, b) => (compare(a, b) <= 0 ? a : b));
export const latest = (instants: readonly Temporal.Instant[]): Temporal.Instant =>
  instants.reduce((a, b) => (compare(a, b) >= 0 ? a : b));

export const outside = (state: Recorded, zone: string): NotKnown => ({
  kind: 'outside',
  family: state.family,
  from: state.completeFrom.toZonedDateTimeISO(zone),
  to: state.completeTo.toZonedDateTimeISO(zone),
});

/** What of the period [start, end) a shop has; NotKnown when nothing of it, or not the end of it where that counts. */
export const spanOf = (
  { records }: ShopRecords,
  {
    start,
    end,
    zone,
  }: { readonly start: Temporal.Instant; readonly end: Temporal.Instant; readonly zone: string },
): Span | NotKnown => {
  const tooEarly = records.find(
    ({ need, state }) => need.when === 'end' && compare(state.completeFrom, end) > 0,
  );
  if (tooEarly) return outside(tooEarly.state, zone);
  const through = records.filter(({ need }) => need.when === 'period').map(({ state }) => state);
  if (through.length === 0) return { from: null, to: end };
  const from = latest([start, ...through.map((state) => state.completeFrom)]);
  const to = earliest([end, ...through.map((state) => state.completeTo)]);
  if (compare(from, to) < 0) return { from, to };
  const limiting =
    through.find((state) => compare(state.completeFrom, end) >= 0) ??
    through.find((state) => compare(state.completeTo, start) <= 0) ??
    through[0];
  return limiting ? outside(limiting, zone) : { kind: 'empty_period' };
};

/** What the reader must know of each record that does not reach over the whole of what is shown. */
export const gapsOf = (
  shops: readonly ShopRecords[],
  shown: { readonly from: Temporal.Instant; readonly to: Temporal.Instant; readonly end: Temporal.Instant },
  zone: string,
): readonly Caveat[] => {
  const storeOf = (store: string): string | null => (shops.length > 1 ? store : null);
  return shops.flatMap(({ store, records }) =>
    records
      .filter(({ need }) => need.when !== 'ever')
      .flatMap(({ need, state }): readonly Caveat[] => [
        ...(need.when === 'period' && compare(state.completeFrom, shown.from) > 0
          ? [
              {
                kind: 'partly_recorded' as const,
                family: state.family,
                store: storeOf(store),
                from: state.completeFrom.toZonedDateTimeISO(zone),
              },
            ]
          : []),
        ...(compare(state.completeTo, shown.end) < 0
          ? [
              {
                kind: 'complete_to' as const,
                family: state.family,
                store: storeOf(store),
                to: state.completeTo.toZonedDateTimeISO(zone),
              },
            ]
          : []),
      ]),
  );
};

/**
 * A period cut to whole days, for sources that report days of their own: up to the last day that is complete on
 * each of them, in that source's zone. Null when no whole day is left.
 */
export const wholeDays = (
  period: Period,
  dayly: readonly Recorded[],
  now: Temporal.Instant,
): Period | null => {
  const zone = period.from.timeZoneId;
  const ends = dayly.map(({ completeTo, dayZone }) =>
    earliest([completeTo, now])
      .toZonedDateTimeISO(dayZone ?? zone)
      .toPlainDate(),
  );
  const first = isStartOfDay(period.from)
    ? period.from.toPlainDate()
    : period.from.toPlainDate().add({ days: 1 });
  const last = [period.to.toPlainDate(), ...ends].reduce((a, b) =>
    Temporal.PlainDate.compare(a, b) <= 0 ? a : b,
  );
  if (Temporal.PlainDate.compare(first, last) >= 0) return null;
  return {
    ...period,
    from: first.toZonedDateTime({ timeZone: zone }),
    to: last.toZonedDateTime({ timeZone: zone }),
  };
};
