import { partsOf } from '#src/metrics/catalogue.ts';
import type { Metric } from '#src/metrics/define.ts';
import type { DimensionId } from '#src/metrics/dimensions.ts';
import { dimension } from '#src/metrics/dimensions.ts';
import type { FactFamily } from '#src/metrics/families.ts';
import type { Period } from '#src/metrics/period.ts';
import type { Caveat, NotKnown, SourceState } from './figures.ts';
import type { Read } from './plan.ts';
import type { Estate } from './stores.ts';
import { companyStore } from './stores.ts';

/** What can be answered: from which stores, for which part of the period. */
export type Covered = {
  readonly kind: 'covered';
  readonly stores: readonly string[];
  readonly period: Period;
  readonly sources: readonly SourceState[];
  readonly caveats: readonly Caveat[];
};

type Recorded = Estate['sources'];
type Chosen = {
  readonly stores: readonly string[];
  readonly sources: Recorded;
  readonly caveats: readonly Caveat[];
};

/**
 * Checks what is asked against what sources have completely: "none" may be said only inside it. A store that
 * records nothing of a family is left out and named; a period is cut to what is recorded and that is said.
 */
export const checkCoverage = (asked: {
  readonly estate: Estate;
  readonly metric: Metric;
  readonly reads: readonly Read[];
  readonly stores: readonly string[];
  readonly named: readonly DimensionId[];
  readonly period: Period;
  readonly now: Temporal.Instant;
}): Covered | NotKnown => {
  const { estate, metric, reads, named, period, now } = asked;
  const isState = reads.every((read) => read.kind === 'state');
  const end = earliest([period.to.toInstant(), now]);
  const isPast = isState && Temporal.Instant.compare(end, now) < 0;
  const families = [...new Set(reads.flatMap((read) => familiesOf(read, named, isPast)))];
  const chosen = chooseStores(estate, families, asked.stores);
  if ('kind' in chosen) return chosen;
  return (
    unrecordedSplit(reads, named, chosen.sources) ??
    shallowHistory(metric, reads, named, chosen.sources, period) ??
    (isState ? coverState(chosen, period, end) : coverPeriod(chosen, period, end))
  );
};

const earliest = (instants: readonly Temporal.Instant[]): Temporal.Instant =>
  instants.reduce((a, b) => (Temporal.Instant.compare(a, b) <= 0 ? a : b));
const latest = (instants: readonly Temporal.Instant[]): Temporal.Instant =>
  instants.reduce((a, b) => (Temporal.Instant.compare(a, b) >= 0 ? a : b));

/** Families a read needs: its table's, those its splits come from, the past of a state, and what the metric names. */
const familiesOf = (read: Read, named: readonly DimensionId[], isPast: boolean): readonly FactFamily[] => [
  read.rows.table.family,
  ...(read.part.needs ?? []),
  ...(isPast && read.rows.table.history ? [read.rows.table.history] : []),
  ...named.flatMap((id) => read.rows.table.dimensions[id]?.family ?? []),
];

/** The stores that record every family; what no shop records may stand in the company's own books. */
const chooseStores = (
  estate: Estate,
  families: readonly FactFamily[],
  stores: readonly string[],
): Chosen | NotKnown => {
  let chosen = stores;
  let shared: Recorded = [];
  const caveats: Caveat[] = [];
  for (const family of families) {
    const ofFamily = estate.sources.filter((state) => state.family === family);
    const having = chosen.filter((store) => ofFamily.some((state) => state.storeId === store));
    const company = ofFamily.filter((state) => state.storeId === companyStore);
    if (having.length === 0 && company.length === 0) return { kind: 'not_recorded', family, stores };
    if (having.length === 0) {
      shared = [...shared, ...company];
      continue;
    }
    caveats.push(
      ...chosen
        .filter((store) => !having.includes(store))
        .map((store) => ({ kind: 'store_left_out', store, family }) as const),
    );
    chosen = having;
  }
  const own = estate.sources.filter(
    (state) => chosen.includes(state.storeId) && families.includes(state.family),
  );
  return { stores: own.length > 0 ? chosen : [companyStore], sources: [...own, ...shared], caveats };
};

