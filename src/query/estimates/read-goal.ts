import { and, eq, gte, inArray, lt } from 'drizzle-orm';
import { targets } from '#src/database/schema/tech.ts';
import type { Exact } from '#src/lib/exact.ts';
import { add, exact, fraction, multiply, zero } from '#src/lib/exact.ts';
import { currencyExponent } from '#src/lib/money.ts';
import { metric as metricOf } from '#src/metrics/catalogue.ts';
import type { MetricQuery } from '#src/metrics/query.ts';
import type { Runtime } from '../run-metric.ts';
import { companyStore } from '../stores.ts';

/** What a figure should reach (or stay under): said in the question, or set for the months of the period. */
export type Goal = { readonly amount: Exact; readonly from: 'question' | 'target' };

/** A written amount in the smallest unit in which the metric is kept. */
const inSmallest = (value: Exact, id: string, currency: string | null): Exact => {
  const { unit } = metricOf(id);
  if (unit.kind === 'money') return multiply(value, exact(10n ** BigInt(currencyExponent(currency ?? ''))));
  return unit.kind === 'percent' ? multiply(value, fraction(1n, 100n)) : value;
};

/** First days of the months of a period, when it is made of whole months; else none. */
const wholeMonths = ({ period }: MetricQuery): { readonly from: string; readonly to: string } | null => {
  const [from, to] = [period.from.toPlainDate(), period.to.toPlainDate()];
  const isWhole = from.day === 1 && to.day === 1 && period.to.equals(period.to.startOfDay());
  return isWhole ? { from: from.toString(), to: to.toString() } : null;
};

/** The goal of a metric for a period, or null when none is named or set for just what is asked. */
export const readGoal = async (
  runtime: Runtime,
  query: MetricQuery,
  said: string | null,
  currency: string | null,
): Promise<Goal | null> => {
  const [id = ''] = query.metrics;
  if (said !== null) return { amount: inSmallest(exact(said), id, currency), from: 'question' };
  const months = wholeMonths(query);
  const [filter, ...others] = query.filters;
  if (!months || others.length > 0 || (filter && filter.kind !== 'dimension')) return null;
  const [value = '', ...more] = filter ? filter.values : [];
  if (more.length > 0 || filter?.op === 'is_not') return null;
  const rows = await runtime.database.fast
    .select({ amount: targets.amount, currency: targets.currency })
    .from(targets)
    .where(
      and(
        inArray(targets.storeId, [...query.stores, companyStore]),
        eq(targets.metric, id),
        gte(targets.month, months.from),
        lt(targets.month, months.to),
        eq(targets.dimension, filter?.dimension ?? ''),
        eq(targets.value, value),
      ),
    );
  const isAlien = rows.some((row) => row.currency !== '' && row.currency !== currency);
  if (rows.length === 0 || isAlien) return null;
  const sum = rows.reduce((all, { amount }) => add(all, exact(amount)), zero);
  return { amount: inSmallest(sum, id, currency), from: 'target' };
};
