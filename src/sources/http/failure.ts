import { STATUS_CODES } from 'node:http';
import { AppError } from '#src/lib/errors.ts';
import { redact } from '#src/lib/log.ts';

/** `[GET] "https://shop.example/orders"`: no query, no user info, nothing that looks like a secret. */
export const describeRequest = (method: string, url: string): string => {
  const parsed = URL.parse(url);
  return `[${method}] "${redact(parsed ? `${parsed.origin}${parsed.pathname}` : (url.split('?')[0] ?? ''))}"`;
};

const hostOf = (url: string): string => URL.parse(url)?.host ?? 'the address';

/** Why a request never got an answer, in words. */
const causes: Readonly<Record<string, string>> = {
  TIMEOUT: 'it did not answer in time',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'its name could not be looked up',
  ECONNREFUSED: 'nothing answers there',
  ECONNRESET: 'it broke off the connection',
  EPIPE: 'it broke off the connection',
  UND_ERR_SOCKET: 'it broke off the connection',
  UND_ERR_CONNECT_TIMEOUT: 'it could not be reached in time',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is not one that can be trusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is not one that can be trusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate is not one that can be trusted',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host',
  ERR_SSL_WRONG_VERSION_NUMBER: 'it does not speak https (is it http?)',
};

/** Causes that the next try will not find changed. */
const lasting: ReadonlySet<string> = new Set(
  Object.keys(causes).filter((code) => /^(ENOTFOUND|CERT|DEPTH|SELF|UNABLE|ERR_)/.test(code)),
);

/** The innermost code of an error that `fetch` threw. */
const codeOf = (error: unknown): string | null => {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    const { code } = at as { readonly code?: unknown };
    if (typeof code === 'string') return code;
    if (at.name === 'TimeoutError') return 'TIMEOUT';
  }
  return null;
};

/** The AppError inside an error, for refusals of our own that come out of `fetch` wrapped. */
export const ownError = (error: unknown): AppError | null => {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    if (at instanceof AppError) return at;
  }
  return null;
};

/** A request that got no answer. */
export const noAnswer = (method: string, url: string, error: unknown): AppError => {
  const code = codeOf(error) ?? 'NETWORK';
  const why = causes[code] ?? 'the connection failed';
  return new AppError(
    lasting.has(code) ? 'bad_config' : 'source_down',
    `${describeRequest(method, url)}: ${code}`,
    {
      userMessage: `${hostOf(url)} cannot be read: ${why}.`,
      cause: error,
    },
  );
};

/** An answer with a status that is no success. */
export const badStatus = (method: string, url: string, status: number): AppError => {
  const text = `${describeRequest(method, url)}: ${status} ${STATUS_CODES[status] ?? ''}`.trimEnd();
  const host = hostOf(url);
  if (status === 401 || status === 403)
    return new AppError('not_allowed', text, { userMessage: `${host} refuses the credentials (${status}).` });
  if (status === 404)
    return new AppError('not_found', text, { userMessage: `${host} has nothing at that address (404).` });
  if (status === 429)
    return new AppError('source_limited', text, { userMessage: `${host} asks for fewer requests (429).` });
  if (status >= 500)
    return new AppError('source_down', text, { userMessage: `${host} has a fault of its own (${status}).` });
  return new AppError('bad_reply', text, { userMessage: `${host} did not accept the request (${status}).` });
};

/** Asks for a longer pause than a run may wait. */
export const longPause = (method: string, url: string, waitMs: number): AppError =>
  new AppError(
    'source_limited',
    `${describeRequest(method, url)}: asks to wait ${Math.ceil(waitMs / 1000)} s`,
    {
      userMessage: `${hostOf(url)} asks to be left alone for ${Math.ceil(waitMs / 1000)} seconds.`,
    },
  );

/** An answer that is not the JSON it should be: a maintenance page, a firewall's question, half an answer. */
export const notJson = (method: string, url: string, contentType: string | null): AppError =>
  new AppError(
    'bad_reply',
    `${describeRequest(method, url)}: not JSON (${contentType ?? 'no content type'})`,
    {
      userMessage: `${hostOf(url)} answered with ${
        contentType?.includes('html') ? 'a web page' : 'something'
      } that is not data.`,
    },
  );

export const tooLarge = (method: string, url: string, maxBytes: number): AppError =>
  new AppError('bad_reply', `${describeRequest(method, url)}: more than ${maxBytes} bytes`, {
    userMessage: `${hostOf(url)} answered with more data than can be read at once.`,
  });
