import type { IncomingMessage, ServerResponse } from 'node:http';

/** What is let through to Bolt: the request with its body read, as Bolt expects it. */
type Buffered = IncomingMessage & { rawBody?: Buffer };

/** Slack's payloads are a few kilobytes; Bolt alone would read four megabytes. */
const mostBytes = 256 * 1024;

/** A request signed longer ago or for later than this is a replay or a wrong clock. Bolt looks at the past only. */
const windowSeconds = 300;

const form = 'application/x-www-form-urlencoded';

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

const isTimely = (request: IncomingMessage, nowSeconds: number): boolean => {
  const stamp = header(request, 'x-slack-request-timestamp');
  return /^\d{1,12}$/.test(stamp) && Math.abs(nowSeconds - Number(stamp)) <= windowSeconds;
};

/** Whether Bolt will find an object in the body: a signed `null` ends its process (Bolt 5.1, HTTPReceiver). */
const holdsObject = (request: IncomingMessage, body: string): boolean => {
  if (header(request, 'content-type') !== form) return body.trimStart().startsWith('{');
  const payload = body.includes('payload=') ? new URLSearchParams(body).get('payload') : null;
  return payload === null || payload.trimStart().startsWith('{');
};

/** Slack's check of the certificate is not signed; whatever comes along with it is dropped. */
const isSslCheck = (request: IncomingMessage, body: string): boolean =>
  header(request, 'content-type') === form &&
  body.includes('ssl_check=') &&
  new URLSearchParams(body).get('ssl_check') === '1';

/** The status that answers a request here and now; null for one that Bolt may see. */
const statusFor = (request: IncomingMessage, body: string, now: Temporal.Instant): number | null => {
  if (isSslCheck(request, body)) return 200;
  if (!isTimely(request, Math.floor(now.epochMilliseconds / 1000))) return 401;
  return holdsObject(request, body) ? null : 400;
};

/**
 * Stands before Bolt's HTTP receiver, which checks the signature, and turns away what Bolt does not: true when the
 * request may go on to it. 413 too large, 401 sent long ago or for later, 400 no object.
 */
export const letThrough = async (
  request: IncomingMessage,
  response: ServerResponse,
  now: () => Temporal.Instant,
): Promise<boolean> => {
  const raw = await readBody(request).catch(() => null);
  const status = raw === null ? 413 : statusFor(request, raw.toString('utf8'), now());
  if (raw === null || status !== null) {
    if (!response.headersSent) response.writeHead(status ?? 413, { connection: 'close' });
    response.end();
    return false;
  }
  (request as Buffered).rawBody = raw;
  return true;
};
