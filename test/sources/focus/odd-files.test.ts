import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { source } from '#src/sources/focus/index.ts';
import type { StoreRun } from '#src/sources/sync/run.ts';
import { askRows } from '#test/support/ask.ts';
import { useDatabase } from '#test/support/database.ts';
import type { OpenSource } from '#test/support/open-source.ts';
import { openSource } from '#test/support/open-source.ts';
import { hasShared, shared } from '#test/support/shared.ts';

const head =
  'ProviderName,ServiceName,SubAccountId,BillingCurrency,BillingPeriodStart,ChargePeriodStart,ChargePeriodEnd,ChargeCategory,ChargeClass,BilledCost,EffectiveCost,Tags';

type Cells = Partial<
  Record<'provider' | 'currency' | 'day' | 'end' | 'category' | 'cost' | 'tags' | 'account', string>
>;

const row = ({
  provider = 'AWS',
  currency = 'USD',
  day = '2026-10-05T00:00:00Z',
  end = '2026-10-06T00:00:00Z',
  category = 'Usage',
  cost = '1.5',
  tags = '',
  account = '123456789012',
}: Cells): string =>
  [
    provider,
    'Compute',
    account,
    currency,
    '2026-10-01 00:00:00',
    day,
    end,
    category,
    '',
    cost,
    cost,
    tags,
  ].join(',');

describe('a cost file', () => {
  const database = useDatabase();
  let folder = '';
  let focus: OpenSource;

  beforeEach(async () => {
    await database().client`truncate cloud_cost, cursors, coverage, quarantine`;
    folder = await mkdtemp(join(tmpdir(), 'crosswalk-test-focus-'));
    focus = openSource(database(), source, { FOCUS_FOLDER: folder }, '2026-11-05T07:00:00Z');
  });

  afterEach(async () => {
    await focus.close();
    await rm(folder, { recursive: true, force: true });
  });

  const pullRows = async (...rows: readonly string[]): Promise<readonly StoreRun[]> => {
    await writeFile(join(folder, 'aws-2026-10.csv'), [head, ...rows, ''].join('\n'));
    return focus.pull();
  };

  const stored = (): Promise<readonly string[]> =>
    askRows(
      database(),
      `select provider, account, currency, min(day)::text, max(day)::text, trim_scale(sum(effective_minor))::text from cloud_cost group by 1, 2, 3 order by 1, 2, 3`,
    );

  test.each([
    ['2026-10-05 22:00:00', '2026-10-05'],
    ['2026-10-05T22:00:00.000Z', '2026-10-05'],
    ['2026-10-05 22:00:00 UTC', '2026-10-05'],
  ])('with the time %s means the day in UTC', async (day, expected) => {
    await pullRows(row({ day, end: 'NULL' }));
    expect(await stored()).toEqual([`aws | 123456789012 | USD | ${expected} | ${expected} | 150`]);
  });

  test('with scientific numbers, negative usage and literal NULLs is added up exactly', async () => {
    await pullRows(row({ cost: '6.123E-7', tags: 'NULL' }), row({ cost: '-0.5' }), row({ cost: '2' }));
    expect(await stored()).toEqual(['aws | 123456789012 | USD | 2026-10-05 | 2026-10-05 | 150.00006123']);
  });

  test('with a month of storage spreads it over the days', async () => {
    await pullRows(row({ day: '2026-10-01T00:00:00Z', end: '2026-11-01T00:00:00Z', cost: '31' }));
    expect(await stored()).toEqual(['aws | 123456789012 | USD | 2026-10-01 | 2026-10-31 | 3100']);
  });

  test('in two currencies keeps them apart; what is no currency is put aside', async () => {
    const [run] = await pullRows(row({}), row({ currency: 'EUR', cost: '2' }), row({ currency: 'COINS' }));
    expect(await stored()).toHaveLength(2);
    expect(run?.unreadable).toBe(1);
  });

  test('puts a row aside that cannot be read, and says which', async () => {
    await pullRows(row({}), row({ cost: 'lots' }), row({ category: 'Gift' }), row({ day: 'soon' }));
    expect(await stored()).toHaveLength(1);
    expect(await askRows(database(), 'select reference, reason from quarantine order by reference')).toEqual([
      'aws-2026-10.csv:3 | EffectiveCost is no number',
      'aws-2026-10.csv:4 | ChargeCategory is none of usage, purchase, tax, credit, adjustment',
      'aws-2026-10.csv:5 | ChargePeriodStart is no time in UTC',
    ]);
  });

  test('that is a web page is refused in a sentence', async () => {
    await writeFile(join(folder, 'aws-2026-10.csv'), '<html><body>Sign in</body></html>');
    const [run] = await focus.pull();
    expect(run?.failure?.message).toMatch(/cannot be used/);
    expect(await stored()).toEqual([]);
  });

  test.each(['snappy', 'gzip', 'zstd', 'uncompressed'])('in Parquet (%s) is read like CSV', async (codec) => {
    await writeFile(
      join(folder, 'source.txt'),
      [head, row({ tags: '"{""team"": ""web""}"' }), row({ provider: 'Microsoft', cost: '2.25' })].join('\n'),
    );
    const duck = await (await DuckDBInstance.create(':memory:')).connect();
    await duck.run(`copy (select * replace (
        ChargePeriodStart::timestamp as ChargePeriodStart, EffectiveCost::decimal(20, 10) as EffectiveCost, BilledCost::double as BilledCost)
      from read_csv('${join(folder, 'source.txt')}', all_varchar = true, header = true))
      to '${join(folder, 'all-2026-10.parquet')}' (format parquet, codec '${codec}')`);
    const [run] = await focus.pull();
    expect(run?.failure).toBeNull();
    expect(await stored()).toEqual([
      'aws | 123456789012 | USD | 2026-10-05 | 2026-10-05 | 150',
      'azure | 123456789012 | USD | 2026-10-05 | 2026-10-05 | 225',
    ]);
    expect(await askRows(database(), `select team from cloud_cost where provider = 'aws'`)).toEqual(['web']);
  });

  test.runIf(hasShared)('of the standard’s own samples is read with every row', async () => {
    const { copyFile } = await import('node:fs/promises');
    await copyFile(
      join(shared, 'fixtures/focus/focus_1.0_sample_multi.csv'),
      join(folder, 'multi-2024-09.csv'),
    );
    await copyFile(join(shared, 'fixtures/focus/focus_1.2_gcp_excerpt.csv'), join(folder, 'gcp.csv'));
    const [run] = await focus.pull();
    expect([run?.failure, run?.unreadable]).toEqual([null, 0]);
    expect((await stored()).map((line) => line.split(' | ')[0])).toEqual(
      expect.arrayContaining(['aws', 'azure', 'gcp', 'oci']),
    );
  });
});
