import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';

/**
 * How Slack took a message. `refused` is certain: it was not accepted, because of the message or because of the place.
 * `later` was not accepted either and may be tried again after the wait. After `uncertain` it may have been posted:
 * trying again could post twice.
 */
export type Outcome =
  | { readonly kind: 'posted'; readonly ts: string | null }
  | { readonly kind: 'refused'; readonly because: 'message' | 'place'; readonly error: string }
  | { readonly kind: 'later'; readonly waitMs: number; readonly error: string }
  | { readonly kind: 'uncertain'; readonly error: string };

/** Errors that a shorter message can cure (method reference of chat.postMessage). */
const aboutMessage =
  /^(?:invalid_blocks|msg_blocks_too_long|msg_too_long|no_text|invalid_attachments|too_many_attachments|invalid_arguments|invalid_arg_name|markdown_text_conflict|invalid_payload|invalid_metadata|metadata_too_large)/;

/** Errors after which Slack may have posted all the same. */
const uncertain = new Set([
  'fatal_error',
  'internal_error',
  'request_timeout',
  'service_unavailable',
  'team_added_to_org',
]);

/** The network gave up before anything was sent. */
const neverSent = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);

/** What an error that Slack names says about the message. */
const refusal = (error: string): Outcome => {
  if (uncertain.has(error)) return { kind: 'uncertain', error };
  return { kind: 'refused', because: aboutMessage.test(error) ? 'message' : 'place', error };
};

const networkCode = (error: unknown): string => {
  if (!(error instanceof Error)) return 'unknown';
  const { code } = error as { readonly code?: unknown };
  if (typeof code === 'string') return code;
  return error.cause === undefined ? error.name : networkCode(error.cause);
};

/** An outcome for a request that never got an answer. */
export const lostRequest = (error: unknown): Outcome => {
  const code = networkCode(error);
  return neverSent.has(code)
    ? { kind: 'later', waitMs: 500, error: code }
    : { kind: 'uncertain', error: code };
};

/** What an exception of Slack's client says about the message that was being sent. */
export const outcomeOf = (error: unknown): Outcome => {
  if (error instanceof WebAPIPlatformError) return refusal(error.data.error);
  if (error instanceof WebAPIRateLimitedError)
    return { kind: 'later', waitMs: error.retryAfter * 1000, error: 'rate_limited' };
  if (error instanceof WebAPIHTTPError) {
    const said = `http_${error.statusCode}`;
    return error.statusCode >= 500 ? { kind: 'uncertain', error: said } : refusal(said);
  }
  return lostRequest(error instanceof WebAPIRequestError ? error.original : error);
};

/** The error name in the body of a `response_url`'s answer, or null when it took the message. */
const errorIn = (body: string): string | null => {
  try {
    const answer: unknown = JSON.parse(body);
    if (typeof answer !== 'object' || answer === null || !('ok' in answer) || answer.ok !== false)
      return null;
    return 'error' in answer && typeof answer.error === 'string' ? answer.error : 'unknown';
  } catch {
    return null;
  }
};

/** How a `response_url` took a message: statuses and bodies as Slack gives them. */
export const outcomeOfResponse = (status: number, retryAfter: string | null, body: string): Outcome => {
  if (status === 429)
    return { kind: 'later', waitMs: (Number(retryAfter) || 1) * 1000, error: 'rate_limited' };
  const error = errorIn(body) ?? (status >= 400 ? body.slice(0, 60) || `http_${status}` : null);
  if (error === null) return { kind: 'posted', ts: null };
  return status >= 500 && !aboutMessage.test(error) ? { kind: 'uncertain', error } : refusal(error);
};
