import { beforeEach, describe, expect, test } from 'vitest';
import { looksLikeFollowUp } from '#src/slack/follow-up.ts';
import { saveChannelPolicy } from '#src/state/channels.ts';
import { useDatabase } from '#test/support/database.ts';
import { bodies, figure, startTestSlack } from '#test/support/slack.ts';
import { useWebApi } from '#test/support/web-api.ts';

const database = useDatabase();
const web = useWebApi();

let now = Temporal.Instant.from('2026-11-18T09:00Z');
beforeEach(() => {
  now = Temporal.Instant.from('2026-11-18T09:00Z');
});

/** A thread in which UMIA was answered once; `say` writes into it. */
const answeredThread = async (channel = 'C1', answer?: Parameters<typeof startTestSlack>[0]['answer']) => {
  const { deliver, asked } = await startTestSlack({
    database: database(),
    now: () => now,
    ...(answer && { answer }),
  });
  const question = bodies.mention('orders yesterday', { channel });
  await deliver(question);
  asked.length = 0;
  const say = (text: string, more: object = {}) =>
    deliver(bodies.message(text, { channel, thread_ts: question.event.ts, ...more }));
  return { say, asked, question };
};

describe('in a thread it answered in, the bot', () => {
  test('goes on without being mentioned again', async () => {
    const { say, asked, question } = await answeredThread();
    await say('and last week?');
    expect(asked).toMatchObject([{ text: 'and last week?', thread: `T1:C1:${question.event.ts}` }]);
    expect(web.of('chat.postMessage').at(-1)).toMatchObject({ thread_ts: question.event.ts });
  });

  test.each([
    ['somebody it never answered there', 'and last week?', { user: 'UTOM' }],
    ['a message for somebody else', 'and last week, <@UTOM>?', {}],
    ['a remark', 'thanks, I will pass that on to the team', {}],
    ['one word', 'and', {}],
    ['a long text', `and ${'so on '.repeat(30)}`, {}],
    ['another thread', 'and last week?', { thread_ts: '1790000000.999999' }],
    ['the channel itself', 'and last week?', { thread_ts: undefined }],
  ])('stays silent for %s', async (_, text, more) => {
    const { say, asked } = await answeredThread();
    await say(text, more);
    expect(asked).toEqual([]);
  });

  test('stays silent after a day', async () => {
    const { say, asked } = await answeredThread();
    now = now.add({ hours: 25 });
    await say('and last week?');
    expect(asked).toEqual([]);
  });

  test('stays silent where the channel does not want it', async () => {
    await saveChannelPolicy(database().fast, {
      teamId: 'T1',
      channelId: 'C8',
      shows: null,
      storeId: null,
      followUps: false,
      setBy: 'T1:UADMIN',
      at: now,
    });
    const { say, asked } = await answeredThread('C8');
    await say('and last week?');
    expect(asked).toEqual([]);
  });

  test('keeps to itself that it did not understand what nobody asked it', async () => {
    const { say } = await answeredThread('C1', ({ text }) => ({
      ...figure('I do not know what that means.'),
      kind: text === 'orders yesterday' ? 'answer' : 'unknown',
    }));
    const before = web.said().length;
    await say('and who brings the cake?');
    expect(web.said()).toHaveLength(before);
  });

  test('keeps a failure to itself that nobody asked for', async () => {
    const { say } = await answeredThread();
    web.answers['users.info'] = () => new Response('', { status: 503 });
    const before = web.said().length;
    now = now.add({ minutes: 10 });
    await say('and last week?');
    expect(web.said()).toHaveLength(before);
  });
});

test.each([
  ['and last month?', true],
  ['only Germany', true],
  ['per week', true],
  ['what about returns', true],
  ['und letzte Woche', true],
  ['¿y en octubre?', true],
  ['ok', false],
  ['thanks', false],
  ['looks good to me', false],
  ['I think we should order more', false],
  ['', false],
])('"%s" reads like a follow-up: %s', (text, expected) => {
  expect(looksLikeFollowUp(text)).toBe(expected);
});
