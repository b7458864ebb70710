import { beforeAll, beforeEach, expect, test } from 'vitest';
import { channelTurns, deliveries } from '#src/database/schema/outbox.ts';
import { watches } from '#src/database/schema/watches.ts';
import { useDatabase } from '#test/support/database.ts';
import { openMorningShop } from '#test/support/morning-shop.ts';
import { bodies } from '#test/support/slack.ts';
import { useWebApi } from '#test/support/web-api.ts';
import { answerAsCompany, buttonIn, startWholeBot } from '#test/support/whole-bot.ts';

const database = useDatabase();
const api = useWebApi();
const db = () => database().fast;

beforeAll(() => openMorningShop(database()));

const setStock = async (pieces: number, at: string): Promise<void> => {
  const { client } = database();
  const asOf = `2026-11-18T${at}+01:00`;
  await client`update stock_levels set available = ${pieces}, as_of = ${asOf} where variant_id = 'v1'`;
  await client`update coverage set complete_to = ${asOf}, as_of = ${asOf} where family in ('stock', 'products')`;
  await client`insert into changes (store_id, family, days, at) values ('main', 'stock', '{2026-11-18}', ${asOf})`;
};

beforeEach(async () => {
  await db().delete(watches);
  await db().delete(deliveries);
  await db().delete(channelTurns);
  answerAsCompany(api);
  await setStock(50, '07:00');
});

/** Mia has asked to be told, here in her direct messages, and has confirmed. */
const watching = async (asked: object = bodies.direct('tell me when stock of SHOE-42 falls below 20')) => {
  const slack = await startWholeBot(database());
  await slack.deliver(asked);
  const proposal = api.said().at(-1) ?? '';
  await slack.deliver(bodies.click('confirm', buttonIn(api, 'confirm').value ?? ''));
  const tickAt = async (time: string): Promise<readonly string[]> => {
    const before = api.said().length;
    slack.setClock(`2026-11-18T${time}+01:00`);
    await slack.bot.tick();
    return api.said().slice(before);
  };
  return { ...slack, proposal, tickAt };
};

test('words become a watch that fires once on the crossing and says when it is over', async () => {
  const { proposal, tickAt } = await watching();
  expect(proposal).toContain('Shall I tell you about available stock (SHOE-42): under 20 pieces?');
  expect(proposal).toContain('Now: 50 pieces.');
  expect(await tickAt('07:10:00')).toEqual([]);
  await setStock(12, '07:11:00');
  const alert = await tickAt('07:11:30');
  expect(alert).toEqual([expect.stringContaining('Available stock (SHOE-42): 12 pieces, under 20 pieces.')]);
  await setStock(8, '07:12:00');
  expect(await tickAt('07:12:30')).toEqual([]);
  await setStock(70, '08:31:00');
  expect(await tickAt('08:31:30')).toEqual([expect.stringContaining('Back to normal.')]);
  const [posted, recovery] = api.of('chat.postMessage').slice(-2);
  expect(posted).toMatchObject({ channel: 'D1' });
  expect(recovery?.['thread_ts']).toBeDefined();
});

test('what is so already when it is set up is the baseline', async () => {
  await setStock(3, '07:00:00');
  const { proposal, tickAt } = await watching();
  expect(proposal).toContain('It is so already now: 3 pieces.');
  expect(await tickAt('07:20:00')).toEqual([]);
});

test('a snoozed watch says nothing of it, then or later', async () => {
  const { deliver, tickAt } = await watching();
  await setStock(12, '07:11:00');
  await tickAt('07:11:30');
  await deliver(bodies.click('posted_snooze', buttonIn(api, 'posted_snooze').value ?? ''));
  expect(api.said().at(-1)).toContain('Quiet until Thu 19 Nov 2026, 07:11.');
  await setStock(70, '07:20:00');
  await tickAt('07:20:30');
  await setStock(5, '07:30:00');
  expect(await tickAt('07:30:30')).toEqual([]);
});

test('a watch that was ended by its button is gone', async () => {
  const { deliver, tickAt } = await watching();
  await setStock(12, '07:11:00');
  await tickAt('07:11:30');
  await deliver(bodies.click('posted_unwatch', buttonIn(api, 'posted_unwatch').value ?? ''));
  await setStock(70, '07:20:00');
  expect(await tickAt('07:20:30')).toEqual([]);
});

test('figures that are too old to judge by raise no alarm', async () => {
  const { tickAt } = await watching();
  await setStock(12, '07:11:00');
  expect(await tickAt('23:30:00')).toEqual([]);
});

test('whoever set it up left: it stops and says so where it would have been told', async () => {
  const slack = await watching(
    bodies.mention('tell us when stock of SHOE-42 falls below 20', { channel: 'CGEN' }),
  );
  api.answers['users.info'] = ({ user }) => ({ ok: true, user: { id: user, team_id: 'T1', deleted: true } });
  await setStock(12, '07:21:00');
  const said = await slack.tickAt('07:21:30');
  expect(said).toEqual([expect.stringContaining('I have stopped watching')]);
  expect(await slack.tickAt('07:40:00')).toEqual([]);
});
