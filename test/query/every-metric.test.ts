import { beforeAll, expect, test } from 'vitest';
import { catalogue, dimensionsOf, tablesOf } from '#src/metrics/catalogue.ts';
import type { Metric } from '#src/metrics/define.ts';
import { useDatabase } from '#test/support/database.ts';
import { lastMonth, queryOf, run } from '#test/support/query.ts';
import { company, loadShop, mainShop, randomShop, ukShop } from '#test/support/random-shop/index.ts';

const database = useDatabase();
const stores = [mainShop.id, ukShop.id];

beforeAll(async () => {
  await loadShop(database(), mainShop, randomShop(1, mainShop));
  await loadShop(database(), ukShop, randomShop(2, ukShop, 40));
  await loadShop(database(), company, randomShop(3, company));
});

/** Metrics that rows alone answer. */
const measured: readonly Metric[] = catalogue.filter(
  ({ compute }) => !['estimate', 'change', 'record'].includes(compute.kind),
);

/** One metric for each way of reading rows: the others of the same tables are split alike. */
const ofEachKind = [
  ...new Map(
    measured.map((metric) => [
      tablesOf(metric)
        .map(({ id }) => id)
        .join(),
      metric,
    ]),
  ).values(),
];

test('every measured metric can be asked for and compared, over several shops', async () => {
  const kinds = await Promise.all(
    measured.map(async ({ id }) => {
      const query = queryOf({ metrics: [id], stores, comparison: { kind: 'previous', period: lastMonth } });
      return [id, (await run(database(), query)).kind];
    }),
  );
  expect(kinds.filter(([, kind]) => kind !== 'figures')).toEqual([]);
});

test.each(ofEachKind.map((metric) => [metric.id, metric] as const))(
  '%s can be split by each dimension it has',
  async (id, metric) => {
    const kinds = await Promise.all(
      dimensionsOf(metric).map(async (dimension) => {
        const query = queryOf({ metrics: [id], stores, groupBy: [dimension] });
        return [dimension, (await run(database(), query)).kind];
      }),
    );
    expect(kinds.filter(([, kind]) => kind !== 'figures')).toEqual([]);
  },
);
