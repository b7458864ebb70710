import { afterEach, describe, expect, test } from 'vitest';
import { plainReply } from '#src/answer/reply.ts';
import { useDatabase } from '#test/support/database.ts';
import { figure } from '#test/support/slack.ts';
import type { TransportKind } from '#test/support/slack-in-workspace.ts';
import { feedbackValue, runSlackInWorkspace } from '#test/support/slack-in-workspace.ts';
import { channelId, until } from '#test/support/workspace-look.ts';

const database = useDatabase();

type Workspace = Awaited<ReturnType<typeof runSlackInWorkspace>>;
const open: Workspace[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.stop()));
});

const run = async (
  kind: TransportKind,
  more: Partial<Parameters<typeof runSlackInWorkspace>[0]> = {},
): Promise<Workspace> => {
  const one = await runSlackInWorkspace({ kind, database: database(), ...more });
  open.push(one);
  return one;
};

const transports = ['socket', 'http'] as const;

const texts = (messages: readonly { readonly text: string }[]): readonly string[] =>
  messages.map(({ text }) => text);

const table = {
  caption: 'Orders by country',
  columns: [
    { title: 'Country', align: 'left' as const },
    { title: 'Orders', align: 'right' as const },
  ],
  rows: [
    ['Germany', '1,200'],
    ['<!channel> *France*', '–'],
  ],
  of: 7,
};
const chart = {
  kind: 'bar' as const,
  title: 'Orders',
  categories: ['Germany', 'France', 'Italy'],
  series: [{ name: 'Orders', points: [3, 2, 1] }],
  unit: '',
};

