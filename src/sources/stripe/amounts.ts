import { currencyExponent } from '#src/lib/money.ts';

/** Currencies without decimals at Stripe (docs.stripe.com/currencies); ISK and UGX are written with two there. */
const withoutDecimals = new Set('BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'.split(' '));
const withThree = new Set(['BHD', 'JOD', 'KWD', 'OMR', 'TND']);

const exponentOf = (currency: string): number => {
  if (withoutDecimals.has(currency)) return 0;
  return withThree.has(currency) ? 3 : 2;
};

/** `usd` as ISO 4217 writes it. */
export const currencyOf = (text: string): string => text.toUpperCase();

/** An amount in Stripe's smallest unit as minor units of the currency. Throws RangeError when it is no whole number of them. */
export const minorOf = (amount: number, currency: string): bigint => {
  const shift = currencyExponent(currency) - exponentOf(currency);
  const units = BigInt(amount);
  if (shift >= 0) return units * 10n ** BigInt(shift);
  const divisor = 10n ** BigInt(-shift);
  if (units % divisor !== 0n) throw new RangeError(`an amount in ${currency} has decimals`);
  return units / divisor;
};

/** Seconds since 1970 as an instant. */
export const instantOf = (seconds: number): string =>
  Temporal.Instant.fromEpochMilliseconds(seconds * 1000).toString();

/** The day of it in UTC, in which Stripe counts its days. */
export const dayOf = (seconds: number): string => instantOf(seconds).slice(0, 10);
