/**
 * Exact rational numbers on bigint: every figure between the database and the reader is one, so nothing is
 * rounded before it is written down. `d` is always > 0 and the fraction is reduced.
 */
export type Exact = { readonly n: bigint; readonly d: bigint };

const gcd = (a: bigint, b: bigint): bigint => {
  let [x, y] = [a < 0n ? -a : a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
};

/** n / d, reduced. Throws RangeError when d is 0: callers decide what an undefined ratio means. */
export const fraction = (n: bigint, d: bigint): Exact => {
  if (d === 0n) throw new RangeError('division by zero');
  const sign = d < 0n ? -1n : 1n;
  const by = gcd(n, d * sign) || 1n;
  return { n: (sign * n) / by, d: (sign * d) / by };
};

export const zero: Exact = { n: 0n, d: 1n };

/** Reads an integer, a bigint or a decimal string such as `-12.340` or `6.123E-7`. Throws RangeError on anything else. */
export const exact = (value: bigint | number | string): Exact => {
  if (typeof value === 'bigint') return { n: value, d: 1n };
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d{1,4}))?$/i.exec(String(value).trim());
  const [, sign, whole = '', part = '', power = '0'] = match ?? [];
  if (!match || (whole === '' && part === '')) throw new RangeError(`not a number: ${value}`);
  const digits = BigInt(`${sign ?? ''}${whole}${part}` || '0');
  const scale = Number(power) - part.length;
  return scale >= 0 ? { n: digits * 10n ** BigInt(scale), d: 1n } : fraction(digits, 10n ** BigInt(-scale));
};

export const add = (a: Exact, b: Exact): Exact =>
  a.d === 1n && b.d === 1n ? { n: a.n + b.n, d: 1n } : fraction(a.n * b.d + b.n * a.d, a.d * b.d);

export const negate = (a: Exact): Exact => ({ n: -a.n, d: a.d });

export const subtract = (a: Exact, b: Exact): Exact => add(a, negate(b));

export const multiply = (a: Exact, b: Exact): Exact => fraction(a.n * b.n, a.d * b.d);

/** a / b, or null when b is 0: an undefined ratio is not a number. */
export const divide = (a: Exact, b: Exact): Exact | null =>
  b.n === 0n ? null : fraction(a.n * b.d, a.d * b.n);

/** Negative, 0 or positive, as Array.sort wants it. */
export const compare = (a: Exact, b: Exact): number => {
  const difference = a.n * b.d - b.n * a.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};

export const absolute = (a: Exact): Exact => (a.n < 0n ? negate(a) : a);

/** Decimal string with exactly `decimals` places, halves away from zero: `toDecimal(fraction(1n, 8n), 2)` is `0.13`. */
export const toDecimal = (a: Exact, decimals: number): string => {
  const scale = 10n ** BigInt(decimals);
  const size = a.n < 0n ? -a.n : a.n;
  const rounded = (2n * size * scale + a.d) / (2n * a.d);
  const digits = rounded.toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const sign = a.n < 0n && rounded !== 0n ? '-' : '';
  return decimals === 0 ? `${sign}${whole}` : `${sign}${whole}.${digits.slice(-decimals)}`;
};

/** The nearest double; for chart coordinates and JSON numbers, never for further sums. */
export const toNumber = (a: Exact): number => {
  if (a.d === 1n) return Number(a.n);
  return Number(toDecimal(a, 12));
};
