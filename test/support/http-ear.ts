import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { JsonObject } from '#src/playground/json.ts';
import { isObject, parseJson } from '#src/playground/json.ts';
import type { RunningWorkspace } from './workspace-server.ts';

export type HttpHeard = {
  readonly body: JsonObject;
  readonly headers: IncomingHttpHeaders;
  readonly signed: boolean;
};

/** A bare HTTP app that writes down what it gets and checks each signature, for what Bolt hides. */
export type HttpEar = {
  readonly heard: HttpHeard[];
  readonly url: string;
  readonly close: () => Promise<void>;
};

const bodyOf = (type: string, text: string): JsonObject => {
  if (type.startsWith('application/json')) {
    const parsed = parseJson(text);
    return isObject(parsed) ? parsed : {};
  }
  const fields = Object.fromEntries(new URLSearchParams(text));
  const payload = parseJson(fields['payload'] ?? '');
  return isObject(payload) ? payload : fields;
};

const isSigned = (secret: string, headers: IncomingHttpHeaders, text: string): boolean => {
  const timestamp = String(headers['x-slack-request-timestamp']);
  const wanted = `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${text}`).digest('hex')}`;
  const given = String(headers['x-slack-signature']);
  return given.length === wanted.length && timingSafeEqual(Buffer.from(given), Buffer.from(wanted));
};

/** Starts it and makes the workspace send there. `answer` gives status, headers and body for each request. */
export const listenOverHttp = async (
  running: RunningWorkspace,
  answer: (
    heard: HttpHeard,
    count: number,
  ) => {
    readonly status: number;
    readonly headers?: Record<string, string>;
    readonly body?: string;
  } | null = () => ({ status: 200 }),
): Promise<HttpEar> => {
  const heard: HttpHeard[] = [];
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const text = Buffer.concat(parts).toString('utf8');
    const one: HttpHeard = {
      body: bodyOf(request.headers['content-type'] ?? '', text),
      headers: request.headers,
      signed: isSigned(running.workspace.signingSecret, request.headers, text),
    };
    heard.push(one);
    const reply = answer(one, heard.length);
    if (reply !== null) response.writeHead(reply.status, reply.headers).end(reply.body ?? '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`;
  running.workspace.useRequestUrl(url);
  return {
    heard,
    url,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
