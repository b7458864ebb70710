import type { JsonObject } from '../../json.ts';
import { h, svg } from '../dom.ts';
import type { BlockContext } from './context.ts';
import { drawPlot } from './drawing.ts';
import type { Plot } from './plot.ts';
import { altText, fullNumber, plotOf } from './plot.ts';

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
  const drawing = svg('svg', {
    class: pie ? 'drawing pie' : 'drawing',
    role: 'img',
    'aria-label': altText(plot),
  });
  let drawnWidth = 0;
  const draw = (width: number): void => {
    if (width === drawnWidth || width < 1) return;
    drawnWidth = width;
    const { viewBox, marks } = drawPlot(plot, width);
    drawing.setAttribute('viewBox', viewBox);
    drawing.replaceChildren(...marks);
  };
  draw(520);
  new ResizeObserver((entries) => draw(Math.round(entries[0]?.contentRect.width ?? 0))).observe(drawing);
  return h(
    'figure',
    { class: 'chart' },
    h('figcaption', { class: 'chart-title', dir: 'auto' }, plot.title),
    plot.yLabel === '' ? null : h('div', { class: 'axis-label' }, plot.yLabel),
    drawing,
    plot.xLabel === '' ? null : h('div', { class: 'axis-label centred' }, plot.xLabel),
    pie || plot.series.length > 1 ? legend(plot) : null,
    twin(plot),
  );
};
