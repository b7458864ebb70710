import { createHmac, timingSafeEqual } from 'node:crypto';

/** Headers of a received request, names in lower case. */
export type HookHeaders = Readonly<Record<string, string | undefined>>;

/** What came in: the bytes as they were sent (a parsed body cannot be verified) and the secret part of its address, if any. */
export type Delivery = {
  readonly headers: HookHeaders;
  readonly body: Uint8Array;
  readonly pathToken?: string;
};

/** Whether a delivery is what it claims to be, and if not, why: no signature at all, a wrong one, or one of another time. */
export type Verdict = 'genuine' | 'unsigned' | 'forged' | 'stale';

/**
 * One way to sign deliveries. `signatures` are those found (several while secrets are rotated), `message` what is
 * signed, `key` how the secret becomes the key, `sentAt` the signed time in seconds, `id` the header that is the
 * same for repeats of one delivery.
 */
type Signing = {
  readonly signatures: (headers: HookHeaders) => readonly string[];
  readonly encoding: 'hex' | 'base64';
  readonly message?: (delivery: Delivery) => Uint8Array | string;
  readonly key?: (secret: string) => string | Buffer;
  readonly sentAt?: (headers: HookHeaders) => number;
  readonly id: string | null;
};

const header = (name: string) => (headers: HookHeaders) => {
  const value = headers[name]?.trim();
  return value ? [value] : [];
};

/** Values of `name=value` parts that go by a name: `t=1,v1=ab,v1=cd`. */
const parts = (value: string | undefined, name: string, between = ','): readonly string[] =>
  (value ?? '')
    .split(between)
    .map((part) => part.trim())
    .filter((part) => part.startsWith(`${name}=`))
    .map((part) => part.slice(name.length + 1));

const prefixed = (name: string, prefix: string) => (headers: HookHeaders) => parts(headers[name], prefix);

const textOf = (body: Uint8Array): string => Buffer.from(body).toString('utf8');

const svix = (headers: HookHeaders, name: string): string =>
  headers[`webhook-${name}`] ?? headers[`svix-${name}`] ?? '';

/**
 * The schemes in use. GitHub, PagerDuty v3, Stripe, Svix (incident.io), AfterShip, Shopify and WooCommerce as their
 * documentation says; EasyPost signs whole numbers of `weight` with a decimal (its client's util.js); Grafana signs
 * the body, with the time before it where it sends one.
 */
const signings = {
  github: {
    signatures: prefixed('x-hub-signature-256', 'sha256'),
    encoding: 'hex',
    id: 'x-github-delivery',
  },
  pagerduty: { signatures: prefixed('x-pagerduty-signature', 'v1'), encoding: 'hex', id: 'x-webhook-id' },
  stripe: {
    signatures: prefixed('stripe-signature', 'v1'),
    encoding: 'hex',
    message: ({ headers, body }) =>
      Buffer.concat([Buffer.from(`${parts(headers['stripe-signature'], 't')[0] ?? ''}.`), body]),
    sentAt: (headers) => Number(parts(headers['stripe-signature'], 't')[0] ?? Number.NaN),
    id: null,
  },
  svix: {
    signatures: (headers) =>
      svix(headers, 'signature')
        .split(' ')
        .filter((one) => one.startsWith('v1,'))
        .map((one) => one.slice(3)),
    encoding: 'base64',
    message: ({ headers, body }) =>
      Buffer.concat([Buffer.from(`${svix(headers, 'id')}.${svix(headers, 'timestamp')}.`), body]),
    key: (secret) => Buffer.from(secret.replace(/^whsec_/, ''), 'base64'),
    sentAt: (headers) => Number(svix(headers, 'timestamp') || Number.NaN),
    id: 'webhook-id',
  },
  easypost: {
    signatures: prefixed('x-hmac-signature', 'hmac-sha256-hex'),
    encoding: 'hex',
    message: ({ body }) => textOf(body).replace(/("weight":\s*)(\d+)(?=\s*[,}\]])/g, '$1$2.0'),
    key: (secret) => secret.normalize('NFKD'),
    id: null,
  },
  aftership: { signatures: header('aftership-hmac-sha256'), encoding: 'base64', id: null },
  shopify: {
    signatures: (headers) => [
      ...header('x-shopify-hmac-sha256')(headers),
      ...header('shopify-hmac-sha256')(headers),
    ],
    encoding: 'base64',
    id: 'x-shopify-webhook-id',
  },
  woocommerce: {
    signatures: header('x-wc-webhook-signature'),
    encoding: 'base64',
    id: 'x-wc-webhook-delivery-id',
  },
  grafana: {
    signatures: header('x-grafana-alerting-signature'),
    encoding: 'hex',
    message: ({ headers, body }) => {
      const at = headers['x-grafana-alerting-timestamp'];
      return at === undefined ? body : Buffer.concat([Buffer.from(`${at}:`), body]);
    },
    id: null,
  },
} as const satisfies Readonly<Record<string, Signing>>;

