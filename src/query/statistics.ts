/** The middle value; the mean of the two in the middle. NaN of nothing. */
export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** The value that a share of the values lie under, between neighbours in proportion (Hyndman and Fan's type 7). */
export const quantile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const [low, high] = [sorted[Math.floor(place)] ?? Number.NaN, sorted[Math.ceil(place)] ?? Number.NaN];
  return low + (high - low) * (place - Math.floor(place));
};

/** Median absolute deviation, scaled so that it is the standard deviation of normal values. */
export const mad = (values: readonly number[]): number => {
  const middle = median(values);
  return 1.4826 * median(values.map((value) => Math.abs(value - middle)));
};
