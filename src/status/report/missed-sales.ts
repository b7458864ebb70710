import type { TimeRange } from '#src/lib/time-range.ts';
import type { Period } from '#src/metrics/period.ts';
import { estimate } from '#src/query/estimates/estimate.ts';
import type { Missed } from '#src/query/estimates/revenue-at-risk.ts';
import type { Runtime } from '#src/query/run-metric.ts';
import type { StoredEvent } from './read-events.ts';

/** The sales an outage kept from being made, in one currency. */
export type MissedSales = {
  readonly metric: string;
  readonly currency: string | null;
  readonly range: TimeRange;
  readonly missed: Missed;
};

const metric = 'tech.revenue_at_risk';

/** Estimates what an event of our own cost so far (or in all, once it is over), in each currency of the shops. */
export const missedSales = async (
  runtime: Runtime,
  { reference, startedAt, endedAt }: StoredEvent,
  shops: readonly string[],
  zone: string,
): Promise<readonly MissedSales[]> => {
  const period: Period = {
    from: startedAt.toZonedDateTimeISO(zone),
    to: (endedAt ?? runtime.now).toZonedDateTimeISO(zone),
    label: 'the time of the trouble',
    unit: 'hour',
    count: 1,
    toDate: false,
  };
  const found = await estimate(runtime, {
    metrics: [metric],
    filters: [],
    groupBy: [],
    period,
    comparison: null,
    order: null,
    limit: null,
    stores: shops,
  });
  if (found.kind !== 'estimates') return [];
  return found.each.flatMap((one) => {
    const outage = one.kind === 'risk' ? one.outages.find(({ ref }) => ref === reference) : undefined;
    return one.kind === 'risk' && outage
      ? [{ metric, currency: one.currency, range: outage, missed: outage.missed }]
      : [];
  });
};
