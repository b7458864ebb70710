import { describe, expect, test } from 'vitest';
import { askRows } from '#test/support/ask.ts';
import { useDatabase } from '#test/support/database.ts';
import { orderFile, storeFile, useImportFolder } from '#test/support/import-folder.ts';

const database = useDatabase();
const { put, run } = useImportFolder(database);
const ask = (query: string): Promise<readonly string[]> => askRows(database(), query);

describe('what files say completely', () => {
  const complete = () =>
    ask(`select family, to_char(complete_from at time zone 'Europe/Berlin', 'YYYY-MM-DD HH24:MI:SS'),
      to_char(complete_to at time zone 'Europe/Berlin', 'YYYY-MM-DD HH24:MI:SS'), dimensions from coverage order by 1`);

  test('begins with the day of the first row and ends with the last event that has happened', async () => {
    put('store.json', storeFile);
    put(
      'orders.csv',
      'id,number,placed_at,total,country,cancelled_at,customer\n1,1,2026-11-09 10:00,1,DE,2026-11-12 08:00,x\n2,2,2026-11-10 09:00,1,,2026-12-24 00:00,\n',
    );
    put('products.csv', 'id,title,category\np,Shirt,Shirts\n');
    put('ad_spend.csv', 'day,platform,spend\n2026-11-01,Meta Ads,1.005\n2026-11-03,Meta Ads,2\n');
    await run();
    expect(await complete()).toEqual([
      'ad_spend | 2026-11-01 00:00:00 | 2026-11-04 00:00:00 | ad_platform',
      'customers | 2026-11-09 00:00:00 | 2026-11-12 08:00:00 | country',
      'orders | 2026-11-09 00:00:00 | 2026-11-12 08:00:00 | country',
      'products | 2026-11-01 00:00:00 | 2026-11-12 08:00:00 | category,product',
    ]);
    expect(await ask('select spend_minor from ad_spend order by day')).toEqual(['100.5', '200']);
  });

  test('ends where --complete-to says', async () => {
    put('store.json', storeFile);
    put('orders.csv', orderFile);
    await run({ completeTo: Temporal.Instant.from('2026-11-19T23:00:00Z') });
    expect(await complete()).toEqual(['orders | 2026-11-09 00:00:00 | 2026-11-20 00:00:00 | country']);
  });

  test('goes on from files of the days before', async () => {
    put('store.json', storeFile);
    put('orders.csv', orderFile);
    await run();
    put('orders.csv', 'id,number,placed_at,total\n2,2,2026-11-10T08:00:00,1\n');
    await run();
    expect(await complete()).toEqual(['orders | 2026-11-09 00:00:00 | 2026-11-10 08:00:00 | country']);
  });
});
