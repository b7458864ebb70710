import { beforeAll, beforeEach, expect, test } from 'vitest';
import { channelTurns, deliveries } from '#src/database/schema/outbox.ts';
import { schedules } from '#src/database/schema/schedules.ts';
import { listSchedules } from '#src/schedule/schedules.ts';
import { useDatabase } from '#test/support/database.ts';
import { openMorningShop } from '#test/support/morning-shop.ts';
import { bodies } from '#test/support/slack.ts';
import { useWebApi } from '#test/support/web-api.ts';
import { answerAsCompany, buttonIn, startWholeBot } from '#test/support/whole-bot.ts';

const database = useDatabase();
const api = useWebApi();
const db = () => database().fast;

beforeAll(() => openMorningShop(database()));

beforeEach(async () => {
  await db().delete(schedules);
  await db().delete(deliveries);
  await db().delete(channelTurns);
  answerAsCompany(api);
});

test('words become a proposal, a click sets it up, and the morning after it is posted once', async () => {
  const slack = await startWholeBot(database());
  await slack.deliver(bodies.direct('every weekday at 8 post the warehouse digest in #warehouse'));
  expect(api.said().at(-1)).toContain(
    'Shall I post “Warehouse, every morning” in #warehouse, Monday to Friday at 08:00 (Europe/Berlin)',
  );
  expect(await listSchedules(db(), { teamId: 'T1' })).toEqual([]);
  const { value = '' } = buttonIn(api, 'confirm');
  await slack.deliver(bodies.click('confirm', value));
  expect(api.of('chat.update').at(-1)?.['text']).toContain('Done: “Warehouse, every morning” comes in');
  expect(await listSchedules(db(), { teamId: 'T1' })).toMatchObject([
    { channelId: 'CWARE', ownerId: 'UMIA', digest: 'warehouse-morning' },
  ]);
  const before = api.of('chat.postMessage').length;
  for (const time of ['07:59:30', '08:00:30', '08:01:30']) {
    slack.setClock(`2026-11-18T${time}+01:00`);
    await slack.bot.tick();
  }
  const posted = api.of('chat.postMessage').slice(before);
  expect(posted).toHaveLength(1);
  expect(posted[0]).toMatchObject({ channel: 'CWARE' });
  expect(posted[0]?.['text']).toContain('Tue 17 Nov 2026: orders 12');
});

/** A warehouse digest that stands in #warehouse on Wednesday, with what its buttons carry. */
const posted = async () => {
  const slack = await startWholeBot(database());
  await slack.deliver(bodies.direct('every weekday at 8 post the warehouse digest in #warehouse'));
  await slack.deliver(bodies.click('confirm', buttonIn(api, 'confirm').value ?? ''));
  slack.setClock('2026-11-18T08:00:30+01:00');
  await slack.bot.tick();
  const [delivery] = await db().select().from(deliveries);
  return { ...slack, ts: delivery?.ts ?? '', clickIn: { channel: { id: 'CWARE' } } };
};

test('what is behind a digest opens for the one who clicks', async () => {
  const { deliver, clickIn } = await posted();
  const more = buttonIn(api, 'posted_more').value ?? '';
  const figure = buttonIn(api, 'posted_open').options?.[0]?.value ?? '';
  await deliver(bodies.click('posted_more', more, clickIn));
  expect(api.said().at(-1)).toContain('Sold most');
  await deliver(bodies.click('posted_why', more, clickIn));
  expect(api.said().at(-1)).toContain('Monday to Friday at 08:00');
  await deliver(bodies.click('posted_open', figure, clickIn));
  expect(api.said().at(-1)).toContain('Orders Tue 17 Nov 2026: 12 orders');
});

test('a task is taken and done by a person, shown in the message for all', async () => {
  const { deliver, clickIn } = await posted();
  const task = buttonIn(api, 'posted_task').options?.[0]?.value ?? '';
  await deliver(bodies.click('posted_task', task, clickIn));
  expect(api.said().at(-1)).toContain('It is yours.');
  expect(JSON.stringify(api.of('chat.update').at(-1)?.['blocks'])).toContain('<@UMIA> takes care of:');
  await deliver(bodies.click('posted_task', task, { ...clickIn, user: { id: 'UTOM', team_id: 'T1' } }));
  expect(api.said().at(-1)).toContain('Somebody else was faster.');
  await deliver(bodies.click('posted_task', task.replace(':take:', ':done:'), clickIn));
  expect(JSON.stringify(api.of('chat.update').at(-1)?.['blocks'])).toContain('<@UMIA> has done:');
});

