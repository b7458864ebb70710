import { toNumber } from '#src/lib/exact.ts';
import type { Metric } from '#src/metrics/define.ts';
import type { Cell, Column } from '#src/query/figures.ts';

/** What same days of different weeks differ by without any reason, as a share: amounts more than counts. */
const ordinary = { money: 0.2, count: 0.12, percent: 0.12, times: 0.2, duration: 0.2 } as const;

/** Rates swing by chance the more, the fewer cases they rest on (standard error of a share). */
const rateNoise = ({ value, by }: Cell): number => {
  const share = value ? Math.min(1, Math.max(0, toNumber(value))) : 0;
  const cases = by ? toNumber(by) : 0;
  if (share <= 0 || cases <= 0) return 0;
  return Math.sqrt((1 - share) / (share * cases));
};

/** Counts swing by their square root (Poisson); half a case keeps 0 from being infinitely far from 1. */
const countNoise = (now: number, before: number): number =>
  Math.sqrt(1 / Math.max(0.5, now) + 1 / Math.max(0.5, before));

/**
 * How far a figure is from the same days a week before, in units of what is ordinary: 1 is the edge. The size of the
 * change is the logarithm of the ratio, so that doubling and halving count the same.
 */
export const deviationOf = (one: Metric, column: Column): number | null => {
  const [cell, then] = [column.total, column.compared?.total];
  if (!cell?.value || !then?.value) return null;
  const [now, before] = [toNumber(cell.value), toNumber(then.value)];
  if (now < 0 || before < 0) return Math.abs(now - before) > Math.abs(before) * ordinary.money ? 1 : 0;
  if (now === 0 && before === 0) return 0;
  const { kind } = one.unit;
  const size = Math.abs(Math.log(Math.max(now, before * 0.02) / Math.max(before, now * 0.02)));
  const chance =
    kind === 'count'
      ? countNoise(now, before)
      : kind === 'percent'
        ? Math.hypot(rateNoise(cell), rateNoise(then))
        : 0;
  return size / (2 * Math.hypot(ordinary[kind], chance));
};
