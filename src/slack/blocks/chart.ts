import type { Chart } from '#src/answer/reply.ts';
import type { DataVisualization } from './block.ts';
import { literal } from './literal.ts';

/** Block reference, data visualization; series are kept to 6, as an older copy of it says. */
const limits = { title: 50, label: 20, categories: 20, series: 6, axis: 50 } as const;

/** Labels as the chart shows them; null when they are too many, empty or no longer told apart once cut. */
const labels = (names: readonly string[], most: number): readonly string[] | null => {
  const cut = names.map((name) => literal(name, limits.label));
  const fits = cut.length > 0 && cut.length <= most && cut.every((name) => name !== '');
  return fits && new Set(cut).size === cut.length ? cut : null;
};

/** A chart as Slack's own block; null when Slack cannot draw it (too long, gaps, names alike): the table says it then. */
export const chartBlock = (chart: Chart): DataVisualization | null => {
  const categories = labels(chart.categories, limits.categories);
  const names = labels(
    chart.series.map(({ name }) => name),
    limits.series,
  );
  if (!categories || !names) return null;
  const series = chart.series.map(({ points }, index) => ({
    name: names[index] ?? '',
    data: categories.map((label, at) => ({ label, value: points[at] ?? Number.NaN })),
  }));
  if (series.some(({ data }) => data.some(({ value }) => !Number.isFinite(value)))) return null;
  return {
    type: 'data_visualization',
    title: literal(chart.title, limits.title) || 'Chart',
    chart: {
      type: chart.kind,
      series,
      axis_config: {
        categories,
        ...(chart.unit === '' ? {} : { y_label: literal(chart.unit, limits.axis) }),
      },
    },
  };
};
