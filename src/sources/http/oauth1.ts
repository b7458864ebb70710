import { createHmac, randomBytes } from 'node:crypto';

/** What signs a request by OAuth 1.0a (RFC 5849); a consumer alone (WooCommerce) has no token. */
export type OAuth1Keys = {
  readonly consumerKey: string;
  readonly consumerSecret: string;
  readonly token?: string;
  readonly tokenSecret?: string;
};

type Stamp = { readonly timestamp: number; readonly nonce?: string };

/** Percent-encoding of RFC 3986, which leaves fewer characters alone than `encodeURIComponent`. */
const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

const parametersOf = (url: URL, own: Readonly<Record<string, string>>): string =>
  [...url.searchParams, ...Object.entries(own)]
    .map(([name, value]) => [encode(name), encode(value)] as const)
    .sort(([a, x], [b, y]) => (a < b ? -1 : a > b ? 1 : x < y ? -1 : x > y ? 1 : 0))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');

/** The OAuth parameters of a request with their HMAC-SHA256 signature. `timestamp` is in seconds. */
export const oauth1 = (
  keys: OAuth1Keys,
  method: string,
  address: string,
  { timestamp, nonce = randomBytes(16).toString('hex') }: Stamp,
): Readonly<Record<string, string>> => {
  const url = new URL(address);
  const own = {
    oauth_consumer_key: keys.consumerKey,
    ...(keys.token !== undefined && { oauth_token: keys.token }),
    oauth_nonce: nonce,
    oauth_signature_method: 'HMAC-SHA256',
    oauth_timestamp: String(timestamp),
    oauth_version: '1.0',
  };
  const base = [method, `${url.origin}${url.pathname}`, parametersOf(url, own)].map(encode).join('&');
  const key = `${encode(keys.consumerSecret)}&${encode(keys.tokenSecret ?? '')}`;
  return { ...own, oauth_signature: createHmac('sha256', key).update(base).digest('base64') };
};

/** OAuth parameters as an `Authorization` header. */
export const oauthHeader = (parameters: Readonly<Record<string, string>>): string =>
  `OAuth ${Object.entries(parameters)
    .map(([name, value]) => `${encode(name)}="${encode(value)}"`)
    .join(', ')}`;

/** OAuth parameters added to the address, for servers that do not get to see the header. */
export const oauthUrl = (address: string, parameters: Readonly<Record<string, string>>): string => {
  const url = new URL(address);
  const query = [...url.searchParams, ...Object.entries(parameters)];
  return `${url.origin}${url.pathname}?${query.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&')}`;
};
