/**
 * How fast something sells: `perDay` now, changing by `growth` a day (a log rate that fades), with the shape of the week.
 * `dispersion` is the variance of a day over its mean (1 = Poisson), `seen` on how many pieces the pace stands.
 */
export type Pace = {
  readonly kind: 'pace';
  readonly perDay: number;
  readonly growth: number;
  readonly shape: readonly number[];
  readonly dispersion: number;
  readonly seen: number;
};

/** Why there is no pace: nothing sold for four weeks on the shelf, or too few days on the shelf to tell. */
export type NoPace = { readonly kind: 'not_selling' } | { readonly kind: 'too_little' };

/** Pieces sold per day up to yesterday, the last one last; null where there was nothing to sell, so that demand is not known. */
export type Sold = readonly (number | null)[];

const fewestDays = 14;
const recentDays = 28;
const week = 7;
/** Teunter, Syntetos and Babai's smoothing of the size and the chance of a sale. */
const sizeSmoothing = 0.1;
const chanceSmoothing = 0.05;

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

const onShelf = (sold: Sold): readonly number[] => sold.filter((value) => value !== null);

/** Pace of what sells now and then: how likely a sale is times how much it is; decays when sales stop. */
const intermittentPace = (values: readonly number[]): number => {
  const first = values.slice(0, recentDays);
  const sales = first.filter((value) => value > 0);
  let chance = sales.length / first.length;
  let size = mean(sales) || 1;
  for (const value of values.slice(recentDays)) {
    chance += chanceSmoothing * ((value > 0 ? 1 : 0) - chance);
    if (value > 0) size += sizeSmoothing * (value - size);
  }
  return chance * size;
};

const weekdayShape = (sold: Sold, perDay: number): readonly number[] => {
  if (perDay < 1) return Array.from({ length: week }, () => 1);
  const recent = sold.slice(-8 * week);
  const of = (weekday: number): readonly number[] =>
    onShelf(recent.filter((_, index) => (recent.length - index) % week === weekday));
  const level = mean(onShelf(recent)) || 1;
  // Each weekday is told by eight days at most: half is believed at four pieces, nearly all at many.
  return Array.from({ length: week }, (_, ahead) => {
    const values = of((week - ahead) % week);
    const weight = (values.length * level) / (values.length * level + 4);
    return 1 + weight * (mean(values) / level - 1);
  });
};

/** The log rate a day at which the last two weeks differ from the four before, believed as far as it stands out from chance. */
const growthOf = (values: readonly number[], dispersion: number): number => {
  const [now, before] = [values.slice(-14), values.slice(-42, -14)];
  if (before.length < fewestDays) return 0;
  // A little is added to both, so that nothing sold is not a fall without end.
  const count = (of: readonly number[]): number =>
    of.reduce((sum, value) => sum + value, of.length / recentDays);
  const [countNow, countBefore] = [count(now), count(before)];
  const change = Math.log(countNow / now.length) - Math.log(countBefore / before.length);
  const noise = dispersion * (1 / countNow + 1 / countBefore);
  return ((change / 21) * change ** 2) / (change ** 2 + noise);
};

const dispersionOf = (values: readonly number[], level: number): number => {
  const squares =
    values.reduce((sum, value) => sum + (value - level) ** 2, 0) / Math.max(1, values.length - 1);
  return Math.min(10, Math.max(1, level > 0 ? squares / level : 1));
};

/** The pace that days of sales show; days without stock say nothing. */
export const paceOf = (sold: Sold): Pace | NoPace => {
  const values = onShelf(sold);
  const recent = values.slice(-recentDays);
  if (recent.length < fewestDays) return { kind: 'too_little' };
  const units = recent.reduce((sum, value) => sum + value, 0);
  if (units === 0) return recent.length < recentDays ? { kind: 'too_little' } : { kind: 'not_selling' };
  const level = mean(recent);
  const dispersion = dispersionOf(values.slice(-8 * week), mean(values.slice(-8 * week)));
  const growth = growthOf(values, dispersion);
  const plain = level >= 1 ? level : intermittentPace(values);
  return {
    kind: 'pace',
    // A level over four weeks stands for their middle: what has changed since is added.
    perDay: plain * Math.exp(growth * (recentDays / 2)),
    growth,
    shape: weekdayShape(sold, level),
    dispersion,
    seen: Math.max(1, units),
  };
};
