import { stopwatch } from '#src/lib/clock.ts';
import { AppError } from '#src/lib/errors.ts';
import { badStatus } from '../http/failure.ts';
import type { Http, JsonReply } from '../http/http.ts';
import { queryText } from './queries.ts';

/** The one place that says which version of the Admin API is spoken; quarterly, each supported for a year. */
export const apiVersion = '2026-10';

/** Where a shop is and what opens it: a token of an older app, or an app's own id and secret that tokens are minted from. */
export type ShopifyAccess = {
  readonly base: string;
  readonly domain: string;
  readonly token: string | null;
  readonly client: { readonly id: string; readonly secret: string } | null;
  readonly names: { readonly domain: string; readonly token: string; readonly client: string };
};

type Fields = Readonly<Record<string, unknown>>;

/** What a query gave; `denied` are fields that the app has no right to, `isTooCostly` asks for smaller pages. */
export type Answer = {
  readonly data: Fields;
  readonly denied: readonly string[];
  readonly isTooCostly: boolean;
  readonly date: Temporal.Instant | null;
};

export type ShopifyApi = {
  readonly ask: (name: string, variables: Fields, signal: AbortSignal) => Promise<Answer>;
  readonly http: Http;
};

type Token = { readonly value: string; readonly usableUntil: number };

/** Tokens of the client credentials grant live for 24 hours; they are replaced a little earlier. */
const renewEarlyMs = 5 * 60_000;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

const fieldsAt = (value: unknown, ...path: readonly string[]): Fields => {
  let at: unknown = value;
  for (const key of path) at = isFields(at) ? at[key] : undefined;
  return isFields(at) ? at : {};
};

const numberAt = (fields: Fields, key: string): number => {
  const value = fields[key];
  return typeof value === 'number' ? value : Number.NaN;
};

type Problem = { readonly code: string; readonly message: string; readonly path: string };

const problemsOf = (json: unknown): readonly Problem[] => {
  const errors = isFields(json) ? json['errors'] : undefined;
  if (!Array.isArray(errors)) return [];
  return errors.filter(isFields).map((error) => ({
    code: String(fieldsAt(error, 'extensions')['code'] ?? 'UNKNOWN'),
    message: String(error['message'] ?? ''),
    path: Array.isArray(error['path'])
      ? error['path'].filter((part) => typeof part === 'string').join('.')
      : '',
  }));
};

/** Requests wait until the bucket holds what they ask for. Shopify refills it steadily and gives back what was not used. */
const openBucket = () => {
  const elapsed = stopwatch();
  let [available, rate, at] = [Number.POSITIVE_INFINITY, 50, 0];
  return {
    waitFor: (points: number): number => {
      const now = available + ((elapsed() - at) / 1000) * rate;
      return now >= points ? 0 : Math.ceil(((points - now) / rate) * 1000);
    },
    learn: (json: unknown): void => {
      const status = fieldsAt(json, 'extensions', 'cost', 'throttleStatus');
      if (Number.isNaN(numberAt(status, 'currentlyAvailable'))) return;
      available = numberAt(status, 'currentlyAvailable');
      rate = numberAt(status, 'restoreRate') || rate;
      at = elapsed();
    },
  };
};

/** How often a query may be sent back for lack of points before a run gives up. */
const mostThrottled = 30;

