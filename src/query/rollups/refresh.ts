import { sql } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import type { TransactionSql } from 'postgres';
import type { Database } from '#src/database/connect.ts';
import { instantFrom } from '#src/lib/time-range.ts';
import { sumDays, sumMonth } from './build.ts';
import type { RollUp } from './declared.ts';
import { markOf, rollUps } from './declared.ts';

/** What a refresh did for one store. */
export type RefreshReport = { readonly storeId: string; readonly days: number; readonly months: number };

const dialect = new PgDialect();

/** Mark of how sums are declared: when a definition changes with a release, all sums are made anew. */
const shape = markOf(
  rollUps
    .flatMap((rollUp) => [
      ...sumDays(rollUp, { storeId: '', zone: 'UTC', days: { only: [] } }),
      ...sumMonth(rollUp, { storeId: '', zone: 'UTC', days: { only: [] }, month: '' }),
    ])
    .map((statement) => dialect.sqlToQuery(statement).sql)
    .join(';'),
);

/** What the sums of a store depend on besides its rows. */
export const basisOf = (store: { readonly zone: string; readonly dateBasis: string }): string =>
  `${shape} ${store.zone} ${store.dateBasis}`;

/** Texts of the names of a store that sums are split by; their marks tell whether one has changed. */
export const placesOf = sql`(select coalesce(string_agg(l.id || '=' || l.name, ';' order by l.id), '') from locations l
  where l.store_id = stores.id)`;

type Store = { readonly id: string; readonly zone: string; readonly dateBasis: string };
type State = {
  readonly applied: number;
  readonly basis: string;
  readonly names: string;
  readonly places: string;
  readonly latest_event: string;
  readonly built_at: string;
};

/**
 * Brings the sums of every store up to the rows as they are now: the days that changes name, the months they are in and
 * those that have ended since. One store after the other, each in a transaction that sees one state of the rows; readers
 * go on with the sums there were, and read rows for the days that have changed since.
 */
export const refreshRollUps = async (
  database: Database,
  now: Temporal.Instant,
): Promise<readonly RefreshReport[]> => {
  const stores = await database.client<Store[]>`
    select id, zone, date_basis as "dateBasis" from stores where kind = 'store' order by id`;
  const reports: RefreshReport[] = [];
  for (const store of stores) {
    const report = await database.client.begin('isolation level repeatable read', (tx) => refresh(tx, store, now));
    if (report) reports.push(report);
  }
  return reports;
};

const refresh = async (tx: TransactionSql, store: Store, now: Temporal.Instant): Promise<RefreshReport | null> => {
  const [lock] = await tx`select pg_try_advisory_xact_lock(hashtext('crosswalk sums'), hashtext(${store.id})) as free`;
  if (lock?.['free'] !== true) return null;
  await tx`select set_config('statement_timeout', '0', true), set_config('work_mem', '128MB', true),
    set_config('idle_in_transaction_session_timeout', '600s', true)`;
  const [state] = await tx<State[]>`select * from roll_up_state where store_id = ${store.id}`;
  const today = now.toZonedDateTimeISO(store.zone).toPlainDate();
  const usable = state?.basis === basisOf(store) ? state : null;
  const since = usable ? Number(usable.applied) : 0;
  const changes = await tx<{ id: string; family: string; days: string[] }[]>`
    select id, family, days::text[] as days from changes where store_id = ${store.id} and id > ${since}`;
  const newest = Math.max(since, ...changes.map(({ id }) => Number(id)));
  const names = await marksOf(tx, store.id);
  const isRenamed = usable !== null && (names.names !== usable.names || names.places !== usable.places);
  const due = usable && !isRenamed ? dueDays(changes) : await allDays(tx, store.id);
  const ended = usable ? monthOf(instantFrom(usable.built_at).toZonedDateTimeISO(store.zone).toPlainDate()) : '';
  const months = new Set<string>();
  let days = 0;
  for (const rollUp of rollUps) {
    const of = due(rollUp);
    days += of.length;
    await renewDays(tx, store, rollUp, of, usable !== null && !isRenamed);
    const stale = [...new Set([...of.map((day) => `${day.slice(0, 7)}-01`), ...(ended ? monthsBetween(ended, today) : [])])];
    for (const month of stale.filter((one) => endOf(one) <= today.toString())) {
      await renewMonth(tx, store, rollUp, month);
      months.add(month);
    }
  }
  if (usable && days === 0 && months.size === 0 && newest === since) return null;
  const latest = await latestEvent(tx, store.id, usable && !isRenamed ? dueDays(changes) : null);
  const row = {
    store_id: store.id,
    applied: newest,
    basis: basisOf(store),
    ...names,
    latest_event: [latest, usable?.latest_event ?? '1970-01-01T00:00:00Z'].toSorted(
      (a, b) => Temporal.Instant.compare(instantFrom(b), instantFrom(a)),
    )[0],
    built_at: now.toString(),
  };
  await tx`insert into roll_up_state ${tx(row)} on conflict (store_id) do update set ${tx(row)}`;
  return { storeId: store.id, days, months: months.size };
};

