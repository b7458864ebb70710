import { beforeAll, describe, expect, test } from 'vitest';
import { toNumber } from '#src/lib/exact.ts';
import { catalogue, dimensionsOf, partsOf } from '#src/metrics/catalogue.ts';
import type { Metric } from '#src/metrics/define.ts';
import type { Period } from '#src/metrics/period.ts';
import { useDatabase } from '#test/support/database.ts';
import { figuresOf, periodOf, queryOf, run } from '#test/support/query.ts';
import { company, loadShop, mainShop, randomShop, shopNow } from '#test/support/random-shop/index.ts';
import { bookOracles } from './oracle/books.ts';
import { fulfilmentOracles } from './oracle/fulfilment.ts';
import { salesOracles } from './oracle/sales.ts';
import { stockOracles } from './oracle/stock.ts';
import { techOracles } from './oracle/tech.ts';
import type { Oracle, World } from './oracle/world.ts';

const oracles: Readonly<Record<string, Oracle>> = {
  ...salesOracles,
  ...fulfilmentOracles,
  ...stockOracles,
  ...bookOracles,
  ...techOracles,
};

const database = useDatabase();
const shop = randomShop(11, mainShop);
const books = randomShop(12, company);

beforeAll(async () => {
  await loadShop(database(), mainShop, shop);
  await loadShop(database(), company, books);
});

/** Terms of a sum, which nobody asks for: they are proved with the sums they are in. */
const isTerm = ({ id, synonyms }: Metric): boolean => synonyms.en.length === 0 && oracles[id] === undefined;

const measured = catalogue.filter(
  (metric) => !['estimate', 'change', 'record', 'elapsed'].includes(metric.compute.kind) && !isTerm(metric),
);

test('every measured metric has a second path', () => {
  expect(measured.filter(({ id }) => oracles[id] === undefined).map(({ id }) => id)).toEqual([]);
});

const worldOf = ({ from, to }: Period, country: string | null): World => ({
  shop,
  company: books,
  zone: mainShop.zone,
  from: from.toInstant(),
  to: to.toInstant(),
  now: shopNow,
  country,
});

const periods: readonly Period[] = [
  periodOf('2026-10-01', '2026-11-01', { unit: 'month' }),
  periodOf('2026-10-25', '2026-10-26', { unit: 'day' }),
  periodOf('2026-11-02', '2026-11-17', { unit: 'span' }),
];
const partial = periodOf('2026-11-03T07:20', '2026-11-12T15:45');

/** Figures of the database as plain numbers; a rate of too small a sample is taken by its parts. */
const figureOf = async (metric: Metric, period: Period, country: string | null): Promise<number | null> => {
  const filters =
    country === null
      ? []
      : [{ kind: 'dimension', dimension: 'country', op: 'is', values: [country] } as const];
  const figures = figuresOf(await run(database(), queryOf({ metrics: [metric.id], period, filters })));
  const total = figures.columns[0]?.total;
  if (total?.state === 'small_sample' && total.of && total.by) return toNumber(total.of) / toNumber(total.by);
  return total?.value ? toNumber(total.value) : null;
};

const expectSame = (found: number | null, wanted: number | null): void => {
  if (wanted === null || found === null) expect(found).toBe(wanted);
  else expect(found).toBeCloseTo(wanted, 4);
};

/** Sources that report whole days are asked for whole days only. */
const hasInstants = (metric: Metric): boolean =>
  partsOf(metric).every(({ compute }) => compute.kind !== 'measure' || compute.table.days !== 'source');

describe.each(measured.map((metric) => [metric.id, metric] as const))('%s', (id, metric) => {
  const oracle = oracles[id] ?? (() => null);

  test('is the same counted in TypeScript', async () => {
    for (const period of hasInstants(metric) ? [...periods, partial] : periods) {
      expectSame(await figureOf(metric, period, null), oracle(worldOf(period, null)));
    }
  });

  if (!dimensionsOf(metric).includes('country') || id.startsWith('marketing.') || id.startsWith('carts.'))
    return;
  if (/dispute/.test(id)) return;

  test('is the same for one country', async () => {
    expectSame(
      await figureOf(metric, periods[0] ?? partial, 'DE'),
      oracle(worldOf(periods[0] ?? partial, 'DE')),
    );
  });
});
