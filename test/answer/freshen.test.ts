import { beforeAll, beforeEach, expect, test } from 'vitest';
import { answer } from '#src/answer/answer.ts';
import type { Desk } from '#src/answer/scene.ts';
import { openDesk } from '#src/compose.ts';
import { createLogger } from '#src/lib/log.ts';
import { useDatabase } from '#test/support/database.ts';

const database = useDatabase();
const now = Temporal.Instant.from('2026-11-18T09:30:00Z');
const asked: string[] = [];
let desk: Desk;

beforeAll(async () => {
  const { client } = database();
  await client`insert into stores (id, name, platform, currency, zone) values ('main', 'Main', 'shopify', 'EUR', 'Europe/Berlin')`;
  await client`insert into orders (store_id, id, number, accepted, placed_at, currency, shipping_minor, tax_minor, total_minor, source, sold_at, sold_day)
    values ('main', '77', '#1042', true, '2026-11-17T10:00+01', 'EUR', 0, 0, 10000, 'shopify', '2026-11-17T10:00+01', '2026-11-17')`;
  await client`insert into products (store_id, id, title, source) values ('main', 'p1', 'Trail Runner', 'shopify')`;
  await client`insert into variants (store_id, id, product_id, sku, title, source) values ('main', 'v1', 'p1', 'TRA-RUN-42', 'Trail Runner 42', 'shopify')`;
  await client`insert into dimension_values (store_id, dimension, value) values ('main', 'product', 'Trail Runner'), ('main', 'sku', 'TRA-RUN-42')`;
  const refresh: Desk['refresh'] = async ({ kind, storeId, ids }) => {
    asked.push(`${kind} ${storeId} ${ids.join(',')}`);
    await database().client`update orders set shipped_at = '2026-11-18T09:00Z' where id = '77'`;
  };
  desk = {
    ...(await openDesk({ database: database(), log: createLogger('silent'), sources: [], model: null })),
    refresh,
  };
});

/** How long ago the shop was last read. */
const readAgo = async (minutes: number): Promise<void> => {
  const at = now.subtract({ minutes }).toString();
  await database().client`insert into coverage (store_id, family, source, complete_from, complete_to, as_of)
    select 'main', f, 'shopify', '2026-01-01', ${at}, ${at} from unnest(array['orders','products','stock']) f`;
};

beforeEach(async () => {
  asked.length = 0;
  await database().client`truncate coverage`;
});

const ask = async (text: string) =>
  answer(
    {
      text,
      asker: { id: 'U1', departments: ['support'], roles: [], locale: 'en-GB' },
      place: { kind: 'direct' },
      thread: null,
      stores: [],
      now,
    },
    desk,
  );

test('an order that is looked up is first read anew at its shop', async () => {
  await readAgo(30);
  const reply = await ask('where is order 1042');
  expect([asked, reply.headline]).toEqual([['orders main 77'], 'Order #1042 is on its way.']);
});

test('the stock of a product that is named is counted anew', async () => {
  await readAgo(30);
  await ask('how many Trail Runner are left');
  expect(asked).toEqual(['stock main v1']);
});

test.each(['how many orders yesterday', 'what is running low'])(
  '"%s" is answered from what is stored',
  async (text) => {
    await readAgo(30);
    await ask(text);
    expect(asked).toEqual([]);
  },
);

test('what was read a moment ago is not asked for again', async () => {
  await readAgo(1);
  await ask('where is order 1042');
  expect(asked).toEqual([]);
});

test('a figure that a failing shop has not brought up to date says why; one from before does not', async () => {
  await readAgo(48 * 60);
  await database().client`update coverage set last_error = 'main.myshopify.com did not answer in time.'`;
  const caveat = 'Not up to date: main.myshopify.com did not answer in time.';
  expect((await ask('what is in stock')).caveats).toContain(caveat);
  expect((await ask('how many orders on 15 November')).caveats).not.toContain(caveat);
});
