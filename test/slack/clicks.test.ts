import { describe, expect, test } from 'vitest';
import type { Reply } from '#src/answer/reply.ts';
import { plainReply } from '#src/answer/reply.ts';
import { useDatabase } from '#test/support/database.ts';
import { bodies, figure, meaning, startTestSlack } from '#test/support/slack.ts';
import { useWebApi } from '#test/support/web-api.ts';

const database = useDatabase();
const web = useWebApi();

const start = (more: Partial<Parameters<typeof startTestSlack>[0]> = {}) =>
  startTestSlack({ database: database(), ...more });

/** The value of the first button with that name in what was sent last. */
const buttonValue = (method: string, actionId: string): string => {
  const sent = JSON.stringify(web.of(method).at(-1)?.['blocks'] ?? []);
  return new RegExp(`"action_id":"${actionId}","value":"([^"]+)"`).exec(sent)?.[1] ?? 'no such button';
};

const clarify: Reply = plainReply(
  'clarify',
  { kind: 'clarify', question: 'Which?', choices: [] },
  'Which revenue do you mean?',
  {
    choices: [
      { label: 'net sales', interpretation: { kind: 'define', metric: 'sales.net_sales' } },
      { label: 'gross sales', interpretation: { kind: 'define', metric: 'sales.gross_sales' } },
    ],
  },
);

const refusal = (): Reply => ({
  ...figure('Margin is only shown to Finance.'),
  kind: 'refuse',
  provenance: null,
});

describe('a choice', () => {
  test('is answered as it stands, in the conversation, with the rights of who clicked', async () => {
    const { deliver, asked } = await start({
      answer: ({ text }) => (text === '' ? figure('Net sales: €12.00.') : clarify),
    });
    const question = bodies.mention('revenue');
    await deliver(question);
    const value = buttonValue('chat.postMessage', 'choice:0');
    const container = { message_ts: '1800000000.100001', channel_id: 'C1', thread_ts: question.event.ts };
    await deliver(bodies.click('choice:0', value, { user: { id: 'UFIN', team_id: 'T1' }, container }));
    expect(asked.at(-1)).toMatchObject({
      asker: { id: 'T1:UFIN', departments: ['finance'] },
      thread: `T1:C1:${question.event.ts}`,
    });
    expect(web.of('chat.postMessage').at(-1)).toMatchObject({
      thread_ts: question.event.ts,
      text: 'Net sales: €12.00.',
    });
    expect(web.of('chat.update')).toMatchObject([
      { ts: '1800000000.100001', text: 'Understood as: net sales' },
    ]);
  });

  test('clicked twice is answered once', async () => {
    const { deliver } = await start({ answer: ({ text }) => (text === '' ? figure('done') : clarify) });
    await deliver(bodies.mention('revenue'));
    const value = buttonValue('chat.postMessage', 'choice:1');
    const container = { message_ts: '1800000000.777777', thread_ts: '1.1' };
    await Promise.all([
      deliver(bodies.click('choice:1', value, { container })),
      deliver(bodies.click('choice:1', value, { container })),
    ]);
    expect(web.said().filter((text) => text === 'done')).toHaveLength(1);
  });

  test('that the one who clicked may not see stays open for the others', async () => {
    let refused = true;
    const { deliver } = await start({
      answer: () => clarify,
      answerChoice: async () => (refused ? { ...refusal(), audience: 'asker' } : figure('Margin: 31%.')),
    });
    await deliver(bodies.mention('margin'));
    const value = buttonValue('chat.postMessage', 'choice:0');
    const container = { message_ts: '1800000000.888888', thread_ts: '1.1' };
    await deliver(bodies.click('choice:0', value, { container }));
    expect(web.of('chat.postEphemeral')).toMatchObject([
      { user: 'UMIA', text: 'Margin is only shown to Finance.' },
    ]);
    expect(web.of('chat.update')).toEqual([]);
    refused = false;
    await deliver(bodies.click('choice:0', value, { container }));
    expect(web.said().at(-1)).toBe('Margin: 31%.');
  });

  test('in a private question takes the place of the question', async () => {
    const { deliver } = await start({ answer: ({ text }) => (text === '' ? figure('done') : clarify) });
    await deliver(bodies.command('/ask', 'revenue'));
    const value = buttonValue('response', 'choice:0');
    await deliver(bodies.click('choice:0', value, { container: { message_ts: '1.5', is_ephemeral: true } }));
    expect(web.of('response').at(-1)).toMatchObject({
      replace_original: true,
      response_type: 'ephemeral',
      text: 'done',
    });
  });

  test('that is too old says so', async () => {
    const { deliver } = await start();
    for (const value of ['0b2c2d1e-1111-4222-8333-444455556666', "'; drop table choices;--"])
      await deliver(bodies.click('choice:0', value));
    expect(web.said()).toEqual(Array(2).fill(expect.stringMatching(/too old/)));
  });
});

