import { chartOf } from '#src/answer/table.ts';
import { sayName } from '#src/answer/words/names.ts';
import { sayCell } from '#src/answer/words/values.ts';
import { listOf } from '#src/lib/text.ts';
import { startOfDay } from '#src/lib/time-range.ts';
import { metric } from '#src/metrics/catalogue.ts';
import type { DimensionId } from '#src/metrics/dimensions.ts';
import type { Period } from '#src/metrics/period.ts';
import type { MetricQuery } from '#src/metrics/query.ts';
import { runQuery } from '#src/query/run.ts';
import { figureKey } from '../build/things.ts';
import { capital, figureLine, figureMark } from '../build/words.ts';
import type { DigestScene, Section } from '../define.ts';

/** The figures that were not said yet, in short. */
export const otherFigures: Section = async ({ figures, spent }) => {
  const rest = figures.filter((figure) => figure.columns.length > 0 && !spent.has(figureKey(figure)));
  const lines = rest.map((figure) => figureLine(figure, figureMark(figure)));
  return lines.length === 0 ? null : { id: 'figures', title: 'Also', lines, chart: null };
};

const lastDays = (scene: DigestScene, days: number): Period => {
  const today = scene.runtime.now.toZonedDateTimeISO(scene.zone).toPlainDate();
  return {
    from: startOfDay(today.subtract({ days }), scene.zone),
    to: startOfDay(today, scene.zone),
    label: `the last ${days} days`,
    unit: 'day',
    count: days,
    toDate: false,
  };
};

const queryFor = (
  scene: DigestScene,
  id: string,
  groupBy: readonly DimensionId[],
  more: Partial<MetricQuery>,
): MetricQuery => ({
  metrics: [id],
  filters: [],
  groupBy,
  period: scene.period,
  comparison: null,
  order: null,
  limit: null,
  stores: scene.stores,
  ...more,
});

/** A metric day by day as a line, where looking beats reading. */
export const dailyChart =
  (id: string, days: number): Section =>
  async (scene) => {
    if (!scene.may(id)) return null;
    const query = queryFor(scene, id, ['day'], { period: lastDays(scene, days) });
    const figures = await runQuery(scene.runtime, query);
    if (figures.kind !== 'figures') return null;
    const title = `${capital(metric(id).label)}, ${query.period.label}`;
    const chart = chartOf(figures, title);
    if (!chart) return null;
    return { id: `chart|${id}`, title, lines: [], chart };
  };

/** The first few of a list (best sellers, services, carriers) by a metric. */
export const topList =
  (id: string, by: DimensionId, title: string, most = 3): Section =>
  async (scene) => {
    if (!scene.may(id, [by])) return null;
    const query = queryFor(scene, id, [by], { order: { by: id, direction: 'desc' }, limit: most });
    const figures = await runQuery(scene.runtime, query);
    if (figures.kind !== 'figures' || figures.groups.length === 0) return null;
    const lines = rowsOf(figures, by);
    const open = { kind: 'metrics', query, assumptions: [] } as const;
    return lines.length === 0
      ? null
      : { id: `top|${id}|${by}`, title, lines: lines.map((text) => ({ text, open })), chart: null };
  };

const rowsOf = (
  figures: Extract<Awaited<ReturnType<typeof runQuery>>, { readonly kind: 'figures' }>,
  by: DimensionId,
): readonly string[] =>
  figures.groups.flatMap((group, index) => {
    const values = figures.columns.flatMap(({ cells, metric: id, currency }) => {
      const cell = cells[index];
      return cell?.value ? [sayCell(cell, metric(id).unit, currency)] : [];
    });
    return values.length === 0 ? [] : [`${sayName(by, group[by] ?? null)}: ${listOf(values)}`];
  });
