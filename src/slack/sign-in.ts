import type { WebClient } from '@slack/web-api';
import { WebAPIPlatformError } from '@slack/web-api';
import { AppError, nameFailure } from '#src/lib/errors.ts';
import type { Me } from './context.ts';

const unreachable = (cause: unknown): AppError =>
  new AppError('source_down', `Slack cannot be reached: ${nameFailure(cause).code}`, {
    userMessage: 'Slack cannot be reached.',
    hint: 'Check the network, and SLACK_API_URL if it is set; then start again.',
    cause,
  });

/** A token that Slack does not accept, in a sentence; everything else is Slack not being reached. */
const refused = (cause: unknown, name: string, hint: string): AppError =>
  cause instanceof WebAPIPlatformError
    ? new AppError('bad_config', `${name}: ${cause.data.error}`, {
        userMessage: `Slack does not accept ${name} (${cause.data.error}).`,
        hint,
        cause,
      })
    : unreachable(cause);

/** Asks Slack who the bot token belongs to. Throws AppError when it is not accepted. */
export const signIn = async (web: WebClient): Promise<Me> => {
  try {
    const { team_id, user_id, bot_id } = await web.auth.test();
    if (team_id && user_id && bot_id) return { teamId: team_id, botUserId: user_id, botId: bot_id };
  } catch (cause) {
    throw refused(
      cause,
      'SLACK_BOT_TOKEN',
      'Copy the bot token (it begins with xoxb-) again from "OAuth & Permissions" of your Slack app.',
    );
  }
  throw new AppError('bad_config', 'auth.test names no bot', {
    userMessage: 'SLACK_BOT_TOKEN is not the token of a bot.',
    hint: 'Use the token that begins with xoxb-.',
  });
};

/** Opens the line. Throws AppError when Slack does not accept the app token. */
export const openLine = async (open: () => Promise<void>): Promise<void> => {
  try {
    await open();
  } catch (cause) {
    throw refused(
      cause,
      'SLACK_APP_TOKEN',
      'Make an app-level token with the scope connections:write (it begins with xapp-) under "Basic Information".',
    );
  }
};
