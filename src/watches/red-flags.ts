import type { Department } from '#src/lib/departments.ts';
import { catalogue } from '#src/metrics/catalogue.ts';
import type { RedFlag } from '#src/metrics/define.ts';
import type { Period } from '#src/metrics/period.ts';
import { instantPeriod } from '#src/metrics/period.ts';
import { reanchor } from '#src/metrics/reanchor.ts';
import type { WatchWish } from './watch.ts';

/** Flags that fly at night wait for the morning. */
const quiet = { from: Temporal.PlainTime.from('22:00'), to: Temporal.PlainTime.from('07:00') };

const shapes = {
  today: { label: 'today', count: 1, toDate: true },
  yesterday: { label: 'yesterday', count: 1, toDate: false },
  last_7_days: { label: 'the last 7 days', count: 7, toDate: false },
} as const;

const periodOf = (over: RedFlag['over'], now: Temporal.Instant, zone: string): Period => {
  const instant = instantPeriod(now, zone);
  return over === 'now' ? instant : reanchor({ ...instant, ...shapes[over], unit: 'day' }, now, 1);
};

/** The red flags of a department as watches that nobody asked for and anybody can switch off. */
export const redFlagsFor = (
  department: Department,
  now: Temporal.Instant,
  zone: string,
): readonly WatchWish[] =>
  catalogue.flatMap(({ id, redFlag }) =>
    redFlag?.for.includes(department)
      ? [
          {
            flag: id,
            of: redFlag.of,
            op: redFlag.op,
            limit: redFlag.limit,
            quiet,
            zone,
            query: {
              metrics: [id],
              filters: [],
              groupBy: redFlag.by ?? [],
              period: periodOf(redFlag.over, now, zone),
              comparison: null,
              order: null,
              limit: null,
              stores: [],
            },
          },
        ]
      : [],
  );