/** `token`: a shared secret in the `Authorization` header or in the address, for senders that cannot sign. */
export type Scheme = keyof typeof signings | 'token';

/** How far the signed time of a delivery may be from ours. */
const toleranceSeconds = 300;

const isEqual = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b);

/** Compares by digest, so that neither content nor length of the secret shows in the time it takes. */
const isSecret = (given: string, secret: string): boolean => {
  const digest = (text: string): Buffer => createHmac('sha256', 'crosswalk').update(text).digest();
  return isEqual(digest(given), digest(secret));
};

/** Bearer token, the password of basic auth, or the secret in the address. */
const tokensOf = ({ headers, pathToken }: Delivery): readonly string[] => {
  const [kind = '', value = ''] = (headers['authorization'] ?? '').split(' ');
  const basic = /^basic$/i.test(kind) ? Buffer.from(value, 'base64').toString('utf8') : '';
  return [/^bearer$/i.test(kind) ? value : '', basic.slice(basic.indexOf(':') + 1), pathToken ?? ''].filter(
    (token) => token !== '',
  );
};

const signedBy = (signing: Signing, delivery: Delivery, secret: string): boolean => {
  const mac = createHmac('sha256', signing.key?.(secret) ?? secret)
    .update(signing.message?.(delivery) ?? delivery.body)
    .digest();
  return signing
    .signatures(delivery.headers)
    .some((given) => isEqual(Buffer.from(given, signing.encoding), mac));
};

/** Verifies a delivery by a scheme; any of the secrets will do (two are in use while one is replaced). */
export const verify = (
  scheme: Scheme,
  delivery: Delivery,
  secrets: readonly string[],
  now: Temporal.Instant,
): Verdict => {
  const usable = secrets.filter((secret) => secret !== '');
  if (scheme === 'token') {
    const tokens = tokensOf(delivery);
    if (tokens.length === 0) return 'unsigned';
    return usable.some((secret) => tokens.some((token) => isSecret(token, secret))) ? 'genuine' : 'forged';
  }
  const signing: Signing = signings[scheme];
  if (signing.signatures(delivery.headers).length === 0) return 'unsigned';
  if (!usable.some((secret) => signedBy(signing, delivery, secret))) return 'forged';
  const sentAt = signing.sentAt?.(delivery.headers);
  const isNow = sentAt === undefined || Math.abs(now.epochMilliseconds / 1000 - sentAt) <= toleranceSeconds;
  return isNow ? 'genuine' : 'stale';
};

/** What is the same for every repeat of one delivery, where the sender says it in a header. */
export const deliveryId = (scheme: Scheme, headers: HookHeaders): string | null => {
  const name = scheme === 'token' ? null : signings[scheme].id;
  return name === null ? null : (headers[name] ?? null);
};
