import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { describeFormats } from '#src/sources/csv/help.ts';
import { textOf } from '#src/sources/csv/open.ts';
import { askRows } from '#test/support/ask.ts';
import { useDatabase } from '#test/support/database.ts';
import { orderFile, storeFile, useImportFolder } from '#test/support/import-folder.ts';

const database = useDatabase();
const { path, put, run } = useImportFolder(database);
const ask = (query: string): Promise<readonly string[]> => askRows(database(), query);

const refused = async (): Promise<string> => {
  const failure = await run().then(
    () => null,
    (error: unknown) => error as { readonly userMessage: string; readonly hint: string },
  );
  return failure?.userMessage ?? 'no failure';
};

describe('a sentence says what is wrong', () => {
  test.each([
    [
      'there is no folder',
      () => rmSync(path(), { recursive: true }),
      /^There is no folder .* that Crosswalk can read\.$/,
    ],
    [
      'the folder holds no data',
      () => put('notes.txt', 'x'),
      /^No data files in .*: Crosswalk looks for orders\.csv/,
    ],
    [
      'the store is not described',
      () => put('orders.csv', orderFile),
      /^The currency of the store "files" is not known\.$/,
    ],
    [
      'the zone does not exist',
      () => {
        put('store.json', '{"name":"x","currency":"EUR","zone":"Europe/Atlantis"}');
        put('orders.csv', orderFile);
      },
      /^The zone of the store is not a time zone such as Europe\/Berlin\.$/,
    ],
    [
      'a required column is missing',
      () => {
        put('store.json', storeFile);
        put('orders.csv', 'id,placed_at\n1,2026-11-09\n');
      },
      /^orders\.csv lacks the columns number and total\.$/,
    ],
    [
      'a column comes twice',
      () => {
        put('store.json', storeFile);
        put('orders.csv', 'id,number,placed_at,total,Total\n');
      },
      /^orders\.csv has the column total twice\.$/,
    ],
    [
      'two files are for one table',
      () => {
        put('store.json', storeFile);
        put('orders.csv', orderFile);
        put('orders.csv.gz', gzipSync(orderFile));
      },
      /holds both orders\.csv and orders\.csv\.gz; only one of them can be imported\.$/,
    ],
    [
      'a packed file is damaged',
      () => {
        put('store.json', storeFile);
        put('orders.csv.gz', gzipSync(orderFile).subarray(0, 30));
      },
      /^orders\.csv\.gz cannot be read: it is damaged, or not the kind of file its name says\.$/,
    ],
    [
      'a file is UTF-16',
      () => {
        put('store.json', storeFile);
        put('orders.csv', Buffer.from(`\uFEFF${orderFile}`, 'utf16le'));
      },
      /^orders\.csv is written in UTF-16; Crosswalk reads UTF-8\.$/,
    ],
  ])('when %s', async (_, prepare, sentence) => {
    prepare();
    expect(await refused()).toMatch(sentence);
    expect(await ask('select * from stores')).toEqual([]);
  });

  test('when a small file unpacks to more than is allowed', async () => {
    put('orders.csv.gz', gzipSync('x'.repeat(200_000)));
    const packed = join(path(), 'orders.csv.gz');
    const read = async (): Promise<void> => {
      for await (const _ of textOf({ path: packed, name: 'orders.csv.gz', size: 1 }, { most: 100_000 }));
    };
    await expect(read()).rejects.toMatchObject({ code: 'bad_input' });
  });

  test('unknown columns and files are named and left out', async () => {
    put('store.json', storeFile);
    put('orders.csv', 'id,number,placed_at,total,colour_of_box\n1,1,2026-11-09,1,red\n');
    put('customers.csv', 'id\n1\n');
    expect((await run()).warnings).toEqual([
      'Not read: customers.csv (no table of that name).',
      'orders.csv: column colour_of_box not known, left out.',
    ]);
  });
});

test('the documentation of the files is made from the same declarations', () => {
  const help = describeFormats();
  expect(help).toContain('order_lines.csv: What was ordered, one row per line of an order.');
  expect(help).toMatch(/^ {2}placed_at\* +When the customer ordered\. \(time\)$/m);
  expect(help).toMatch(/^ {2}discount +Discount on this line.* \(amount; else 0\)$/m);
  expect(help).not.toContain('_minor');
});
