import type { IncomingMessage, ServerResponse } from 'node:http';
import { verifySlackRequest } from '@slack/bolt';

/** What is let through to Bolt: the request with its body read, as Bolt expects it. */
type Buffered = IncomingMessage & { rawBody?: Buffer };

/** Slack's payloads are a few kilobytes; Bolt alone would read four megabytes. */
const mostBytes = 256 * 1024;

/** A request signed longer ago or for later than this is a replay or a wrong clock. Bolt looks at the past only. */
const windowSeconds = 300;

const form = 'application/x-www-form-urlencoded';

const refuse = (response: ServerResponse, status: number): void => {
  if (!response.headersSent) response.writeHead(status, { connection: 'close' });
  response.end();
};

/** The body, or null when it is too large or never came whole. */
const readBody = async (request: IncomingMessage): Promise<Buffer | null> => {
  if (Number(request.headers['content-length'] ?? 0) > mostBytes) return null;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > mostBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

const header = (request: IncomingMessage, name: string): string => {
  const value = request.headers[name];
  return typeof value === 'string' ? value : '';
};

const isSigned = (request: IncomingMessage, body: string, secret: string, nowSeconds: number): boolean => {
  const stamp = header(request, 'x-slack-request-timestamp');
  if (!/^\d{1,12}$/.test(stamp) || Math.abs(nowSeconds - Number(stamp)) > windowSeconds) return false;
  try {
    verifySlackRequest({
      signingSecret: secret,
      body,
      headers: {
        'x-slack-signature': header(request, 'x-slack-signature'),
        'x-slack-request-timestamp': Number(stamp),
      },
      nowMilliseconds: nowSeconds * 1000,
    });
    return true;
  } catch {
    return false;
  }
};

/** Whether Bolt will find an object in the body: a signed `null` ends its process (Bolt 5.1, HTTPReceiver). */
const holdsObject = (request: IncomingMessage, body: string): boolean => {
  if (header(request, 'content-type') !== form) return body.trimStart().startsWith('{');
  const payload = body.includes('payload=') ? new URLSearchParams(body).get('payload') : null;
  return payload === null || payload.trimStart().startsWith('{');
};

const isSslCheck = (request: IncomingMessage, body: string): boolean =>
  header(request, 'content-type') === form && new URLSearchParams(body).get('ssl_check') === '1';

/**
 * Stands before Bolt's HTTP receiver: true when the request may go on to it. Everything else is answered here: 413 too
 * large, 401 unsigned, signed for another time or by somebody else, 400 no object, 200 Slack's check of the certificate.
 */
export const letThrough = async (
  request: IncomingMessage,
  response: ServerResponse,
  options: { readonly signingSecret: string; readonly now: () => Temporal.Instant },
): Promise<boolean> => {
  const raw = await readBody(request).catch(() => null);
  if (raw === null) {
    refuse(response, 413);
    return false;
  }
  const body = raw.toString('utf8');
  if (isSslCheck(request, body)) {
    response.writeHead(200).end();
    return false;
  }
  const nowSeconds = Math.floor(options.now().epochMilliseconds / 1000);
  if (!isSigned(request, body, options.signingSecret, nowSeconds)) {
    refuse(response, 401);
    return false;
  }
  if (!holdsObject(request, body)) {
    refuse(response, 400);
    return false;
  }
  (request as Buffered).rawBody = raw;
  return true;
};
