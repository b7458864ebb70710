import type { Exact } from './exact.ts';
import { exact, fraction, toDecimal } from './exact.ts';

/** Currencies whose minor unit is not a hundredth (ISO 4217), with their decimal places. */
export const currencyExponents: Readonly<Record<string, number>> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  UYI: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
};

/** Decimal places of a currency's minor unit: 2 for EUR, 0 for JPY, 3 for KWD. */
export const currencyExponent = (currency: string): number => currencyExponents[currency] ?? 2;

/** Minor units (may hold a fraction of one) as a decimal string in major units, rounded to the currency: 123450 EUR → `1234.50`. */
export const toMajor = (minor: Exact, currency: string): string => {
  const places = currencyExponent(currency);
  return toDecimal(fraction(minor.n, minor.d * 10n ** BigInt(places)), places);
};

/**
 * Reads a decimal string in major units as exact minor units: `"24.9"` EUR → 2490.
 * Throws RangeError when it is no plain decimal number (`"12,34"`) or finer than the currency's minor unit.
 */
export const toMinor = (major: string | number, currency: string): bigint => {
  const value = exact(major);
  const scaled = fraction(value.n * 10n ** BigInt(currencyExponent(currency)), value.d);
  if (scaled.d !== 1n) throw new RangeError(`finer than the smallest unit of ${currency}: ${major}`);
  return scaled.n;
};

/** Whether the text is a three-letter code that can stand for a currency. */
export const isCurrencyCode = (text: string): boolean => /^[A-Z]{3}$/.test(text);
