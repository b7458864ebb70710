import { sql } from 'drizzle-orm';
import type { WorkScope } from './work.ts';
import { inStores, nowOf, rowsOf, todayIn } from './work.ts';

/** Orders that are still here although they were promised for today or before. */
export type PastPromise = {
  readonly orders: number;
  readonly dueToday: number;
  readonly waitingForStock: number;
  /** The oldest promise that was not kept. */
  readonly oldest: string | null;
};

type Row = {
  readonly orders: string;
  readonly due_today: string;
  readonly waiting: string;
  readonly oldest: string | null;
};

/** Accepted orders not handed to a carrier, not cancelled, whose promised day has come. */
export const findPastPromise = async (scope: WorkScope): Promise<PastPromise> => {
  const today = todayIn(scope, sql`o.store_id`);
  const [row] = await rowsOf<Row>(
    scope,
    sql`
    select count(*) filter (where o.promised_on < ${today}) as orders,
      count(*) filter (where o.promised_on = ${today}) as due_today,
      count(*) filter (where o.promised_on < ${today} and o.waiting_for_stock_since <= ${nowOf(scope)}) as waiting,
      min(o.promised_on) filter (where o.promised_on < ${today})::text as oldest
    from orders o
    where ${inStores(scope, sql`o.store_id`)} and o.sold_at <= ${nowOf(scope)}
      and o.promised_on between ${today} - 60 and ${today}
      and (o.shipped_at is null or o.shipped_at > ${nowOf(scope)})
      and (o.cancelled_at is null or o.cancelled_at > ${nowOf(scope)})`,
  );
  return {
    orders: Number(row?.orders ?? 0),
    dueToday: Number(row?.due_today ?? 0),
    waitingForStock: Number(row?.waiting ?? 0),
    oldest: row?.oldest ?? null,
  };
};
