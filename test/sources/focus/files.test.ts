import { copyFile, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { source } from '#src/sources/focus/index.ts';
import { askRows } from '#test/support/ask.ts';
import { askMetric } from '#test/support/ask-metric.ts';
import { useDatabase } from '#test/support/database.ts';
import type { OpenSource } from '#test/support/open-source.ts';
import { openSource } from '#test/support/open-source.ts';
import { hasShared, shared } from '#test/support/shared.ts';

const fixtures = join(shared, 'fixtures', 'focus');
const shop = join(fixtures, 'synthetic-shop');

const late = 'aws-2026-11.asof-2026-11-22T06.csv';

describe.runIf(hasShared)('cost files of three clouds', () => {
  const database = useDatabase();
  let folder = '';
  let focus: OpenSource;

  const put = async (name: string, written: string, as = name): Promise<void> => {
    await copyFile(join(shop, name), join(folder, as));
    const at = new Date(written);
    await utimes(join(folder, as), at, at);
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'crosswalk-test-focus-'));
    for (const name of await readdir(shop))
      if (/\.csv(?:\.gz)?$/.test(name) && name !== late) await put(name, '2026-11-21T06:00:00Z');
    const settings = { FOCUS_FOLDER: folder, COMPANY_ZONE: 'Europe/Berlin' };
    focus = openSource(database(), source, settings, '2026-11-21T07:00:00Z');
    await focus.pull();
  });

  afterAll(async () => {
    await focus.close();
    await rm(folder, { recursive: true, force: true });
  });

  const sums = async (): Promise<Readonly<Record<string, readonly [number, number]>>> => {
    const rows = await database().client`
      select provider || '|' || currency || '|' || to_char(billing_period, 'YYYY-MM') as key,
        (sum(billed_minor) / 100)::text as billed, (sum(effective_minor) / 100)::text as effective
      from cloud_cost group by 1 order by 1`;
    return Object.fromEntries(
      rows.map((row) => [String(row['key']), [Number(row['billed']), Number(row['effective'])] as const]),
    );
  };

  test('say that the day which is still coming in is not complete', async () => {
    expect(await askRows(database(), `select complete_to from coverage where family = 'cloud_cost'`)).toEqual(
      ['2026-11-20 00:00:00+00'],
    );
  });

  test('written anew replace the month, and every month agrees with the books to the cent', async () => {
    await put(late, '2026-11-22T06:00:00Z');
    focus.turnTo('2026-11-22T07:00:00Z');
    await focus.pull();
    const expected: Readonly<Record<string, readonly [number, number]>> = JSON.parse(
      await readFile(join(shop, 'expected.json'), 'utf8'),
    ).by_provider_month;
    const found = await sums();
    expect(Object.keys(found).sort()).toEqual(Object.keys(expected).sort());
    for (const [key, [billed, effective]] of Object.entries(expected)) {
      expect(found[key]?.[0], `${key} billed`).toBeCloseTo(billed, 3);
      expect(found[key]?.[1], `${key} effective`).toBeCloseTo(effective, 3);
    }
  });

  test('read twice change nothing', async () => {
    expect((await focus.pull()).map(({ changed, failure }) => [changed, failure])).toEqual([[0, null]]);
  });

  test('give the same cloud cost by day as a second computation', async () => {
    const duck = await (await DuckDBInstance.create(':memory:')).connect();
    const files = `['${[late, 'aws-2026-10.csv', 'aws-2026-09.csv', 'gcp-2026-*.csv', 'azure-2026-*.csv.gz'].map((name) => join(folder, name)).join("','")}']`;
    const reader = await duck.runAndReadAll(`
      with charges as (
        select BillingCurrency as currency, EffectiveCost::decimal(38, 12) as cost,
          regexp_extract(ChargePeriodStart, '^\\d{4}-\\d\\d-\\d\\d')::date as first,
          regexp_extract(ChargePeriodEnd, '^\\d{4}-\\d\\d-\\d\\d')::date as stop,
          ChargeCategory = 'Usage' and stop - first between 2 and 31 as is_spread
        from read_csv(${files}, all_varchar = true, union_by_name = true)
        where ChargeCategory in ('Usage', 'Purchase') and coalesce(ChargeClass, '') <> 'Correction')
      select currency, day::date::varchar, sum(share)::decimal(38, 4)::varchar from (
        select currency, unnest(generate_series(first, case when is_spread then stop - 1 else first end, interval 1 day)) as day,
          cost / (case when is_spread then stop - first else 1 end) as share from charges)
      where day >= '2026-10-01' and day < '2026-11-20' group by 1, 2 order by 1, 2`);
    const second = new Map<string, number>(
      reader.getRows().map(([currency, day, cost]) => [`${currency} ${day}`, Number(cost)] as const),
    );
    expect(second.size).toBe(100);
    const stored = await database().client`
      select currency || ' ' || day as key, (sum(effective_minor) / 100)::text as cost from cloud_cost
      where category in ('usage', 'purchase') and correction = 'no' and day >= '2026-10-01' and day < '2026-11-20'
      group by currency, day`;
    expect(stored).toHaveLength(100);
    for (const row of stored) expect(Number(row['cost'])).toBeCloseTo(second.get(String(row['key'])) ?? 0, 2);
    const asked = await askMetric(
      {
        database: database(),
        now: Temporal.Instant.from('2026-11-22T07:00:00Z'),
        zone: 'UTC',
        store: 'company',
        from: Temporal.PlainDate.from('2026-11-18'),
        to: Temporal.PlainDate.from('2026-11-19'),
      },
      'cloud.cost',
      ['cloud_provider'],
    );
    const by = new Map<string, number>(typeof asked === 'string' ? [] : asked);
    const of = (...providers: readonly string[]): number =>
      providers.reduce((sum, provider) => sum + (by.get(provider) ?? Number.NaN), 0) / 100;
    expect(of('azure')).toBeCloseTo(second.get('EUR 2026-11-18') ?? 0, 2);
    expect(of('aws', 'gcp')).toBeCloseTo(second.get('USD 2026-11-18') ?? 0, 2);
  });

  test('that are cut off leave the month as it was, and say so', async () => {
    const before = await sums();
    const whole = await readFile(join(shop, late), 'utf8');
    await writeFile(join(folder, late), whole.slice(0, whole.length / 2));
    focus.turnTo('2026-11-22T09:00:00Z');
    const [run] = await focus.pull();
    expect(run?.failure?.message).toMatch(
      /^The cost file aws-2026-11.* cannot be used .*; what was read before stays\.$/,
    );
    expect(await sums()).toEqual(before);
  });
});