describe('"How I got this"', () => {
  test('opens a window with definition, period, filters and SQL', async () => {
    const { deliver } = await start();
    await deliver(bodies.mention('orders'));
    await deliver(bodies.click('how', buttonValue('chat.postMessage', 'how')));
    const view = JSON.stringify(web.of('views.open')[0]);
    for (const part of [
      'orders: count of orders placed.',
      '17 Nov 2026, Berlin time',
      'Germany',
      'select count(*)',
      '$1 = DE',
    ])
      expect(view).toContain(part);
  });

  test('comes as a private message when the window does not open', async () => {
    web.answers['views.open'] = () => ({ ok: false, error: 'expired_trigger_id' });
    const { deliver } = await start();
    await deliver(bodies.mention('orders'));
    await deliver(bodies.click('how', buttonValue('chat.postMessage', 'how')));
    expect(JSON.stringify(web.of('chat.postEphemeral'))).toContain('select count(*)');
  });

  test('is refused to who may not see the figure', async () => {
    const { deliver } = await start({ answerChoice: async () => refusal() });
    await deliver(bodies.mention('margin'));
    await deliver(bodies.click('how', buttonValue('chat.postMessage', 'how')));
    expect(web.of('views.open')).toEqual([]);
    expect(web.of('chat.postEphemeral')).toMatchObject([{ text: 'Margin is only shown to Finance.' }]);
  });
});

describe('"Share to channel"', () => {
  test('shows the answer to everybody, worked out for what the channel may see', async () => {
    const { deliver, asked } = await start();
    await deliver(bodies.command('/ask', 'orders'));
    await deliver(
      bodies.click('share', buttonValue('response', 'share'), {
        container: { message_ts: '1.6', is_ephemeral: true },
      }),
    );
    expect(asked.at(-1)).toMatchObject({ place: { kind: 'public', channel: 'C1' }, thread: null });
    expect(web.of('response').at(-1)).toMatchObject({
      response_type: 'in_channel',
      replace_original: false,
      blocks: expect.arrayContaining([
        { type: 'context', elements: [{ type: 'mrkdwn', text: 'Shared by <@UMIA>' }] },
      ]),
    });
  });

  test('shows nothing that the channel may not see any more', async () => {
    const { deliver } = await start({
      answerChoice: async () => figure('Margin: 31%.', { audience: 'asker' }),
    });
    await deliver(bodies.command('/ask', 'orders'));
    await deliver(bodies.click('share', buttonValue('response', 'share')));
    expect(web.of('response')).toHaveLength(1);
    expect(web.said().at(-1)).toBe('That may not be shown to everybody here.');
  });
});

describe('feedback', () => {
  const stored = () =>
    database()
      .client`select verdict, reason, interpretation, asker_hash from feedback order by at desc limit 1`;
  const submit = (value: string) => ({
    type: 'view_submission',
    team: { id: 'T1' },
    user: { id: 'UMIA', team_id: 'T1' },
    trigger_id: `tr-view-${value.slice(-4)}`,
    view: {
      callback_id: 'feedback_reason',
      private_metadata: value,
      state: {
        values: { reason: { reason: { type: 'radio_buttons', selected_option: { value: 'wrong_period' } } } },
      },
    },
  });
  const thumbs = (): string => {
    const sent = JSON.stringify(web.of('chat.postMessage').at(-1)?.['blocks'] ?? []);
    return /"value":"good:([^"]+)"/.exec(sent)?.[1] ?? '';
  };

  test('is kept with what the answer meant and without who gave it', async () => {
    const { deliver } = await start();
    await deliver(bodies.mention('orders'));
    await deliver(bodies.click('feedback', `good:${thumbs()}`));
    const [row] = await stored();
    expect(row).toMatchObject({ verdict: 'good', reason: null, interpretation: [meaning] });
    expect(row?.['asker_hash']).not.toContain('UMIA');
  });

  test('that is bad asks for the reason, and keeps it', async () => {
    const { deliver } = await start();
    await deliver(bodies.mention('orders'));
    const value = `bad:${thumbs()}`;
    await deliver(bodies.click('feedback', value));
    expect(web.of('views.open')).toHaveLength(1);
    expect((await stored())[0]).toMatchObject({ verdict: 'bad', reason: null });
    await deliver(submit(value));
    expect((await stored())[0]).toMatchObject({ verdict: 'bad', reason: 'wrong_period' });
    const rows = await database()
      .client`select count(*)::int as n from feedback where reference = ${thumbs().split(':')[0] ?? ''}`;
    expect(rows).toEqual([{ n: 1 }]);
  });
});

describe('any button', () => {
  test('does nothing for guests, strangers and bots', async () => {
    const { deliver, asked } = await start();
    await deliver(bodies.mention('orders'));
    asked.length = 0;
    const value = buttonValue('chat.postMessage', 'how');
    await deliver(bodies.click('how', value, { user: { id: 'UX', team_id: 'T2' } }));
    web.answers['users.info'] = ({ user }) => ({ ok: true, user: { id: user, team_id: 'T1', is_bot: true } });
    await deliver(bodies.click('how', value, { user: { id: 'UB', team_id: 'T1' } }));
    expect(asked).toEqual([]);
    expect(web.of('views.open')).toEqual([]);
  });

  test('that fails says so to who clicked', async () => {
    const { deliver } = await start({ answerChoice: () => Promise.reject(new Error('select 1')) });
    await deliver(bodies.mention('orders'));
    await deliver(bodies.click('how', buttonValue('chat.postMessage', 'how')));
    expect(web.of('chat.postEphemeral')).toMatchObject([
      { user: 'UMIA', text: expect.stringMatching(/Something went wrong.*reference/) },
    ]);
  });
});
