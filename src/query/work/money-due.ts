import { sql } from 'drizzle-orm';
import type { WorkScope } from './work.ts';
import { inStores, nowOf, rowsOf, todayIn } from './work.ts';

/** Invoices past their due day in one currency; `largest` is the number of the one with most to pay. */
export type OverdueInvoices = {
  readonly count: number;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly largest: string;
  readonly largestMinor: bigint;
  readonly oldestDueOn: string;
  /** Due since the day before, or over the weekend: days the last digest did not know. */
  readonly sinceYesterday: number;
};

/** A dispute that must be answered soon. */
export type DueDispute = {
  readonly id: string;
  readonly provider: string;
  readonly reason: string | null;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly dueBy: Temporal.Instant;
};

/** What customers owe past its day, by currency, most first. `since` is the first due day that counts as new. */
export const findOverdueInvoices = async (
  scope: WorkScope,
  since: Temporal.PlainDate,
): Promise<readonly OverdueInvoices[]> => {
  const today = todayIn(scope, sql`i.store_id`);
  const rows = await rowsOf<Record<string, string>>(
    scope,
    sql`
    select i.currency, count(*) as count, sum(i.amount_minor - i.paid_minor) as amount,
      (array_agg(i.number order by i.amount_minor - i.paid_minor desc, i.number))[1] as largest,
      max(i.amount_minor - i.paid_minor) as largest_minor, min(i.due_on)::text as oldest,
      count(*) filter (where i.due_on >= ${since.toString()}::date) as fresh
    from invoices i
    where ${inStores(scope, sql`i.store_id`)} and i.kind = 'receivable' and i.due_on < ${today}
      and i.issued_on <= ${today} and i.amount_minor > i.paid_minor
      and (i.closed_at is null or i.closed_at > ${nowOf(scope)})
    group by 1 order by 3 desc`,
  );
  return rows.map((row) => ({
    count: Number(row['count']),
    amountMinor: BigInt(row['amount'] ?? 0),
    currency: row['currency'] ?? '',
    largest: row['largest'] ?? '',
    largestMinor: BigInt(row['largest_minor'] ?? 0),
    oldestDueOn: row['oldest'] ?? '',
    sinceYesterday: Number(row['fresh']),
  }));
};

/** Open disputes whose answer is due within some days, the next first. */
export const findDueDisputes = async (
  scope: WorkScope,
  withinDays: number,
): Promise<readonly DueDispute[]> => {
  const rows = await rowsOf<Record<string, string | null>>(
    scope,
    sql`
    select d.id, d.provider, d.reason, d.amount_minor, d.currency, extract(epoch from d.due_by) * 1000 as due_ms
    from disputes d
    where ${inStores(scope, sql`d.store_id`)} and d.opened_at <= ${nowOf(scope)}
      and (d.closed_at is null or d.closed_at > ${nowOf(scope)})
      and d.due_by > ${nowOf(scope)} and d.due_by <= ${nowOf(scope)} + make_interval(days => ${withinDays})
    order by d.due_by, d.amount_minor desc limit 20`,
  );
  return rows.map((row) => ({
    id: row['id'] ?? '',
    provider: row['provider'] ?? '',
    reason: row['reason'] ?? null,
    amountMinor: BigInt(row['amount_minor'] ?? 0),
    currency: row['currency'] ?? '',
    dueBy: Temporal.Instant.fromEpochMilliseconds(Math.round(Number(row['due_ms']))),
  }));
};