export const openShopify = (http: Http, access: ShopifyAccess, now: () => Temporal.Instant): ShopifyApi => {
  const bucket = openBucket();
  const costs = new Map<string, number>();
  let token: Promise<Token> | null = null;

  const mint = async (signal: AbortSignal): Promise<Token> => {
    if (access.token !== null) return { value: access.token, usableUntil: Number.POSITIVE_INFINITY };
    const { id = '', secret = '' } = access.client ?? {};
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: id,
      client_secret: secret,
    }).toString();
    const reply = await http.ask({
      url: `${access.base}/admin/oauth/access_token`,
      method: 'POST',
      idempotent: true,
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body,
      signal,
    });
    const value = isFields(reply.json) ? reply.json['access_token'] : undefined;
    if (reply.status >= 300 || typeof value !== 'string') throw noToken(access, reply);
    const seconds = numberAt(fieldsAt(reply.json), 'expires_in');
    return { value, usableUntil: now().epochMilliseconds + (seconds || 3600) * 1000 - renewEarlyMs };
  };

  const currentToken = async (signal: AbortSignal): Promise<string> => {
    const known = await token?.catch(() => null);
    if (known && known.usableUntil > now().epochMilliseconds) return known.value;
    token = mint(signal);
    return (await token).value;
  };

  const post = (name: string, variables: Fields, signal: AbortSignal): Promise<JsonReply> =>
    http.ask({
      url: `${access.base}/admin/api/${apiVersion}/graphql.json`,
      method: 'POST',
      // Queries change nothing; the two mutations are safe to repeat (a second bulk operation or subscription is found).
      idempotent: true,
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ query: queryText(name), variables }),
      sign: async () => ({ headers: { 'x-shopify-access-token': await currentToken(signal) } }),
      signal,
    });

  /** Sends a query; a token that is no longer taken is replaced once. */
  const send = async (name: string, variables: Fields, signal: AbortSignal): Promise<JsonReply> => {
    const reply = await post(name, variables, signal);
    if (reply.status !== 401 || access.token !== null) return reply;
    token = null;
    return post(name, variables, signal);
  };

  const ask: ShopifyApi['ask'] = async (name, variables, signal) => {
    for (let throttled = 0; ; throttled += 1) {
      await http.pause(bucket.waitFor(costs.get(name) ?? 0), signal);
      const reply = await send(name, variables, signal);
      if (reply.status < 200 || reply.status >= 300) throw refusal(access, reply);
      bucket.learn(reply.json);
      const requested = numberAt(fieldsAt(reply.json, 'extensions', 'cost'), 'requestedQueryCost');
      if (!Number.isNaN(requested)) costs.set(name, requested);
      const problems = problemsOf(reply.json);
      if (problems.some(({ code }) => code === 'THROTTLED') && throttled < mostThrottled) {
        // Nothing is known of the bucket but that it does not hold enough: wait for a second's worth at least.
        await http.pause(Math.max(1000, bucket.waitFor(requested || 0)), signal);
        continue;
      }
      return answerOf(access, name, reply, problems);
    }
  };
  return { ask, http };
};

const answerOf = (
  access: ShopifyAccess,
  name: string,
  { json, headers }: JsonReply,
  problems: readonly Problem[],
): Answer => {
  const date = Date.parse(headers.get('date') ?? '');
  const rest = {
    denied: problems.filter(({ code }) => code === 'ACCESS_DENIED').map(({ path }) => path),
    date: Number.isNaN(date) ? null : Temporal.Instant.fromEpochMilliseconds(date),
  };
  if (problems.some(({ code }) => code === 'MAX_COST_EXCEEDED'))
    return { ...rest, data: {}, isTooCostly: true };
  const other = problems.find(({ code }) => code !== 'ACCESS_DENIED');
  const data = isFields(json) ? json['data'] : null;
  if (other || (!isFields(data) && rest.denied.length === 0))
    throw new AppError(
      'bad_reply',
      `Shopify ${name}: ${other?.code ?? 'no data'} ${other?.message.slice(0, 200) ?? ''}`,
      {
        userMessage: `Shopify did not answer what it was asked for ${access.domain} (${other?.code ?? 'no data'}).`,
      },
    );
  return { ...rest, data: isFields(data) ? data : {}, isTooCostly: false };
};

const errorCode = (json: unknown): string => {
  const error = isFields(json) ? (json['error'] ?? json['errors']) : null;
  return typeof error === 'string' && /^[a-z_]{1,60}$/.test(error) ? error : '';
};

/** Why no token was given: the grant works only for an app and a shop of one organization. */
const noToken = ({ domain, names }: ShopifyAccess, reply: JsonReply): AppError => {
  const code = errorCode(reply.json);
  const hints: Readonly<Record<string, string>> = {
    shop_not_permitted: 'The app and the shop must belong to the same organization in the Dev Dashboard.',
    app_not_installed: 'Install the app in the shop first (Dev Dashboard → your app → Installs).',
  };
  return new AppError('not_allowed', `Shopify token: ${reply.status} ${code}`, {
    userMessage: `Shopify gives no token for ${domain} with ${names.client}${code ? ` (${code})` : ''}.`,
    hint: hints[code] ?? `Copy client id and client secret of your app from the Dev Dashboard again.`,
  });
};

const refusal = (access: ShopifyAccess, reply: JsonReply): AppError => {
  const { domain, names, token } = access;
  const plain = badStatus('POST', reply.url, reply.status);
  if (reply.status === 401 || reply.status === 403)
    return new AppError('not_allowed', plain.message, {
      userMessage: `Shopify refuses the ${token === null ? `app in ${names.client}` : `token in ${names.token}`} for ${domain}.`,
      hint: 'Tokens cannot be shown again: if it was replaced or the app was removed, copy the new one.',
    });
  if (reply.status === 404)
    return new AppError('not_found', plain.message, {
      userMessage: `There is no Shopify shop at ${domain} (${names.domain}).`,
      hint: 'Use the name that ends in .myshopify.com, not the address customers see.',
    });
  return plain;
};
