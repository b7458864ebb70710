import type { JsonObject } from '../../json.ts';
import { entryOf, isObject, numberOf, objectsOf, textsOf } from '../../json.ts';
import { h, svg } from '../dom.ts';
import type { BlockContext } from './context.ts';
import { words } from './context.ts';
import { slices } from './pie.ts';

/** A chart as numbers: one row of values per series, one value per category. */
type Plot = {
  readonly title: string;
  readonly type: string;
  readonly categories: readonly string[];
  readonly series: readonly { readonly name: string; readonly values: readonly number[] }[];
  readonly xLabel: string;
  readonly yLabel: string;
};

const plotOf = (block: JsonObject): Plot => {
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

const width = 520;
const height = 240;
const left = 56;
const right = 12;
const top = 12;
const bottom = 34;

/** Round numbers for the axis: 1, 2 or 5 times a power of ten, about four of them. */
const ticksFor = (low: number, high: number): readonly number[] => {
  const rough = (high - low || 1) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power;
  const first = Math.floor(low / step) * step;
  const count = Math.ceil((high - first) / step);
  return Array.from({ length: count + 1 }, (_, at) => Number((first + at * step).toPrecision(12)));
};

const shortNumber = (value: number): string =>
  value.toLocaleString(undefined, { notation: 'compact', maximumFractionDigits: 1 });
const fullNumber = (value: number): string => value.toLocaleString(undefined, { maximumFractionDigits: 2 });

type Scale = {
  readonly x: (at: number) => number;
  readonly y: (value: number) => number;
  readonly ticks: readonly number[];
  readonly step: number;
};

const scaleFor = (plot: Plot): Scale => {
  const values = plot.series.flatMap((one) => one.values);
  const ticks = ticksFor(Math.min(0, ...values), Math.max(0, ...values));
  const [low, high] = [ticks[0] ?? 0, ticks.at(-1) ?? 1];
  const step = (width - left - right) / Math.max(plot.categories.length, 1);
  return {
    x: (at) => left + step * (at + 0.5),
    y: (value) => top + (height - top - bottom) * (1 - (value - low) / (high - low || 1)),
    ticks,
    step,
  };
};

const axes = (plot: Plot, scale: Scale): readonly SVGElement[] => {
  const every = Math.ceil(plot.categories.length / Math.max(1, Math.floor((width - left) / 62)));
  return [
    ...scale.ticks.map((tick) =>
      svg('line', {
        class: tick === 0 ? 'axis' : 'grid',
        x1: left,
        x2: width - right,
        y1: scale.y(tick),
        y2: scale.y(tick),
      }),
    ),
    ...scale.ticks.map((tick) =>
      svg(
        'text',
        { class: 'tick-text', x: left - 6, y: scale.y(tick) + 4, 'text-anchor': 'end' },
        shortNumber(tick),
      ),
    ),
    ...plot.categories.map((category, at) =>
      at % every === 0
        ? svg(
            'text',
            { class: 'tick-text', x: scale.x(at), y: height - bottom + 18, 'text-anchor': 'middle' },
            category,
          )
        : svg('g'),
    ),
  ];
};

const tip = (plot: Plot, series: number, at: number): SVGElement => {
  const one = plot.series[series];
  const name = plot.series.length > 1 ? `${one?.name ?? ''}, ` : '';
  return svg('title', {}, `${name}${plot.categories[at] ?? ''}: ${fullNumber(one?.values[at] ?? 0)}`);
};

const bars = (plot: Plot, scale: Scale): readonly SVGElement[] => {
  const room = scale.step * 0.72;
  const each = Math.min(room / plot.series.length, 56);
  return plot.series.flatMap((one, series) =>
    one.values.map((value, at) => {
      const x = scale.x(at) - (each * plot.series.length) / 2 + each * series;
      const [from, to] = [scale.y(0), scale.y(value)];
      return svg(
        'rect',
        {
          class: `mark color-${series}`,
          x: x + 1,
          y: Math.min(from, to),
          width: Math.max(each - 2, 1),
          height: Math.max(Math.abs(to - from), 0.5),
          rx: 2,
        },
        tip(plot, series, at),
      );
    }),
  );
};

const pointsOf = (one: Plot['series'][number], scale: Scale): string =>
  one.values.map((value, at) => `${scale.x(at).toFixed(1)},${scale.y(value).toFixed(1)}`).join(' ');

/** Lines differ in dash as well as in colour, so that colour is not the only sign. */
const lines = (plot: Plot, scale: Scale): readonly SVGElement[] =>
  plot.series.flatMap((one, series) => [
    svg('polyline', { class: `stroke color-${series} dash-${series % 4}`, points: pointsOf(one, scale) }),
    ...one.values.map((value, at) =>
      svg(
        'circle',
        { class: `dot color-${series}`, cx: scale.x(at), cy: scale.y(value), r: 3.2 },
        tip(plot, series, at),
      ),
    ),
  ]);

const areas = (plot: Plot, scale: Scale): readonly SVGElement[] => [
  ...plot.series.map((one, series) =>
    svg('polygon', {
      class: `area color-${series}`,
      points: `${scale.x(0)},${scale.y(0)} ${pointsOf(one, scale)} ${scale.x(one.values.length - 1)},${scale.y(0)}`,
    }),
  ),
  ...lines(plot, scale),
];

const drawings: Readonly<Record<string, (plot: Plot, scale: Scale) => readonly SVGElement[]>> = {
  bar: bars,
  line: lines,
  area: areas,
};

/** What a chart says, for those who do not see it. */
const altText = (plot: Plot): string => {
  const kind =
    { pie: 'Pie chart', bar: 'Bar chart', line: 'Line chart', area: 'Area chart' }[plot.type] ?? 'Chart';
  const series = plot.series.map((one) => {
    const values = one.values.map((value, at) => `${plot.categories[at] ?? ''} ${fullNumber(value)}`);
    return `${plot.series.length > 1 ? `${one.name}: ` : ''}${values.join(', ')}`;
  });
  return `${kind}: ${plot.title}. ${series.join('. ')}.`;
};

const legend = (plot: Plot): HTMLElement => {
  const names = plot.type === 'pie' ? plot.categories : plot.series.map((one) => one.name);
  return h(
    'ul',
    { class: 'legend', 'aria-hidden': 'true' },
    ...names.map((name, at) =>
      h('li', {}, h('span', { class: `swatch color-${at} dash-${at % 4}` }), h('bdi', {}, name)),
    ),
  );
};

/** The same numbers as a table. */
const twin = (plot: Plot): HTMLElement =>
  h(
    'details',
    { class: 'chart-twin' },
    h('summary', {}, 'Show as table'),
    h(
      'div',
      { class: 'table-scroll', tabindex: 0, role: 'region', 'aria-label': plot.title },
      h(
        'table',
        { class: 'table' },
        h('caption', { class: 'unseen' }, plot.title),
        h(
          'thead',
          {},
          h(
            'tr',
            {},
            h('th', { scope: 'col' }, plot.xLabel || 'Category'),
            ...plot.series.map((one) => h('th', { scope: 'col', class: 'align-right' }, one.name)),
          ),
        ),
        h(
          'tbody',
          {},
          ...plot.categories.map((category, at) =>
            h(
              'tr',
              {},
              h('th', { scope: 'row', class: 'align-left' }, category),
              ...plot.series.map((one) => h('td', { class: 'align-right' }, fullNumber(one.values[at] ?? 0))),
            ),
          ),
        ),
      ),
    ),
  );

/** A chart as a drawing with its words, a legend, and the same numbers as a table. */
export const chart = (_: BlockContext, block: JsonObject): HTMLElement => {
  const plot = plotOf(block);
  const pie = plot.type === 'pie';
  const scale = scaleFor(plot);
  const drawn = pie
    ? slices(plot.series[0]?.values ?? [], plot.categories)
    : [...axes(plot, scale), ...(entryOf(drawings, plot.type)?.(plot, scale) ?? [])];
  return h(
    'figure',
    { class: 'chart' },
    h('figcaption', { class: 'chart-title', dir: 'auto' }, plot.title),
    plot.yLabel === '' ? null : h('div', { class: 'axis-label' }, plot.yLabel),
    svg(
      'svg',
      {
        class: pie ? 'drawing pie' : 'drawing',
        viewBox: pie ? '0 0 220 220' : `0 0 ${width} ${height}`,
        role: 'img',
        'aria-label': altText(plot),
      },
      ...drawn,
    ),
    plot.xLabel === '' ? null : h('div', { class: 'axis-label centred' }, plot.xLabel),
    pie || plot.series.length > 1 ? legend(plot) : null,
    twin(plot),
  );
};
