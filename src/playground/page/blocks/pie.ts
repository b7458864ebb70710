import { svg } from '../dom.ts';

const centre = 110;
const radius = 96;

const pointAt = (share: number): string => {
  const angle = 2 * Math.PI * share - Math.PI / 2;
  return `${(centre + radius * Math.cos(angle)).toFixed(2)} ${(centre + radius * Math.sin(angle)).toFixed(2)}`;
};

const percent = (share: number): string =>
  share.toLocaleString(undefined, { style: 'percent', maximumFractionDigits: 1 });

/** The slices of a pie, clockwise from the top; a slice that is the whole pie is a circle. */
export const slices = (values: readonly number[], labels: readonly string[]): readonly SVGElement[] => {
  const total = values.reduce((sum, value) => sum + value, 0) || 1;
  let start = 0;
  return values.map((value, at) => {
    const share = value / total;
    const end = start + share;
    const title = svg('title', {}, `${labels[at] ?? ''}: ${value.toLocaleString()} (${percent(share)})`);
    const shape =
      share > 0.9999
        ? svg('circle', { class: `mark slice color-${at}`, cx: centre, cy: centre, r: radius }, title)
        : svg(
            'path',
            {
              class: `mark slice color-${at}`,
              d: `M ${centre} ${centre} L ${pointAt(start)} A ${radius} ${radius} 0 ${share > 0.5 ? 1 : 0} 1 ${pointAt(end)} Z`,
            },
            title,
          );
    start = end;
    return shape;
  });
};