describe.each(transports)('over %s', (kind) => {
  test('a mention is answered in its thread, with table and chart', async () => {
    const { say, replies } = await run(kind, {
      app: { answer: () => figure('Orders: 1,203.', { table, chart }) },
    });
    const ts = await say('mia', '@crosswalk orders by country');
    await until(() => replies(ts).length > 0);
    const [reply] = replies(ts);
    expect(reply?.text).toMatch(/^Orders: 1,203\./);
    expect(reply?.blocks.map(({ type }) => type)).toEqual([
      'rich_text',
      'data_visualization',
      'data_table',
      'context',
      'actions',
      'context_actions',
    ]);
  });

  test('a direct message is answered below it, with the departments of who asks', async () => {
    const { say, openDirect, inChannel, apps } = await run(kind);
    const channel = await openDirect('jonas');
    await say('jonas', 'orders yesterday', channel);
    await until(() => inChannel(channel).length > 0);
    expect(inChannel(channel)[0]?.threadTs).toBeNull();
    expect(apps[0]?.asked[0]).toMatchObject({
      place: { kind: 'direct' },
      asker: { departments: ['finance'] },
    });
  });

  test('a command is answered to its caller alone, and shared on a click', async () => {
    const { act, general, whispers, inChannel, click } = await run(kind);
    await act('mia', 'say', { channel: general, text: '/stock Trail Runner 2' });
    await until(() => whispers('mia').length > 0);
    expect(inChannel()).toEqual([]);
    await click('mia', whispers('mia')[0], 'share');
    await until(() => inChannel().length > 0);
    expect(inChannel()[0]?.text).toBe('Orders yesterday: 12 orders.');
    expect(JSON.stringify(inChannel()[0]?.blocks)).toMatch(/Shared by <@U/);
  });

  test('a choice is answered in the thread and its buttons go', async () => {
    const choices = [
      { label: 'net sales', interpretation: { kind: 'define', metric: 'sales.net_sales' } as const },
    ];
    const clarify = plainReply('clarify', { kind: 'clarify', question: '', choices: [] }, 'Which revenue?', {
      choices,
    });
    const { say, replies, click } = await run(kind, {
      app: { answer: ({ text }) => (text === '' ? figure('Net sales: €12.00.') : clarify) },
    });
    const ts = await say('mia', '@crosswalk revenue');
    await until(() => replies(ts).length > 0);
    await click('mia', replies(ts)[0], 'choice:0');
    await expect.poll(() => texts(replies(ts))).toEqual(['Understood as: net sales', 'Net sales: €12.00.']);
  });

  test('"How I got this" opens a window', async () => {
    const { say, replies, click, openViews } = await run(kind);
    const ts = await say('mia', '@crosswalk orders');
    await until(() => replies(ts).length > 0);
    await click('mia', replies(ts)[0], 'how');
    await until(() => openViews('mia').length > 0);
    expect(JSON.stringify(openViews('mia')[0]?.view)).toContain('count of orders placed');
  });

  test('a thumb down asks for the reason and keeps it', async () => {
    const { say, replies, click, openViews, act } = await run(kind);
    const ts = await say('mia', '@crosswalk orders');
    await until(() => replies(ts).length > 0);
    const value = feedbackValue(replies(ts)[0], 'negative_button');
    await click('mia', replies(ts)[0], 'feedback', value);
    await until(() => openViews('mia').length > 0);
    const [view] = openViews('mia');
    await act('mia', 'submit', { view: view?.id ?? '', state: { reason: { reason: 'wrong_number' } } });
    const reference = value.split(':')[1] ?? '';
    const stored = () => database().client`select reason from feedback where reference = ${reference}`;
    await expect.poll(stored).toEqual([{ reason: 'wrong_number' }]);
  });

  test('delivered again, over and over, a question is answered once', async () => {
    const { say, replies, asked, trouble, workspace, apps } = await run(kind);
    trouble({ kind: 'redeliver', count: 3 });
    const ts = await say('mia', '@crosswalk orders');
    await until(() => replies(ts).length > 0);
    await workspace.settled();
    await until(() => apps.every(({ slack }) => slack.health().inFlight === 0));
    expect(asked()).toHaveLength(1);
    expect(replies(ts)).toHaveLength(1);
  });

  test('edited, a question is not answered again', async () => {
    const { say, replies, act, general, asked, workspace } = await run(kind);
    const ts = await say('mia', '@crosswalk orders');
    await until(() => replies(ts).length > 0);
    await act('mia', 'edit', { channel: general, ts, text: '@crosswalk orders last week' });
    await workspace.settled();
    expect(asked()).toHaveLength(1);
  });

  test('posted although the answer of Slack got lost, a message is not posted again', async () => {
    const { say, replies, whispers, trouble } = await run(kind);
    trouble({ kind: 'lost_response', only: 'chat.postMessage', times: 1 });
    const ts = await say('mia', '@crosswalk orders');
    await until(() => whispers('mia').length > 0);
    expect(replies(ts)).toHaveLength(1);
    expect(whispers('mia')[0]?.text).toMatch(/did not confirm my answer/);
  });

  test('too fast for Slack, an answer waits and comes once', async () => {
    const { say, replies, trouble } = await run(kind);
    trouble({ kind: 'rate_limited', only: 'chat.postMessage', times: 1, seconds: 1 });
    const ts = await say('mia', '@crosswalk orders');
    await until(() => replies(ts).length > 0);
    expect(texts(replies(ts))).toEqual(['Orders yesterday: 12 orders.']);
  });

  test('people of another company and guests get no figures', async () => {
    const { say, whispers, asked } = await run(kind);
    const shared = channelId('partner-shared');
    for (const name of ['carla', 'felix']) {
      await say(name, '@crosswalk orders', shared);
      await until(() => whispers(name, shared).length > 0);
      expect(whispers(name, shared)[0]?.text).toMatch(/^I only answer people who work here/);
    }
    expect(asked()).toEqual([]);
  });

  test('in a channel shared with another company the place counts as external', async () => {
    const { say, apps, asked } = await run(kind);
    await say('mia', '@crosswalk orders', channelId('partner-shared'));
    await until(() => asked().length > 0);
    expect(apps[0]?.asked[0]?.place.kind).toBe('external');
  });

  test('an answer under way when the bot stops is still sent', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const { say, replies, apps, asked } = await run(kind, {
      app: {
        answer: async () => {
          await promise;
          return figure('done');
        },
      },
    });
    const ts = await say('mia', '@crosswalk orders');
    await until(() => asked().length > 0);
    const stopped = apps[0]?.slack.stop();
    resolve();
    await stopped;
    expect(texts(replies(ts))).toEqual(['done']);
  });
});

describe('over sockets', () => {
  test('the same envelope on two of them is answered once', async () => {
    const { say, replies, asked, trouble, workspace, apps } = await run('socket', { replicas: 2 });
    trouble({ kind: 'every_socket' });
    const ts = await say('mia', '@crosswalk orders');
    await until(() => replies(ts).length > 0);
    await workspace.settled();
    await until(() => apps.every(({ slack }) => slack.health().inFlight === 0));
    expect([asked().length, replies(ts).length]).toEqual([1, 1]);
  });

  test('a reply under way when Slack refreshes the socket is still posted once', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const { say, replies, asked, workspace, apps } = await run('socket', {
      app: {
        answer: async () => {
          await promise;
          return figure('done');
        },
      },
    });
    const ts = await say('mia', '@crosswalk orders');
    await until(() => asked().length > 0);
    workspace.refreshSockets();
    await until(() => apps[0]?.slack.health().connectedSince === null);
    resolve();
    await until(() => replies(ts).length > 0);
    expect(texts(replies(ts))).toEqual(['done']);
  });
});

test('over HTTP a request signed for another hour is not taken', async () => {
  const { say, asked, trouble, workspace } = await run('http');
  trouble({ kind: 'clock_skew', seconds: 3600 });
  await say('mia', '@crosswalk orders');
  await workspace.settled();
  expect(asked()).toEqual([]);
});
