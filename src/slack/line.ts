import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Receiver } from '@slack/bolt';
import { HTTPReceiver, SocketModeReceiver } from '@slack/bolt';
import type { Logger } from '#src/lib/log.ts';
import { boltLogger } from './bolt-logger.ts';
import { letThrough } from './guard.ts';

/** How Slack reaches the bot; `receiver` is one the caller made. */
export type Connection = { readonly botToken: string; readonly apiUrl: string | null } & (
  | { readonly kind: 'socket'; readonly appToken: string }
  | { readonly kind: 'http'; readonly signingSecret: string }
  | { readonly kind: 'receiver'; readonly receiver: Receiver }
);

/** The line to Slack: where deliveries come in. `connectedSince` is null while nothing can come in. */
export type Line = {
  readonly receiver: Receiver;
  readonly open: () => Promise<void>;
  readonly close: () => void;
  readonly connectedSince: () => Temporal.Instant | null;
  /** Takes a request of Slack's; for HTTP only. */
  readonly take: ((request: IncomingMessage, response: ServerResponse) => Promise<void>) | null;
};

type LineOptions = { readonly now: () => Temporal.Instant; readonly log: Logger };

/**
 * Socket Mode with a receiver built apart from the app: sharing options with it gives every listener's client a
 * hundred retries, and bounded retries there end in a socket that never returns (Bolt 5.1, facts on Slack).
 */
const socketLine = (
  connection: Extract<Connection, { readonly kind: 'socket' }>,
  { now, log }: LineOptions,
): Line => {
  const { appToken, apiUrl } = connection;
  const receiver = new SocketModeReceiver({
    appToken,
    logger: boltLogger(log),
    installerOptions: { clientOptions: apiUrl === null ? {} : { slackApiUrl: apiUrl } },
    customPropertiesExtractor: ({ envelope_id }: { readonly envelope_id?: string }) => ({
      envelopeId: envelope_id,
    }),
  });
  let since: Temporal.Instant | null = null;
  receiver.client.on('connected', () => {
    since = now();
  });
  receiver.client.on('close', () => {
    since = null;
  });
  return {
    receiver,
    open: async () => {
      await receiver.start();
    },
    close: () => {
      since = null;
      void receiver.client.disconnect();
    },
    connectedSince: () => since,
    take: null,
  };
};

const httpLine = (
  connection: Extract<Connection, { readonly kind: 'http' }>,
  { now, log }: LineOptions,
): Line => {
  const receiver = new HTTPReceiver({ signingSecret: connection.signingSecret, logger: boltLogger(log) });
  let since: Temporal.Instant | null = null;
  return {
    receiver,
    open: async () => {
      since = now();
    },
    close: () => {
      since = null;
    },
    connectedSince: () => since,
    take: async (request, response) => {
      // Slack brings it again to another replica, or here after a restart.
      if (since === null) response.writeHead(503, { connection: 'close', 'retry-after': '5' }).end();
      else if (await letThrough(request, response, now)) receiver.requestListener(request, response);
    },
  };
};

const givenLine = (receiver: Receiver, { now }: LineOptions): Line => {
  let since: Temporal.Instant | null = null;
  return {
    receiver,
    open: async () => {
      await receiver.start();
      since = now();
    },
    close: () => {
      since = null;
    },
    connectedSince: () => since,
    take: null,
  };
};

/** Builds the line for the way Slack is connected; nothing comes in before it is opened. */
export const createLine = (connection: Connection, options: LineOptions): Line => {
  switch (connection.kind) {
    case 'socket':
      return socketLine(connection, options);
    case 'http':
      return httpLine(connection, options);
    case 'receiver':
      return givenLine(connection.receiver, options);
    default:
      return connection satisfies never;
  }
};
