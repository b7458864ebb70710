import type { App, Receiver } from '@slack/bolt';
import type { Reply } from '#src/answer/reply.ts';
import { plainReply } from '#src/answer/reply.ts';
import type { Desk } from '#src/answer/scene.ts';
import type { Database } from '#src/database/connect.ts';
import { createClock } from '#src/lib/clock.ts';
import { createLogger } from '#src/lib/log.ts';
import type { Bot } from '#src/schedule/bot.ts';
import type { Question, Spine } from '#src/slack/asking.ts';
import { loadCommands } from '#src/slack/commands.ts';
import type { Connection } from '#src/slack/line.ts';
import type { Slack } from '#src/slack/slack.ts';
import { createSlack } from '#src/slack/slack.ts';
import { idleBot, noProposals } from '#test/support/no-bot.ts';

export const meaning: Reply['interpretation'] = { kind: 'freshness', metric: null };

/** An answer with a figure, as the spine would give it. */
export const figure = (headline: string, more: Partial<Reply> = {}): Reply => ({
  ...plainReply('answer', meaning, headline),
  provenance: {
    definitions: [{ label: 'orders', formula: 'count of orders placed' }],
    filters: ['Germany'],
    period: '17 Nov 2026, Berlin time',
    statements: [{ sql: 'select count(*) from orders where country = $1', params: ['DE'] }],
  },
  ...more,
});

/** A receiver without a network: hands bodies to the app as Slack's transports do. */
const createFakeReceiver = () => {
  let app: App | null = null;
  const acknowledged: unknown[] = [];
  let fails = false;
  const receiver: Receiver = {
    init: (given) => {
      app = given;
    },
    start: async () => {},
    stop: async () => {},
  };
  return {
    receiver,
    acknowledged,
    failToAcknowledge: (): void => {
      fails = true;
    },
    /** Resolves when everything the delivery set off is done. */
    deliver: async (body: object, retryNum?: number): Promise<void> => {
      await app?.processEvent({
        body,
        ack: async (response?: unknown) => {
          if (fails) throw new Error('the socket is closed');
          acknowledged.push(response ?? null);
        },
        ...(retryNum === undefined ? {} : { retryNum }),
      });
    },
  };
};

let serial = 0;
const next = (): string => String(++serial).padStart(6, '0');
export const nextTs = (): string => `1790000000.${next()}`;

/** Bodies as Slack sends them. */
export const bodies = {
  event: <E extends object>(event: E, more: object = {}) => ({
    type: 'event_callback',
    team_id: 'T1',
    event_id: `Ev${next()}`,
    authorizations: [{ team_id: 'T1', user_id: 'UBOT', is_bot: true }],
    event,
    ...more,
  }),
  mention: (text: string, more: object = {}) => {
    const ts = nextTs();
    return bodies.event({
      type: 'app_mention',
      user: 'UMIA',
      text: `<@UBOT> ${text}`,
      ts,
      channel: 'C1',
      event_ts: ts,
      ...more,
    });
  },
  message: (text: string, more: object = {}) => {
    const ts = nextTs();
    return bodies.event({
      type: 'message',
      channel_type: 'channel',
      user: 'UMIA',
      text,
      ts,
      channel: 'C1',
      event_ts: ts,
      ...more,
    });
  },
  direct: (text: string, more: object = {}) =>
    bodies.message(text, { channel: 'D1', channel_type: 'im', ...more }),
  command: (command: string, text: string, more: object = {}) => ({
    command,
    text,
    team_id: 'T1',
    user_id: 'UMIA',
    channel_id: 'C1',
    trigger_id: `tr${next()}`,
    response_url: 'https://hooks.slack.com/commands/T1/1/x',
    api_app_id: 'A1',
    ...more,
  }),
  click: (actionId: string, value: string, more: object = {}) => ({
    type: 'block_actions',
    team: { id: 'T1' },
    user: { id: 'UMIA', team_id: 'T1' },
    channel: { id: 'C1' },
    container: {
      type: 'message',
      message_ts: '1790000001.000001',
      channel_id: 'C1',
      thread_ts: '1790000001.000000',
    },
    trigger_id: `tr${next()}`,
    response_url: 'https://hooks.slack.com/actions/T1/1/x',
    actions: [{ type: 'button', action_id: actionId, block_id: 'b', value, action_ts: '1' }],
    ...more,
  }),
};

/** The Slack app with a made-up spine. `ask` answers questions; what it was asked is kept. */
export const startTestSlack = async (options: {
  readonly database: Database;
  readonly answer?: (question: Question) => Promise<Reply> | Reply;
  readonly answerChoice?: Spine['answerChoice'];
  /** The whole spine, instead of the two above. */
  readonly spine?: Spine;
  readonly connection?: Connection;
  readonly now?: () => Temporal.Instant;
  readonly patienceMs?: number;
  readonly bot?: Bot;
}) => {
  const fake = createFakeReceiver();
  const asked: Question[] = [];
  const lines: string[] = [];
  const log = createLogger('info', (line) => lines.push(line));
  const desk: Desk = {
    database: options.database,
    names: async () => () => [],
    wouldKnow: () => [],
    propose: noProposals,
    dayFirst: true,
    readByModel: null,
    log,
  };
  const answer = options.answer ?? (() => figure('Orders yesterday: 12 orders.'));
  const slack: Slack = createSlack({
    connection: options.connection ?? {
      kind: 'receiver',
      receiver: fake.receiver,
      botToken: 'xoxb-test',
      apiUrl: null,
    },
    desk,
    bot: options.bot ?? idleBot,
    commands: await loadCommands(),
    clock: createClock(options.now),
    log,
    spine: options.spine ?? {
      answer: async (question) => {
        asked.push(question);
        return answer(question);
      },
      answerChoice:
        options.answerChoice ??
        (async (chosen, question) => {
          asked.push(question);
          return { ...(await answer(question)), interpretation: chosen };
        }),
    },
    ...(options.patienceMs === undefined ? {} : { patienceMs: options.patienceMs }),
  });
  await slack.start();
  return { ...fake, slack, asked, lines };
};
