import { existsSync } from 'node:fs';
import { AppError } from './lib/errors.ts';

/** How the bot reaches Slack, or `local` when no tokens are set. */
export type SlackConfig =
  | {
      readonly kind: 'socket';
      readonly botToken: string;
      readonly appToken: string;
      readonly apiUrl: string | null;
    }
  | {
      readonly kind: 'http';
      readonly botToken: string;
      readonly signingSecret: string;
      readonly apiUrl: string | null;
    }
  | { readonly kind: 'local' };

/** Everything the environment says, read once. Secrets of sources stay under their own names in `secrets`. */
export type Config = {
  readonly host: string;
  readonly port: number;
  readonly workspacePort: number;
  readonly databaseUrl: string | null;
  readonly databaseReadUrl: string | null;
  readonly dataDir: string;
  readonly slack: SlackConfig;
  readonly model: {
    readonly apiKey: string;
    readonly baseUrl: string | null;
    readonly model: string | null;
  } | null;
  readonly logLevel: string;
  readonly secrets: Readonly<Record<string, string>>;
};

type Env = Readonly<Record<string, string | undefined>>;

const logLevels = ['debug', 'info', 'warn', 'error', 'silent'];

/** Reads `.env` when there is one, then the environment. Throws AppError naming the setting that cannot be used. */
export const loadConfig = (env?: Env): Config => {
  if (env === undefined && existsSync('.env')) process.loadEnvFile('.env');
  const values = env ?? process.env;
  const text = (name: string): string | null => values[name]?.trim() || null;
  const logLevel = text('LOG_LEVEL') ?? 'warn';
  if (!logLevels.includes(logLevel)) throw wrong('LOG_LEVEL', logLevel, `one of ${logLevels.join(', ')}`);
  const apiKey = text('OPENAI_API_KEY');
  return {
    host: text('HOST') ?? '127.0.0.1',
    port: portOf('PORT', text('PORT') ?? '3000'),
    workspacePort: portOf('WORKSPACE_PORT', text('WORKSPACE_PORT') ?? '3100'),
    databaseUrl: text('DATABASE_URL'),
    databaseReadUrl: text('DATABASE_URL_READ'),
    dataDir: text('CROSSWALK_DATA_DIR') ?? '.data',
    slack: slackOf(text),
    model:
      apiKey || text('OPENAI_BASE_URL')
        ? { apiKey: apiKey ?? 'none', baseUrl: text('OPENAI_BASE_URL'), model: text('OPENAI_MODEL') }
        : null,
    logLevel,
    secrets: Object.fromEntries(
      Object.entries(values).flatMap(([name, value]) => (value?.trim() ? [[name, value.trim()]] : [])),
    ),
  };
};

const portOf = (name: string, value: string): number => {
  const port = Number(value);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw wrong(name, value, 'a port number such as 3000');
  return port;
};

const slackOf = (text: (name: string) => string | null): SlackConfig => {
  const botToken = text('SLACK_BOT_TOKEN');
  const appToken = text('SLACK_APP_TOKEN');
  const signingSecret = text('SLACK_SIGNING_SECRET');
  const apiUrl = text('SLACK_API_URL');
  if (!botToken && (appToken || signingSecret)) {
    throw new AppError('bad_config', 'SLACK_BOT_TOKEN is missing', {
      userMessage: `${appToken ? 'SLACK_APP_TOKEN' : 'SLACK_SIGNING_SECRET'} is set, but SLACK_BOT_TOKEN is not.`,
      hint: 'Copy the bot token (it begins with xoxb-) from "OAuth & Permissions" of your Slack app, or leave all three out for the local workspace.',
    });
  }
  if (!botToken) return { kind: 'local' };
  if (appToken) return { kind: 'socket', botToken, appToken, apiUrl };
  if (signingSecret) return { kind: 'http', botToken, signingSecret, apiUrl };
  throw new AppError('bad_config', 'neither SLACK_APP_TOKEN nor SLACK_SIGNING_SECRET is set', {
    userMessage: 'SLACK_BOT_TOKEN is set, but Crosswalk does not know how to hear from Slack.',
    hint: 'Set SLACK_APP_TOKEN (it begins with xapp-) for Socket Mode, or SLACK_SIGNING_SECRET for HTTP.',
  });
};

const wrong = (name: string, value: string, wanted: string): AppError =>
  new AppError('bad_config', `${name} cannot be ${value}`, {
    userMessage: `${name} is "${value}", which cannot be used.`,
    hint: `Set it to ${wanted}, or leave it out.`,
  });
