import type { Exact } from '#src/lib/exact.ts';
import { absolute, exact, multiply, toDecimal } from '#src/lib/exact.ts';
import { toMajor } from '#src/lib/money.ts';
import { plural } from '#src/lib/text.ts';
import type { Unit } from '#src/metrics/define.ts';
import type { Cell } from '#src/query/figures.ts';

/** Symbols that name one currency only; all others are written as their code. */
const symbols: Readonly<Record<string, string>> = { EUR: '€', GBP: '£', USD: '$', JPY: '¥' };

/** `1234567.5` → `1,234,567.5`: thousands set apart, the digits untouched. */
const grouped = (decimal: string): string => {
  const [whole = '', part] = decimal.split('.');
  const apart = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return part === undefined ? apart : `${apart}.${part}`;
};

const money = (minor: Exact, currency: string): string => {
  const amount = grouped(toMajor(absolute(minor), currency));
  const symbol = symbols[currency];
  const sign = minor.n < 0n && /[1-9]/.test(amount) ? '−' : '';
  return symbol ? `${sign}${symbol}${amount}` : `${sign}${currency} ${amount}`;
};

const signed = (decimal: string): string => grouped(decimal).replace(/^-/, '−');

/** A fraction as a percentage: one decimal under 100 %, none above, unless the metric is finer. */
export const percent = (fraction: Exact, finer?: number): string => {
  const value = multiply(fraction, exact(100));
  const decimals = finer ?? (toDecimal(absolute(value), 1).length > 4 ? 0 : 1);
  return `${signed(toDecimal(value, decimals).replace(/\.0+$/, ''))}%`;
};

/** Seconds as people say them: two units at most, `2 h 11 min`, `1 day 4 h`. */
const duration = (seconds: Exact): string => {
  const minutes = Number(toDecimal(seconds, 0)) / 60;
  if (minutes < 1) return `${toDecimal(seconds, 0)} s`;
  if (minutes < 60) return `${Math.round(minutes)} min`;
  const whole = Math.round(minutes);
  if (whole < 24 * 60)
    return whole % 60 === 0 ? `${whole / 60} h` : `${Math.floor(whole / 60)} h ${whole % 60} min`;
  const hours = Math.round(minutes / 60);
  const days = Math.floor(hours / 24);
  const rest = hours % 24 === 0 ? '' : ` ${hours % 24} h`;
  return `${days} ${plural(days, 'day', 'days')}${rest}`;
};

/** A figure with its unit, exact to what is shown: `€1,234.50`, `12 orders`, `4.2%`, `2.41×`, `1 day 4 h`. */
export const sayValue = (value: Exact, unit: Unit, currency: string | null): string => {
  switch (unit.kind) {
    case 'money':
      return money(value, currency ?? '');
    case 'percent':
      return percent(value, unit.decimals);
    case 'times':
      return `${signed(toDecimal(value, unit.decimals ?? 2))}×`;
    case 'duration':
      return duration(value);
    case 'count': {
      const shown = toDecimal(value, unit.decimals ?? 0);
      return `${signed(shown)} ${shown === '1' ? unit.one : unit.many}`;
    }
    default:
      return unit satisfies never;
  }
};

/** An estimate: amounts without the minor units that nobody can know. */
export const sayRough = (value: Exact, unit: Unit, currency: string | null): string =>
  unit.kind === 'money' && absolute(value).n >= 10_000n * value.d
    ? sayValue(value, unit, currency).replace(/\.\d+$/, '')
    : sayValue(value, unit, currency);

/** The same without the noun, for table cells. */
export const cellText = (cell: Cell | undefined, unit: Unit, currency: string | null): string => {
  if (!cell) return '–';
  if (cell.state === 'small_sample')
    return `${toDecimal(cell.of ?? exact(0), 0)} of ${toDecimal(cell.by ?? exact(0), 0)}`;
  if (cell.value === null) return '–';
  return unit.kind === 'count'
    ? signed(toDecimal(cell.value, unit.decimals ?? 0))
    : sayValue(cell.value, unit, currency);
};

/** Why a single figure has no value, in words. */
export const sayCell = (cell: Cell, unit: Unit, currency: string | null): string => {
  if (cell.value !== null) return sayValue(cell.value, unit, currency);
  if (cell.state === 'small_sample') {
    return `too few to give a rate (${toDecimal(cell.of ?? exact(0), 0)} of ${toDecimal(cell.by ?? exact(0), 0)})`;
  }
  return cell.state === 'undefined' ? 'nothing to divide by in this period' : 'not recorded';
};
