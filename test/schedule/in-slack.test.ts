import { beforeAll, beforeEach, expect, test } from 'vitest';
import { answer, answerChoice } from '#src/answer/answer.ts';
import { openBot } from '#src/compose.ts';
import { deliveries } from '#src/database/schema/outbox.ts';
import { schedules } from '#src/database/schema/schedules.ts';
import { createClock } from '#src/lib/clock.ts';
import { createLogger } from '#src/lib/log.ts';
import { listSchedules } from '#src/schedule/schedules.ts';
import { useDatabase } from '#test/support/database.ts';
import { openMorningShop } from '#test/support/morning-shop.ts';
import { bodies, startTestSlack } from '#test/support/slack.ts';
import { useWebApi } from '#test/support/web-api.ts';

const database = useDatabase();
const api = useWebApi();
const db = () => database().fast;

beforeAll(() => openMorningShop(database()));

const channels = [
  { id: 'CWARE', name: 'warehouse', is_private: true, is_member: true },
  { id: 'CGEN', name: 'general', is_private: false, is_member: true },
];

beforeEach(async () => {
  await db().delete(schedules);
  await db().delete(deliveries);
  api.answers['usergroups.list'] = () => ({
    ok: true,
    usergroups: [{ handle: 'warehouse', users: ['UMIA'] }],
  });
  api.answers['users.conversations'] = () => ({ ok: true, channels });
  api.answers['conversations.members'] = () => ({ ok: true, members: ['UMIA', 'UBOT'] });
  api.answers['conversations.info'] = ({ channel }) => ({
    ok: true,
    channel: channels.find(({ id }) => id === channel) ?? { id: channel, is_im: true },
  });
  api.answers['conversations.open'] = () => ({ ok: true, channel: { id: 'D1' } });
});

/** The whole bot on a Wednesday morning, whose clock can be set. */
const start = async (time = '2026-11-18T07:00:00+01:00') => {
  let now = Temporal.Instant.from(time);
  const clock = createClock(() => now);
  const { desk, bot } = await openBot(database(), createLogger('silent'), [], {
    clock,
    outside: () => started.slack.outside(),
    readTime: async () => now,
    sleep: async (ms) => {
      now = now.add({ milliseconds: ms });
    },
  });
  const started = await startTestSlack({
    database: database(),
    bot,
    now: () => now,
    spine: {
      answer: (question) => answer(question, desk),
      answerChoice: (meaning, question) => answerChoice(meaning, question, desk),
    },
  });
  return {
    ...started,
    bot,
    setClock: (text: string) => {
      now = Temporal.Instant.from(text);
    },
  };
};

type Element = {
  readonly action_id?: string;
  readonly value?: string;
  readonly options?: readonly { readonly value: string }[];
};

const buttonsIn = (blocks: unknown): readonly Element[] =>
  (blocks as readonly { readonly type: string; readonly elements?: readonly Element[] }[])
    .filter(({ type }) => type === 'actions')
    .flatMap(({ elements = [] }) => elements);

const button = (method: string, actionId: string): Element => {
  const found = buttonsIn(api.of(method).at(-1)?.['blocks']).find(({ action_id }) => action_id === actionId);
  if (!found) throw new Error(`no button ${actionId} in ${JSON.stringify(api.of(method).at(-1))}`);
  return found;
};

test('words become a proposal, a click sets it up, and the morning after it is posted once', async () => {
  const slack = await start();
  await slack.deliver(bodies.direct('every weekday at 8 post the warehouse digest in #warehouse'));
  expect(api.said().at(-1)).toContain(
    'Shall I post “Warehouse, every morning” in #warehouse, Monday to Friday at 08:00 (Europe/Berlin)',
  );
  expect(await listSchedules(db(), { teamId: 'T1' })).toEqual([]);
  const { value = '' } = button('chat.postMessage', 'confirm');
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
  const slack = await start();
  await slack.deliver(bodies.direct('every weekday at 8 post the warehouse digest in #warehouse'));
  await slack.deliver(bodies.click('confirm', button('chat.postMessage', 'confirm').value ?? ''));
  slack.setClock('2026-11-18T08:00:30+01:00');
  await slack.bot.tick();
  const [delivery] = await db().select().from(deliveries);
  return { ...slack, ts: delivery?.ts ?? '', clickIn: { channel: { id: 'CWARE' } } };
};

test('what is behind a digest opens for the one who clicks', async () => {
  const { deliver, clickIn } = await posted();
  const more = button('chat.postMessage', 'posted_more').value ?? '';
  const figure = button('chat.postMessage', 'posted_open').options?.[0]?.value ?? '';
  await deliver(bodies.click('posted_more', more, clickIn));
  expect(api.said().at(-1)).toContain('Sold most');
  await deliver(bodies.click('posted_why', more, clickIn));
  expect(api.said().at(-1)).toContain('Monday to Friday at 08:00');
  await deliver(bodies.click('posted_open', figure, clickIn));
  expect(api.said().at(-1)).toContain('Orders Tue 17 Nov 2026: 12 orders');
});

test('a task is taken and done by a person, shown in the message for all', async () => {
  const { deliver, clickIn } = await posted();
  const task = button('chat.postMessage', 'posted_task').options?.[0]?.value ?? '';
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
  const { deliver } = await start();
  await deliver(bodies.direct(text));
  expect(api.said().at(-1)).toContain(said);
});

test('a channel shared with another company gets no digest', async () => {
  api.answers['conversations.info'] = ({ channel }) => ({
    ok: true,
    channel: { id: channel, name: 'warehouse', is_ext_shared: true, is_member: true },
  });
  const { deliver } = await start();
  await deliver(bodies.direct('every day at 8 post the warehouse digest in #warehouse'));
  expect(api.said().at(-1)).toContain('#warehouse is now shared with people outside the company');
});
