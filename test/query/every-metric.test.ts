import { beforeAll, expect, test } from 'vitest';
import { catalogue, dimensionsOf, tablesOf } from '#src/metrics/catalogue.ts';
import type { Metric } from '#src/metrics/define.ts';
import type { DimensionId } from '#src/metrics/dimensions.ts';
import { timeGrains } from '#src/metrics/dimensions.ts';
import type { Figures } from '#src/query/figures.ts';
import { useDatabase } from '#test/support/database.ts';
import { figuresOf, lastMonth, queryOf, run } from '#test/support/query.ts';
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

/** What a metric can be split by; of the steps of the calendar, which all work alike, only the week. */
const splitsOf = (metric: Metric): readonly DimensionId[] =>
  dimensionsOf(metric).filter((id) => id === 'week' || !timeGrains.some((grain) => grain === id));

const totalsOf = (figures: Figures): readonly (string | null)[] =>
  figures.columns.map(({ metric, currency, total }) =>
    JSON.stringify([metric, currency, total?.value?.n.toString(), total?.value?.d.toString(), total?.state]),
  );

/** Whether the same row can stand in several groups, which then add up to more than the whole. */
const overlaps = (metric: Metric, dimension: DimensionId): boolean =>
  tablesOf(metric).some((table) => table.dimensions[dimension]?.splitJoins !== undefined);

test.each(ofEachKind.map((metric) => [metric.id, metric] as const))(
  '%s can be split by each dimension it has, and the parts make up the whole',
  async (id, metric) => {
    const whole = totalsOf(figuresOf(await run(database(), queryOf({ metrics: [id], stores }))));
    const splits = await Promise.all(
      splitsOf(metric).map(async (dimension) => {
        const figures = figuresOf(
          await run(database(), queryOf({ metrics: [id], stores, groupBy: [dimension] })),
        );
        return [dimension, totalsOf(figures)] as const;
      }),
    );
    expect(splits.filter(([dimension]) => !overlaps(metric, dimension))).toEqual(
      splits.filter(([dimension]) => !overlaps(metric, dimension)).map(([dimension]) => [dimension, whole]),
    );
  },
);
