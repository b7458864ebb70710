import { AppError } from '#src/lib/errors.ts';
import { badStatus, describeRequest } from '../http/failure.ts';
import type { Http, JsonReply } from '../http/http.ts';
import { oauth1, oauthUrl } from '../http/oauth1.ts';
import type { Signed } from '../http/request.ts';

/** Where a shop is and what opens it; `names` are the settings' full names, for sentences. */
export type WooAccess = {
  readonly url: string;
  readonly key: string;
  readonly secret: string;
  readonly names: { readonly url: string; readonly key: string; readonly secret: string };
};

export type WooAnswer = {
  readonly json: unknown;
  /** How many things fit in all (`X-WP-Total`). */
  readonly total: number;
  /** The shop's own clock. */
  readonly date: Temporal.Instant | null;
};

type Query = Readonly<Record<string, string | number>>;

export type WooApi = {
  /** GET of a path under `wp-json/`. Throws AppError whose sentence names the setting to look at. */
  readonly get: (path: string, query: Query, signal: AbortSignal) => Promise<WooAnswer>;
  readonly post: (path: string, body: unknown, signal: AbortSignal) => Promise<unknown>;
  readonly put: (path: string, body: unknown, signal: AbortSignal) => Promise<unknown>;
};

/** How far the signed time of a request may be off before WooCommerce refuses it, with some room. */
const mostSkewMs = 10 * 60_000;

/**
 * Ways to say who we are, in the order they are tried: Basic over https; OAuth 1.0a where WordPress thinks it is
 * plain http (facts: over http Basic is refused). Behind a proxy that does not pass https on, WordPress checks the
 * signature of the http address.
 */
type Way = 'basic' | 'oauth';

export const openWoo = (http: Http, access: WooAccess, now: () => Temporal.Instant): WooApi => {
  const base = `${access.url.replace(/\/+$/, '')}/wp-json/`;
  const isHttps = base.startsWith('https:');
  let way: Way = isHttps ? 'basic' : 'oauth';
  let skewMs = 0;

  const sign = (method: string, url: string): Signed => {
    if (way === 'basic') {
      const pair = Buffer.from(`${access.key}:${access.secret}`).toString('base64');
      return { headers: { authorization: `Basic ${pair}` } };
    }
    const keys = { consumerKey: access.key, consumerSecret: access.secret };
    const timestamp = Math.floor((now().epochMilliseconds + skewMs) / 1000);
    return { url: oauthUrl(url, oauth1(keys, method, url.replace(/^https:/, 'http:'), { timestamp })) };
  };

  const send = (method: 'GET' | 'POST' | 'PUT', url: string, body: unknown, signal: AbortSignal) =>
    http.ask({
      url,
      method,
      signal,
      headers: {
        accept: 'application/json',
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      sign: () => sign(method, url),
    });

  /** Whether another way of signing, or our clock set right, may open the door that stayed shut. */
  const canRetry = (reply: JsonReply): boolean => {
    if (reply.status !== 401) return false;
    const theirs = Date.parse(reply.headers.get('date') ?? '');
    const off = theirs - now().epochMilliseconds - skewMs;
    if (way === 'oauth' && Math.abs(off) > mostSkewMs) {
      skewMs += off;
      return true;
    }
    if (way !== 'basic') return false;
    way = 'oauth';
    return true;
  };

  const call = async (
    method: 'GET' | 'POST' | 'PUT',
    url: string,
    body: unknown,
    signal: AbortSignal,
  ): Promise<JsonReply> => {
    const first = way;
    let reply = await send(method, url, body, signal);
    if (canRetry(reply)) reply = await send(method, url, body, signal);
    if (reply.status >= 200 && reply.status < 300) return reply;
    way = first;
    throw refusal(access, method, reply);
  };

  const urlOf = (path: string, query: Query): string => {
    const url = new URL(path, base);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value));
    return url.href;
  };

  return {
    get: async (path, query, signal) => {
      const { json, headers } = await call('GET', urlOf(path, query), undefined, signal);
      const date = Date.parse(headers.get('date') ?? '');
      return {
        json,
        total: Number(headers.get('x-wp-total') ?? Number.NaN),
        date: Number.isNaN(date) ? null : Temporal.Instant.fromEpochMilliseconds(date),
      };
    },
    post: async (path, body, signal) => (await call('POST', urlOf(path, {}), body, signal)).json,
    put: async (path, body, signal) => (await call('PUT', urlOf(path, {}), body, signal)).json,
  };
};

const codeOf = (json: unknown): string => {
  const code: unknown = typeof json === 'object' && json !== null ? Reflect.get(json, 'code') : null;
  return typeof code === 'string' && /^[a-z_]{1,80}$/.test(code) ? code : 'no code';
};

/** A refusal as a sentence that says where to look; every wrong key gets the same 401 from WooCommerce. */
const refusal = ({ url, names }: WooAccess, method: string, reply: JsonReply): AppError => {
  const text = `${describeRequest(method, reply.url)}: ${reply.status} ${codeOf(reply.json)}`;
  if (reply.status === 401 || reply.status === 403)
    return new AppError('not_allowed', text, {
      userMessage: `The shop at ${url} refuses the keys in ${names.key} and ${names.secret}.`,
      hint: `Make a key with permission "Read" under WooCommerce → Settings → Advanced → REST API and copy both parts. If they are right, the host may strip the Authorization header, or ${names.url} may not be the address that the shop itself uses.`,
    });
  if (reply.status === 404)
    return new AppError('not_found', text, {
      userMessage: `There is no WooCommerce at ${url} (${names.url}).`,
      hint: 'Use the address of the shop, with its folder if it has one. Permalinks must not be "Plain" (Settings → Permalinks).',
    });
  return badStatus(method, reply.url, reply.status);
};
