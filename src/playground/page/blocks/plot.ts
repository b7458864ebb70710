import type { JsonObject } from '../../json.ts';
import { isObject, numberOf, objectsOf, textsOf } from '../../json.ts';
import { words } from './context.ts';

/** A chart as numbers: one row of values per series, one value per category. */
export type Plot = {
  readonly title: string;
  readonly type: string;
  readonly categories: readonly string[];
  readonly series: readonly { readonly name: string; readonly values: readonly number[] }[];
  readonly xLabel: string;
  readonly yLabel: string;
};

/** Reads a data_visualization block. */
export const plotOf = (block: JsonObject): Plot => {
  const chart = isObject(block['chart']) ? block['chart'] : {};
  const axes = isObject(chart['axis_config']) ? chart['axis_config'] : {};
  const segments = objectsOf(chart['segments']);
  const pie = chart['type'] === 'pie';
  const categories = pie ? segments.map((segment) => words(segment, 'label')) : textsOf(axes['categories']);
  const series = pie
    ? [{ name: words(block, 'title'), values: segments.map((segment) => numberOf(segment['value']) ?? 0) }]
    : objectsOf(chart['series']).map((one) => ({
        name: words(one, 'name'),
        values: categories.map((category) => {
          const point = objectsOf(one['data']).find((candidate) => candidate['label'] === category);
          return numberOf(point?.['value']) ?? 0;
        }),
      }));
  return {
    title: words(block, 'title'),
    type: words(chart, 'type'),
    categories,
    series,
    xLabel: words(axes, 'x_label'),
    yLabel: words(axes, 'y_label'),
  };
};

export const fullNumber = (value: number): string =>
  value.toLocaleString(undefined, { maximumFractionDigits: 2 });

/** What a chart says, for those who do not see it. */
export const altText = (plot: Plot): string => {
  const kind =
    { pie: 'Pie chart', bar: 'Bar chart', line: 'Line chart', area: 'Area chart' }[plot.type] ?? 'Chart';
  const series = plot.series.map((one) => {
    const values = one.values.map((value, at) => `${plot.categories[at] ?? ''} ${fullNumber(value)}`);
    return `${plot.series.length > 1 ? `${one.name}: ` : ''}${values.join(', ')}`;
  });
  return `${kind}: ${plot.title}. ${series.join('. ')}.`;
};
