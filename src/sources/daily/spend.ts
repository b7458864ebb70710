import { add, exact, toDecimal } from '#src/lib/exact.ts';
import type { RowOf } from '../rows.ts';

type Spend = RowOf<'adSpend'>;

const sumOf = (a: string | null | undefined, b: string | null | undefined): string =>
  toDecimal(add(exact(a ?? '0'), exact(b ?? '0')), 6);

/** Rows of campaigns that share a name as one: platforms tell campaigns apart by number, people by name. */
export const byName = (rows: readonly Spend[]): readonly Spend[] => {
  const sums = new Map<string, Spend>();
  for (const row of rows) {
    const key = [row.account, row.campaign, row.day, row.currency].join('\u0000');
    const sum = sums.get(key);
    sums.set(
      key,
      sum
        ? {
            ...sum,
            spendMinor: sumOf(sum.spendMinor, row.spendMinor),
            impressions: (sum.impressions ?? 0n) + (row.impressions ?? 0n),
            clicks: (sum.clicks ?? 0n) + (row.clicks ?? 0n),
            conversions: sumOf(sum.conversions, row.conversions),
            attributedMinor: sumOf(sum.attributedMinor, row.attributedMinor),
          }
        : row,
    );
  }
  return [...sums.values()];
};
