import { entryOf } from '../../json.ts';
import { svg } from '../dom.ts';
import { slices } from './pie.ts';
import type { Plot } from './plot.ts';
import { fullNumber } from './plot.ts';

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

type Scale = {
  readonly width: number;
  readonly x: (at: number) => number;
  readonly y: (value: number) => number;
  readonly ticks: readonly number[];
  readonly step: number;
};

const scaleFor = (plot: Plot, width: number): Scale => {
  const values = plot.series.flatMap((one) => one.values);
  const ticks = ticksFor(Math.min(0, ...values), Math.max(0, ...values));
  const [low, high] = [ticks[0] ?? 0, ticks.at(-1) ?? 1];
  const step = (width - left - right) / Math.max(plot.categories.length, 1);
  return {
    width,
    x: (at) => left + step * (at + 0.5),
    y: (value) => top + (height - top - bottom) * (1 - (value - low) / (high - low || 1)),
    ticks,
    step,
  };
};

const axes = (plot: Plot, scale: Scale): readonly SVGElement[] => {
  const every = Math.ceil(plot.categories.length / Math.max(1, Math.floor((scale.width - left) / 62)));
  return [
    ...scale.ticks.map((tick) =>
      svg('line', {
        class: tick === 0 ? 'axis' : 'grid',
        x1: left,
        x2: scale.width - right,
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

/** Draws a chart `width` pixels wide, so that its words stay as large as the page's. Pies have a size of their own. */
export const drawPlot = (
  plot: Plot,
  width: number,
): { readonly viewBox: string; readonly marks: readonly SVGElement[] } => {
  if (plot.type === 'pie')
    return { viewBox: '0 0 220 220', marks: slices(plot.series[0]?.values ?? [], plot.categories) };
  const scale = scaleFor(plot, width);
  const marks = entryOf(drawings, plot.type)?.(plot, scale) ?? [];
  return { viewBox: `0 0 ${width} ${height}`, marks: [...axes(plot, scale), ...marks] };
};