test('a reply below a digest is a question that goes on from it', async () => {
  const { deliver, ts } = await posted();
  const before = api.said().length;
  await deliver(bodies.message('and by country?', { channel: 'CWARE', thread_ts: ts }));
  expect(api.said().slice(before)).toEqual([
    expect.stringMatching(/^Orders Tue 17 Nov 2026: 12 orders\.\nCountry/),
  ]);
});

test.each([
  [
    'every day at 8 post the warehouse digest in #nowhere',
    'I am not in #nowhere, or there is no such channel.',
  ],
  ['every day at 8 post the digest in #general', 'Which digest do you mean?'],
  ['every day at 8 post gross margin in #general', 'is only shown to Finance'],
  ['send me net sales every morning at 7', 'Shall I post net sales to you alone, every day at 07:00'],
  ['post the finance digest in #general every monday', 'every Monday at 08:00'],
])('%s: %s', async (text, said) => {
  const { deliver } = await startWholeBot(database());
  await deliver(bodies.direct(text));
  expect(api.said().at(-1)).toContain(said);
});

test('a channel shared with another company gets no digest', async () => {
  api.answers['conversations.info'] = ({ channel }) => ({
    ok: true,
    channel: { id: channel, name: 'warehouse', is_ext_shared: true, is_member: true },
  });
  const { deliver } = await startWholeBot(database());
  await deliver(bodies.direct('every day at 8 post the warehouse digest in #warehouse'));
  expect(api.said().at(-1)).toContain('#warehouse is now shared with people outside the company');
});

test('an announcement is shown first, and posted once in the name of who confirms it', async () => {
  const { deliver, bot } = await startWholeBot(database());
  await deliver(bodies.direct('tell everyone in #general that the checkout is back <!channel>'));
  expect(api.said().at(-1)).toContain('Shall I post this in #general, in your name?');
  const { value = '' } = buttonIn(api, 'confirm');
  await deliver(bodies.click('confirm', value));
  await deliver(bodies.click('confirm', value));
  await bot.post();
  const posted = api.of('chat.postMessage').filter(({ channel }) => channel === 'CGEN');
  expect(posted).toHaveLength(1);
  expect(posted[0]?.['text']).toContain('The checkout is back');
  expect(posted[0]?.['text']).not.toContain('<!channel>');
  expect(JSON.stringify(posted[0]?.['blocks'])).toContain('Said by <@UMIA>');
});

test('a figure that a source changes after it was posted is corrected below the digest, once', async () => {
  const { bot, setClock, ts } = await posted();
  const tickAt = async (time: string) => {
    const before = api.of('chat.postMessage').length;
    setClock(`2026-11-18T${time}+01:00`);
    await bot.tick();
    return api.of('chat.postMessage').slice(before);
  };
  expect(await tickAt('09:20:05')).toEqual([]);
  const { client } = database();
  await client`update orders set sold_at = null, sold_day = null where id like 'o35-%' and id not in ('o35-1', 'o35-2')`;
  const [correction, ...more] = await tickAt('10:20:05');
  expect(more).toEqual([]);
  expect(correction).toMatchObject({ channel: 'CWARE', thread_ts: ts });
  expect(correction?.['text']).toContain('Orders, Tue 17 Nov 2026: 2 orders, not 12 orders.');
  expect(await tickAt('11:20:05')).toEqual([]);
  await client`update orders set sold_at = placed_at, sold_day = '2026-11-17' where sold_at is null`;
});

test('/digest shows what comes, sends it now, pauses and ends it', async () => {
  const { deliver } = await posted();
  const call = (words: string) => deliver(bodies.command('/digest', words, { channel_id: 'CWARE' }));
  const said = (): string => api.said().at(-1) ?? '';
  await call('');
  expect(said()).toContain('1. “Warehouse, every morning”, Monday to Friday at 08:00 (Europe/Berlin)');
  await call('pause 1');
  expect(said()).toContain('“Warehouse, every morning” is paused.');
  await call('resume 1');
  const before = api.of('chat.postMessage').length;
  await call('now 1');
  expect(api.of('chat.postMessage').slice(before)).toMatchObject([{ channel: 'CWARE' }]);
  await call('end 1');
  expect(said()).toContain('has ended here.');
  await call('');
  expect(said()).toContain('Nothing is posted here by itself.');
});