/** The days that changes name, per roll-up. */
const dueDays =
  (changes: readonly { readonly family: string; readonly days: readonly string[] }[]) =>
  ({ families }: Pick<RollUp, 'families'>): readonly string[] => [
    ...new Set(
      changes.filter(({ family }) => families.some((one) => one === family)).flatMap(({ days }) => days),
    ),
  ];

/** Every day the store has events on. */
const allDays = async (tx: TransactionSql, storeId: string): Promise<(rollUp: RollUp) => readonly string[]> => {
  const found = new Map<string, readonly string[]>();
  for (const { id, table } of rollUps) {
    const { sql: text, params } = dialect.sqlToQuery(
      sql`select distinct ${table.day}::text as day from ${table.from} where ${table.storeId} = ${storeId} and ${table.day} is not null`,
    );
    const rows = await tx.unsafe(text, params as string[]);
    found.set(
      id,
      rows.map((row) => String(row['day'])),
    );
  }
  return ({ id }) => found.get(id) ?? [];
};

const renewDays = async (
  tx: TransactionSql,
  { id: storeId, zone }: Store,
  rollUp: RollUp,
  days: readonly string[],
  hasSums: boolean,
): Promise<void> => {
  if (!hasSums) await tx`delete from day_sums where store_id = ${storeId} and roll_up = ${rollUp.id}`;
  if (!hasSums) await tx`delete from month_sums where store_id = ${storeId} and roll_up = ${rollUp.id}`;
  for (const chunk of byMonth(days)) {
    if (hasSums)
      await tx`delete from day_sums where store_id = ${storeId} and roll_up = ${rollUp.id} and dimension = any(
        ${['', ...rollUp.daily]}) and day = any(${`{${chunk.join(',')}}`}::date[])`;
    for (const statement of sumDays(rollUp, { storeId, zone, days: { only: chunk } })) await execute(tx, statement);
  }
};

const renewMonth = async (
  tx: TransactionSql,
  { id: storeId, zone }: Store,
  rollUp: RollUp,
  month: string,
): Promise<void> => {
  await tx`delete from month_sums where store_id = ${storeId} and roll_up = ${rollUp.id} and dimension = any(
    ${['', ...rollUp.daily, ...rollUp.monthly]}) and day = ${month}`;
  const days = { from: month, to: endOf(month) };
  for (const statement of sumMonth(rollUp, { storeId, zone, days, month })) await execute(tx, statement);
};

const execute = async (tx: TransactionSql, statement: Parameters<PgDialect['sqlToQuery']>[0]): Promise<void> => {
  const { sql: text, params } = dialect.sqlToQuery(statement);
  await tx.unsafe(text, params as string[]);
};

/** Days in groups of a month each, so that no statement has to hold more than that. */
const byMonth = (days: readonly string[]): readonly (readonly string[])[] => [
  ...Map.groupBy(days.toSorted(), (day) => day.slice(0, 7)).values(),
];

const monthOf = (day: Temporal.PlainDate): string => day.with({ day: 1 }).toString();
const endOf = (month: string): string => Temporal.PlainDate.from(month).add({ months: 1 }).toString();

/** First days of the months from one up to the one before today's. */
const monthsBetween = (from: string, today: Temporal.PlainDate): readonly string[] => {
  const months: string[] = [];
  for (let month = from; endOf(month) <= today.toString(); month = endOf(month)) months.push(month);
  return months;
};

const marksOf = async (
  tx: TransactionSql,
  storeId: string,
): Promise<{ readonly names: string; readonly places: string }> => {
  const [row] = await tx`
    select
      (select coalesce(string_agg(v.id || '=' || v.title || coalesce(v.sku, '') || v.product_id || v.options::text, ';' order by v.id), '')
        from variants v where v.store_id = ${storeId}) as variants,
      (select coalesce(string_agg(p.id || '=' || p.title || coalesce(p.category, ''), ';' order by p.id), '')
        from products p where p.store_id = ${storeId}) as products,
      (select coalesce(string_agg(l.id || '=' || l.name, ';' order by l.id), '')
        from locations l where l.store_id = ${storeId}) as places`;
  return {
    names: markOf(`${row?.['variants']} ${row?.['products']}`),
    places: markOf(String(row?.['places'])),
  };
};

/** The last thing that happened to any order that sums tell the state of. */
const latestEvent = async (
  tx: TransactionSql,
  storeId: string,
  due: ((rollUp: Pick<RollUp, 'families'>) => readonly string[]) | null,
): Promise<string> => {
  const days = due ? `{${[...due({ families: ['orders'] }), ...due({ families: ['deliveries'] })].join(',')}}` : null;
  const [row] = await tx`
    select to_char(max(greatest(placed_at, paid_at, cancelled_at, shipped_at, delivered_at)) at time zone 'UTC',
      'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at
    from orders
    where store_id = ${storeId} and (${days}::date[] is null or sold_day = any(${days}::date[]) or promised_on = any(${days}::date[]))`;
  return String(row?.['at'] ?? '1970-01-01T00:00:00Z');
};
