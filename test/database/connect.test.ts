import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { connectDatabase } from '#src/database/connect.ts';
import { useDatabase } from '#test/support/database.ts';

const database = useDatabase();

test('300 queries outstanding at once lose no transaction', async () => {
  const { client } = database();
  await client`create table counted (n int)`;
  const queries = Array.from({ length: 300 }, () => client`select 1`);
  const transactions = Array.from({ length: 24 }, (_, n) =>
    client.begin(async (inside) => {
      await inside`insert into counted values (${n})`;
    }),
  );
  await Promise.all([...queries, ...transactions]);
  expect(await client`select count(*)::int as n from counted`).toEqual([{ n: 24 }]);
});

test('an address where nothing answers is said in one sentence', async () => {
  await expect(connectDatabase({ url: 'postgres://user:secret@127.0.0.1:1/none' })).rejects.toMatchObject({
    code: 'database_down',
    userMessage: expect.stringMatching(
      /^Crosswalk cannot reach the database in DATABASE_URL: nothing answers/,
    ),
  });
});

test('amounts come back exact', async () => {
  const rows = await database().fast.execute(
    sql`select 9007199254740993::bigint as big, 0.10::numeric as small`,
  );
  expect(rows[0]).toEqual({ big: '9007199254740993', small: '0.10' });
});
