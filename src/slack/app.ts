import type { Receiver } from '@slack/bolt';
import { App } from '@slack/bolt';
import { nameFailure } from '#src/lib/errors.ts';
import type { Logger } from '#src/lib/log.ts';
import { answerMessage } from './ask.ts';
import { boltLogger } from './bolt-logger.ts';
import { readClicked } from './clicked.ts';
import { answerClick } from './clicks/answer-click.ts';
import { feedbackWindow, keepReason } from './clicks/feedback.ts';
import { answerCalled } from './commands.ts';
import type { Context, Me } from './context.ts';
import type { Gate } from './gate.ts';
import { createGate } from './gate.ts';
import { mentionsBot, readHeard } from './heard.ts';

/** Mentions, direct messages, and messages in threads the bot may go on with. */
const listenToMessages = (app: App, context: Context): void => {
  app.event('app_mention', async ({ event, body }) => {
    const heard = readHeard(event, body);
    if (heard) await answerMessage(heard, 'mention', context);
  });
  app.event('message', async ({ event, body }) => {
    const heard = readHeard(event, body);
    if (!heard) return;
    if (event.channel_type === 'im') await answerMessage(heard, 'direct', context);
    // A mention comes as an event of its own.
    else if (!mentionsBot(heard.text, context.me.botUserId)) await answerMessage(heard, 'follow_up', context);
  });
};

const listenToCommands = (app: App, context: Context): void => {
  app.command(/^\//, ({ command }) => answerCalled(command, context));
};

const listenToClicks = (app: App, context: Context): void => {
  app.action(/./, async ({ body }) => {
    const clicked = readClicked(body);
    if (clicked) await answerClick(clicked, context);
  });
  app.view(feedbackWindow, ({ body }) => keepReason(body, context));
};

/**
 * The Bolt app: every delivery passes the gate, then the listener for its kind. The answers go out through the
 * context's own client, never through Bolt's, whose retries could post twice.
 */
export const createApp = (options: {
  readonly receiver: Receiver;
  readonly token: string;
  readonly apiUrl: string | null;
  readonly me: Me;
  readonly gate: Gate;
  readonly context: Context;
  readonly log: Logger;
}): App => {
  const { receiver, token, apiUrl, me, gate, context, log } = options;
  const app = new App({
    receiver,
    token,
    botId: me.botId,
    botUserId: me.botUserId,
    tokenVerificationEnabled: false,
    convoStore: false,
    logger: boltLogger(log),
    clientOptions: {
      ...(apiUrl === null ? {} : { slackApiUrl: apiUrl }),
      retryConfig: { retries: 0 },
      timeout: 10_000,
    },
  });
  app.use(createGate(gate));
  listenToMessages(app, context);
  listenToCommands(app, context);
  listenToClicks(app, context);
  app.error(async (error) => log.error(nameFailure(error), 'slack.listener_failed'));
  return app;
};
