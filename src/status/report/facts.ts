import type { Exact } from '#src/lib/exact.ts';
import { exact } from '#src/lib/exact.ts';
import type { TimeRange } from '#src/lib/time-range.ts';
import type { Unit } from '#src/metrics/define.ts';
import type { Fact } from '#src/metrics/fact.ts';
import { instantPeriod } from '#src/metrics/period.ts';
import type { StoredEvent } from './read-events.ts';
import type { StatusReport } from './report.ts';

/** What a status is known by. */
export const statusMetric = 'tech.incidents';

const factOf = (
  metric: string,
  value: Exact | null,
  unit: Unit['kind'],
  range: TimeRange,
  group: Fact['group'] = {},
): Fact => ({ metric, value, unit, currency: null, range, group });

const isWithin = ({ startedAt }: StoredEvent, { from, to }: TimeRange): boolean =>
  Temporal.Instant.compare(startedAt, from.toInstant()) >= 0 &&
  Temporal.Instant.compare(startedAt, to.toInstant()) < 0;

/**
 * The figures behind a status: how many incidents are open (or began in the period), each with what it hits, how long
 * those took that are over, and the orders in the time of the one the reply is about.
 */
export const statusFacts = (report: StatusReport, now: Temporal.Instant, zone: string): readonly Fact[] => {
  const { open, over, first, period } = report;
  const range = period ?? instantPeriod(now, zone);
  const counted = period ? [...open, ...over].filter((event) => isWithin(event, period)) : open;
  const took = over.flatMap((event) =>
    event.endedAt
      ? [
          factOf(
            'tech.time_to_recover',
            exact(Math.round(event.startedAt.until(event.endedAt).total('seconds'))),
            'duration',
            range,
            { incident: event.reference },
          ),
        ]
      : [],
  );
  const orders = first?.orders;
  return [
    factOf(statusMetric, exact(counted.length), 'count', range),
    ...counted.map(({ reference, impact }) =>
      factOf(statusMetric, exact(1), 'count', range, {
        incident: reference,
        capability: impact.capability,
        severity: impact.severity,
      }),
    ),
    ...took,
    ...(first?.missed ?? []).map(({ metric, currency, range: span, missed }) => ({
      ...factOf(metric, missed.kind === 'about' ? missed.value : null, 'money', span, {
        incident: first?.event.reference ?? '',
      }),
      currency,
    })),
    ...(orders
      ? [orders, orders.before].map((one) => factOf(orders.metric, one.count, 'count', one.range))
      : []),
  ];
};
