import { partsOf } from '#src/metrics/catalogue.ts';
import type { Metric } from '#src/metrics/define.ts';
import type { DimensionId } from '#src/metrics/dimensions.ts';
import { dimension } from '#src/metrics/dimensions.ts';
import type { FactFamily } from '#src/metrics/families.ts';
import type { Period } from '#src/metrics/period.ts';
import { isLong } from '#src/metrics/tables.ts';
import type { Caveat, NotKnown, SourceState } from '../figures.ts';
import type { Plan, Read } from '../plan.ts';
import type { Estate, Recorded } from '../stores.ts';
import { companyStore } from '../stores.ts';
import type { Need } from './needs.ts';
import { mergeNeeds, needsOf, needsOfMetric } from './needs.ts';
import type { ShopRecords } from './shops.ts';
import { recordsOf } from './shops.ts';
import { earliest, gapsOf, latest, outside, spanOf, wholeDays } from './spans.ts';

/** A read with the stores whose rows answer it; `sources` only where a store has several for the family. */
export type SourcedRead = Read & {
  readonly stores: readonly string[];
  readonly sources: readonly { readonly store: string; readonly source: string }[];
};

/** What can be answered: from which stores, for which part of the period. */
export type Covered = {
  readonly kind: 'covered';
  readonly stores: readonly string[];
  readonly reads: readonly SourcedRead[];
  readonly whole: readonly SourcedRead[];
  readonly period: Period;
  readonly sources: readonly SourceState[];
  readonly caveats: readonly Caveat[];
};

/** What is asked of the sources. `split` and `filtered` are the dimensions of the question. */
export type Asked = {
  readonly estate: Estate;
  readonly metric: Metric;
  readonly plan: Plan;
  readonly stores: readonly string[];
  readonly split: readonly DimensionId[];
  readonly filtered: readonly DimensionId[];
  readonly period: Period;
  readonly now: Temporal.Instant;
};

/**
 * Checks what is asked against what sources have completely: "none" may be said only inside it. A shop that cannot
 * answer is left out and named; a period is cut to what is recorded and that is said.
 */
export const checkCoverage = (asked: Asked): Covered | NotKnown => {
  const { estate, metric, period, now } = asked;
  const { reads, whole } = asked.plan;
  const isState = reads.every((read) => read.kind === 'state');
  const start = period.from.toInstant();
  const wanted = period.to.toInstant();
  if (!isState && Temporal.Instant.compare(start, wanted) >= 0) return { kind: 'empty_period' };
  if (Temporal.Instant.compare(start, now) > 0 && !metric.future)
    return { kind: 'future', metric: metric.id, from: period.from };
  const end = metric.future ? wanted : earliest([wanted, now]);
  const timing = {
    isPast: Temporal.Instant.compare(end, now) < 0,
    isLong: isLong({ from: start, asOf: end }),
  };
  const named = [...asked.split, ...asked.filtered];
  const needs = mergeNeeds([
    ...reads.flatMap((read) => needsOf(read, named, timing)),
    ...needsOfMetric(metric, isState),
  ]).filter(({ anyOf: [family] }) => !setByCompany(estate).some((one) => one === family));
  const { having, lacking } = recordsOf(estate, needs, asked.stores);
  const able = having.map((shop) => ({ shop, why: unableTo(asked, shop) }));
  const zone = period.from.timeZoneId;
  const spans = able.map(({ shop, why }) => ({
    shop,
    span: why ?? (metric.future ? { from: null, to: end } : spanOf(shop, { start, end, zone })),
  }));
  const answering = spans.flatMap(({ shop, span }) => ('kind' in span ? [] : [{ shop, span }]));
  const failing = [
    ...spans.flatMap(({ shop, span }) => ('kind' in span ? [{ store: shop.store, why: span }] : [])),
    ...lacking,
  ];
  if (answering.length === 0)
    return failing[0]?.why ?? { kind: 'not_recorded', family: 'orders', stores: [] };
  const from = earliest(answering.map(({ span }) => span.from ?? start));
  const to = latest(answering.map(({ span }) => span.to));
  const shops = answering.map(({ shop }) => shop);
  const cut = { ...period, from: from.toZonedDateTimeISO(zone), to: to.toZonedDateTimeISO(zone) };
  const dayly = isState ? [] : dayRecords(reads, shops);
  const shown = dayly.length > 0 ? wholeDays(cut, dayly, now) : cut;
  if (!shown) return dayly[0] ? outside(dayly[0], zone) : { kind: 'empty_period' };
  return {
    kind: 'covered',
    stores: shops.map(({ store }) => store),
    reads: reads.map((read) => sourced(read, asked, shops)),
    whole: whole.map((read) => sourced(read, asked, shops)),
    period: shown,
    sources: [...new Set(shops.flatMap(({ records }) => records.map(({ state }) => state)))],
    caveats: [
      ...failing.map((one) => ({ kind: 'store_left_out', ...one }) as const),
      ...(metric.future ? [] : gapsOf(shops, { from: start, to, end }, zone)),
      ...withoutOptional(needs, shops),
      ...zonesOf(dayly, zone),
      ...rulesOf(asked, shops),
    ],
  };
};

/** What the company has set for all SKUs, so that no source has to record it. */
const setByCompany = ({ company }: Estate): readonly FactFamily[] => [
  ...(company.lowStockLevel === null ? [] : (['low_stock_levels'] as const)),
  ...(company.reorderPoint === null ? [] : (['reorder_points'] as const)),
];

