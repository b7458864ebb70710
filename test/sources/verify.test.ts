import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Delivery, HookHeaders, Scheme } from '#src/sources/verify.ts';
import { deliveryId, verify } from '#src/sources/verify.ts';
import { hasShared, shared } from '#test/support/shared.ts';

const now = Temporal.Instant.from('2026-11-21T10:00:00Z');
const seconds = Math.floor(now.epochMilliseconds / 1000);
const body = '{"id":1042,"weight": 5}';
const secret = 's3cret';
const hmac = (message: string, encoding: 'hex' | 'base64', key: string | Buffer = secret): string =>
  createHmac('sha256', key).update(message).digest(encoding);

const svixKey = Buffer.from('0123456789abcdef');
const svixSecret = `whsec_${svixKey.toString('base64')}`;

const genuine: readonly (readonly [Scheme, HookHeaders, string])[] = [
  ['github', { 'x-hub-signature-256': `sha256=${hmac(body, 'hex')}` }, secret],
  ['pagerduty', { 'x-pagerduty-signature': `v1=${'0'.repeat(64)},v1=${hmac(body, 'hex')}` }, secret],
  ['stripe', { 'stripe-signature': `t=${seconds},v1=${hmac(`${seconds}.${body}`, 'hex')},v0=x` }, secret],
  [
    'svix',
    {
      'webhook-id': 'msg_1',
      'webhook-timestamp': String(seconds),
      'webhook-signature': `v1,AAAA v1,${hmac(`msg_1.${seconds}.${body}`, 'base64', svixKey)}`,
    },
    svixSecret,
  ],
  ['easypost', { 'x-hmac-signature': `hmac-sha256-hex=${hmac('{"id":1042,"weight": 5.0}', 'hex')}` }, secret],
  ['aftership', { 'aftership-hmac-sha256': hmac(body, 'base64') }, secret],
  ['shopify', { 'x-shopify-hmac-sha256': hmac(body, 'base64') }, secret],
  ['shopify', { 'shopify-hmac-sha256': hmac(body, 'base64') }, secret],
  ['woocommerce', { 'x-wc-webhook-signature': hmac(body, 'base64') }, secret],
  ['grafana', { 'x-grafana-alerting-signature': hmac(body, 'hex') }, secret],
  [
    'grafana',
    {
      'x-grafana-alerting-timestamp': '1795255200',
      'x-grafana-alerting-signature': hmac(`1795255200:${body}`, 'hex'),
    },
    secret,
  ],
  ['token', { authorization: `Bearer ${secret}` }, secret],
  ['token', { authorization: `Basic ${Buffer.from(`any:${secret}`).toString('base64')}` }, secret],
];

const of = (headers: HookHeaders, text = body): Delivery => ({ headers, body: Buffer.from(text) });

describe.each(genuine)('a delivery signed as %s does', (scheme, headers, key) => {
  test('is genuine, with either of two secrets', () => {
    expect(verify(scheme, of(headers), [key], now)).toBe('genuine');
    expect(verify(scheme, of(headers), ['older', key], now)).toBe('genuine');
  });

  test('is forged with another secret, an empty one, or none', () => {
    expect(verify(scheme, of(headers), ['other'], now)).toBe('forged');
    expect(verify(scheme, of(headers), ['', 'other'], now)).toBe('forged');
    expect(verify(scheme, of(headers), [], now)).toBe('forged');
  });

  test('is unsigned without its header', () => {
    expect(verify(scheme, of({}), [key], now)).toBe('unsigned');
  });

  test.skipIf(scheme === 'token')('is forged when a byte of the body changed', () => {
    expect(verify(scheme, of(headers, `${body} `), [key], now)).toBe('forged');
  });
});

describe('a signed time', () => {
  test.each(['stripe', 'svix'] as const)('of %s may be five minutes off, either way', (scheme) => {
    const [, headers, key] = genuine.find(([one]) => one === scheme) ?? ['token', {}, ''];
    for (const [minutes, verdict] of [
      [5, 'genuine'],
      [6, 'stale'],
      [-6, 'stale'],
    ] as const)
      expect(verify(scheme, of(headers), [key], now.add({ minutes }))).toBe(verdict);
  });

  test('that is no number is stale', () => {
    const headers = { 'stripe-signature': `t=soon,v1=${hmac(`soon.${body}`, 'hex')}` };
    expect(verify('stripe', of(headers), [secret], now)).toBe('stale');
  });
});

test('a secret in the address will do where the sender cannot sign', () => {
  expect(verify('token', { headers: {}, body: Buffer.from(''), pathToken: secret }, [secret], now)).toBe(
    'genuine',
  );
  expect(verify('token', { headers: {}, body: Buffer.from(''), pathToken: 'x' }, [secret], now)).toBe(
    'forged',
  );
});

test('repeats of one delivery are known by its header', () => {
  expect(deliveryId('shopify', { 'x-shopify-webhook-id': 'a' })).toBe('a');
  expect(deliveryId('woocommerce', { 'x-wc-webhook-delivery-id': 'b' })).toBe('b');
  expect(deliveryId('stripe', {})).toBeNull();
});

describe.skipIf(!hasShared)('deliveries as they really came', () => {
  type Captured = { readonly headers: HookHeaders; readonly rawBody: string };
  const read = (path: string): Delivery => {
    const { headers, rawBody } = JSON.parse(readFileSync(join(shared, 'fixtures', path), 'utf8')) as Captured;
    const lower = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
    return of(Object.fromEntries(lower), rawBody);
  };

  test('from Shopify are genuine', () => {
    const delivery = read('shopify/webhooks/orders-updated.vector.json');
    expect(verify('shopify', delivery, ['hush_test_client_secret'], now)).toBe('genuine');
  });

  test.each(['5', '6', '7', 'order-deleted'])('from WooCommerce are genuine: %s', (which) => {
    const delivery = read(`woocommerce/live-11.0.1/webhook-delivery-${which}.json`);
    expect(verify('woocommerce', delivery, ['whsec_test'], now)).toBe('genuine');
  });

  test('from WooCommerce are not signed when it only says hello', () => {
    expect(
      verify('woocommerce', read('woocommerce/live-11.0.1/webhook-ping.json'), ['whsec_test'], now),
    ).toBe('unsigned');
  });
});
