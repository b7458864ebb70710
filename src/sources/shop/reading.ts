import type { ZodType } from 'zod';
import { AppError } from '#src/lib/errors.ts';
import { currencyExponent } from '#src/lib/money.ts';
import type { FactFamily } from '#src/metrics/families.ts';
import type { Unreadable } from '../define.ts';

/** What platforms write amounts as. */
export type Amount = string | number;

/** Finest parts of a unit that platforms work with (Magento four decimals, WooCommerce line prices six); they are rounded. */
const finestPlaces = 6;

const plain = /^([+-]?)(\d{1,30})(?:\.(\d{1,40}))?$/;

/** Numbers carry noise of their binary form beyond the places they were computed with. */
const textOf = (value: Amount): string =>
  typeof value === 'number' && Math.abs(value) < 1e15 ? value.toFixed(finestPlaces) : String(value).trim();

/**
 * An amount in major units as minor units, half a unit rounded away from zero. Throws RangeError, naming `what`, for
 * anything but a plain decimal number and for one that is finer than any platform computes.
 */
export const minorOf = (value: Amount, currency: string, what: string): bigint => {
  const [, sign, units, part = ''] = plain.exec(textOf(value)) ?? [];
  if (units === undefined) throw new RangeError(`${what} is not a plain decimal number`);
  const digits = part.replace(/0+$/, '');
  if (digits.length > finestPlaces) throw new RangeError(`${what} has ${digits.length} decimals`);
  const places = currencyExponent(currency);
  const whole = BigInt(units + digits.slice(0, places).padEnd(places, '0'));
  const rounded = (digits[places] ?? '0') >= '5' ? whole + 1n : whole;
  if (rounded > largest) throw new RangeError(`${what} is too large`);
  return sign === '-' ? -rounded : rounded;
};

/** What a bigint column of the database holds. */
const largest = 9_223_372_036_854_775_807n;

/** `a × part / whole`, half a unit rounded away from zero; 0 where the whole is 0. */
export const shareOf = (a: bigint, part: bigint, whole: bigint): bigint => {
  if (whole === 0n) return 0n;
  const product = a * part;
  const isNegative = product < 0n !== whole < 0n;
  const [n, d] = [product < 0n ? -product : product, whole < 0n ? -whole : whole];
  const rounded = (2n * n + d) / (2n * d);
  return isNegative ? -rounded : rounded;
};

export const sum = (values: readonly bigint[]): bigint => values.reduce((a, b) => a + b, 0n);

/** A number of pieces. Throws RangeError, naming `what`, when it is not a whole one. */
export const piecesOf = (value: Amount, what: string): number => {
  const number = typeof value === 'number' ? value : Number(value);
  if (!Number.isInteger(number)) throw new RangeError(`${what} is not a whole number of pieces`);
  if (Math.abs(number) > 2_147_483_647) throw new RangeError(`${what} is too large`);
  return number;
};

/** A time without a zone that is known to be UTC, `2026-11-20T20:36:00` or with a space, as an instant. Throws RangeError. */
export const utcOf = (value: string, what: string): string => {
  if (!/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d$/.test(value)) throw new RangeError(`${what} is not a time`);
  return `${value.replace(' ', 'T')}Z`;
};

/** Why a thing could not be read, in words; never its content. Null for faults that are ours. */
const reasonOf = (error: unknown): string | null => (error instanceof RangeError ? error.message : null);

/** Checks the shape of an answer. Throws RangeError that names the first field that is not as it should be. */
export const shaped = <T>(shape: ZodType<T>, value: unknown): T => {
  const result = shape.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const path = issue?.path.join('.') || 'it';
  throw new RangeError(
    `${path}: ${issue?.message ?? 'not as expected'}`.replaceAll(/received .*$/g, 'found something else'),
  );
};

/** The same for an answer as a whole, of the system `who`. Throws AppError that says which part is not as documented. */
export const answered = <T>(shape: ZodType<T>, json: unknown, who: string): T => {
  try {
    return shaped(shape, json);
  } catch (cause) {
    const reason = reasonOf(cause);
    if (reason === null) throw cause;
    throw new AppError('bad_reply', `${who}: ${reason}`, {
      userMessage: `${who} answered in a way that is not documented (${reason}).`,
      cause,
    });
  }
};

/** What could be read of a list, and where the rest stood. */
export type ReadList<R> = { readonly read: readonly R[]; readonly unreadable: readonly Unreadable[] };

/** Reads the things of a list one by one: one that cannot be read is named with its reason, the rest goes on. */
export const readEach = <R>(
  items: readonly unknown[],
  as: { readonly family: FactFamily; readonly reference: (item: unknown) => string },
  read: (item: unknown) => R,
): ReadList<R> => {
  const good: R[] = [];
  const unreadable: Unreadable[] = [];
  for (const item of items) {
    try {
      good.push(read(item));
    } catch (error) {
      const reason = reasonOf(error);
      if (reason === null) throw error;
      unreadable.push({ reference: as.reference(item).slice(0, 200), family: as.family, reason });
    }
  }
  return { read: good, unreadable };
};

/** The same where reading a thing asks for more. */
export const readEachLater = async <T, R>(
  items: readonly T[],
  as: { readonly family: FactFamily; readonly reference: (item: T) => string },
  read: (item: T) => Promise<R>,
): Promise<ReadList<R>> => {
  const good: R[] = [];
  const unreadable: Unreadable[] = [];
  for (const item of items) {
    try {
      good.push(await read(item));
    } catch (error) {
      const reason = reasonOf(error);
      if (reason === null) throw error;
      unreadable.push({ reference: as.reference(item).slice(0, 200), family: as.family, reason });
    }
  }
  return { read: good, unreadable };
};

/** `orders/1042`: where a thing stands, by its id. */
export const byId =
  (table: string, key = 'id') =>
  (item: unknown): string => {
    const id: unknown = typeof item === 'object' && item !== null ? Reflect.get(item, key) : undefined;
    return `${table}/${typeof id === 'string' || typeof id === 'number' ? id : '?'}`;
  };
