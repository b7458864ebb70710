import { gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { ImportProgress } from '#src/sources/csv/import.ts';
import { loadBatch } from '#src/sources/load.ts';
import { askRows } from '#test/support/ask.ts';
import { useDatabase } from '#test/support/database.ts';
import { orderFile, storeFile, useImportFolder } from '#test/support/import-folder.ts';
import { order, targetAt } from '#test/support/rows.ts';

const database = useDatabase();
const { put, run } = useImportFolder(database);
const ask = (query: string): Promise<readonly string[]> => askRows(database(), query);

describe('a folder of CSV files', () => {
  test('becomes a store: columns by name, amounts exact, times in its zone', async () => {
    put('store.json', storeFile);
    put(
      'orders.csv',
      `\uFEFFTotal,Placed At,Number,Id,customer,country,discount_codes,shipping\r
"1234.50",2026-11-09T23:30:00,#1,1,Ada@Example.com,DE,WELCOME10; SUMMER,4.9\r
0.07,2026-11-09T23:30:00Z,#2,2,ada@example.com ,AT,,\r
`,
    );
    put(
      'order_lines.csv',
      'order_id,line_id,sku,quantity,gross,tax\n1,1,"A,1",2,1000.1,19\n2,1,"B ""x""",1,0.07,\n',
    );
    const report = await run();
    expect(
      await ask('select id, number, sold_day, total_minor, shipping_minor, discount_codes from orders'),
    ).toEqual([`1 | #1 | 2026-11-09 | 123450 | 490 | WELCOME10,SUMMER`, `2 | #2 | 2026-11-10 | 7 | 0 | `]);
    expect(await ask('select sku, gross_minor, tax_minor, currency from order_lines order by 1')).toEqual([
      'A,1 | 100010 | 1900 | EUR',
      'B "x" | 7 | null | EUR',
    ]);
    expect(report).toMatchObject({ warnings: [], unreadable: [], store: { id: 'files', name: 'Files' } });
  });

  test('never keeps who a customer is, and still knows them again', async () => {
    put('store.json', storeFile);
    put(
      'orders.csv',
      'id,number,placed_at,total,customer,email,Customer Name\n1,1,2026-11-09,1,Ada@x.eu,Ada@x.eu,Ada\n2,2,2026-11-10,1,ada@x.eu,,\n',
    );
    const { warnings } = await run();
    expect(warnings).toEqual([
      'orders.csv: columns email and customer_name not read: Crosswalk keeps no personal data.',
    ]);
    const keys = await ask('select distinct person_key from orders');
    expect(keys).toHaveLength(1);
    expect(keys[0]).not.toMatch(/ada/i);
    expect(await ask('select id, customer_type from orders order by 1')).toEqual([
      '1 | new',
      '2 | returning',
    ]);
  });

  test('may be packed, and the same files again change nothing', async () => {
    put('store.csv', 'name,currency,zone\nFiles,EUR,Europe/Berlin\n');
    put('orders.csv.gz', gzipSync(orderFile));
    put('order_lines.csv.zst', zstdCompressSync('order_id,line_id,quantity,gross\n1,1,1,x\n1,2,1,10.50\n'));
    await run();
    const all = () =>
      ask(`select 'o', id, xmin from orders union all select 'l', line_id, xmin from order_lines
        union all select 'q', reference, xmin from quarantine order by 1, 2`);
    const before = await all();
    expect(before).toHaveLength(3);
    await database().client`delete from changes`;
    await run({ now: Temporal.Instant.from('2026-11-21T12:00:00Z') });
    expect(await all()).toEqual(before);
    expect(await ask('select * from changes')).toEqual([]);
  });

  test('puts rows aside that it cannot read, with their line and reason, and takes the rest', async () => {
    put('store.json', storeFile);
    put(
      'orders.csv',
      `id,number,placed_at,total,currency,country
1,1,2026-11-09,"12,34",,
2,2,2026-02-30,1,,
3,3,2026-11-09,1e18,,
4,4,2026-11-09,99999999999999999999,,
5,5,2026-11-09,1.005,,
6,6,2026-11-09,15.5,JPY,
7,7,2026-11-09,NaN,,
8,8,,1,,
9,9,2026-11-09,1,EUR,Germany
10,10,2026-11-09,1
11,"11
",2026-11-09,1,,
12,12,2026-11-09T25:00:00,1,,
"13,13,2026-11-09,1,,
14,14,2026-11-09T10:00:00+02:00,1,€,
15,15,2026-11-09T10:00:00+02:00,1,EUR,DE
`,
    );
    const report = await run();
    expect(
      await ask('select reference, reason from quarantine order by split_part(reference, $$:$$, 2)::int'),
    ).toEqual([
      'orders.csv:2 | total is not a plain decimal number',
      'orders.csv:3 | placed_at is not a time of the form 2026-01-31T09:30:00Z',
      'orders.csv:4 | total is not a plain decimal number',
      'orders.csv:5 | total is too large',
      'orders.csv:6 | total is finer than the smallest unit of EUR',
      'orders.csv:7 | total is finer than the smallest unit of JPY',
      'orders.csv:8 | total is not a plain decimal number',
      'orders.csv:9 | placed_at is missing',
      'orders.csv:10 | country is not a two-letter country code',
      'orders.csv:11 | has 4 values where the header has 6',
      'orders.csv:14 | placed_at is not a time of the form 2026-01-31T09:30:00Z',
      'orders.csv:15 | a quote is opened and not closed',
      'orders.csv:16 | currency is not a three-letter currency code',
    ]);
    expect(await ask('select id, number from orders order by 1')).toEqual(['11 | 11', '15 | 15']);
    expect(report.unreadable).toMatchObject([{ file: 'orders.csv', count: 13 }]);
    expect(report.unreadable[0]?.first).toHaveLength(5);
    put('orders.csv', orderFile);
    await run();
    expect(await ask('select * from quarantine')).toEqual([]);
  });

  test('keeps a hundred unreadable rows of a file one by one and counts the rest', async () => {
    put('store.json', storeFile);
    put('orders.csv', `id,number,placed_at,total\n${'1,1,never,1\n'.repeat(250)}2,2,2026-11-09,1\n`);
    const report = await run();
    expect(report.unreadable[0]?.count).toBe(250);
    expect(await ask(`select count(*) from quarantine`)).toEqual(['101']);
    expect(await ask(`select reason from quarantine where reference = 'orders.csv:more'`)).toEqual([
      '150 more rows of this file could not be read',
    ]);
  });

  test('with broken UTF-8 loses the broken rows only', async () => {
    put('store.json', storeFile);
    put(
      'orders.csv',
      Buffer.concat([
        Buffer.from(orderFile),
        Buffer.from([0x32, 0x2c, 0xff]),
        Buffer.from(',2026-11-09,1,\n'),
      ]),
    );
    await run();
    expect(await ask('select id from orders')).toEqual(['1']);
    expect(await ask('select reference, reason from quarantine')).toEqual([
      'orders.csv:3 | has characters that are not UTF-8',
    ]);
  });

  test('tells how far it is', async () => {
    put('store.json', storeFile);
    put('orders.csv', orderFile);
    const seen: ImportProgress[] = [];
    await run({ onProgress: (progress) => seen.push(progress) });
    expect(seen.at(-1)).toEqual({
      file: 'orders.csv',
      bytes: orderFile.length,
      size: orderFile.length,
      rows: 1,
    });
  });

  test('removes the demo shop', async () => {
    await loadBatch(
      database(),
      {
        ...targetAt('2026-11-20T12:00:00Z'),
        store: { id: 'demo', name: 'Demo', currency: 'EUR', zone: 'UTC' },
        isDemo: true,
      },
      { rows: { orders: [order('d')] } },
    );
    put('store.json', storeFile);
    put('orders.csv', orderFile);
    expect((await run()).demoRemoved).toBe(true);
    expect(await ask('select id from stores')).toEqual(['files']);
    expect(await ask('select id from orders')).toEqual(['1']);
    expect((await run()).demoRemoved).toBe(false);
  });
});
