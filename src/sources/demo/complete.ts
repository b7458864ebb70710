import type { DimensionId } from '#src/metrics/dimensions.ts';
import type { FactFamily } from '#src/metrics/families.ts';
import { factFamilies } from '#src/metrics/families.ts';
import type { Complete } from '../define.ts';
import type { Filled } from '../formats/recorded.ts';
import { dimensionsOfFamily } from '../formats/recorded.ts';

/** Families that the demo's company records. */
export const companyFamilies = [
  'cloud_cost',
  'targets',
  'incidents',
  'deploys',
  'advisories',
  'exchange_rates',
  'calendar',
] as const satisfies readonly FactFamily[];

const isOfShops = (family: FactFamily): boolean =>
  family === 'targets' ||
  family === 'calendar' ||
  !(companyFamilies as readonly FactFamily[]).includes(family);

/** Everything else that can be recorded, a demo shop records. */
export const shopFamilies: readonly FactFamily[] = (Object.keys(factFamilies) as FactFamily[]).filter(
  isOfShops,
);

const isBulky = (family: FactFamily): boolean => family === 'stock_history' || family === 'checkouts';

const isFilled: Filled = (format, column) => !(format.table === 'web_sessions' && column === 'campaign');

/** Targets name what they are split by in a column: budgets by cloud provider and by ad platform. */
const targetDimensions = ['cloud_provider', 'ad_platform'] as const satisfies readonly DimensionId[];

/** What is complete at an instant; web analytics and ads up to the last whole day, cloud bills up to the day before. */
export const completeAt = (
  families: readonly FactFamily[],
  spans: {
    readonly from: number;
    readonly keptFrom: number;
    readonly until: number;
    readonly today: number;
    readonly billed: number;
  },
): readonly Complete[] =>
  families.map((family) => {
    const to =
      family === 'sessions' || family === 'ad_spend'
        ? spans.today
        : family === 'cloud_cost'
          ? spans.billed
          : spans.until;
    return {
      family,
      from: Temporal.Instant.fromEpochMilliseconds(isBulky(family) ? spans.keptFrom : spans.from),
      to: Temporal.Instant.fromEpochMilliseconds(to),
      dimensions: family === 'targets' ? targetDimensions : dimensionsOfFamily(family, isFilled),
    };
  });
