import type { JsonObject } from '../json.ts';
import { objectOf, objectsOf, textsOf } from '../json.ts';
import type { Rule, Shapes } from './shape.ts';
import { listOf, object, text } from './shape.ts';

/** Charts: docs.slack.dev/reference/block-kit/blocks/data-visualization-block. */

const label = text(20);
const number: Rule = { kind: 'number' };

const axes = object({
  required: { categories: listOf(label, 1, 20) },
  optional: { x_label: text(50), y_label: text(50) },
});

const series = listOf(
  object({
    required: {
      name: label,
      data: listOf(object({ required: { label, value: number } }), 1, 20),
    },
  }),
  1,
  12,
);

/** Names of series are unique, and each has exactly one point for each category. */
const pointsFit = (chart: JsonObject): readonly string[] => {
  const categories = textsOf(objectOf(chart['axis_config'])['categories']);
  const lines = objectsOf(chart['series']);
  const names = lines.map((line) => line['name']);
  const unfit = lines.filter((line) => {
    const labels = objectsOf(line['data']).map((point) => point['label']);
    return labels.length !== categories.length || !categories.every((category) => labels.includes(category));
  });
  return [
    ...(new Set(names).size < names.length ? ['series names must be unique'] : []),
    ...(unfit.length > 0 ? ['each series needs exactly one data point for each category'] : []),
  ];
};

const lines = {
  required: { series, axis_config: axes },
  also: pointsFit,
} as const;

export const charts: Shapes = {
  pie: {
    required: {
      segments: listOf(object({ required: { label, value: { kind: 'number', above: 0 } } }), 1, 12),
    },
  },
  bar: lines,
  area: lines,
  line: lines,
};
