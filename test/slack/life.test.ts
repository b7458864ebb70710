import { describe, expect, test } from 'vitest';
import { useDatabase } from '#test/support/database.ts';
import { bodies, figure, startTestSlack } from '#test/support/slack.ts';
import { useWebApi } from '#test/support/web-api.ts';

const database = useDatabase();
const web = useWebApi();
const start = (more: Partial<Parameters<typeof startTestSlack>[0]> = {}) =>
  startTestSlack({ database: database(), ...more });

describe('a start', () => {
  test.each(['invalid_auth', 'token_revoked', 'account_inactive', 'not_authed'])(
    'with a bot token that Slack does not accept (%s) says so in a sentence',
    async (error) => {
      web.answers['auth.test'] = () => ({ ok: false, error });
      await expect(start()).rejects.toMatchObject({
        code: 'bad_config',
        userMessage: `Slack does not accept SLACK_BOT_TOKEN (${error}).`,
        hint: expect.stringContaining('xoxb-'),
      });
    },
  );

  test('with an app token that Slack does not accept says so in a sentence', async () => {
    web.answers['apps.connections.open'] = () => ({ ok: false, error: 'invalid_auth' });
    const connection = { kind: 'socket', botToken: 'xoxb-1', appToken: 'xapp-1', apiUrl: null } as const;
    await expect(start({ connection })).rejects.toMatchObject({
      userMessage: 'Slack does not accept SLACK_APP_TOKEN (invalid_auth).',
      hint: expect.stringContaining('connections:write'),
    });
  });

  test('without a Slack to reach says so in a sentence', async () => {
    web.answers['auth.test'] = () => Response.error();
    await expect(start()).rejects.toMatchObject({
      code: 'source_down',
      userMessage: 'Slack cannot be reached.',
    });
  });

  test('with the token of a person says so in a sentence', async () => {
    web.answers['auth.test'] = () => ({ ok: true, team_id: 'T1', user_id: 'U1' });
    await expect(start()).rejects.toMatchObject({
      userMessage: 'SLACK_BOT_TOKEN is not the token of a bot.',
    });
  });
});

describe('a stop', () => {
  test('lets running answers finish', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const { deliver, slack, asked } = await start({
      answer: async () => {
        await promise;
        return figure('done');
      },
    });
    const delivered = deliver(bodies.mention('orders'));
    await expect.poll(() => asked.length).toBe(1);
    let stopped = false;
    const stopping = slack.stop().then(() => {
      stopped = true;
    });
    expect(slack.health()).toMatchObject({ connectedSince: null, inFlight: 1 });
    expect(stopped).toBe(false);
    resolve();
    await Promise.all([stopping, delivered]);
    expect(web.said()).toEqual(['done']);
  });

  test('does not wait for ever', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const { deliver, slack, asked, lines } = await start({
      patienceMs: 20,
      answer: async () => {
        await promise;
        return figure('done');
      },
    });
    const delivered = deliver(bodies.mention('orders'));
    await expect.poll(() => asked.length).toBe(1);
    await slack.stop();
    expect(lines.join()).toContain('slack.stopped_early');
    resolve();
    await delivered;
  });
});

describe('a question that died with its process', () => {
  const leave = (ts: string, at: string) =>
    database()
      .client`insert into questions (team_id, channel_id, ts, thread_ts, user_id, reference, state, at)
      values ('T1', 'C1', ${ts}, ${ts}, 'UMIA', 'ABC-DEF', 'working', ${at})`;

  test('is owned up to once, by one process, where it was asked', async () => {
    const now = () => Temporal.Instant.from('2026-11-18T09:00Z');
    await leave('1.1', '2026-11-18T08:50Z');
    await leave('2.2', '2026-11-18T08:59:30Z');
    await Promise.all([start({ now }), start({ now })]);
    await expect.poll(() => web.said()).toEqual([expect.stringMatching(/^I was restarted/)]);
    expect(web.of('chat.postMessage')).toMatchObject([{ channel: 'C1', thread_ts: '1.1' }]);
    const states = await database()
      .client`select ts, state from questions where ts in ('1.1', '2.2') order by ts`;
    expect(states).toEqual([
      { ts: '1.1', state: 'failed' },
      { ts: '2.2', state: 'working' },
    ]);
  });
});

test('what happened can be counted', async () => {
  const { deliver, slack } = await start();
  const body = bodies.command('/stock', 'x');
  await deliver(body);
  await deliver(body);
  await deliver(bodies.mention('orders'));
  const values = slack
    .samples()
    .map(({ name, labels, value }) => `${name} ${Object.values(labels).join(' ')} ${value}`);
  expect(values).toEqual(
    expect.arrayContaining([
      'crosswalk_slack_deliveries_total command yes 1',
      'crosswalk_slack_deliveries_total command no 1',
      'crosswalk_slack_deliveries_total message yes 1',
      'crosswalk_questions_total stock answer 1',
      'crosswalk_slack_posts_total whole 2',
      'crosswalk_question_seconds_count  2',
    ]),
  );
  expect(slack.health().lastHeard).not.toBeNull();
});