/** Why a shop that records the facts still cannot answer: it does not say what is asked by, or its history is too short. */
const unableTo = (asked: Asked, shop: ShopRecords): NotKnown | null =>
  unrecordedSplit(asked, shop) ?? shallowHistory(asked, shop);

const unrecordedSplit = ({ plan, split, filtered }: Asked, { records }: ShopRecords): NotKnown | null => {
  for (const read of plan.reads) {
    for (const id of [...split, ...filtered].filter((one) => dimension(one).recorded === 'by_source')) {
      const families = [read.rows.table.dimensions[id]?.family ?? read.rows.table.family];
      const silent = records.find(
        ({ state }) => families.includes(state.family) && !state.dimensions.includes(id),
      );
      if (silent) return { kind: 'dimension_not_recorded', dimension: id, source: silent.state.source };
    }
  }
  return null;
};

/** First-ever orders are only known once our own history is deep, or where the platform counts a person's orders itself. */
const shallowHistory = (asked: Asked, { records }: ShopRecords): NotKnown | null => {
  const { metric, split, filtered, period } = asked;
  const { reads } = asked.plan;
  const months = Math.max(
    ...[metric, ...partsOf(metric)].map((one) => one.historyMonths ?? 0),
    ...reads.flatMap((read) =>
      [...split, ...filtered].map((id) => read.rows.table.dimensions[id]?.historyMonths ?? 0),
    ),
  );
  if (months === 0) return null;
  const families = reads.map((read) => read.rows.table.family);
  const from = records
    .filter(({ state }) => families.includes(state.family) && !state.dimensions.includes('customer_type'))
    .filter(({ state }) => state.family === 'orders')
    .map(({ state }) => state.completeFrom.toZonedDateTimeISO(period.from.timeZoneId).add({ months }))
    .sort(Temporal.ZonedDateTime.compare)
    .at(-1);
  return from && Temporal.ZonedDateTime.compare(from, period.from) > 0
    ? { kind: 'history_too_short', metric: metric.id, from }
    : null;
};

/** Records of sources that report whole days of their own. */
const dayRecords = (reads: readonly Read[], shops: readonly ShopRecords[]): readonly Recorded[] => {
  const families = reads
    .filter(({ rows }) => rows.table.days === 'source')
    .map(({ rows }) => rows.table.family);
  return shops.flatMap(({ records }) =>
    records.filter(({ state }) => families.includes(state.family)).map(({ state }) => state),
  );
};

/** Parts that none of the answering shops records and the figure is therefore without. */
const withoutOptional = (needs: readonly Need[], shops: readonly ShopRecords[]): readonly Caveat[] =>
  needs
    .filter(({ isOptional }) => isOptional)
    .flatMap(({ anyOf: [family] }) => {
      const silent = shops.filter(({ records }) => !records.some(({ state }) => state.family === family));
      return family && silent.length > 0
        ? [{ kind: 'without', family, stores: silent.map(({ store }) => store) } as const]
        : [];
    });

const zonesOf = (dayly: readonly Recorded[], zone: string): readonly Caveat[] => {
  const other = dayly.filter(({ dayZone }) => dayZone !== null && dayZone !== zone);
  return [...new Map(other.map((state) => [`${state.family} ${state.dayZone}`, state])).values()].map(
    ({ family, dayZone }) => ({ kind: 'days_of_source', family, zone: dayZone ?? zone }),
  );
};

/** The stores whose rows answer a read: the shops' where they bring its family, else the company's own. */
const sourced = (read: Read, { estate }: Asked, shops: readonly ShopRecords[]): SourcedRead => {
  const { family, alsoFrom } = read.rows.table;
  const families = [family, ...(alsoFrom ?? [])];
  const brings = (store: string): boolean =>
    estate.sources.some((state) => state.storeId === store && families.includes(state.family));
  const own = shops.map(({ store }) => store).filter(brings);
  const stores =
    alsoFrom && brings(companyStore)
      ? [...new Set([...own, companyStore])]
      : own.length > 0
        ? own
        : [companyStore];
  const rivalled = estate.sources.filter(
    (state) => stores.includes(state.storeId) && state.family === family && !state.isAlone,
  );
  return {
    ...read,
    stores,
    sources: rivalled.map(({ storeId, source }) => ({ store: storeId, source })),
  };
};

/** What differs from METRICS.md's defaults in how these figures were made. */
const rulesOf = ({ estate, plan: { reads } }: Asked, shops: readonly ShopRecords[]): readonly Caveat[] => {
  const chosen = estate.stores.filter((store) => shops.some((shop) => shop.store === store.id));
  const ofOrders = reads.some(({ rows }) => rows.table.family === 'orders');
  const ofCancellations = reads.some(({ rows }) => rows.table.onOrderDay !== undefined);
  const undated = chosen.filter((store) => store.hasUndatedCancellations).map(({ id }) => id);
  const onOrderDay = estate.company.cancellations === 'order_day';
  return [
    ...(ofOrders && chosen.some((store) => store.dateBasis === 'paid')
      ? [{ kind: 'company_rule', rule: 'paid_date' } as const]
      : []),
    ...(ofCancellations && onOrderDay
      ? [{ kind: 'company_rule', rule: 'cancelled_on_order_day' } as const]
      : []),
    ...(ofCancellations && !onOrderDay && undated.length > 0
      ? [{ kind: 'undated_cancellations', stores: undated } as const]
      : []),
  ];
};