const unrecordedSplit = (
  reads: readonly Read[],
  named: readonly DimensionId[],
  sources: Recorded,
): NotKnown | null => {
  for (const read of reads) {
    for (const id of named.filter((one) => dimension(one).recorded === 'by_source')) {
      const family = read.rows.table.dimensions[id]?.family ?? read.rows.table.family;
      const silent = sources.find((state) => state.family === family && !state.dimensions.includes(id));
      if (silent) return { kind: 'dimension_not_recorded', dimension: id, source: silent.source };
    }
  }
  return null;
};

/** First-ever orders are only known once our own history is deep, or where the platform counts a person's orders itself. */
const shallowHistory = (
  metric: Metric,
  reads: readonly Read[],
  named: readonly DimensionId[],
  sources: Recorded,
  period: Period,
): NotKnown | null => {
  const months = Math.max(
    ...[metric, ...partsOf(metric)].map((one) => one.historyMonths ?? 0),
    ...reads.flatMap((read) => named.map((id) => read.rows.table.dimensions[id]?.historyMonths ?? 0)),
  );
  if (months === 0) return null;
  const families = reads.map((read) => read.rows.table.family);
  const known = sources
    .filter((state) => families.includes(state.family) && !state.dimensions.includes('customer_type'))
    .map((state) => state.completeFrom.toZonedDateTimeISO(period.from.timeZoneId).add({ months }));
  const from = known.sort(Temporal.ZonedDateTime.compare).at(-1);
  return from && Temporal.ZonedDateTime.compare(from, period.from) > 0
    ? { kind: 'history_too_short', metric: metric.id, from }
    : null;
};

const outside = (state: SourceState, zone: string): NotKnown => ({
  kind: 'outside',
  family: state.family,
  from: state.completeFrom.toZonedDateTimeISO(zone),
  to: state.completeTo.toZonedDateTimeISO(zone),
});

const covered = (chosen: Chosen, period: Period, caveats: readonly Caveat[]): Covered => ({
  kind: 'covered',
  stores: chosen.stores,
  period,
  sources: chosen.sources,
  caveats: [...chosen.caveats, ...caveats],
});

/** A state is known at an instant that its sources have reached; a newer one is answered from what there is, and said. */
const coverState = (chosen: Chosen, period: Period, end: Temporal.Instant): Covered | NotKnown => {
  const zone = period.from.timeZoneId;
  const tooEarly = chosen.sources.find((state) => Temporal.Instant.compare(state.completeFrom, end) > 0);
  if (tooEarly) return outside(tooEarly, zone);
  return covered(
    chosen,
    { ...period, to: end.toZonedDateTimeISO(zone) },
    notReached(chosen.sources, end, zone),
  );
};

const coverPeriod = (chosen: Chosen, period: Period, end: Temporal.Instant): Covered | NotKnown => {
  const zone = period.from.timeZoneId;
  const start = period.from.toInstant();
  const from = latest([start, ...chosen.sources.map((state) => state.completeFrom)]);
  const to = earliest([end, ...chosen.sources.map((state) => state.completeTo)]);
  if (Temporal.Instant.compare(from, to) >= 0) {
    const limiting = chosen.sources.find(
      (state) =>
        Temporal.Instant.compare(state.completeFrom, end) >= 0 ||
        Temporal.Instant.compare(state.completeTo, start) <= 0,
    );
    const first = limiting ?? chosen.sources[0];
    if (first) return outside(first, zone);
  }
  const late = chosen.sources
    .filter((state) => Temporal.Instant.compare(state.completeFrom, start) > 0)
    .map(
      (state) =>
        ({
          kind: 'partly_recorded',
          family: state.family,
          from: state.completeFrom.toZonedDateTimeISO(zone),
        }) as const,
    );
  const cut = { ...period, from: from.toZonedDateTimeISO(zone), to: to.toZonedDateTimeISO(zone) };
  return covered(chosen, cut, [...late, ...notReached(chosen.sources, end, zone)]);
};

const notReached = (sources: Recorded, end: Temporal.Instant, zone: string): readonly Caveat[] =>
  sources
    .filter((state) => Temporal.Instant.compare(state.completeTo, end) < 0)
    .map((state) => ({
      kind: 'complete_to',
      family: state.family,
      to: state.completeTo.toZonedDateTimeISO(zone),
    }));
