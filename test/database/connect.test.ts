import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { sql } from 'drizzle-orm';
import { describe, expect, inject, onTestFinished, test, vi } from 'vitest';
import { connectDatabase } from '#src/database/connect.ts';
import { migrateDatabase } from '#src/database/migrate.ts';
import type { AppError } from '#src/lib/errors.ts';
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

const sentenceFor = (url: string): Promise<unknown> =>
  connectDatabase({ url }).then(
    () => null,
    ({ userMessage }: AppError) => userMessage,
  );
const mine = (): URL => new URL(inject('databaseUrl'));
const cannotReach = 'Crosswalk cannot reach the database in DATABASE_URL';

describe('a wrong DATABASE_URL is said in one sentence', () => {
  test.each([
    ['a word', 'crosswalk'],
    ['another kind of database', 'mysql://user:secret@127.0.0.1:3306/shop'],
    ['no host', 'postgres:///shop'],
    ['a port that is none', 'postgres://user:secret@127.0.0.1:99999/shop'],
  ])('%s', async (_, url) => {
    expect(await sentenceFor(url)).toBe('DATABASE_URL is not an address of a Postgres database.');
  });

  test('nothing answers there', async () => {
    expect(await sentenceFor('postgres://user:secret@127.0.0.1:1/none')).toBe(
      `${cannotReach}: nothing answers at that host and port.`,
    );
  });

  test('the password is wrong', async () => {
    const url = mine();
    url.password = 'wrong';
    expect(await sentenceFor(url.href)).toBe(`${cannotReach}: the password is wrong.`);
  });

  test('the database does not exist', async () => {
    const url = mine();
    url.pathname = '/nowhere';
    expect(await sentenceFor(url.href)).toBe(`${cannotReach}: there is no database of that name.`);
  });

  test('a user who may not make tables', async () => {
    const { client } = database();
    await client`create role reader login password 'reads'`;
    const url = mine();
    url.pathname = `/${(await client`select current_database() as name`)[0]?.['name']}`;
    Object.assign(url, { username: 'reader', password: 'reads' });
    await client`drop schema drizzle cascade`;
    const reader = await connectDatabase({ url: url.href });
    await expect(migrateDatabase(reader)).rejects.toMatchObject({
      userMessage: 'Crosswalk cannot make its tables in the database: its user may not make tables.',
    });
    await reader.close();
    await client`drop role reader`;
  });

  test.each([
    ['none of several hosts answers', '127.0.0.1:1,127.0.0.1:2'],
    ['the host hangs up at once', null],
  ])('%s', async (_, hosts) => {
    const server = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
    await once(server, 'listening');
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => {
      vi.useRealTimers();
      server.close();
    });
    const { port } = server.address() as AddressInfo;
    const said = sentenceFor(`postgres://user:secret@${hosts ?? `127.0.0.1:${port}`}/none`);
    await vi.advanceTimersByTimeAsync(12_000);
    expect(await said).toMatch(
      new RegExp(`^${cannotReach}: (?:it did not answer|nothing answers|it hangs up)`),
    );
  });
});

test('amounts come back exact', async () => {
  const rows = await database().fast.execute(
    sql`select 9007199254740993::bigint as big, 0.10::numeric as small`,
  );
  expect(rows[0]).toEqual({ big: '9007199254740993', small: '0.10' });
});
