import { beforeEach, expect, test } from 'vitest';
import { openSyncing } from '#src/sources/sync/due.ts';
import { listSources } from '#src/sources/sync/list.ts';
import { runSources } from '#src/sources/sync/run.ts';
import { useDatabase } from '#test/support/database.ts';
import { pretendDesk, pretended, pretendSource } from '#test/support/pretend-source.ts';

const database = useDatabase();

beforeEach(async () => {
  await database().client`truncate stores, cursors, coverage, orders, changes`;
});

const storedOrders = async (store: string): Promise<readonly string[]> => {
  const rows = await database().client`select id from orders where store_id = ${store} order by id`;
  return rows.map((row) => String(row['id']));
};

test('a source that fails does not keep the others from being read, and is news once', async () => {
  const [down, up] = [pretended('1'), pretended('1', '2')];
  down.failing = 'down.example refuses the credentials.';
  const desk = pretendDesk(database(), [pretendSource('a', { down }), pretendSource('b', { up })]);
  const [first, second] = [await runSources(desk), await runSources(desk)];
  expect(await storedOrders('up')).toEqual(['1', '2']);
  const failed = first.find((run) => run.store === 'down');
  expect([failed?.failure?.message, failed?.isNews]).toEqual(['down.example refuses the credentials.', true]);
  expect(second.find((run) => run.store === 'down')?.isNews).toBe(false);
  down.failing = null;
  const third = await runSources(desk);
  expect(third.find((run) => run.store === 'down')).toMatchObject({ failure: null, isNews: true });
});

test('a failure stands with what is stored of the source until it is over', async () => {
  const shop = pretended('1');
  const desk = pretendDesk(database(), [pretendSource('a', { shop })]);
  await runSources(desk);
  shop.failing = 'It is closed.';
  await runSources(desk);
  const errors = () => database().client`select last_error as error from coverage`;
  expect([...(await errors())]).toEqual([{ error: 'It is closed.' }]);
  shop.failing = null;
  await runSources(desk);
  expect([...(await errors())]).toEqual([{ error: null }]);
});

test('what was read before the connection broke is kept, and the next run goes on from there', async () => {
  const shop = pretended('1', '2', '3');
  const desk = pretendDesk(database(), [pretendSource('a', { shop })]);
  shop.breaksAfter = 2;
  await runSources(desk);
  expect(await storedOrders('shop')).toEqual(['1', '2']);
  shop.breaksAfter = null;
  await runSources(desk);
  expect(await storedOrders('shop')).toEqual(['1', '2', '3']);
  expect(shop.asked).toEqual(['pull after nothing', 'pull after 2']);
});

test('only what is due is read, and only as often as the source wants', async () => {
  const shop = pretended('1');
  let now = '2026-11-18T10:00:00Z';
  const desk = pretendDesk(database(), [pretendSource('a', { shop })], () => now);
  const syncing = openSyncing(desk, new AbortController().signal);
  const tickAt = async (at: string): Promise<number> => {
    now = at;
    await syncing.tick();
    await syncing.settled();
    return shop.asked.length;
  };
  expect(await tickAt('2026-11-18T10:00:00Z')).toBe(1);
  expect(await tickAt('2026-11-18T10:04:00Z')).toBe(1);
  expect(await tickAt('2026-11-18T10:05:00Z')).toBe(2);
});

test('a source that takes its time keeps no other from being read, and is not begun twice', async () => {
  const [slow, quick] = [pretended('1'), pretended('1')];
  const arrived = Promise.withResolvers<void>();
  const held = Promise.withResolvers<void>();
  slow.before = () => {
    arrived.resolve();
    return held.promise;
  };
  const desk = pretendDesk(database(), [pretendSource('a', { slow }), pretendSource('b', { quick })]);
  const done: string[] = [];
  const quickDone = Promise.withResolvers<void>();
  const syncing = openSyncing(desk, new AbortController().signal, ({ store }) => {
    done.push(store);
    if (store === 'quick') quickDone.resolve();
  });
  await syncing.tick();
  await arrived.promise;
  await quickDone.promise;
  await syncing.tick();
  expect([done, slow.asked]).toEqual([['quick'], ['pull after nothing']]);
  held.resolve();
  await syncing.settled();
  expect(done).toContain('slow');
  expect(slow.asked).toHaveLength(1);
});

test('the first real source takes the place of the demo shop', async () => {
  await database()
    .client`insert into stores (id, name, platform, currency, zone, is_demo) values ('demo', 'Demo', 'demo', 'EUR', 'UTC', true)`;
  const shop = pretended('1');
  shop.failing = 'It is closed.';
  const desk = pretendDesk(database(), [pretendSource('a', { shop })]);
  const ids = async () => (await database().client`select id from stores`).map((row) => row['id']);
  await runSources(desk);
  expect(await ids()).toEqual(['demo']);
  shop.failing = null;
  await runSources(desk);
  expect(await ids()).toEqual(['shop']);
});

test('two shops of one name are told apart by their ids, whichever was read first, and stay so', async () => {
  const [one, two] = [pretended('1'), pretended('1')];
  one.name = 'Nordlicht';
  two.name = 'Nordlicht';
  const desk = pretendDesk(database(), [pretendSource('a', { one }), pretendSource('b', { two })]);
  const names = async () =>
    (await database().client`select name from stores order by id`).map((row) => row['name']);
  await runSources(desk);
  await runSources(desk);
  await runSources(desk);
  expect(await names()).toEqual(['Nordlicht (one)', 'Nordlicht (two)']);
});

test('the list says what is on, what fails since when, and what would turn the rest on', async () => {
  const shop = pretended('1');
  shop.failing = 'It is closed.';
  const off = { ...pretendSource('b', {}), connect: () => [] };
  const desk = pretendDesk(database(), [pretendSource('a', { shop }), off]);
  await runSources(desk);
  const [first, second] = await listSources(desk);
  expect([first?.isOn, second?.isOn, second?.settings[0]]).toEqual([
    true,
    false,
    { name: 'B_URL', what: 'Its address.', required: true, secret: false, isSet: false },
  ]);
  expect(first?.stores[0]).toMatchObject({
    id: 'shop',
    failure: { message: 'It is closed.', since: '2026-11-18T10:00:00Z' },
    nextRunAt: '2026-11-18T10:05:00Z',
  });
});
