import { beforeAll, expect, test } from 'vitest';
import { listSchedules } from '#src/schedule/schedules.ts';
import { listWatches, removeWatch } from '#src/watches/watches.ts';
import { useDatabase } from '#test/support/database.ts';
import { openMorningShop } from '#test/support/morning-shop.ts';
import { useWebApi } from '#test/support/web-api.ts';
import { answerAsCompany, startWholeBot } from '#test/support/whole-bot.ts';

const database = useDatabase();
const api = useWebApi();

beforeAll(() => openMorningShop(database()));

test('a channel named after a department gets its red flags once, and keeps what was switched off', async () => {
  answerAsCompany(api);
  const { bot, setClock } = await startWholeBot(database());
  await bot.tick();
  const flags = await listWatches(database().fast, { teamId: 'T1' });
  expect(flags.map(({ channelId, flag }) => [channelId, flag])).toEqual([
    ['CWARE', 'stock.out_of_stock'],
    ['CWARE', 'fulfilment.on_time_rate'],
  ]);
  expect(await listSchedules(database().fast, { teamId: 'T1' })).toEqual([]);
  await removeWatch(database().fast, flags[0]?.id ?? '', Temporal.Instant.from('2026-11-18T06:05Z'));
  setClock('2026-11-18T07:10:00+01:00');
  await bot.tick();
  expect(await listWatches(database().fast, { teamId: 'T1' })).toHaveLength(1);
});

test('what runs out in the night is told in the morning, and only while it lasts', async () => {
  const { client } = database();
  const setStock = async (variant: string, pieces: number, at: string): Promise<void> => {
    await client`update stock_levels set available = ${pieces}, as_of = ${at} where variant_id = ${variant}`;
    await client`update coverage set complete_to = ${at}, as_of = ${at} where family in ('stock', 'products')`;
    await client`insert into changes (store_id, family, days, at) values ('main', 'stock', '{2026-11-18}', ${at})`;
  };
  answerAsCompany(api);
  await client`update watches set removed_at = null, beyond = '{}', looked_at = '2026-11-18T20:00Z'`;
  const { bot, setClock } = await startWholeBot(database(), '2026-11-18T23:00:00+01:00');
  const tickAt = async (at: string): Promise<readonly string[]> => {
    const before = api.said().length;
    setClock(at);
    await bot.tick();
    return api.said().slice(before);
  };
  await setStock('v1', 0, '2026-11-18T23:10+01:00');
  await setStock('v2', 0, '2026-11-18T23:10+01:00');
  expect(await tickAt('2026-11-18T23:10:30+01:00')).toEqual([]);
  await setStock('v2', 9, '2026-11-19T06:50+01:00');
  expect(await tickAt('2026-11-19T06:50:30+01:00')).toEqual([]);
  expect(await tickAt('2026-11-19T07:00:10+01:00')).toEqual([
    expect.stringMatching(/^Out of stock: Road Shoe – 42 \(SHOE-42\)\.\nNoticed at 23:10\.$/),
  ]);
});
