import { AppError } from '#src/lib/errors.ts';
import { badStatus, describeRequest } from '../http/failure.ts';
import type { Http, JsonReply } from '../http/http.ts';
import { oauth1, oauthHeader } from '../http/oauth1.ts';
import type { Signed } from '../http/request.ts';

/** How we say who we are: four secrets of an integration, its token alone where the shop allows that, or Adobe's IMS. */
export type MagentoKeys =
  | {
      readonly kind: 'oauth';
      readonly consumerKey: string;
      readonly consumerSecret: string;
      readonly token: string;
      readonly tokenSecret: string;
    }
  | { readonly kind: 'bearer'; readonly token: string }
  | { readonly kind: 'ims'; readonly url: string; readonly id: string; readonly secret: string };

/** Where a shop is and what opens it; `names` are the settings' full names, for sentences. */
export type MagentoAccess = {
  /** Up to and with `V1`. */
  readonly base: string;
  readonly keys: MagentoKeys;
  readonly names: { readonly url: string; readonly keys: string };
};

type Query = Readonly<Record<string, string | number>>;

export type MagentoAnswer = { readonly json: unknown; readonly date: Temporal.Instant | null };

export type MagentoApi = {
  /** GET of a path under `V1/`. Throws AppError whose sentence names the setting to look at. */
  readonly get: (path: string, query: Query, signal: AbortSignal) => Promise<MagentoAnswer>;
};

/** How far our clock may be off before a refusal is blamed on it; Magento refuses a signed time ten minutes ahead of its own. */
const mostSkewMs = 5 * 60_000;

/** A token of IMS is fetched anew this long before it ends. */
const imsMarginMs = 5 * 60_000;

type ImsToken = { readonly token: string; readonly until: number };

export const openMagento = (http: Http, access: MagentoAccess, now: () => Temporal.Instant): MagentoApi => {
  const { keys, base } = access;
  let skewMs = 0;
  let ims: Promise<ImsToken> | null = null;

  const askIms = async (own: Extract<MagentoKeys, { readonly kind: 'ims' }>): Promise<ImsToken> => {
    const json = await http.json({
      url: own.url,
      method: 'POST',
      idempotent: true,
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: own.id,
        client_secret: own.secret,
        scope:
          'openid,AdobeID,email,profile,additional_info.roles,additional_info.projectedProductContext,commerce.accs',
      }).toString(),
    });
    const token: unknown = Reflect.get(Object(json), 'access_token');
    const seconds = Number(Reflect.get(Object(json), 'expires_in') ?? Number.NaN);
    if (typeof token !== 'string' || !(seconds > 0))
      throw new AppError('bad_reply', 'IMS gave no token', {
        userMessage: 'Adobe gave no access token for the shop.',
        hint: `Check ${access.names.keys}.`,
      });
    return { token, until: now().epochMilliseconds + seconds * 1000 - imsMarginMs };
  };

  const imsToken = async (own: Extract<MagentoKeys, { readonly kind: 'ims' }>): Promise<string> => {
    const known = await ims?.catch(() => null);
    if (known && known.until > now().epochMilliseconds) return known.token;
    ims = askIms(own);
    return (await ims).token;
  };

  const sign = async (url: string): Promise<Signed> => {
    switch (keys.kind) {
      case 'oauth': {
        const timestamp = Math.floor((now().epochMilliseconds + skewMs) / 1000);
        return { headers: { authorization: oauthHeader(oauth1(keys, 'GET', url, { timestamp })) } };
      }
      case 'bearer':
        return { headers: { authorization: `Bearer ${keys.token}` } };
      case 'ims':
        return { headers: { authorization: `Bearer ${await imsToken(keys)}` } };
      default:
        return keys satisfies never;
    }
  };

  const send = (url: string, signal: AbortSignal): Promise<JsonReply> =>
    http.ask({ url, signal, headers: { accept: 'application/json' }, sign: () => sign(url) });

  /** Whether a fresh token, or our clock set right, may open the door that stayed shut. */
  const canRetry = ({ status, headers }: JsonReply): boolean => {
    if (status !== 401) return false;
    if (keys.kind === 'ims') {
      ims = null;
      return true;
    }
    const off = Date.parse(headers.get('date') ?? '') - now().epochMilliseconds - skewMs;
    if (keys.kind !== 'oauth' || !(Math.abs(off) > mostSkewMs)) return false;
    skewMs += off;
    return true;
  };

  return {
    get: async (path, query, signal) => {
      const url = new URL(`${base}/${path}`);
      for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value));
      let reply = await send(url.href, signal);
      if (canRetry(reply)) reply = await send(url.href, signal);
      if (reply.status < 200 || reply.status >= 300) throw refusal(access, reply);
      const date = Date.parse(reply.headers.get('date') ?? '');
      return {
        json: reply.json,
        date: Number.isNaN(date) ? null : Temporal.Instant.fromEpochMilliseconds(date),
      };
    },
  };
};

/** The right that an integration lacks, as Magento's 401 names it: `Magento_Sales::actions_view`. */
const rightIn = (json: unknown): string | null => {
  const named: unknown = Reflect.get(Object(Reflect.get(Object(json), 'parameters')), 'resources');
  return typeof named === 'string' && /^[A-Za-z_]+::[a-z_]+$/.test(named) ? named : null;
};

/** A refusal as a sentence that says where to look: a right that is missing, wrong keys, a wrong address. */
const refusal = ({ names }: MagentoAccess, reply: JsonReply): AppError => {
  const text = `${describeRequest('GET', reply.url)}: ${reply.status}`;
  const host = URL.parse(reply.url)?.host ?? 'The shop';
  const right = rightIn(reply.json);
  if (right)
    return new AppError('not_allowed', `${text} ${right}`, {
      userMessage: `The integration at ${host} may not read ${right}.`,
      hint: 'Tick it under System → Integrations → API in the shop’s back office, and reauthorize.',
    });
  if (reply.status === 401 || reply.status === 403)
    return new AppError('not_allowed', text, {
      userMessage: `The shop at ${host} refuses ${names.keys}.`,
      hint: 'Copy all four values of an active integration (System → Integrations). A token alone only works where the shop allows it.',
    });
  if (reply.status === 404)
    return new AppError('not_found', text, {
      userMessage: `There is no Magento REST API at ${host} (${names.url}).`,
      hint: 'Use the address of the shop, such as https://shop.example.com, without /rest behind it.',
    });
  return badStatus('GET', reply.url, reply.status);
};
